"""What the person in front of us sees."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.transport import Flood
from handlers.reply import Button, Keyboard, Reply, Say, say, toast
from handlers.visit import Tap, Visit
from tests.telegram.edge import START, Answers, Edge


async def opened(edge: Edge, karla: Person, first: Reply) -> None:
    """Karla has written, and sees the first reply."""
    edge.script.answer = lambda _: first
    await karla.send("hej")
    await edge.hears()


async def tapped(edge: Edge, karla: Person, label: str, then: Reply) -> None:
    """She taps a button, and the handlers answer with `then`."""
    edge.clock.advance(3)
    edge.script.answer = lambda _: then
    await karla.tap(label, wait=False)
    await edge.hears()


def late(sandbox: Sandbox, reply: Reply) -> Answers:
    """Handlers that take so long that the tap can no longer be answered."""

    def answer(_: Visit) -> Reply:
        sandbox.clock.advance(60)
        return reply

    return answer


def answered(reply: Reply, _: Visit) -> Reply:
    """Handlers that answer with just this."""
    return reply


QUESTION = say("Hvor er det?", (Button("Skolevej", data="a"), Button("Tilbage", data="b")))


async def test_words_are_answered_by_a_new_message_with_buttons(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    message = karla.newest()

    assert message is not None
    assert (message.text, message.buttons) == ("Hvor er det?", [["Skolevej", "Tilbage"]])


async def test_a_tap_changes_the_tapped_message_and_is_answered(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(edge, karla, "Skolevej", Reply(say("Hvornår?").says, toast="Skolevej"))

    assert edge.texts(karla) == ["Hvornår?"]
    assert [answer.text for answer in karla.toasts] == ["Skolevej"]


async def test_the_same_screen_again_is_no_fault(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(edge, karla, "Skolevej", QUESTION)

    assert edge.texts(karla) == ["Hvor er det?"]
    assert edge.called("answerCallbackQuery") == 1


async def test_a_fresh_reply_leaves_the_tapped_message_alone(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(edge, karla, "Skolevej", Reply(say("Nyt").says, fresh=True))

    assert edge.texts(karla) == ["Hvor er det?", "Nyt"]


async def test_spent_buttons_are_taken_off_the_message_that_stays(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(edge, karla, "Skolevej", Reply(say("Nyt").says, fresh=True, spent=True))

    assert edge.texts(karla) == ["Hvor er det?", "Nyt"]
    assert [message.buttons for message in karla.screen()[1:]] == [[], []]


async def test_what_is_erased_is_gone_on_the_phone_and_gone_already_is_no_fault(
    edge: Edge, karla: Person
) -> None:
    await opened(edge, karla, QUESTION)
    message = karla.newest()
    assert message is not None
    edge.script.answer = lambda _: Reply(erases=(message.id, 999_999))

    for _ in range(2):
        edge.clock.advance(10)
        await karla.tap("Skolevej", message=message, wait=False)
        await edge.hears()

    assert edge.texts(karla) == []
    assert edge.called("answerCallbackQuery") == 2


async def test_buttons_that_are_already_off_or_gone_are_no_fault(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)
    message = karla.newest()
    assert message is not None
    edge.script.answer = lambda _: Reply(say("Nyt").says, fresh=True, spent=True)

    for gone in (False, False, True):
        if gone:
            await edge.api.delete_message(karla.id, message.id)
        edge.clock.advance(10)
        await karla.tap("Skolevej", message=message, wait=False)
        await edge.hears()

    assert edge.texts(karla) == ["Nyt"] * 3
    assert edge.called("answerCallbackQuery") == 3


async def test_the_photos_of_an_album_share_one_answer(edge: Edge, karla: Person) -> None:
    for count, album in ((1, "a"), (2, "a"), (3, "b")):
        edge.clock.advance(3)
        edge.script.answer = partial(answered, Reply(say(f"{count} billeder").says, album=album))
        await karla.send("et billede", wait=False)
        await edge.hears()

    assert edge.texts(karla) == ["2 billeder", "3 billeder"]


async def test_a_file_comes_with_its_name_and_caption(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    await opened(edge, karla, Reply((Say("Det <b>hele</b>", file=("alt.json", b"{}")),)))

    message = karla.newest()

    assert message is not None
    assert (message.text, message.content["document"]["file_name"]) == ("Det hele", "alt.json")
    stored = sandbox.world.files.find(message.content["document"]["file_id"])
    assert stored is not None
    assert stored.content == b"{}"


async def test_a_file_has_its_buttons_and_stays_when_one_of_them_is_tapped(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    rows = ((Button("Vis", data="a"), Button("Åbn", url="https://example.dk")),)
    await opened(edge, karla, Reply((Say("Aftalen", rows, file=("aftale.ics", b"BEGIN")),)))
    file = karla.newest()
    assert file is not None
    assert file.buttons == [["Vis", "Åbn"]]

    await tapped(edge, karla, "Vis", say("Her er den", (Button("Tilbage", data="b"),)))

    assert edge.texts(karla)[-2:] == ["Aftalen", "Her er den"]
    assert sandbox.world.files.find(file.content["document"]["file_id"]) is not None


async def test_a_file_can_be_what_a_tap_is_answered_with(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(
        edge, karla, "Skolevej", Reply((Say("Aftalen", QUESTION.says[0].rows, file=("a.ics", b"x")),))
    )

    message = karla.newest()
    assert message is not None
    assert message.content["document"]["file_name"] == "a.ics"
    assert message.buttons == [["Skolevej", "Tilbage"]]


async def test_a_message_that_is_gone_is_sent_anew(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)
    message = karla.newest()
    assert message is not None
    await edge.api.delete_message(karla.id, message.id)

    edge.script.answer = lambda _: say("Hvornår?")
    await karla.tap("Skolevej", message=message, wait=False)
    await edge.hears()

    assert edge.texts(karla) == ["Hvornår?"]


async def test_a_toast_alone_changes_nothing_on_the_screen(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, QUESTION)

    await tapped(edge, karla, "Skolevej", toast("Den knap er forældet.", alert=True))

    assert edge.texts(karla) == ["Hvor er det?"]
    assert [(answer.text, answer.alert) for answer in karla.toasts] == [("Den knap er forældet.", True)]


async def test_a_tap_too_old_to_be_answered_still_changes_the_screen(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await opened(edge, karla, QUESTION)
    edge.script.answer = lambda _: say("Hvornår?")
    await karla.tap("Skolevej", wait=False)
    sandbox.clock.advance(140)  # handed out in time, answered too late
    edge.script.answer = late(sandbox, say("Hvornår?"))

    await edge.hears()

    assert edge.texts(karla) == ["Hvornår?"]


async def test_the_answer_to_a_tap_can_ride_on_the_webhooks_response(edge: Edge, karla: Person) -> None:
    visit = Visit(edge.house, 1, karla.id, karla.id, karla.id, True, Tap("a", "17", None), "da")

    answer = await edge.responder.respond(toast("Gemt"), visit, inline=True)

    assert answer == {"method": "answerCallbackQuery", "callback_query_id": "17", "text": "Gemt"}
    assert edge.called("answerCallbackQuery") == 0


async def test_somebody_who_has_blocked_us_is_left_in_peace(edge: Edge, karla: Person) -> None:
    await karla.send("hej")
    await karla.block()

    await edge.hears()

    assert edge.texts(karla) == []
    assert len(edge.script.decided) == 2


async def test_a_short_429_is_waited_out(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    sandbox.fail_next("sendMessage", 429, retry_after=2)
    await karla.send("hej")

    await edge.passing(edge.hears())

    assert edge.clock.now() - START >= timedelta(seconds=2)
    assert edge.texts(karla) == ["Du sagde hej."]


async def test_a_long_429_is_left_to_a_later_delivery(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    sandbox.fail_next("sendMessage", 429, retry_after=40)
    visit = Visit(edge.house, 1, karla.id, karla.id, karla.id, True, Tap("a", "17", None), "da")

    with pytest.raises(Flood):
        await edge.responder.respond(say("Hej"), visit, inline=True)


async def test_ten_thousand_characters_arrive_with_the_buttons_last(edge: Edge, karla: Person) -> None:
    text = "\n\n".join(letter * 3000 for letter in "abc")

    await opened(edge, karla, say(text, (Button("Videre", data="v"),)))

    assert [len(shown) for shown in edge.texts(karla)] == [3000, 3000, 3000]
    assert [message.buttons for message in karla.screen()[1:]] == [[], [], [["Videre"]]]


WHERE = Say("Tryk for at sende, hvor du er.", keyboard=Keyboard.LOCATION, keyboard_text="Send min position")


async def test_a_question_for_the_position_brings_a_key_to_the_phone(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, Reply((*QUESTION.says, WHERE)))

    assert karla.keys() == [["Send min position"]]
    assert edge.texts(karla) == ["Hvor er det?", "Tryk for at sende, hvor du er."]


async def test_a_tap_that_puts_the_key_away_is_answered_below(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, Reply((*QUESTION.says, WHERE)))

    await tapped(edge, karla, "Skolevej", Reply((Say("Noteret: Skolevej", keyboard=Keyboard.REMOVE),)))

    assert karla.keys() == []
    assert edge.texts(karla)[-1] == "Noteret: Skolevej"


async def test_a_prompt_for_own_words_asks_for_a_reply(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    prompt = Say("Skriv grunden.", keyboard=Keyboard.REPLY, keyboard_text="Grunden")

    await opened(edge, karla, Reply((prompt,)))

    sent = next(call.params for call in reversed(sandbox.calls) if call.method == "sendmessage")
    assert sent["reply_markup"] == {
        "force_reply": True,
        "selective": True,
        "input_field_placeholder": "Grunden",
    }


async def test_a_pin_is_shown_as_a_map_below_the_text(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, Reply((Say("Her:", pin=(55.6, 12.1)),)))

    words, place = karla.screen()[1:]

    assert (words.text, "location" in place.content) == ("Her:", True)


async def test_an_officers_menu_is_set_in_that_chat(edge: Edge, karla: Person) -> None:
    await opened(edge, karla, Reply(say("Velkommen").says, commands_for="officer"))

    assert edge.called("setMyCommands") == 1


async def test_the_bot_leaves_a_group_that_is_not_its_own(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    group = sandbox.group("Naboer", [karla])
    edge.script.answer = lambda _: Reply(say("Jeg hører ikke til her.").says, leave=True)

    group.add(next(iter(sandbox.world.accounts.values())).user)
    await edge.hears()

    assert karla.reads(group) == "Jeg hører ikke til her."
    assert edge.called("leaveChat") == 1
