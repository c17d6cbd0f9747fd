"""The command line as an operator meets it: real processes beside a sandbox, with only BETJENT_* set."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.demo.stories import stories
from tests.machine import TOKEN, a_machine, free_port, until
from tests.tree import HOME

WORDS = "de kører alt for stærkt på Skolevej ved Netto i 4320 Lejre, hverdage 7-8"


async def test_by_polling_it_survives_kill_9_and_lets_nobody_else_near_its_data(tmp_path: Path) -> None:
    async with a_machine(tmp_path) as machine:
        first = await machine.is_up()
        await machine.karla.send(WORDS)
        await machine.reads(machine.karla, "Det lyder som")
        await machine.karla.tap("Færdselskontrol")
        refused, invited = await asyncio.gather(
            machine.does("run"), machine.does("invite", "staff", "--name", "Inge")
        )
        await machine.dies(first)
        await machine.karla.send("Det er nyt", wait=False)

        second = await machine.is_up()
        await machine.inge.open(invited[1].strip())
        await machine.reads(machine.inge, "Velkommen, Inge")
        await machine.reads(machine.karla, "Hvem er udsat")
        await machine.karla.tap("Gå til oversigten")
        await machine.karla.tap("Send bestillingen")
        card = await machine.reads(machine.inge, "Sag 1 ·", machine.group)
        healthy = await machine.does("health")
        code = await machine.stops(second)

        assert refused == (1, f"✗ Databasen i {tmp_path} er i brug af en anden proces (nr. {first.pid}).\n")
        assert invited[0] == 0
        assert invited[1].startswith("https://t.me/bestil_betjent_bot?start=")
        assert invited[1].count("\n") == 1
        assert "Det er nyt" in card
        assert "nr. 1" in machine.karla.reads()
        assert (healthy, code) == ((0, "✓ alt er i orden\n"), 0)


async def test_by_webhook_it_answers_is_checked_and_stops_in_good_order(tmp_path: Path) -> None:
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "hemmelig"}
    async with a_machine(tmp_path, LISTEN=f"127.0.0.1:{port}", **hook) as machine:
        process = await machine.is_up()
        await machine.karla.send("/start")
        checked, misled, nobody, partner = await asyncio.gather(
            machine.does("check"),
            machine.does("invite", "officer", "--name", "Bo", "--kommune", "København"),
            machine.does("invite", "partner", "--name", "Mette"),
            machine.does("invite", "partner", "--org", "Skolen", "--sort", "school", "--name", "Mette"),
        )
        await machine.karla.open(partner[1].strip())
        code = await machine.stops(process)

        assert "Du skriver nu for Skolen" in machine.karla.reads()
        assert "✗" not in checked[1]
        assert (checked[0], code) == (0, 0)
        assert misled[0] == 2
        assert "København" in misled[1]
        assert nobody[0] == 2
        assert "--org" in nobody[1]


async def test_the_demo_serves_its_page_until_it_is_stopped(tmp_path: Path) -> None:
    async with a_machine(tmp_path) as machine:
        process = await machine.starts("demo", "--port", "0", "--keep", str(tmp_path / "demo"))
        assert process.stdout is not None
        lines = [line async for line in until(process.stdout, b"Klar")]
        address = lines[-1].decode().split()[2]
        async with aiohttp.ClientSession() as http, http.get(address) as page:
            shown = await page.text()

        assert "ikke politiet" in shown
        assert await machine.stops(process) == 0


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine where nothing is set but an empty data directory."""
    for name in (
        "TOKEN",
        "DISTRICT",
        "API_URL",
        "DATABASE_URL",
        "STAFF_CHAT",
        "WEBHOOK_URL",
        "LISTEN",
        "LOG_FORMAT",
    ):
        monkeypatch.delenv(f"BETJENT_{name}", raising=False)
    monkeypatch.setenv("BETJENT_DATA_DIR", str(tmp_path))
    return monkeypatch


def does(*arguments: str) -> object:
    """Runs a command in this process; gives the exit code."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_every_fault_in_the_settings_is_named_at_once(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setenv("BETJENT_TOKEN", "hemmelig")
    bare.setenv("BETJENT_LISTEN", "8080")
    bare.setenv("BETJENT_WEBHOOK_URL", "ftp://x")

    assert does("run") == 2

    named = {line.split(":")[0] for line in capsys.readouterr().err.splitlines()}
    assert named == {f"✗ BETJENT_{name}" for name in ("TOKEN", "DISTRICT", "LISTEN", "WEBHOOK_URL")}


def test_check_finds_what_is_wrong_before_it_hurts(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setenv("BETJENT_TOKEN", TOKEN)
    bare.setenv("BETJENT_DISTRICT", "atlantis")
    bare.setenv("BETJENT_API_URL", f"http://127.0.0.1:{free_port()}")

    assert does("check") == 1

    said = capsys.readouterr().out
    assert "atlantis" in said
    assert "Telegram" in said
    assert TOKEN not in said


def test_check_looks_at_everything_in_spite_of_faulty_settings(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    faulty = {"STAFF_CHAT": "vagten", "LOG_FORMAT": "xml", "WEBHOOK_URL": "http://", "LISTEN": "8080"}
    wanted = {"TOKEN": TOKEN, "DISTRICT": str(tmp_path / "kreds.toml"), "DATABASE_URL": "sqlite:////dev/null"}
    for name, value in {**faulty, **wanted, "API_URL": f"http://127.0.0.1:{free_port()}"}.items():
        bare.setenv(f"BETJENT_{name}", value)

    assert does("check") == 1

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("✗ BETJENT_")] == [
        "✗ BETJENT_STAFF_CHAT", "✗ BETJENT_WEBHOOK_URL", "✗ BETJENT_LISTEN", "✗ BETJENT_LOG_FORMAT",
    ]  # fmt: skip
    assert {line.split(":")[0] for line in lines} >= {"✗ profil", "✗ Telegram", "! database"}
    assert "Input" not in "\n".join(lines)


@pytest.mark.parametrize("named", [{}, {"DISTRICT": "midt-og-vestsjaelland"}])
def test_check_without_a_token_looks_at_what_needs_none(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], named: dict[str, str]
) -> None:
    for name, value in named.items():
        bare.setenv(f"BETJENT_{name}", value)

    assert does("check") == 1

    said = capsys.readouterr().out
    assert "✗ BETJENT_TOKEN: mangler" in said
    assert ("✓ profil" in said) == bool(named)
    assert "Telegram" not in said.replace("@BotFather", "")


def test_health_says_when_nobody_answers(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setenv("BETJENT_TOKEN", TOKEN)
    bare.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")
    bare.setenv("BETJENT_LISTEN", f"127.0.0.1:{free_port()}")

    assert does("health") == 1

    assert capsys.readouterr().out.startswith("✗")


def test_migrate_says_which_version_the_database_has(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setenv("BETJENT_TOKEN", TOKEN)
    bare.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")

    assert does("migrate") == 0
    assert does("migrate", "--show") == 0

    first, second = capsys.readouterr().out.split()
    assert first == second != ""


async def test_only_the_beginning_of_the_dialogue_may_be_read() -> None:
    reads, writes = os.pipe()
    os.close(reads)

    script = (sys.executable, "-m", "bot", "script", "traffic_check")
    process = await asyncio.create_subprocess_exec(*script, stdout=writes, stderr=PIPE, cwd=HOME)
    os.close(writes)
    _, said = await process.communicate()

    assert (process.returncode, said) == (0, b"")


def test_the_whole_dialogue_can_be_read_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert does("script", "traffic_check") == 0

    said = capsys.readouterr().out
    assert "Hvor er det?" in said
    assert "The officer's report" in said


def test_the_demo_plays_a_whole_tip_and_searches_what_it_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    assert does("demo", "--script", "tip", "--no-color") == 0

    said = capsys.readouterr().out
    assert "Ingen spor fundet" in said
    assert "Handel ved kiosken" in said


def test_a_story_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert does("demo", "--script", "drones") == 2
    assert "tip" in capsys.readouterr().err


@pytest.mark.parametrize("story", sorted(stories().keys() - {"order", "tip"}))
def test_the_demo_plays_every_other_story_to_its_end(capsys: pytest.CaptureFixture[str], story: str) -> None:
    assert does("demo", "--script", story, "--no-color") == 0

    said = capsys.readouterr().out
    assert said.rstrip().endswith(f"✓ {stories()[story].done}")


def test_the_demo_plays_the_whole_story_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert does("demo", "--script", "--no-color") == 0

    said = capsys.readouterr().out
    assert "Vi har gennemført din bestilling nr. 1" in said
    assert "✓ Hele sagen gik igennem" in said


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert does("script", "drones") == 2

    assert "traffic_check" in capsys.readouterr().err
