"""`betjent check` beside a small Telegram: whatever stands in the way is named, all of it at once."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.checks import findings
from bot.finding import BAD
from bot.sandbox import Group, Person, Sandbox
from storage import migrate
from tests.desk import DISTRICT
from tests.machine import TOKEN

Named = Callable[..., None]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as running:
        running.bot(token=TOKEN)
        yield running


@pytest.fixture
def karla(sandbox: Sandbox) -> Person:
    return sandbox.person("Karla")


@pytest.fixture
def group(sandbox: Sandbox) -> Group:
    return sandbox.group("Vurdering", [sandbox.person("Inge")])


@pytest.fixture
def named(
    sandbox: Sandbox, group: Group, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> Named:
    """Names settings; without any, all is as it should be but for the group."""
    shutil.copyfile(sqlite_template, tmp_path / "betjent.sqlite3")

    def name(**others: str) -> None:
        given = {"TOKEN": TOKEN, "API_URL": sandbox.url, "DATA_DIR": str(tmp_path)}
        given |= {"DISTRICT": str(DISTRICT), "STAFF_CHAT": str(group.id), **others}
        for key, value in given.items():
            monkeypatch.setenv(f"BETJENT_{key}", value)

    name()
    return name


async def faults() -> list[str]:
    return [finding.text async for finding in findings() if finding.mark == BAD]


@pytest.mark.usefixtures("named")
async def test_all_is_well_where_the_bot_is_an_administrator(sandbox: Sandbox, group: Group) -> None:
    (account,) = sandbox.world.accounts.values()
    group.add(account.user, admin=True)

    assert await faults() == []


@pytest.mark.usefixtures("named")
async def test_a_bot_that_is_not_in_the_group_or_may_not_read_there(sandbox: Sandbox, group: Group) -> None:
    (account,) = sandbox.world.accounts.values()
    absent = await faults()
    group.add(account.user)

    assert absent == [f"gruppe: botten er ikke i gruppen {group.id}, eller nummeret er forkert"]
    assert await faults() == ["gruppe: gør botten til administrator i Vurdering, så den kan læse svar"]


async def test_a_person_is_no_group(named: Named, karla: Person) -> None:
    await karla.send("/start", wait=False)
    named(STAFF_CHAT=str(karla.id))

    assert await faults() == ["gruppe: BETJENT_STAFF_CHAT er en person, ikke en gruppe"]


async def test_a_token_that_telegram_does_not_know(named: Named) -> None:
    named(TOKEN="2000:somebody")

    (fault,) = await faults()

    assert fault.startswith("Telegram: ")
    assert "somebody" not in fault


async def test_every_fault_is_named_in_one_run(
    named: Named, sandbox: Sandbox, group: Group, tmp_path: Path
) -> None:
    profile = tmp_path / "kreds.toml"
    profile.write_text(DISTRICT.read_text("utf-8").replace('kinds = ["*"]', 'kinds = ["ballet"]'), "utf-8")
    old = f"sqlite:///{tmp_path / 'betjent.sqlite3'}"
    migrate.downgrade(old, "-1")
    (account,) = sandbox.world.accounts.values()
    group.add(account.user)
    named(DISTRICT=str(profile), WEBHOOK_URL="https://kreds.example", WEBHOOK_SECRET="hemmelig")

    found = await faults()

    assert [fault.partition(":")[0] for fault in found] == ["profil", "database", "gruppe", "webhook"]
    assert "ballet findes ikke" in found[0]
    assert found[1].endswith("kør betjent migrate")
    assert "Telegram afleverer til ingen" in found[3]
