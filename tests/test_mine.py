"""Karla looks after what she has sent: adds, answers, withdraws, and is asked what her words are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.rules import triage
from handlers.visit import Phone, Picture, Pin, What, Words
from storage import cases, members
from storage.models import Case, DraftRow, Media, Remark
from storage.work import Work
from tests.desk import BO, INGE, KARLA, Desk


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.hires(INGE, staff=True)
    desk.orders(KARLA)
    return desk


def staff(desk: Desk, move: str, *words: str, case: int = 1) -> None:
    """Inge makes a move on a case."""

    def make(work: Work) -> None:
        held, inge = cases.lock(work, case), members.find(work, INGE.id)
        assert held is not None
        assert inge is not None
        getattr(triage, move)(work, desk.house, held, triage.staff(inge), *words)

    desk.work(make)


def the_case(desk: Desk) -> Case:
    return desk.all(Case)[0]


def said(desk: Desk) -> list[str]:
    return [remark.text for remark in desk.all(Remark) if remark.audience == "from_citizen"]


def test_mine_lists_every_bestilling_in_plain_words_with_its_date(desk: Desk) -> None:
    desk.orders(KARLA, "Havnegade, 4400 Kalundborg")

    desk.says(KARLA, "/mine")

    text = desk.reads(KARLA)
    assert text.index("Nr. 2") < text.index("Nr. 1")
    assert "Havnegade, 4400 Kalundborg" in text
    assert "Vi har modtaget den. Du får svar senest mandag den 16. marts." in text
    assert desk.labels(KARLA)[:2] == ["Nr. 2", "Nr. 1"]


def test_mine_names_an_order_that_is_not_sent_and_the_way_on(desk: Desk) -> None:
    for said in ("/bestil", "støj", "/mine"):
        desk.says(KARLA, said)
    assert desk.reads(KARLA).startswith("Du er i gang med en bestilling, der ikke er sendt.")
    assert desk.labels(KARLA) == ["Fortsæt", "Nr. 1", "Menu"]

    desk.taps(KARLA, "Fortsæt")

    assert any("Hvor er det?" in text for text in desk.texts(KARLA)[-2:])


def test_mine_names_a_first_order_that_is_not_sent(desk: Desk) -> None:
    desk.says(BO, "/bestil")

    desk.says(BO, "/mine")

    assert desk.labels(BO) == ["Fortsæt", "Menu"]
    assert "Du har ikke sendt nogen bestillinger endnu." in desk.reads(BO)


def test_a_case_shows_her_own_number_and_never_what_staff_note(desk: Desk) -> None:
    staff(desk, "note", "Kender stedet")
    staff(desk, "reply", "Vi har set det.")
    desk.says(KARLA, "/mine")

    desk.taps(KARLA, "Nr. 1")

    assert "Vi har set det." in desk.reads(KARLA)
    assert "Kender stedet" not in desk.reads(KARLA)


def test_she_adds_information_in_words_and_staff_hear_it(desk: Desk) -> None:
    desk.taps(KARLA, "Tilføj oplysninger")
    desk.says(KARLA, "Det er værst kl. 7.30")

    assert said(desk) == ["Det er værst kl. 7.30"]
    assert "Vi har lagt det til bestilling nr. 1." in desk.reads(KARLA)
    assert [notice.what for notice in desk.outbox] == ["card", "added"]


def test_she_adds_a_pin_and_an_album_of_photos(desk: Desk) -> None:
    desk.taps(KARLA, "Tilføj oplysninger")
    desk.sends(KARLA, Pin(55.6, 12.0))
    desk.taps(KARLA, "Tilføj mere")
    desk.sends(KARLA, Picture("one", 10, album="a", caption="Fra i går"))
    desk.sends(KARLA, Picture("two", 10, album="a"))

    assert said(desk) == [
        "Punkt på kortet: https://www.openstreetmap.org/?mlat=55.60000&mlon=12.00000",
        "Fra i går",
    ]
    assert [photo.case_id for photo in desk.all(Media)] == [1, 1]


def test_a_number_she_adds_is_kept_as_a_contact_and_not_as_words(desk: Desk) -> None:
    desk.taps(KARLA, "Tilføj oplysninger")
    desk.sends(KARLA, Phone("+4520123456", own=True))

    assert the_case(desk).answers["contact"] == {"phone": "+4520123456"}
    assert "20" not in said(desk)[0]


def test_a_number_that_is_typed_is_no_word_for_the_group_either(desk: Desk) -> None:
    desk.taps(KARLA, "Tilføj oplysninger")
    desk.says(KARLA, "ring til mig på 20 12 34 56")
    replies(desk, Words("20 65 43 21"), to="Den har nr. 1.")

    assert the_case(desk).answers["contact"] == {"phone": "+4520654321"}
    assert said(desk) == ["Har givet et telefonnummer."] * 2


def test_she_answers_a_question_and_hears_the_new_date(desk: Desk) -> None:
    staff(desk, "ask", "Hvor på vejen er det?")
    assert the_case(desk).paused_at is not None
    desk.waits(days=2)

    desk.says(KARLA, "/mine")
    assert "Vi venter på svar fra dig." in desk.reads(KARLA)
    desk.taps(KARLA, "Nr. 1")
    desk.taps(KARLA, "Svar")
    assert "Hvor på vejen er det?" in desk.reads(KARLA)
    desk.says(KARLA, "Ved nummer 12")

    assert said(desk) == ["Ved nummer 12"]
    assert the_case(desk).status == "assessing"
    assert "onsdag den 18. marts" in desk.reads(KARLA)


def test_withdrawing_asks_first_and_a_second_press_is_kind(desk: Desk) -> None:
    desk.says(KARLA, "/mine")
    desk.taps(KARLA, "Nr. 1")
    desk.taps(KARLA, "Træk tilbage")
    assert the_case(desk).is_open
    yes = desk.data(KARLA, "Ja, træk den tilbage")

    desk.presses(KARLA, yes)
    desk.presses(KARLA, yes)

    assert the_case(desk).status == "withdrawn"
    assert "Du har trukket den tilbage." in desk.reads(KARLA)
    assert [notice.what for notice in desk.outbox].count("withdrawn") == 1


@pytest.mark.parametrize("verb", ["show", "add", "withdraw", "drop", "receipt", "take"])
def test_nobody_reaches_a_case_that_is_not_theirs(desk: Desk, verb: str) -> None:
    desk.presses(BO, f"c:1:{verb}")

    assert "kan vi ikke finde" in desk.reads(BO)
    assert the_case(desk).status == "received"


@pytest.mark.parametrize(
    "data", ["c:", "c:x:show", "c:999:show", "c:1:nonsense", "c:99999999999999999999:show"]
)
def test_a_forged_button_is_answered_kindly(desk: Desk, data: str) -> None:
    desk.presses(KARLA, data)

    assert desk.reads(KARLA)


def test_words_without_a_draft_ask_whether_they_are_new_and_are_kept(desk: Desk) -> None:
    desk.says(KARLA, "Nu kører de endnu hurtigere")
    assert desk.labels(KARLA) == ["Noget nyt", "Nr. 1: Skolevej ved Netto, 4320 Lejre"]

    desk.taps(KARLA, "Nr. 1")

    assert said(desk) == ["Nu kører de endnu hurtigere"]


def test_something_new_becomes_a_new_order_with_the_same_words(desk: Desk) -> None:
    desk.says(KARLA, "De larmer på knallert ved stationen")
    desk.taps(KARLA, "Noget nyt")
    desk.taps(KARLA, "Færdselskontrol")

    state = desk.all(DraftRow)[0].state
    assert state["words"] == "De larmer på knallert ved stationen"
    assert "moped" in state["answers"]["problem"]


def test_words_about_a_case_that_is_closed_can_become_a_new_one(desk: Desk) -> None:
    staff(desk, "refuse", "resources")

    desk.says(KARLA, "Det er stadig slemt")
    desk.taps(KARLA, "Nr. 1")

    assert "Noget nyt" in desk.labels(KARLA)
    assert said(desk) == []


def test_a_refusal_can_be_read_again_with_its_reason(desk: Desk) -> None:
    staff(desk, "refuse", "resources", "Vi har kun én vogn.")

    desk.says(KARLA, "/mine")
    desk.taps(KARLA, "Nr. 1")

    assert "Vi har kun én vogn." in desk.reads(KARLA)


def test_words_go_to_the_draft_again_once_she_has_gone_back_to_it(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    tick = desk.data(KARLA, "For høj fart")
    desk.presses(KARLA, "c:1:add")
    desk.presses(KARLA, tick)

    desk.says(KARLA, "og støj")

    assert said(desk) == []
    assert desk.all(DraftRow)[0].state["answers"]["problem"] == ["speed", "noise"]


def test_a_notice_stays_when_its_button_is_pressed(desk: Desk) -> None:
    receipt = desk.reads(KARLA)

    desk.presses(KARLA, "c:1:show")

    assert receipt in desk.texts(KARLA)
    assert desk.reads(KARLA) != receipt


def test_too_long_an_addition_is_answered_kindly_and_she_can_try_again(desk: Desk) -> None:
    desk.taps(KARLA, "Tilføj oplysninger")

    desk.says(KARLA, "x" * 4000)
    assert "4000" in desk.reads(KARLA)
    desk.says(KARLA, "kortere")

    assert said(desk) == ["kortere"]


@pytest.mark.parametrize("said", ["send", "Ja.", "nej tak", "videre", "tilbage"])
def test_a_stray_word_after_the_receipt_only_shows_it_again(desk: Desk, said: str) -> None:
    receipt = desk.reads(KARLA)

    desk.says(KARLA, said)

    assert desk.reads(KARLA) == receipt


def test_a_bare_word_long_after_the_receipt_is_asked_about(desk: Desk) -> None:
    desk.waits(hours=1)

    desk.says(KARLA, "ja")

    assert desk.labels(KARLA)[0] == "Noget nyt"


def test_the_receipt_stays_and_can_be_opened_again(desk: Desk) -> None:
    first = desk.reads(KARLA)
    desk.taps(KARLA, "Mine bestillinger")
    assert first in desk.texts(KARLA)

    desk.taps(KARLA, "Nr. 1")
    desk.taps(KARLA, "Kvittering")

    assert desk.reads(KARLA) == first


def our_question(number: int) -> str:
    """What she reads when staff have asked about a case."""
    return f"Vi har et spørgsmål om din bestilling nr. {number}:\n\nHvor på vejen er det?"


def replies(desk: Desk, what: What, to: str) -> None:
    """Karla uses Telegram's own "reply" on a message of ours."""
    visit = desk.visit(KARLA, what)
    desk.visits(replace(visit, reply_to=1, replied=to))


def test_a_reply_to_our_question_is_the_answer_also_beside_other_cases_and_a_draft(desk: Desk) -> None:
    desk.orders(KARLA, "Havnegade, 4400 Kalundborg")
    staff(desk, "ask", "Hvor på vejen er det?")
    desk.says(KARLA, "/bestil")

    replies(desk, Words("Ved nummer 12"), to=our_question(1))

    assert said(desk) == ["Ved nummer 12"]
    assert desk.all(Case)[0].status == "assessing"
    assert "answers" not in desk.all(DraftRow)[0].state


def test_a_reply_that_only_says_yes_answers_a_question_and_nothing_else(desk: Desk) -> None:
    replies(desk, Words("ja"), to="Den har nr. 1.")
    replies(desk, Words("tak"), to="Den har nr. 1.")
    assert said(desk) == []
    staff(desk, "ask", "Hvor på vejen er det?")

    replies(desk, Words("ja"), to=our_question(1))

    assert said(desk) == ["ja"]


@pytest.mark.parametrize("to", ["Nr. 1 Færdselskontrol\n\nNr. 2 Færdselskontrol", "Den har nr. 99.", "Hej"])
def test_a_reply_to_a_message_about_no_single_case_of_hers_is_asked_about(desk: Desk, to: str) -> None:
    desk.orders(KARLA, "Havnegade, 4400 Kalundborg")

    replies(desk, Words("Det er værst kl. 7.30"), to=to)

    assert said(desk) == []
    assert desk.labels(KARLA)[0] == "Noget nyt"


def test_a_reply_too_long_can_be_tried_again(desk: Desk) -> None:
    replies(desk, Words("x" * 4000), to="Den har nr. 1.")

    desk.says(KARLA, "kortere")

    assert said(desk) == ["kortere"]


def test_nobody_reaches_another_s_case_by_a_reply(desk: Desk) -> None:
    desk.says(BO, "hej")
    visit = desk.visit(BO, Words("Det er værst kl. 7.30"))

    desk.visits(replace(visit, reply_to=1, replied="Den har nr. 1."))

    assert said(desk) == []


def test_photos_sent_while_we_wait_for_her_are_her_answer(desk: Desk) -> None:
    staff(desk, "ask", "Har du et billede?")

    desk.sends(KARLA, Picture("one", 10, album="a", caption="Ved nummer 12"))
    desk.sends(KARLA, Picture("two", 10, album="a"))

    assert said(desk) == ["Ved nummer 12"]
    assert [photo.case_id for photo in desk.all(Media)] == [1, 1]
    assert desk.all(Case)[0].status == "assessing"


def test_a_photo_while_two_questions_wait_is_asked_about(desk: Desk) -> None:
    desk.orders(KARLA, "Havnegade, 4400 Kalundborg")
    staff(desk, "ask", "Har du et billede?", case=1)
    staff(desk, "ask", "Har du et billede?", case=2)

    desk.sends(KARLA, Picture("one", 10))
    assert desk.all(Media) == []

    replies(desk, Picture("two", 10), to=our_question(2))
    assert [photo.case_id for photo in desk.all(Media)] == [2]


@pytest.mark.parametrize("comes_back", ["/start", "hej"])
def test_whoever_comes_back_is_shown_what_we_have_asked(desk: Desk, comes_back: str) -> None:
    staff(desk, "ask", "Hvor på vejen er det?")

    desk.says(KARLA, comes_back)

    assert "Hvor på vejen er det?" in desk.reads(KARLA)
    assert desk.labels(KARLA)[0] == "Svar"
