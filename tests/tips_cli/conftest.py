"""A terminal for `betjent tips …`, on a machine where nothing is set but a data directory."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.cli import main
from handlers.sealing import keys
from tests.tips_cli.terminal import Does


@pytest.fixture(autouse=True)
def quick_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess at a passphrase costs is held in tests/test_sealing.py; here it would be minutes."""
    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)


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
