"""What keeps the service from starting is said in one line that an operator can act on."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import running
from bot.demo.stage import TOKEN
from bot.sandbox import Sandbox
from bot.settings import Settings, StartFault
from bot.startup import plainly
from storage import migrate
from storage.store import StoreAway

AWAY = "http://127.0.0.1:9"


def settings(data_dir: Path, **changed: object) -> Settings:
    usual = {
        "token": TOKEN,
        "district": "midt-og-vestsjaelland",
        "data_dir": data_dir,
        "listen": "127.0.0.1:0",
    }
    return Settings.model_validate({**usual, **changed})


async def start(given: Settings) -> None:
    with plainly(given):
        async with running(given, ticking=False):
            raise AssertionError("it started")


async def test_a_database_that_is_away(tmp_path: Path) -> None:
    with pytest.raises(StartFault, match=r"^Databasen svarer ikke: .*refused"):
        await start(settings(tmp_path, api_url=AWAY, database_url="postgresql://x@127.0.0.1:1/y"))


async def test_a_telegram_that_is_away(tmp_path: Path, sqlite_template: Path) -> None:
    with pytest.raises(StartFault, match=f"^{AWAY} svarer ikke"):
        await start(settings(tmp_path, api_url=AWAY, database_url=f"sqlite:///{sqlite_template}"))


async def test_a_token_that_telegram_does_not_know(tmp_path: Path, sqlite_template: Path) -> None:
    async with Sandbox() as sandbox:
        sandbox.bot(token=TOKEN)
        wrong = settings(
            tmp_path, token="2000:stranger", api_url=sandbox.url, database_url=f"sqlite:///{sqlite_template}"
        )

        with pytest.raises(StartFault, match="BETJENT_TOKEN"):
            await start(wrong)


async def test_an_address_that_is_taken(tmp_path: Path, sqlite_template: Path) -> None:
    async with Sandbox() as sandbox:
        sandbox.bot(token=TOKEN)
        with socket.create_server(("127.0.0.1", 0)) as other:
            listen = f"127.0.0.1:{other.getsockname()[1]}"
            taken = settings(
                tmp_path, listen=listen, api_url=sandbox.url, database_url=f"sqlite:///{sqlite_template}"
            )

            with pytest.raises(StartFault, match=listen):
                await start(taken)


def test_tables_are_made_in_a_process_of_its_own_and_its_failure_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    migrate.upgrade_aside(url)
    assert migrate.is_current(url)

    with closing(sqlite3.connect(tmp_path / "new.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'of another program'")
        database.commit()
    with pytest.raises(migrate.MigrationFailed, match="of another program"):
        migrate.upgrade_aside(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a database at all, but long enough to look like one" * 20)

    with pytest.raises(StoreAway, match="not a database"):
        migrate.current(f"sqlite:///{tmp_path / 'broken.db'}")
