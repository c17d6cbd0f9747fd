"""Telegram stumbles, groups move, the bot is restarted: nothing is lost, nothing is said twice unasked."""

from __future__ import annotations

import pytest

from bot.sandbox.faults import FaultKind
from tests.town import PLACE, SEND, Town

FAULTS: list[FaultKind] = [500, "drop", 429]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_reply_that_failed_comes_with_the_next_delivery(town: Town, fault: FaultKind) -> None:
    await town.begins(town.karla, "for stærkt")
    town.sandbox.fail_next("sendMessage", fault, retry_after=30 if fault == 429 else None)

    await town.after(town.karla.send(PLACE))
    await town.waits(minutes=2)

    assert town.said(town.karla, "Hvornår sker det") == 1
    assert "Hvornår sker det" in town.question(town.karla)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_receipt_that_failed_is_shown_again_and_the_case_is_one(town: Town, fault: FaultKind) -> None:
    await town.fills_in(town.karla)
    message, label = town.button(town.karla, SEND)
    town.sandbox.fail_next("editMessageText", fault, retry_after=30 if fault == 429 else None)

    await town.karla.tap(label, message=message, wait=False)
    await town.play.settled()
    await town.waits(minutes=2)

    assert [case.id for case in await town.cases()] == [1]
    assert town.said(town.karla, "har nr. 1") == 1


async def test_a_reply_whose_answer_got_lost_is_shown_again_and_counts_once(town: Town) -> None:
    await town.begins(town.karla, "for stærkt", PLACE)
    town.sandbox.fail_next("sendMessage", "drop", after_effect=True)

    await town.after(town.karla.send("hverdage 7-8"))
    await town.waits(minutes=2)

    assert town.said(town.karla, "Hvor længe") == 2
    await town.says(town.karla, "Det er nyt")
    assert "Hvem er udsat" in town.question(town.karla)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_notice_that_failed_is_sent_once_it_can(town: Town, fault: FaultKind) -> None:
    await town.orders(town.karla)
    await town.staff("/imoedekom 1")
    town.sandbox.fail_next("sendMessage", fault, retry_after=30 if fault == 429 else None, times=2)

    await town.waits(seconds=20)
    for _ in range(4):
        await town.waits(minutes=1)

    assert town.said(town.karla, "Vi kan imødekomme din") == 1


async def test_what_waits_to_be_sent_survives_a_restart(town: Town) -> None:
    await town.orders(town.karla)
    await town.staff("/imoedekom 1")

    await town.restarts()
    await town.waits(seconds=20)
    await town.restarts()
    await town.waits(minutes=5)

    assert town.said(town.karla, "Vi kan imødekomme din") == 1


async def test_the_staff_group_is_followed_when_it_gets_a_new_id(town: Town) -> None:
    await town.orders(town.karla)
    town.group.upgrade()
    await town.play.settled()

    await town.orders(town.karla)

    assert town.said(town.inge, "Sag 2 ·", town.group) == 1
    assert "Imødekommet" in " ".join([await town.staff("/imoedekom 1"), *town.texts(town.inge, town.group)])
    await town.restarts()
    assert "Sag 2" in await town.staff("/koe")


async def test_in_a_strange_group_it_says_the_id_and_leaves(town: Town) -> None:
    ole = town.sandbox.person("Ole")
    strange = town.sandbox.group("Fodbold", [ole])
    (account,) = town.sandbox.world.accounts.values()

    strange.add(account.user)
    await town.play.settled()

    assert str(strange.id) in ole.reads(strange)
    assert account.user.id not in strange.chat.members
