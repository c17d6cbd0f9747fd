"""The outbox reaches its readers: once, in order, at Telegram's pace, and never forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.delivery import MISTAKES
from handlers.reply import Button, Say
from handlers.rules.staff_room import staff_room
from handlers.wording.notices import Letter
from storage.models import Notice
from storage.work import Work
from tests.telegram.edge import Edge


async def post(edge: Edge, *whats: str, person: Person | None = None, after: float = 0) -> None:
    """Puts notices in the outbox."""

    def add(work: Work) -> None:
        for what in whats:
            audience = "citizen" if person else "staff"
            person_id = person.id if person else None
            work.post(what, audience, person_id=person_id, after=timedelta(seconds=after))

    await edge.store.write(add)


async def outcomes(edge: Edge) -> list[tuple[str, str]]:
    """What became of every notice, in order."""

    def look(work: Work) -> list[tuple[str, str]]:
        return [(notice.what, notice.outcome) for notice in work.session.query(Notice).order_by(Notice.id)]

    return await edge.store.read(look)


async def known(edge: Edge, person: Person) -> None:
    """Somebody the bot may write to; what she said is done with."""
    await person.send("/start", wait=False)
    edge.script.letter = lambda notice: Letter(person.id, Say(notice.what))


async def test_a_notice_is_sent_once_and_remembered(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "imødekommet", person=karla)

    await edge.delivery.drain()
    await edge.delivery.drain()

    newest = karla.newest()
    assert newest is not None
    assert edge.texts(karla) == ["imødekommet"]
    assert edge.script.told == [("imødekommet", newest.id)]
    assert await outcomes(edge) == [("imødekommet", "sent")]


async def test_a_notice_that_is_outdated_is_dropped(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "tilbud", person=karla)
    edge.script.letter = lambda _: None

    await edge.delivery.drain()

    assert edge.texts(karla) == []
    assert await outcomes(edge) == [("tilbud", "dropped")]


async def test_a_decision_held_back_does_not_leave_before_its_time(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "afvist", person=karla, after=15)

    assert await edge.delivery.drain() == 0

    edge.clock.advance(15)
    assert await edge.delivery.drain() == 1


async def test_one_reader_gets_them_in_order_and_no_faster_than_telegram_allows(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await known(edge, karla)
    names = ["1", "2", "3", "4", "5"]
    await post(edge, *names, person=karla)
    began = edge.clock.now()

    await edge.passing(edge.delivery.drain())

    assert edge.texts(karla) == names
    assert edge.clock.now() - began >= timedelta(seconds=2)
    assert all(call.ok for call in sandbox.calls)


async def test_a_group_that_has_had_its_minute_waits_without_holding_up_the_process(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    group = sandbox.group("Vurdering", [karla])
    group.add(next(iter(sandbox.world.accounts.values())).user)
    await known(edge, karla)
    edge.script.letter = lambda notice: Letter(karla.id if notice.person_id else group.id, Say(notice.what))
    for _ in range(16):
        await edge.pace.turn(group.id, first=False, patience=0)
    await post(edge, "kort")
    await post(edge, "svar", person=karla)

    await edge.delivery.drain()

    assert edge.texts(karla) == ["svar"]
    assert await outcomes(edge) == [("kort", ""), ("svar", "sent")]

    edge.clock.advance(61)
    await edge.delivery.drain()
    assert karla.reads(group) == "kort"


async def test_a_429_is_obeyed_and_costs_no_attempt(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "svar", person=karla)
    sandbox.fail_next("sendMessage", 429, retry_after=30)

    await edge.delivery.drain()
    edge.clock.advance(29)
    assert await edge.delivery.drain() == 0

    edge.clock.advance(2)
    assert await edge.delivery.drain() == 1
    assert edge.texts(karla) == ["svar"]


async def test_when_one_must_wait_so_do_those_behind_it(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "først", "sidst", person=karla)
    sandbox.fail_next("sendMessage", 502)

    await edge.delivery.drain()
    assert edge.texts(karla) == []

    edge.clock.advance(5)
    await edge.delivery.drain()
    assert edge.texts(karla) == ["først", "sidst"]


async def test_whoever_has_blocked_us_is_marked(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    await karla.block(wait=False)
    await post(edge, "svar", person=karla)

    await edge.delivery.drain()

    assert edge.script.gone == ["svar"]
    assert await outcomes(edge) == [("svar", "blocked")]


async def test_the_network_is_tried_for_a_day_and_then_staff_hear_it(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await known(edge, karla)
    await post(edge, "svar", person=karla)
    sandbox.fail_next("sendMessage", 502, times=100)
    await edge.delivery.drain()
    edge.clock.advance(timedelta(hours=23).total_seconds())
    await edge.delivery.drain()
    assert await outcomes(edge) == [("svar", "")]

    edge.clock.advance(timedelta(hours=2).total_seconds())
    await edge.delivery.drain()

    assert await outcomes(edge) == [("svar", "failed: NetworkError"), ("system", "")]


async def test_a_fault_of_ours_is_given_up_after_some_tries_and_holds_nobody_up(
    edge: Edge, karla: Person
) -> None:
    await known(edge, karla)

    def letter(notice: Notice) -> Letter:
        if notice.what == "syg":
            raise ZeroDivisionError
        return Letter(karla.id, Say(notice.what))

    edge.script.letter = letter
    await post(edge, "syg", "rask", person=karla)

    for _ in range(MISTAKES):
        await edge.delivery.drain()
        edge.clock.advance(600)

    assert edge.texts(karla) == ["rask"]
    assert (await outcomes(edge))[0] == ("syg", "failed: ZeroDivisionError")


async def test_a_card_edits_itself_and_the_same_card_again_is_no_fault(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    first = Say("Sag 1: modtaget", ((Button("Tag sagen", data="s:1"),),))
    shown = await edge.speaker.say(karla.id, first, first=False)
    edge.script.letter = lambda _: Letter(karla.id, Say("Sag 1: imødekommet"), shown)
    await post(edge, "card")
    await edge.delivery.drain()
    await post(edge, "card")

    await edge.delivery.drain()

    assert edge.texts(karla) == ["Sag 1: imødekommet"]
    assert edge.script.told == [("card", shown), ("card", shown)]


async def test_a_card_that_somebody_deleted_is_posted_anew(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    shown = await edge.speaker.say(karla.id, Say("Sag 1"), first=False)
    await edge.api.delete_message(karla.id, shown)
    edge.script.letter = lambda _: Letter(karla.id, Say("Sag 1: imødekommet"), shown)
    await post(edge, "card")

    await edge.delivery.drain()

    newest = karla.newest()
    assert newest is not None
    assert (newest.text, edge.script.told) == ("Sag 1: imødekommet", [("card", newest.id)])


async def test_two_waiting_edits_of_one_card_become_one(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    shown = await edge.speaker.say(karla.id, Say("Sag 1"), first=False)
    edge.script.letter = lambda _: Letter(karla.id, Say("Sag 1: imødekommet"), shown)
    await post(edge, "card", "card")

    await edge.delivery.drain()

    assert await outcomes(edge) == [("card", "merged"), ("card", "sent")]
    assert edge.called("editMessageText") == 1


async def test_a_group_that_became_a_supergroup_is_followed(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    group = sandbox.group("Vurdering", [karla], kind="group")
    group.add(next(iter(sandbox.world.accounts.values())).user)
    old = group.id
    group.upgrade()
    edge = Edge(sandbox, edge.api, edge.store, staff_chat=old)
    edge.script.letter = lambda notice: Letter(old, Say(notice.what))
    await post(edge, "kort")

    await edge.delivery.drain()

    assert await edge.store.read(lambda work: staff_room(work, edge.house)) == group.id
    assert await outcomes(edge) == [("kort", "")]


async def test_a_commit_wakes_the_loop_at_once(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    running = asyncio.ensure_future(edge.delivery.run())
    await edge.until(lambda: True)
    await post(edge, "svar", person=karla)

    edge.delivery.wake()

    await edge.until(lambda: edge.texts(karla) == ["svar"])
    await edge.ended(running)


async def test_a_lost_answer_sends_again_rather_than_never(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await known(edge, karla)
    await post(edge, "svar", person=karla)
    sandbox.fail_next("sendMessage", "drop", after_effect=True)

    await edge.delivery.drain()
    edge.clock.advance(5)
    await edge.delivery.drain()

    assert edge.texts(karla) == ["svar", "svar"]
