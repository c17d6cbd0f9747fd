"""Karla orders: whatever she does on the way, she has exactly the bestillinger she sent."""

from __future__ import annotations

import asyncio

import pytest

from tests.town import PLACE, SEND, SUMMARY, Town, photo

ASKED = ("Hvad er problemet", "Hvor er det", "Hvornår sker det", "Hvor længe", "Hvem er udsat")
ANSWERS = ("for stærkt", PLACE, "hverdage 7-8", "Mere end et år", "Børn")


async def test_a_double_tap_on_send_sends_one_case(town: Town) -> None:
    await town.fills_in(town.karla)
    message, label = town.button(town.karla, SEND)

    await asyncio.gather(town.karla.tap(label, message=message), town.karla.tap(label, message=message))
    await town.play.settled()

    assert [case.id for case in await town.cases()] == [1]
    assert town.said(town.karla, "har nr. 1") == 1
    assert town.said(town.inge, "Sag 1 ·", town.group) == 1


async def test_the_bot_may_stop_at_any_question_and_karla_goes_on(town: Town) -> None:
    await town.begins(town.karla)
    for question, answer in zip(ASKED, ANSWERS, strict=True):
        assert question in town.question(town.karla)
        await town.restarts()
        await town.says(town.karla, answer)
    await town.restarts()
    await town.taps(town.karla, SUMMARY)
    await town.restarts()
    await town.taps(town.karla, SEND)

    (case,) = await town.cases()
    assert case.answers["problem"] == ["speed"]
    assert case.answers["at_risk"] == ["children"]
    assert "nr. 1" in town.karla.reads()


async def test_what_she_wrote_while_the_bot_was_down_is_taken_when_it_is_back(town: Town) -> None:
    await town.begins(town.karla, "for stærkt")

    await town.play.stop()
    await town.karla.send(PLACE, wait=False)
    await town.play.start()
    await town.waits(minutes=2)

    assert "Hvornår sker det" in town.question(town.karla)


async def test_after_days_of_silence_she_is_reminded_once_and_chooses_to_go_on(town: Town) -> None:
    await town.begins(town.karla, "for stærkt")

    for _ in range(4):
        await town.waits(days=1)

    assert town.said(town.karla, "begyndt på en bestilling") == 1
    assert await town.cases() == []

    await town.says(town.karla, PLACE)

    assert town.labels(town.karla) == ["Fortsæt", "Start forfra", "Slet"]

    await town.taps(town.karla, "Fortsæt")

    assert "Hvor er det" in town.question(town.karla)
    assert town.labels(town.karla)[0].startswith("Behold: Skolevej")


@pytest.mark.parametrize(("choice", "words"), [("Start forfra", "Hvad er problemet"), ("Slet", "slettet")])
async def test_after_a_silence_she_may_begin_again_or_let_it_go(town: Town, choice: str, words: str) -> None:
    await town.begins(town.karla, "for stærkt")
    await town.waits(days=1)
    await town.says(town.karla, "/start")

    await town.taps(town.karla, choice)

    assert town.said(town.karla, words) > 0
    assert await town.cases() == []


async def test_an_old_button_says_so_and_shows_the_question_that_stands(town: Town) -> None:
    await town.begins(town.karla)
    old = town.karla.screen()[-1]
    cancel = str(old.keyboard[-1][-1]["callback_data"])
    for answer in ("for stærkt", PLACE):
        await town.says(town.karla, answer)

    toast = await town.presses(town.karla, cancel.replace("cancel", "done"), on=old)

    assert "forældet" in toast
    assert town.said(town.karla, "Hvornår sker det") == 2
    assert await town.says(town.karla, "hverdage 7-8") != ""
    assert "Hvor længe" in town.karla.reads()


async def test_an_album_is_one_answer_and_reaches_bo_without_its_origin(town: Town) -> None:
    await town.begins(town.karla, "for stærkt", PLACE, "hverdage 7-8", "Mere end et år", "Børn", "Nej")
    original = photo("red")
    before = len(town.texts(town.karla))

    await town.after(town.karla.send_photo(original, album=[photo("green"), photo("blue")]))

    assert len(town.texts(town.karla)) == before + 1
    await town.taps(town.karla, "Videre")
    await town.taps(town.karla, SUMMARY)
    await town.taps(town.karla, SEND)
    await town.staff("/imoedekom 1")
    await town.staff("/tildel 1 Bo")
    photos = [message for message in town.bo.screen() if "photo" in message.content]
    assert len(photos) == 3
    assert original not in {town.file(each.content["photo"][-1]["file_id"]) for each in photos}


async def test_three_long_messages_are_read_and_nothing_is_sent_by_itself(town: Town) -> None:
    await town.begins(town.karla, "for stærkt", PLACE, "hverdage 7-8", "Mere end et år")

    await town.after(town.karla.send("støj " * 2000))

    assert town.labels(town.karla)
    assert await town.cases() == []
    assert town.said(town.karla, "Noget gik galt") == 0


async def test_what_nobody_expects_gets_a_kind_answer_and_the_question_again(town: Town) -> None:
    karla = town.karla
    await town.begins(karla, "for stærkt")

    for act in (karla.send_voice, karla.send_sticker, karla.send_poll, karla.send_document):
        await town.after(act())
        assert "Hvor er det" in town.question(karla)
    await town.after(karla.send_contact())
    first = next(message for message in karla.screen() if message.text == "for stærkt")
    await town.after(karla.edit(first, "knallerter"))

    assert town.said(karla, "Noget gik galt") == 0
    assert town.labels(karla)


async def test_danger_comes_first_at_every_question_and_the_draft_stays(town: Town) -> None:
    await town.begins(town.karla)

    for answer in ANSWERS:
        question = town.question(town.karla).rpartition("\n\n")[2]
        assert "Ring 112" in await town.says(town.karla, "de slås lige nu")
        await town.says(town.karla, "/bestil")
        await town.taps(town.karla, "Fortsæt")
        assert question in town.question(town.karla)
        await town.says(town.karla, answer)

    assert "Har der været uheld" in town.question(town.karla)


async def test_a_false_alarm_that_she_has_gone_past_is_not_taken_for_an_answer_later(town: Town) -> None:
    await town.begins(town.karla, "for stærkt", PLACE, "de slås lige nu", "hverdage 7-8")

    await town.taps(town.karla, "Det er ikke akut")

    assert town.said(town.karla, "Hvor længe") > 0
    assert town.said(town.karla, "Hvem er udsat") == 0


async def test_a_photo_sent_as_a_file_loses_where_it_was_taken(town: Town) -> None:
    await town.begins(town.karla, "for stærkt", PLACE, "hverdage 7-8", "Mere end et år", "Børn", "Nej")
    await town.after(town.karla.send_document(photo(made_at="56 N"), "vej.jpg"))
    for label in ("Videre", SUMMARY, SEND):
        await town.taps(town.karla, label)

    await town.taps(town.inge, "Billeder", town.group)

    (shown,) = [message for message in town.inge.screen(town.group) if "photo" in message.content]
    kept = town.file(shown.content["photo"][-1]["file_id"])
    assert b"56 N" in photo(made_at="56 N")
    assert b"56 N" not in kept
