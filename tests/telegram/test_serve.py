"""Each update is dealt with exactly once, whatever goes wrong around it."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.serve import TRIES, TryLater
from handlers.reply import Reply, say
from handlers.visit import Visit
from storage import outbox
from storage.models import Stumble
from storage.opening import open_store
from storage.work import Work
from tests.telegram.edge import Edge


def words(update_id: int, person: Person, text: str = "hej") -> dict[str, object]:
    """An update as Telegram writes it."""
    user = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "da"}
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    message = {"message_id": 5, "date": 1, "chat": chat, "from": user, "text": text}
    return {"update_id": update_id, "message": message}


def broken(_: Visit) -> Reply:
    raise ZeroDivisionError("Karla bor på Skolevej 3")


async def test_a_repeated_update_changes_nothing_and_shows_the_screen_again(
    edge: Edge, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    update = words(9, karla)

    await edge.front.serve(update, inline=False)
    await edge.front.serve(update, inline=False)

    assert (edge.script.decided, edge.script.repeated) == ([9], [9])
    assert edge.texts(karla) == ["Du sagde hej.", "Du sagde hej."]


async def test_a_reply_that_did_not_get_through_is_given_again_without_deciding_again(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    sandbox.fail_next("sendMessage", 502)

    with pytest.raises(TryLater):
        await edge.front.serve(words(9, karla), inline=False)
    await edge.front.serve(words(9, karla), inline=False)

    assert (edge.script.decided, edge.script.repeated) == ([9], [9])
    assert edge.texts(karla) == ["Du sagde hej."]


async def test_a_flood_is_passed_on_as_the_time_to_come_back(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    sandbox.fail_next("sendMessage", 429, retry_after=33)

    with pytest.raises(TryLater) as later:
        await edge.front.serve(words(9, karla), inline=False)

    assert later.value.seconds == 33


async def test_what_takes_too_long_is_left_to_a_later_delivery(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    hasty = Edge(sandbox, edge.api, edge.store, deadline=0.05)
    sandbox.fail_next("sendMessage", 429, retry_after=5)

    with pytest.raises(TryLater) as later:
        await hasty.front.serve(words(9, karla), inline=False)
    edge.clock.advance(6)
    await hasty.front.serve(words(9, karla), inline=False)

    assert later.value.seconds == 5
    assert (hasty.script.decided, edge.texts(karla)) == ([9], ["Du sagde hej."])


async def test_the_updates_of_one_person_are_answered_in_order_even_when_the_first_is_held_up(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    updates = [words(number, karla, str(number)) for number in range(3)]
    sandbox.fail_next("sendMessage", 429, retry_after=1)

    await edge.passing(asyncio.gather(*(edge.front.serve(update, inline=False) for update in updates)))

    assert edge.texts(karla) == ["Du sagde 0.", "Du sagde 1.", "Du sagde 2."]


async def test_a_poisoned_update_is_given_up_after_five_tries_and_operators_hear_it(
    edge: Edge, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    edge.script.answer = broken
    update = words(9, karla)

    waits = []
    for _ in range(TRIES - 1):
        with pytest.raises(TryLater) as later:
            await edge.front.serve(update, inline=False)
        waits.append(later.value.seconds)
    await edge.front.serve(update, inline=False)

    assert waits == [1, 2, 4, 8]
    assert await edge.store.read(_dead) == [9]
    assert [notice.what for notice in await edge.store.write(lambda work: outbox.due(work, 9))] == ["system"]


async def test_the_person_hears_once_that_something_went_wrong(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    edge.script.answer = broken

    for _ in range(3):
        with pytest.raises(TryLater):
            await edge.front.serve(words(9, karla), inline=False)

    (told,) = edge.texts(karla)
    assert told.startswith("Noget gik galt hos os.")


async def test_an_error_is_logged_by_place_and_code_without_what_was_in_it(
    edge: Edge, karla: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await karla.send("hej", wait=False)
    edge.script.answer = broken

    with caplog.at_level(logging.INFO), pytest.raises(TryLater):
        await edge.front.serve(words(9, karla), inline=False)

    (told,) = edge.texts(karla)
    code = told.rpartition(" ")[2].strip(".")
    assert f"{code} ZeroDivisionError" in caplog.text
    assert not [secret for secret in ("Skolevej", "Karla", str(karla.id)) if secret in caplog.text]


async def test_after_the_cause_is_mended_the_update_is_served(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    edge.script.answer = broken
    with pytest.raises(TryLater):
        await edge.front.serve(words(9, karla), inline=False)

    edge.script.answer = lambda _: say("Nu virker det.")
    await edge.front.serve(words(9, karla), inline=False)

    assert karla.reads() == "Nu virker det."


@pytest.mark.parametrize(
    "shape",
    [
        {"message": {"from": {}, "chat": 5}},
        {"message": "hej"},
        {"callback_query": {"data": "x", "message": {}}},
    ],
)
async def test_a_shape_that_telegram_does_not_send_is_put_aside(edge: Edge, shape: dict[str, object]) -> None:
    await edge.front.serve({"update_id": 9, **shape}, inline=False)

    assert await edge.store.read(_dead) == [9]
    assert edge.script.decided == []


@pytest.mark.parametrize("update", [{"update_id": 9, "poll": {}}, {"update_id": 9}])
async def test_what_we_have_no_use_for_is_left_alone(edge: Edge, update: dict[str, object]) -> None:
    assert await edge.front.serve(update, inline=True) is None
    assert edge.script.decided == []


async def test_a_database_that_is_away_is_a_reason_to_come_back(
    edge: Edge, karla: Person, sqlite_url: str
) -> None:
    await edge.store.close()

    with pytest.raises(TryLater) as later:
        await edge.front.serve(words(9, karla), inline=False)

    assert later.value.seconds == 5
    assert edge.script.decided == []
    reopened = await open_store(sqlite_url, clock=edge.clock.now)
    assert await reopened.read(_dead) == []
    await reopened.close()


async def test_stopping_finishes_what_is_in_hand_and_refuses_the_rest(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    sandbox.fail_next("sendMessage", 429, retry_after=3)
    in_hand = asyncio.ensure_future(edge.front.serve(words(9, karla), inline=False))
    await asyncio.sleep(0)

    stopping = asyncio.ensure_future(edge.front.stop())
    await asyncio.sleep(0)
    with pytest.raises(TryLater):
        await edge.front.serve(words(10, karla), inline=False)
    assert not stopping.done()
    await edge.passing(in_hand)
    await stopping

    assert edge.script.decided == [9]
    assert edge.texts(karla) == ["Du sagde hej."]


async def test_a_commit_with_a_notice_wakes_the_delivery(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    edge.script.posts = ("system",)
    await edge.front.serve(words(9, karla), inline=False)
    edge.script.posts = ()
    await edge.front.serve(words(10, karla), inline=False)

    assert edge.commits == 1


def _dead(work: Work) -> list[int]:
    return [row.update_id for row in work.session.query(Stumble).filter(Stumble.dead_at.is_not(None))]
