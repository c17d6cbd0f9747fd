"""Times are wished for in words or in a calendar, shown back with weekday and date, and taken away again."""

from __future__ import annotations

import json
from datetime import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.said import More, Picked, Problem, Said, Typed, Value
from handlers.questions.calendar import Day
from handlers.questions.wishes import When, Wishes
from handlers.text import texts
from handlers.words.moments import Bounds

DA, EN = texts("da"), texts("en")
TALKS = Bounds(notice=7, horizon=200, opens=time(8), closes=time(21), holidays=False)
WISHES = Wishes(key="wishes", label="Tid", question="Hvornår?", most=3, bounds=TALKS)
WHEN = When(key="time", label="Tid", question="Hvornår?", bounds=TALKS)
NOW = {"today": "2026-11-24", "now": "2026-11-24T09:00:00+00:00", "language": "da"}


def after(*said: Said, step: Wishes = WISHES, known: dict[str, Any] | None = None) -> More | Problem | Value:
    """What the step makes of the last of these, said one after the other."""
    picking: list[str] = []
    read: More | Problem | Value = More([])
    for each in said:
        read = step.read(each, picking, known or NOW)
        picking = read.picking if isinstance(read, More) else picking
    return read


def picked(*said: Said) -> list[str]:
    read = after(*said)
    assert isinstance(read, More), read
    return read.picking


def problem(*said: Said, step: Wishes = WISHES) -> Problem:
    """Why the last of these could not be used, or not wholly."""
    read = after(*said, step=step)
    found = read.problem if isinstance(read, More) else read
    assert isinstance(found, Problem), read
    return found


def labels(picking: list[str], step: Wishes | Day = WISHES) -> list[list[str]]:
    return [[option.label for option in row] for row in step.board(picking, NOW, DA)]


def test_three_wishes_in_words_are_one_answer() -> None:
    words = [Typed("torsdag i uge 50 kl 19"), Typed("en aften i uge 51"), Typed("d. 8/12 halv otte")]
    read = after(*words, Picked("done"))

    assert read == Value(
        [
            {"day": "2026-12-10", "start": "19:00"},
            {"first": "2026-12-14", "last": "2026-12-20", "part": "evening"},
            {"day": "2026-12-08", "start": "19:30"},
        ]
    )
    assert json.loads(json.dumps(read.value)) == read.value
    assert WISHES.keeps(read.value)
    assert WISHES.show(read.value, DA) == (
        "1. torsdag den 10. december kl. 19\n"
        "2. en dag i uge 51, fra mandag den 14. december til søndag den 20. december om aftenen\n"
        "3. tirsdag den 8. december kl. 19.30"
    )
    assert WISHES.show(read.value[:1], EN) == "Thursday 10 December at 19:00"


def test_several_wishes_may_come_in_one_message_and_all_are_shown_back() -> None:
    picking = picked(Typed("8/12 eller 10/12 kl 19"))

    assert (
        WISHES.so_far(picking, DA) == "1. tirsdag den 8. december kl. 19\n2. torsdag den 10. december kl. 19"
    )
    assert labels(picking) == [
        ["Fjern tirs. 8. dec. kl. 19"],
        ["Fjern tors. 10. dec. kl. 19"],
        ["Vælg i kalenderen"],
    ]


def test_what_can_be_had_stays_when_the_rest_is_refused() -> None:
    read = after(Typed("8/12 kl 19, torsdag kl. 19"))

    assert isinstance(read, More)
    assert read.picking == ["2026-12-08@19:00"]
    assert read.problem == Problem(
        "{time} er for tidligt. Vi kan tidligst {earliest}.",
        (("earliest", "tirsdag den 1. december"), ("time", "Torsdag den 26. november kl. 19")),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("i går kl 19", "Mandag den 23. november kl. 19 er forbi."),
        ("torsdag kl 19", "Torsdag den 26. november kl. 19 er for tidligt. Vi kan tidligst tirsdag den 1."),
        ("1. juli kl 19", "Torsdag den 1. juli 2027 kl. 19 er for langt ude i fremtiden."),
        ("2. juledag kl 14", "Lørdag den 26. december (anden juledag) kl. 14 kan ikke lade sig gøre"),
        ("8/12 kl 22", "Tirsdag den 8. december kl. 22 kan ikke lade sig gøre. Vi kan mellem kl. 8 og 21."),
        ("31/2", "Den dag eller det klokkeslæt findes ikke."),
        ("kl 19", "Hvilken dag?"),
        ("snarest", "Den tid forstod vi ikke."),
        ("store bededag", "Store bededag er afskaffet"),
        ("10/12 kl 19 om morgenen", "Det passer ikke sammen."),
    ],
)
def test_a_time_that_cannot_be_had_is_refused_with_its_reason(text: str, said: str) -> None:
    why = problem(Typed(text))

    assert DA.plain(why.text, **dict(why.values)).startswith(said)


def test_what_may_be_two_days_is_asked_and_a_tap_answers() -> None:
    offers = problem(Typed("onsdag d. 10/12 kl 19")).offers

    assert offers == (("+2026-12-10@19:00", "tors. 10. dec. kl. 19"),)
    assert picked(Picked(offers[0][0])) == ["2026-12-10@19:00"]


def test_a_day_without_hours_is_asked_for_them_and_words_or_a_button_answer() -> None:
    waiting = picked(Typed("torsdag i uge 50"))

    assert WISHES.so_far(waiting, DA).startswith("Torsdag den 10. december: Hvad tid?")
    assert not WISHES.enough(waiting)
    rows = labels(waiting)
    assert rows[0] == ["Morgen", "Formiddag"]
    assert rows[2] == ["8", "9", "10", "11"]
    assert rows[-2:] == [["Når som helst på dagen"], ["Vælg en anden dag"]]
    assert picked(Typed("torsdag i uge 50"), Typed("halv otte")) == ["2026-12-10@19:30"]
    assert picked(Typed("torsdag i uge 50"), Typed("om aftenen")) == ["2026-12-10@evening"]
    assert picked(Typed("torsdag i uge 50"), Picked("+2026-12-10")) == ["2026-12-10"]
    assert picked(Typed("uge 50"), Typed("kl. 17-19")) == ["2026-12-07/2026-12-13@17:00-19:00"]


def test_two_days_without_hours_are_asked_one_after_the_other() -> None:
    picking = picked(Typed("8/12 og 10/12"), Typed("kl. 19"))

    assert WISHES.so_far(picking, DA).startswith(
        "1. tirsdag den 8. december kl. 19\nTorsdag den 10. december:"
    )
    assert picked(Typed("8/12 og 10/12"), Typed("kl. 19"), Typed("kl 18")) == [
        "2026-12-08@19:00",
        "2026-12-10@18:00",
    ]


def test_a_month_has_its_weekdays_and_dots_where_nothing_can_be_had() -> None:
    december = labels(picked(Picked("m")))

    assert december[0] == ["december 2026", "jan. »"]
    assert december[1] == ["ma", "ti", "on", "to", "fr", "lø", "sø"]
    assert december[2] == ["–", "1", "2", "3", "4", "5", "6"]
    assert december[5] == ["21", "22", "23", "·", "·", "·", "27"]
    assert december[-1] == ["Luk kalenderen"]
    assert labels(picked(Picked("m2027-01")))[0] == ["« dec.", "januar 2027", "feb. »"]


def test_a_month_begins_where_the_first_day_can_be_had_and_ends_with_the_last() -> None:
    known = {**NOW, "now": "2026-11-10T09:00:00+00:00"}
    rows = WISHES.board(["m"], known, DA)

    assert [option.label for option in rows[0]] == ["november 2026", "dec. »"]
    assert [option.label for option in WISHES.board(["m2031-01"], NOW, DA)[0]] == ["« maj", "juni 2027"]


def test_a_day_of_the_calendar_is_taken_with_an_hour_and_marked() -> None:
    picking = picked(Picked("m"), Picked("?2026-12-03"), Picked("+2026-12-03@19:00"), Picked("m"))

    assert picking == ["2026-12-03@19:00", "m"]
    assert labels(picking)[2] == ["–", "1", "2", "✓3", "4", "5", "6"]


def test_a_dot_tells_why_and_the_other_fields_what_to_do() -> None:
    assert "juleaften" in dict(problem(Picked("m"), Picked("?2026-12-24")).values)["time"]
    assert problem(Picked("n")).text.startswith("Tryk på en dag")


def test_a_wish_is_removed_by_its_button_or_its_number() -> None:
    two = Typed("8/12 eller 10/12 kl 19")

    assert picked(two, Picked("-2026-12-08@19:00")) == ["2026-12-10@19:00"]
    assert picked(two, Picked("-2026-12-08@19:00"), Picked("-2026-12-08@19:00")) == ["2026-12-10@19:00"]
    assert picked(two, Typed("fjern 2")) == ["2026-12-08@19:00"]
    assert picked(two, Typed("remove no. 1")) == ["2026-12-10@19:00"]
    assert len(picked(two, Typed("slet 9"))) == 2


def test_a_fourth_wish_has_no_room_and_the_same_one_counts_once() -> None:
    three = Typed("8/12, 9/12 og 10/12 kl 19")

    assert problem(three, Typed("11/12 kl 19")) == Problem(
        "Der er plads til {most}. Fjern en først.", (("most", "3"),)
    )
    assert picked(Typed("8/12 kl 19"), Typed("tirsdag d. 8. december kl. 19")) == ["2026-12-08@19:00"]


def test_too_few_are_not_enough() -> None:
    two_at_least = Wishes(key="w", label="Tid", question="Hvornår?", least=2, bounds=TALKS)

    assert not two_at_least.enough(["2026-12-08@19:00"])
    assert isinstance(two_at_least.read(Picked("done"), ["2026-12-08@19:00"], NOW), Problem)


def test_exactly_one_time_is_the_answer_at_once_and_stored_by_itself() -> None:
    read = after(Typed("d. 10/12"), Typed("kl. 18"), step=WHEN)

    assert read == Value({"day": "2026-12-10", "start": "18:00"})
    assert after(Typed("uge 50 om aftenen"), step=WHEN) == Value(
        {"first": "2026-12-07", "last": "2026-12-13", "part": "evening"}
    )
    assert WHEN.keeps(read.value)
    assert WHEN.show(read.value, DA) == "torsdag den 10. december kl. 18"
    assert not WHEN.enough([])


def test_a_beginning_must_be_a_day_and_an_hour() -> None:
    begins = When(key="time", label="Tid", question="Hvornår?", exact=True)

    assert after(Typed("torsdag den 3/12 kl. 19"), step=begins) == Value(
        {"day": "2026-12-03", "start": "19:00"}
    )
    assert after(Typed("kl. 8 den 5/12"), step=begins) == Value({"day": "2026-12-05", "start": "08:00"})
    assert after(Typed("3/12 om aftenen"), Typed("18:15"), step=begins) == Value(
        {"day": "2026-12-03", "start": "18:15"}
    )
    for said in (Typed("uge 50 kl. 19"), Typed("kl. 19"), Typed("3/12 kl. 25"), Typed("i går kl. 19")):
        assert problem(said, step=begins).text
    for key in ("+2026-11-01@19:00", "+2026-13-01@19:00", "x", "+2026-12-05@99:00", "+2026-12-05"):
        assert not isinstance(after(Picked(key), step=begins), Value)
    rows = [[option.label for option in row] for row in begins.board(["?2026-12-03"], NOW, DA)]
    assert rows[0] == ["8", "9", "10", "11"]
    assert "Når som helst på dagen" not in rows[-2]
    assert not begins.keeps({"day": "2026-12-03", "part": "evening"})


def test_one_day_to_come_is_typed_or_picked_in_a_month() -> None:
    day = Day(key="day", label="Dag", question="Hvilken?", ahead=True)

    assert day.read(Typed("i morgen kl 9"), [], NOW) == Value("2026-11-25")
    assert day.read(Picked("?2026-12-03"), [], NOW) == Value("2026-12-03")
    assert day.read(Picked("m2027-01"), [], NOW) == More(["m2027-01"])
    assert labels(["m2027-01"], day)[0] == ["« dec.", "januar 2027", "feb. »"]
    assert isinstance(day.read(Picked("?2026-11-23"), [], NOW), Problem)
    assert isinstance(day.read(Picked("?forged"), [], NOW), Problem)
    asked = day.read(Typed("næste fredag"), [], NOW)
    assert isinstance(asked, Problem)
    assert asked.offers == (("2026-11-27", "fre. 27. nov."), ("2026-12-04", "fre. 4. dec."))
    assert day.read(Picked("2026-12-04"), [], NOW) == Value("2026-12-04")


KEYS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["m", "m2026-13", "m9999-99", "c", "n", "+", "-", "?", "+x", "+2026-12-03@99:00", "done"]
    ),
    st.dates().map(lambda day: f"?{day}"),
    st.dates().map(lambda day: f"m{day:%Y-%m}"),
)


@given(st.lists(st.one_of(KEYS.map(Picked), st.text(max_size=20).map(Typed)), max_size=6))
def test_old_forged_and_double_buttons_never_break_the_question(said: list[Said]) -> None:
    picking: list[str] = []
    for each in said:
        read = WISHES.read(each, picking, NOW)
        picking = read.picking if isinstance(read, More) else picking
        rows = WISHES.board(picking, NOW, DA)
        assert all(option.label for row in rows for option in row)
        assert all(len(option.key.encode()) <= 42 for row in rows for option in row)
        WISHES.so_far(picking, DA)


def test_the_days_of_every_month_stand_under_their_weekday() -> None:
    for month in ("2026-12", "2027-01", "2027-02", "2027-03"):
        rows = WISHES.board([f"m{month}"], NOW, DA)[2:-1]
        keys = [option.key for row in rows for option in row if option.key.startswith("?")]

        assert all(len(row) == 7 for row in rows)
        assert all(first < last for first, last in pairwise(keys))
