"""A terminal for `betjent tips …`, on a machine where nothing is set but a data directory."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.cli import main
from handlers.sealing import envelope, keys
from handlers.sealing.keys import PublicKey, write_private, write_public
from storage import members
from storage.work import Work
from tests.safe import MONTH, safe
from tests.tips_cli.elsewhere import House
from tests.tips_cli.terminal import PASSPHRASE, Does


@pytest.fixture(autouse=True)
def quick_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess at a passphrase costs is held in tests/test_sealing.py; here it would be minutes.

    A test with a process of its own needs keys as that process knows them: it asks for `honest_guesses`.
    """
    if "honest_guesses" in request.fixturenames:
        return
    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)


@pytest.fixture
def honest_guesses() -> None:
    """Keys are wrapped at the price they have in use."""


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Does:
    """The command line in this process."""
    for name in ("TOKEN", "DISTRICT", "DATABASE_URL"):
        monkeypatch.delenv(f"BETJENT_{name}", raising=False)
    monkeypatch.setenv("BETJENT_DATA_DIR", str(tmp_path / "data"))

    def run(*arguments: str, typed: tuple[str, ...] = ()) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in typed)))
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, said.out, said.err

    return run


@pytest.fixture
def house(does: Does, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> House:
    """Inge reads; Bo is an officer with a key of his own, Lise an officer without."""
    keys = safe(tmp_path / "data" / "tips")
    folder = tmp_path / "inges maskine"
    write_private(folder, MONTH, keys.pair, PASSPHRASE, recovery=None)
    bo = envelope.fresh_pair()
    write_private(tmp_path / "bos maskine", "bo", bo, PASSPHRASE, recovery=None)
    write_public(folder / "readers", PublicKey(keys.profile.key, "bo", bo.public))
    monkeypatch.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")
    monkeypatch.setenv("BETJENT_DATABASE_URL", database_url)
    made = House(database_url, keys, folder, does, tmp_path / "pakke.sqlite3")

    def hired(work: Work) -> None:
        for number, (name, role) in enumerate((("Bo", "officer"), ("Lise", "officer"), ("Inge", "staff")), 7):
            members.join(work, number, role=role, name=name, kommuner=())

    made.work(hired)
    return made
