"""The command line as an operator meets it: real processes beside a sandbox, with only BETJENT_* set."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.sandbox import Group, Person, Sandbox
from bot.settings import environment
from tests.tree import HOME

TOKEN = "1000:sandbox"
WORDS = "de kører alt for stærkt på Skolevej ved Netto i 4320 Lejre, hverdage 7-8"


@dataclass
class Station:
    """A machine with the bot's settings, and the people who talk to it."""

    sandbox: Sandbox
    karla: Person
    inge: Person
    group: Group
    settings: dict[str, str]
    running: list[Process] = field(default_factory=list)

    async def starts(self, *arguments: str) -> Process:
        """Starts a command."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "bot", *arguments, cwd=HOME, stdout=PIPE, stderr=PIPE,
            env=environment({"PYTHONPATH": str(HOME)} | self.settings),
        )  # fmt: skip
        self.running.append(process)
        return process

    async def does(self, *arguments: str) -> tuple[int | None, str]:
        """Runs a command to its end; gives the exit code and all it wrote."""
        process = await self.starts(*arguments)
        out, errors = await process.communicate()
        return process.returncode, (out + errors).decode()

    async def is_up(self) -> Process:
        """Starts the service and waits until it says so."""
        process = await self.starts("run")
        assert process.stderr is not None
        lines = [line async for line in until(process.stderr, b"is up")]
        assert b"is up" in lines[-1], b"".join(lines).decode()
        return process

    async def stops(self, process: Process) -> int | None:
        """SIGTERM, as systemd sends it."""
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        return process.returncode

    async def reads(self, who: Person, words: str, chat: Group | None = None) -> str:
        """Waits until the bot has said these words there; gives all of the message."""
        changes = self.sandbox.subscribe()
        while True:
            found = [each.text for each in who.screen(chat) if each.sender.is_bot and words in each.text]
            if found:
                return found[-1]
            await anext(changes)


async def until(lines: asyncio.StreamReader, words: bytes) -> AsyncIterator[bytes]:
    async for line in lines:
        yield line
        if words in line:
            return


@asynccontextmanager
async def a_station(folder: Path, **settings: str) -> AsyncIterator[Station]:
    """Whatever was started is gone afterwards."""
    async with Sandbox(limits=False) as sandbox:
        bot = sandbox.bot(token=TOKEN)
        karla, inge = sandbox.person("Karla"), sandbox.person("Inge")
        group = sandbox.group("Vurdering", [inge])
        group.add(bot, admin=True)
        given = {
            "TOKEN": TOKEN,
            "API_URL": sandbox.url,
            "DATA_DIR": str(folder),
            "DISTRICT": "midt-og-vestsjaelland",
            "STAFF_CHAT": str(group.id),
            "LISTEN": f"127.0.0.1:{free_port()}",
        }
        named = {f"BETJENT_{name}": value for name, value in (given | settings).items()}
        station = Station(sandbox, karla, inge, group, named)
        try:
            yield station
        finally:
            for process in station.running:
                if process.returncode is None:
                    process.kill()
                    await process.communicate()


async def test_by_polling_it_survives_kill_9_and_lets_nobody_else_near_its_data(tmp_path: Path) -> None:
    async with a_station(tmp_path) as station:
        first = await station.is_up()
        await station.karla.send(WORDS)
        await station.reads(station.karla, "Det lyder som")
        await station.karla.tap("Færdselskontrol")
        refused, invited = await asyncio.gather(
            station.does("run"), station.does("invite", "staff", "--name", "Inge")
        )
        first.kill()
        await first.communicate()
        await station.karla.send("Det er nyt", wait=False)

        second = await station.is_up()
        await station.inge.open(invited[1].strip())
        await station.reads(station.inge, "Velkommen, Inge")
        await station.reads(station.karla, "Hvem er udsat")
        await station.karla.tap("Gå til oversigten")
        await station.karla.tap("Send bestillingen")
        card = await station.reads(station.inge, "Sag 1 ·", station.group)
        healthy = await station.does("health")
        code = await station.stops(second)

        assert refused == (1, f"✗ Databasen i {tmp_path} er i brug af en anden proces (nr. {first.pid}).\n")
        assert invited[0] == 0
        assert invited[1].startswith("https://t.me/bestil_betjent_bot?start=")
        assert invited[1].count("\n") == 1
        assert "Det er nyt" in card
        assert "nr. 1" in station.karla.reads()
        assert (healthy, code) == ((0, "✓ alt er i orden\n"), 0)


async def test_by_webhook_it_answers_is_checked_and_stops_in_good_order(tmp_path: Path) -> None:
    port = free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "hemmelig"}
    async with a_station(tmp_path, LISTEN=f"127.0.0.1:{port}", **hook) as station:
        process = await station.is_up()
        await station.karla.send("/start")
        checked, misled = await asyncio.gather(
            station.does("check"),
            station.does("invite", "officer", "--name", "Bo", "--kommune", "København"),
        )
        code = await station.stops(process)

        assert "Midt- og Vestsjælland" in station.karla.reads()
        assert "✗" not in checked[1]
        assert (checked[0], code) == (0, 0)
        assert misled[0] == 2
        assert "København" in misled[1]


async def test_the_demo_serves_its_page_until_it_is_stopped(tmp_path: Path) -> None:
    async with a_station(tmp_path) as station:
        process = await station.starts("demo", "--port", "0", "--keep", str(tmp_path / "demo"))
        assert process.stdout is not None
        lines = [line async for line in until(process.stdout, b"Klar")]
        address = lines[-1].decode().split()[2]
        async with aiohttp.ClientSession() as http, http.get(address) as page:
            shown = await page.text()

        assert "ikke politiet" in shown
        assert await station.stops(process) == 0


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine where nothing is set but an empty data directory."""
    for name in ("TOKEN", "DISTRICT", "API_URL", "DATABASE_URL", "STAFF_CHAT", "WEBHOOK_URL", "LISTEN"):
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


def test_the_whole_dialogue_can_be_read_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert does("script", "traffic_check") == 0

    said = capsys.readouterr().out
    assert "Hvor er det?" in said
    assert "The officer's report" in said


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


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
