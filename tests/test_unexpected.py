"""What no question asked for gets a kind answer: danger first, nothing lost, nothing twice."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.visit import Membership, Odd, Phone, Picture, Pin, Words
from storage.models import Case, DraftRow, Media, Person
from tests.desk import GROUP, KARLA, Desk


@pytest.fixture
def desk() -> Desk:
    """Karla has told what the problem is, and is asked where."""
    desk = Desk()
    for said in ("/bestil", "støj"):
        desk.says(KARLA, said)
    return desk


def answers(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.all(DraftRow)[0].state["answers"]
    return found


def is_asked(desk: Desk, question: str) -> bool:
    """Whether the newest message with buttons asks this."""
    return question in next(text for text in reversed(desk.texts(KARLA)) if "<b>" in text)


ACUTE = ["hjælp", "de slås lige nu", "der er indbrud igang hos naboen", "han har en kniv"]


@pytest.mark.parametrize("text", ACUTE)
def test_danger_comes_first_at_any_question_and_the_draft_stays(desk: Desk, text: str) -> None:
    before = answers(desk)

    desk.says(KARLA, text)

    assert desk.reads(KARLA).startswith("<b>Ring 112 nu")
    assert answers(desk) == before
    assert desk.labels(KARLA) == ["Det er ikke akut. Brug det, jeg skrev", "Fortsæt uden det"]


def test_after_a_false_alarm_the_words_count_after_all(desk: Desk) -> None:
    desk.says(KARLA, "Hvor de slås lige nu, på Skolevej i 4320 Lejre")

    desk.taps(KARLA, "Det er ikke akut")

    assert is_asked(desk, "Hvornår sker det mest?")


def test_words_that_alarmed_us_need_not_become_the_answer(desk: Desk) -> None:
    before = answers(desk)
    desk.says(KARLA, "de slås lige nu")

    desk.taps(KARLA, "Fortsæt uden det")

    assert answers(desk) == before
    assert is_asked(desk, "Hvor er det?")


def test_a_deal_at_a_school_gets_the_guarantee(desk: Desk) -> None:
    desk.says(KARLA, "de sælger hash ved skolen lige nu")

    assert "Politigarantien" in desk.reads(KARLA)
    assert "114" in desk.reads(KARLA)


@pytest.mark.parametrize("what", [Picture("file", 10, caption="der er skudt lige nu"), Odd("video", "hjælp")])
def test_captions_are_looked_at_too(desk: Desk, what: Picture | Odd) -> None:
    desk.sends(KARLA, what)

    assert "112" in desk.reads(KARLA)


def test_danger_as_the_very_first_words() -> None:
    desk = Desk()

    desk.says(KARLA, "hjælp")

    assert "112" in desk.reads(KARLA)
    assert not desk.all(DraftRow)


@pytest.mark.parametrize("sort", ["voice", "sticker", "poll", "document", "video", "game", "something_new"])
def test_what_we_cannot_use_is_said_and_the_question_comes_again(desk: Desk, sort: str) -> None:
    desk.sends(KARLA, Odd(sort))

    assert "ord" in desk.texts(KARLA)[-3] + desk.texts(KARLA)[-2]
    assert is_asked(desk, "Hvor er det?")
    assert answers(desk) == {"problem": ["noise"]}


def test_an_edited_message_is_not_taken_for_a_new_one(desk: Desk) -> None:
    desk.sends(KARLA, Words("knallert", edited=True))

    assert answers(desk) == {"problem": ["noise"]}
    assert any("rettelser" in text for text in desk.texts(KARLA))


def test_ten_thousand_characters_in_three_messages_lose_nothing(desk: Desk) -> None:
    for part in ("a" * 4096, "b" * 4096, "c" * 1808):
        desk.says(KARLA, part)
        assert f"{len(part)} tegn" in desk.reads(KARLA)

    desk.taps(KARLA, "Behold: aaa")
    assert answers(desk)["where"] == {"text": "a" * 300}


def test_ten_thousand_characters_as_first_words_say_how_much_is_kept() -> None:
    desk = Desk()

    for part in ("a" * 4096, "b" * 4096):
        desk.says(KARLA, part)

    assert "3000" in desk.reads(KARLA)
    topic = desk.all(Person)[0].topic or {}
    assert len(topic["words"]) == 3000


def test_a_photo_in_the_middle_is_filed_for_its_own_question(desk: Desk) -> None:
    desk.sends(KARLA, Picture("file", 10, caption="Bilen fra i går"))

    assert "Vi har lagt det under: Billeder." in desk.texts(KARLA)[-2]
    assert answers(desk)["photos"] == [desk.all(Media)[0].id]
    assert desk.all(DraftRow)[0].state["words"] == "Bilen fra i går"
    assert is_asked(desk, "Hvor er det?")


def test_no_more_photos_than_there_is_room_for(desk: Desk) -> None:
    for number in range(7):
        desk.sends(KARLA, Picture(f"file {number}", 10))

    assert len(desk.all(Media)) == 5
    told = [
        text for text in desk.texts(KARLA) if "Der er plads til 5 billeder. Vi har gemt de første." in text
    ]
    assert len(told) == 2


def test_an_album_with_too_many_photos_is_told_so_once(desk: Desk) -> None:
    before = len(desk.texts(KARLA))

    for number in range(8):
        desk.sends(KARLA, Picture(f"file {number}", 10, album="a"))
    for number in range(3):
        desk.sends(KARLA, Picture(f"more {number}", 10, album="b"))

    assert len(desk.all(Media)) == 5
    told = [text for text in desk.texts(KARLA)[before:] if "Der er plads til 5 billeder." in text]
    assert len(told) == 2
    assert is_asked(desk, "Hvor er det?")


def test_a_pin_after_the_words_joins_them(desk: Desk) -> None:
    desk.says(KARLA, "Skolevej, 4320 Lejre")
    desk.sends(KARLA, Pin(55.6, 12.0))

    assert answers(desk)["where"]["pin"] == [55.6, 12.0]
    assert answers(desk)["where"]["text"] == "Skolevej, 4320 Lejre"
    assert is_asked(desk, "Hvornår sker det mest?")


def test_a_contact_at_the_wrong_time_is_filed_for_its_question(desk: Desk) -> None:
    desk.sends(KARLA, Phone("+4520123456", own=True))

    assert answers(desk)["contact"] == {"phone": "+4520123456"}
    assert is_asked(desk, "Hvor er det?")


def test_an_unknown_command_and_a_button_nobody_made(desk: Desk) -> None:
    desk.says(KARLA, "/findesikke")
    assert any("kommando" in text for text in desk.texts(KARLA))

    for data in (
        "zzz",
        "",
        "d:",
        "d:nope:1:p:x",
        "m:nonsense",
        "x:nonsense",
        "s:1:0:grant",
        "o:1:0:accept",
        "q:",
    ):
        desk.presses(KARLA, data)

    assert answers(desk) == {"problem": ["noise"]}


def test_every_button_of_a_draft_may_be_forged(desk: Desk) -> None:
    row = desk.all(DraftRow)[0]
    verbs = [
        "p:x",
        "t",
        "t:problem",
        "t:where:+x",
        "done",
        "fix:nope",
        "fix:",
        "send",
        "keep",
        "nope",
        "rest",
        "skip",
        "",
    ]

    for verb in verbs:
        desk.presses(KARLA, f"d:{row.id}:{row.turn}:{verb}")

    assert answers(desk) == {"problem": ["noise"]}
    assert not desk.all(Case)


def test_what_is_sent_without_a_draft_is_answered_with_the_menu() -> None:
    desk = Desk()

    for what in (
        Pin(55.6, 12.0),
        Picture("file", 10),
        Phone("1", own=False),
        Odd("voice"),
        Words("x", edited=True),
    ):
        desk.sends(KARLA, what)
        assert "Færdselskontrol" in desk.labels(KARLA)


def test_the_group_may_chatter_and_another_bots_command_is_not_ours(desk: Desk) -> None:
    desk.says(KARLA, "hjælp, de slås lige nu", chat=GROUP)
    desk.sends(KARLA, Odd("sticker"), chat=GROUP)
    desk.says(KARLA, "/koe@another_bot", chat=GROUP)

    assert not desk.texts(GROUP)


@pytest.mark.parametrize("text", ["hej", "Tak", "OK", "Mange tak."])
def test_politeness_is_not_taken_for_an_order(text: str) -> None:
    desk = Desk()

    desk.says(KARLA, text)

    assert "Færdselskontrol" in desk.labels(KARLA)
    assert desk.all(Person)[0].topic is None


def test_somebody_who_blocked_us_and_comes_back_is_known_again(desk: Desk) -> None:
    desk.sends(KARLA, Membership(present=False, admin=False, title=""))
    assert desk.all(Person)[0].blocked_at == desk.now

    desk.says(KARLA, "Skolevej, 4320 Lejre")

    assert desk.all(Person)[0].blocked_at is None
    assert is_asked(desk, "Hvornår sker det mest?")


@pytest.mark.parametrize(
    ("said", "then"),
    [("ved ikk", "kommune"), ("ved ik", "kommune"), ("tilbag", "Hvor er det?"), ("anuller", "Vil du slette")],
)
def test_a_misspelt_button_is_pressed_all_the_same(desk: Desk, said: str, then: str) -> None:
    desk.says(KARLA, "Skolevej ved Netto")

    desk.says(KARLA, said)

    assert then in " ".join(desk.texts(KARLA)[-2:])


@pytest.mark.parametrize("said", ["Sendt", "Skippervej", "Fortsat mange biler", "Ved Åen"])
def test_an_answer_that_only_looks_like_a_button_is_an_answer(desk: Desk, said: str) -> None:
    desk.says(KARLA, said)

    assert answers(desk)["where"]["text"] == said


@pytest.mark.parametrize("said", ["ja", "Ja tak.", "hej", "Tak!", "ok"])
def test_an_echo_or_a_greeting_answers_no_question(said: str) -> None:
    desk = Desk()
    for answer, question in (
        ("/bestil", "Hvad er problemet?"),
        ("støj", "Hvor er det?"),
        ("Skolevej, 4320 Lejre", "Hvornår sker det mest?"),
        ("hverdage", "Hvor længe eller hvor tit er det sket?"),
    ):
        desk.says(KARLA, answer)

        desk.says(KARLA, said)

        assert is_asked(desk, question)


def test_a_photo_with_words_as_the_first_message_is_said_to_be_kept_nowhere() -> None:
    desk = Desk()

    desk.sends(KARLA, Picture("file", 10, caption="de kører for stærkt her på Skolevej i Lejre"))

    assert "Vi har hverken gemt billede eller tekst" in desk.reads(KARLA)
    assert desk.all(Media) == []
    assert desk.all(Person)[0].topic is None
