"""The migrations make exactly what the models say, on both databases, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from storage import migrate
from storage.address import UnknownDatabase, address
from storage.models import Case


def opened(url: str) -> Engine:
    return create_engine(address(url))


def differences(url: str) -> list[object]:
    engine = opened(url)
    with engine.connect() as connection:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), Case.metadata)
    engine.dispose()
    return found


def fill(url: str) -> None:
    engine = opened(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO facts VALUES ('color', '{}')"))
        connection.execute(text("INSERT INTO events (at, name, actor) VALUES ('2026-11-22', 'x', 'staff')"))
    engine.dispose()


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    assert differences(database_url) == []


def test_a_model_without_its_migration_is_seen(sqlite_url: str) -> None:
    engine = opened(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE cases DROP COLUMN unreachable"))
        connection.execute(text("DROP INDEX ix_outbox_waiting"))
    engine.dispose()

    assert len(differences(sqlite_url)) == 2


def test_up_down_and_up_again_with_data_in_it(own_database_url: str) -> None:
    fill(own_database_url)

    migrate.downgrade(own_database_url)

    assert migrate.current(own_database_url) is None
    migrate.upgrade(own_database_url)
    assert migrate.is_current(own_database_url)
    assert differences(own_database_url) == []


def test_a_second_upgrade_changes_nothing(database_url: str) -> None:
    fill(database_url)

    migrate.upgrade(database_url)

    engine = opened(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT key FROM facts")).scalar() == "color"
    engine.dispose()


def test_a_migration_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/half.db"
    engine = opened(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE remarks (id INTEGER)"))

    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(url)

    assert inspect(engine).get_table_names() == ["remarks"]
    engine.dispose()


def test_a_database_that_is_not_there_yet_has_no_version(tmp_path: Path) -> None:
    assert migrate.current(f"sqlite:///{tmp_path}/none.db") is None
    assert not (tmp_path / "none.db").exists()


def test_the_migrations_are_one_line_in_the_order_of_their_dates() -> None:
    files = sorted((migrate.HOME / "versions").glob("*.py"))
    named = re.compile(r'^(?:down_)?revision = (?:"(.+)"|None)$', re.MULTILINE)

    names = [file.stem for file in files]
    steps = [named.findall(file.read_text()) for file in files]
    assert steps == [[name, before] for name, before in zip(names, ["", *names], strict=False)]


@pytest.mark.parametrize(
    ("url", "means"),
    [
        ("postgres://a:b@host/name", "postgresql+psycopg://a:***@host/name"),
        ("postgresql://host/name", "postgresql+psycopg://host/name"),
        ("postgresql+asyncpg://host/name?host=/run", "postgresql+psycopg://host/name?host=%2Frun"),
        ("sqlite+aiosqlite:////var/b.db", "sqlite:////var/b.db"),
    ],
)
def test_every_spelling_of_a_database_is_understood(url: str, means: str) -> None:
    assert str(address(url)) == means


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "sqlite:///:memory:", "nonsense"])
def test_a_database_we_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(UnknownDatabase):
        address(url)


def test_what_keeps_an_officer_in_one_place_is_the_same_in_models_and_migrations(
    sqlite_url: str, tmp_path: Path
) -> None:
    triggers = text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    made = create_engine(f"sqlite:///{tmp_path}/made.db")
    Case.metadata.create_all(made)
    migrated = opened(sqlite_url)

    with made.connect() as ours, migrated.connect() as theirs:
        rules = [list(connection.execute(triggers)) for connection in (ours, theirs)]

    assert rules[0] == rules[1]
    assert len(rules[0]) == 2
    made.dispose()
    migrated.dispose()
