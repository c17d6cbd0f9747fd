"""The key ceremony as its people do it: commands in, files and lines out, nothing secret anywhere else."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.settings import StartFault
from bot.tips import ceremony
from handlers.sealing import code, shares
from handlers.sealing.keys import open_private, private_files, read_public
from handlers.tips import intake
from handlers.tips.week import months
from storage.opening import open_store
from tests.conftest import Clock
from tests.safe import DEALING, NOW, Safe, safe
from tests.tips_cli.terminal import PASSPHRASE, Does

OTHER = "en helt anden lang adgangskode"
DISTRICT = ("--district", "midt-og-vestsjaelland")


async def given(url: str, keys: Safe) -> None:
    """A tip in a database."""
    sealed = keys.locks.seal(DEALING, code.fresh(), NOW)
    store = await open_store(url, clock=Clock())
    await store.write(lambda work: intake.put(work, [sealed]))
    await store.close()


@pytest.fixture
def keys(does: Does, tmp_path: Path) -> tuple[Path, list[str]]:
    """The folder of a ceremony for November alone, and its three sheets."""
    folder = tmp_path / "noegler"
    arguments = ("tips", "keygen", *DISTRICT, "--from", "2026-11", "--months", "1", "--keys", str(folder))
    ended, said, _ = does(*arguments, typed=(PASSPHRASE, PASSPHRASE))
    assert ended == 0
    return folder, re.findall(r"Ark \d: (\S+)", said)


def test_the_ceremony_writes_keys_and_says_what_the_profile_must_know(does: Does, tmp_path: Path) -> None:
    folder = tmp_path / "noegler"

    ended, said, complained = does(
        "tips", "keygen", *DISTRICT, "--from", "2026-12", "--months", "2", "--keys", str(folder),
        typed=(PASSPHRASE, PASSPHRASE),
    )  # fmt: skip

    assert (ended, complained) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        "2026-12.key", "2026-12.pub", "2027-01.key", "2027-01.pub", "recovery.key",
    ]  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in private_files(folder)} == {0o600}
    for month in ("2026-12", "2027-01"):
        key = read_public(folder / f"{month}.pub")
        assert f'"{month}" = "{key.fingerprint}"' in said
        assert open_private(folder / f"{month}.key", PASSPHRASE).public == key.public
    assert len(set(re.findall(r"Ark \d: (\S+)", said))) == 3
    assert PASSPHRASE not in said


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        (("kort", "kort"), ["for kort"]),
        (("kort", "andet"), ["ikke ens", "for kort"]),
        ((PASSPHRASE, OTHER), ["ikke ens"]),
        ((PASSPHRASE,), ["Der kom intet svar på: Den samme igen"]),
    ],
)
def test_a_poor_passphrase_makes_no_key(
    does: Does, tmp_path: Path, typed: tuple[str, ...], faults: list[str]
) -> None:
    folder = tmp_path / "noegler"

    ended, _, complained = does("tips", "keygen", *DISTRICT, "--keys", str(folder), typed=typed)

    lines = complained.splitlines()
    assert ended == 1
    assert len(lines) == len(faults)
    assert all(fault in line for fault, line in zip(faults, lines, strict=True))
    assert not folder.exists()


@pytest.mark.parametrize(
    ("passphrase", "will_do"),
    [("x" * 15, False), ("x" * 16, True), ("a b c", False), ("a b c d", True), ("", False)],
)
def test_a_passphrase_is_long_or_many_words(passphrase: str, will_do: bool) -> None:
    assert (ceremony.weakness(passphrase) is None) == will_do


def test_every_fault_of_the_ceremony_is_named_at_once(does: Does, keys: tuple[Path, list[str]]) -> None:
    folder, _ = keys

    taken = does("tips", "keygen", *DISTRICT, "--from", "2026-11", "--keys", str(folder))
    wrong = does("tips", "keygen", *DISTRICT, "--from", "december", "--months", "99", "--keys", str(folder))

    assert taken[0] == wrong[0] == 1
    assert [re.sub(r".*/", "", line) for line in taken[2].splitlines()] == [
        "2026-11.pub: findes allerede", "2026-11.key: findes allerede", "recovery.key: findes allerede",
    ]  # fmt: skip
    assert [name in wrong[2] for name in ("december", "--months 99", "recovery.key")] == [True] * 3


def test_a_district_that_is_not_there_is_said(does: Does, tmp_path: Path) -> None:
    ended, _, complained = does("tips", "keygen", "--district", "atlantis", "--keys", str(tmp_path))
    unset, _, missing = does("tips", "keygen", "--keys", str(tmp_path))

    assert (ended, unset) == (2, 2)
    assert "atlantis" in complained
    assert missing == "✗ BETJENT_DISTRICT: mangler\n"


def test_rotation_goes_on_where_the_last_month_ended(does: Does, keys: tuple[Path, list[str]]) -> None:
    folder, sheets = keys

    wrong = does("tips", "rotate", "--months", "2", "--keys", str(folder), typed=(OTHER,))
    ended, said, _ = does("tips", "rotate", "--months", "2", "--keys", str(folder), typed=(PASSPHRASE,))

    assert wrong[0] == 1
    assert "passer ikke" in wrong[2]
    assert ended == 0
    assert [month in said for month in ("2026-12", "2027-01", "2026-11")] == [True, True, False]
    found = ceremony.recovered(folder, (sheets[0], sheets[2]))
    assert sorted(found) == ["2026-11", "2026-12", "2027-01", "recovery"]


def test_two_sheets_give_a_new_passphrase_to_all_keys(does: Does, keys: tuple[Path, list[str]]) -> None:
    folder, sheets = keys
    public = read_public(folder / "2026-11.pub").public

    ended, said, _ = does(
        "tips", "recover", "--keys", str(folder), typed=(sheets[2], sheets[0], OTHER, OTHER)
    )

    assert (ended, "2026-11" in said) == (0, True)
    assert open_private(folder / "2026-11.key", OTHER).public == public
    assert does("tips", "rotate", "--months", "1", "--keys", str(folder), typed=(OTHER,))[0] == 0


def test_sheets_that_do_not_fit_change_nothing(does: Does, keys: tuple[Path, list[str]]) -> None:
    folder, sheets = keys
    before = (folder / "2026-11.key").read_bytes()
    strangers = shares.split(b"x" * 32)

    twice = does("tips", "recover", "--keys", str(folder), typed=(sheets[0], sheets[0]))
    foreign = does("tips", "recover", "--keys", str(folder), typed=strangers[:2])

    assert (twice[0], foreign[0]) == (1, 1)
    assert "det samme ark" in twice[2]
    assert foreign[2] == "✗ 2026-11.key: arkene passer ikke til den\n"
    assert (folder / "2026-11.key").read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "yes", "gone"), [(("2026-11",), (), True), (("ja",), (), False), ((), ("--yes",), True)]
)
def test_a_month_is_destroyed_only_when_it_was_meant(
    does: Does, keys: tuple[Path, list[str]], typed: tuple[str, ...], yes: tuple[str, ...], gone: bool
) -> None:
    folder, _ = keys

    ended, _, _ = does("tips", "destroy-epoch", "2026-11", "--keys", str(folder), *yes, typed=typed)

    assert ended == (0 if gone else 1)
    assert (folder / "2026-11.key").exists() != gone
    assert (folder / "2026-11.pub").exists()


def test_a_destroyed_key_is_overwritten_first(keys: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, _ = keys
    held = tmp_path / "another name for the same bytes"
    held.hardlink_to(folder / "2026-11.key")
    size = held.stat().st_size

    ceremony.destroy(folder, "2026-11")

    assert held.stat().st_size == size
    assert b"locked" not in held.read_bytes()
    with pytest.raises(StartFault, match="findes ikke"):
        ceremony.destroy(folder, "2026-11")


def test_a_key_that_the_database_still_needs_is_kept(
    does: Does, keys: tuple[Path, list[str]], tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")
    monkeypatch.setenv("BETJENT_DATABASE_URL", sqlite_url)
    asyncio.run(given(sqlite_url, safe(tmp_path / "elsewhere")))
    command = ("tips", "destroy-epoch", "2026-11", "--yes", "--keys", str(keys[0]))

    refused, _, complained = does(*command)
    done, _, _ = does(*command, "--anyway")

    assert (refused, done) == (1, 0)
    assert "databasen har 1 tips" in complained


def test_an_officer_makes_a_pair_of_her_own(does: Does, tmp_path: Path) -> None:
    ended, said, _ = does(
        "tips", "keygen", *DISTRICT, "--reader", "Søs Åby", "--keys", str(tmp_path / "egne"),
        typed=(PASSPHRASE, PASSPHRASE),
    )  # fmt: skip

    key = read_public(tmp_path / "egne" / "soes-aaby.pub")
    assert ended == 0
    assert key.fingerprint in said
    assert open_private(tmp_path / "egne" / "soes-aaby.key", PASSPHRASE).public == key.public


@pytest.mark.parametrize("name", ["../x", "", "recovery", "2026-11", "Bo_Lund", "x" * 60])
def test_a_name_that_could_be_another_file_is_refused(name: str) -> None:
    with pytest.raises(StartFault):
        ceremony.owner_of(name)


def test_months_go_on_over_the_turn_of_the_year() -> None:
    assert months("2026-11", 3) == ["2026-11", "2026-12", "2027-01"]
