"""Every sort of question reads what people say, however they say it, and shows it back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handlers.conversation.said import (
    Called,
    More,
    Picked,
    Pictured,
    Placed,
    Problem,
    Said,
    Ticked,
    Typed,
    Value,
)
from handlers.conversation.steps import Choice, Choices, Number, Option, Pictures, Step, Words
from handlers.questions.calendar import Day, Weekly
from handlers.questions.contact import Contact
from handlers.questions.places import place_of, place_steps
from handlers.requests.traffic_check import PROBLEMS
from handlers.text import texts

DA = texts("da")
WHERE, TOWN, KOMMUNE = place_steps()
PROBLEM = Choices(key="problem", label="Problem", question="Hvad?", choices=PROBLEMS)
WHEN = Weekly(key="when", label="Hvornår", question="Hvornår?")
DAY = Day(key="date", label="Dato", question="Hvilken dag?")
CONTACT = Contact(key="contact", label="Kontakt", question="Hvordan?")
MINUTES = Number(key="minutes", label="Minutter", question="Hvor mange?", least=1, most=1440, unit="minutter")
COUNT = Number(key="fines", label="Bøder", question="Hvor mange?", quick=(5, 10))
NEAR = Choice(
    key="near",
    label="Uheld",
    question="Uheld?",
    choices=(Option("no", "Nej"), Option("yes", "Ja")),
    own_words=True,
)
TODAY = {"today": "2026-03-02"}


def value(step: Step, said: Said, answers: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON value
    """The answer, which must survive JSON."""
    read = step.read(said, [], answers or TODAY)
    assert isinstance(read, Value), read
    assert json.loads(json.dumps(read.value)) == read.value
    assert step.keeps(read.value)
    return read.value


def shown(step: Step, said: Said, answers: dict[str, Any] | None = None) -> str:
    return step.show(value(step, said, answers), DA)


def problem(step: Step, said: Said, answers: dict[str, Any] | None = None) -> Problem:
    read = step.read(said, [], answers or TODAY)
    assert isinstance(read, Problem), read
    return read


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("for høj fart", ["speed"]),
        ("for høj fat", ["speed"]),
        ("knallerter", ["moped"]),
        ("fart og larm", ["speed", "noise"]),
        ("speeding", ["speed"]),
        ("De holder på cykelstien", ["=De holder på cykelstien"]),
        (
            "De kører for stærkt, og så vender de rundt nede ved bageren",
            ["speed", "=De kører for stærkt, og så vender de rundt nede ved bageren"],
        ),
    ],
)
def test_typed_words_name_choices_and_are_kept_when_they_say_more(text: str, keys: list[str]) -> None:
    assert value(PROBLEM, Typed(text)) == keys


def test_a_tick_says_the_wanted_state_and_a_forged_one_is_refused() -> None:
    assert PROBLEM.read(Ticked("speed", on=True), ["noise"], {}) == More(["noise", "speed"])
    assert PROBLEM.read(Ticked("speed", on=False), ["speed"], {}) == More([])
    assert isinstance(PROBLEM.read(Ticked("forged", on=True), [], {}), Problem)
    assert isinstance(PROBLEM.read(Picked("done"), [], {}), Problem)


def test_a_choice_takes_a_button_a_misspelling_or_own_words() -> None:
    assert value(NEAR, Picked("yes")) == "yes"
    assert value(NEAR, Typed("NEJ")) == "no"
    assert NEAR.read(Typed("En cyklist væltede"), [], {}) == Value({"words": "En cyklist væltede"})
    assert value(NEAR, Typed("Ja, en cyklist væltede i går")) == {"words": "Ja, en cyklist væltede i går"}
    assert NEAR.show({"words": "En cyklist væltede"}, DA) == "En cyklist væltede"
    assert isinstance(NEAR.read(Picked("forged"), [], {}), Problem)


@pytest.mark.parametrize(("text", "number"), [
    ("45", 45), ("45 min", 45), ("45min.", 45), ("1.200", 1200), ("1 time", 60), ("ca. 20 minutter", 20),
    ("tre", 3), ("femogtyve minutter", 25), ("en halv time", 30), ("et kvarter", 15), ("en time", 60),
    ("Halvanden time", 90), ("1,5 time", 90), ("to timer", 120), ("to en halv time", 150), ("2t", 120),
    ("1 time og 30 minutter", 90), ("en time og et kvarter", 75), ("8 t 20", 500), ("eight hours", 480),
    ("half an hour", 30), ("an hour and a half", 90), ("one and a half hours", 90), ("forty-five", 45),
    ("ca", None), ("0", None), ("2 dage", None), ("et øjeblik", None), ("1,5", None), ("20-30", None),
    ("halv", None), ("time", None), ("12 34", None), ("9" * 4000, None), ("0" * 30 + "1000000", None),
])  # fmt: skip
def test_a_length_is_understood_in_words_and_hours_and_within_limits(text: str, number: int | None) -> None:
    read = MINUTES.read(Typed(text), [], {})

    assert (read.value if isinstance(read, Value) else None) == number


@pytest.mark.parametrize(("text", "number"), [
    ("ingen", 0), ("tre bøder", 3), ("25 biler over", 25), ("to hundrede", 200), ("1 200 biler", 1200),
    ("twenty-one", 21), ("tyve køretøjer", 20), ("én bøde", 1), ("en", 1),
    ("en masse", None), ("a few", None), ("to hundrede og ti", None), ("2 hundrede og ti", None),
    ("mange", None), ("1,5", None), ("-3", None), ("ikke tre", None), ("²", None), ("", None),
])  # fmt: skip
def test_a_count_is_understood_in_words_and_what_is_none_is_asked_again(
    text: str, number: int | None
) -> None:
    read = COUNT.read(Typed(text), [], {})

    assert read == (
        Problem("Skriv et tal, for eksempel {example}.", (("example", "5"),))
        if number is None
        else Value(number)
    )


def test_photos_are_counted_up_to_the_most() -> None:
    step = Pictures(key="photos", label="Billeder", question="Billeder?", most=2)

    assert step.read(Pictured("b", "x"), ["a"], {}) == More(["a", "b"], "x")
    assert isinstance(step.read(Pictured("c"), ["a", "b"], {}), Problem)
    assert step.joins(["a", "b"], Pictured("c")) is None
    assert step.show(["a", "b"], DA) == "2 billeder"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Skolevej ved Netto", None),
        ("Hovedgaden 12 i Lejre", "Lejre"),
        ("Hovedgaden 12, 4320 Lejre", "Lejre"),
        ("Skolevej 4320", "Lejre"),
        ("Køge Landevej", None),
    ],
)
def test_a_town_counts_only_where_a_town_is_said(text: str, town: str | None) -> None:
    found = value(WHERE, Typed(text)).get("town")

    assert (found["name"] if found else None) == town


def test_a_pin_is_a_place_and_joins_words_that_were_there_first() -> None:
    assert value(WHERE, Placed(55.6, 12.0, "Netto")) == {"text": "Netto", "pin": [55.6, 12.0]}
    venue = value(WHERE, Placed(55.61, 11.97, "Netto, Hovedgaden 5, 4320 Lejre"))
    assert (venue["text"], venue["town"]["name"]) == ("Netto, Hovedgaden 5, 4320 Lejre", "Lejre")
    assert WHERE.joins({"text": "Skolevej"}, Placed(55.6, 12.0)) == {"text": "Skolevej", "pin": [55.6, 12.0]}
    assert shown(WHERE, Placed(55.6, 12.0)) == "55.60000, 12.00000"
    assert "uden for Danmark" in problem(WHERE, Placed(48.8, 2.3)).text


def test_a_misspelt_town_is_found_and_several_become_buttons() -> None:
    assert shown(TOWN, Typed("Havdrop")) == "4622 Havdrup"
    offers = problem(TOWN, Typed("Nykøbing")).offers
    assert [label for _, label in offers] == ["4500 Nykøbing Sj", "4800 Nykøbing F", "7900 Nykøbing M"]
    assert shown(TOWN, Picked(offers[0][0])) == "4500 Nykøbing Sj"
    assert problem(TOWN, Typed("Xyzzyby")).offers == ()
    assert isinstance(TOWN.read(Picked("forged"), [], {}), Problem)


def test_a_pin_suggests_the_towns_around_it() -> None:
    labels = [option.label for option in TOWN.options({"where": {"text": "", "pin": [55.54, 12.12]}})]

    assert labels[:2] == ["Ja, det er rigtigt", "4622 Havdrup"]
    assert len(labels) == 4


def test_the_kommune_is_asked_only_when_the_place_leaves_a_doubt() -> None:
    assert KOMMUNE.asked_if is not None
    assert TOWN.asked_if is not None
    sure, doubtful = value(WHERE, Typed("Vejen 1, 4320 Lejre")), value(WHERE, Typed("Vejen 1, 4622 Havdrup"))

    assert not TOWN.asked_if({"where": sure})
    assert not KOMMUNE.asked_if({"where": sure})
    assert KOMMUNE.asked_if({"where": doubtful})
    assert [option.label for option in KOMMUNE.options({"where": doubtful})] == ["Solrød", "Roskilde"]
    assert shown(KOMMUNE, Typed("roskilde kommune")) == "Roskilde"


def test_a_place_is_put_together_from_its_answers() -> None:
    told = place_of({"where": value(WHERE, Typed("Vejen 1, 4320 Lejre"))})
    asked = place_of({"where": {"text": "Skolevej"}, "town": value(TOWN, Typed("4622")), "kommune": "0265"})

    assert (str(told), told.kommune) == ("Vejen 1, 4320 Lejre", "0350")
    assert (str(asked), asked.kommune) == ("Skolevej, 4622 Havdrup", "0265")
    assert place_of({"where": {"text": "Skolevej"}, "town": "?", "kommune": "?"}).kommune is None


def test_when_is_ticked_typed_or_both() -> None:
    ticked = WHEN.read(Picked("done"), ["weekdays", "morning"], {})
    assert isinstance(ticked, Value)
    assert WHEN.show(ticked.value, DA) == "på hverdage om morgenen"
    both = WHEN.read(Typed("kl. 7-8"), ["weekdays"], {})
    assert isinstance(both, Value)
    assert WHEN.show(both.value, DA) == "på hverdage kl. 7–8"
    assert shown(WHEN, Typed("når skolen har fri")) == "når skolen har fri"


def test_a_day_is_a_button_or_words_and_never_in_the_future() -> None:
    assert [option.key for option in DAY.options(TODAY)] == ["2026-03-02", "2026-03-01", "2026-02-28"]
    assert value(DAY, Typed("i går")) == "2026-03-01"
    assert shown(DAY, Typed("27/2")) == "fredag den 27. februar"
    assert isinstance(DAY.read(Typed("i morgen"), [], TODAY), Problem)
    assert isinstance(DAY.read(Picked("2026-99-99"), [], TODAY), Problem)
    assert isinstance(DAY.read(Picked("2026-03-03"), [], TODAY), Problem)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Typed("20123456"), "+45 20 12 34 56"),
        (Typed("+45 20 12 34 56"), "+45 20 12 34 56"),
        (Typed("ring på 20 12 34 56 efter kl. 16"), "+45 20 12 34 56 (ring på efter kl. 16)"),
        (Typed("+46 70 123 45 67"), "+46 70 123 45 67"),
        (Called("4520123456", own=True), "+45 20 12 34 56"),
        (Called("+4520123456", own=True), "+45 20 12 34 56"),
        (Picked("chat"), "Svar her i chatten"),
        (Typed("bare svar her"), "Svar her i chatten"),
    ],
)
def test_a_contact_is_the_chat_or_a_number_shown_in_groups(said: Said, text: str) -> None:
    assert shown(CONTACT, said) == text


@pytest.mark.parametrize("said", [Typed("12"), Typed("11111111"), Called("99", own=False), Picked("forged")])
def test_a_number_that_is_none_is_asked_for_again(said: Said) -> None:
    assert problem(CONTACT, said).text.startswith("Det nummer")


def test_words_are_tidied_and_too_many_say_how_many_fit() -> None:
    step = Words(key="more", label="Mere", question="Mere?", limit=10)

    assert value(step, Typed("  to \n ord ")) == "to ord"
    long = problem(step, Typed("x" * 15))
    assert dict(long.values) == {"limit": "10", "length": "15"}
    assert long.fits == "x" * 10
    assert isinstance(step.read(Typed(" "), [], {}), Problem)


def test_a_number_that_is_part_of_another_is_not_above_it() -> None:
    over = Number(key="over", label="Over", question="Over?", quick=(0, 10, 50), part_of="measured")

    assert isinstance(over.read(Typed("40"), [], {"measured": 30}), Problem)
    assert over.read(Typed("30"), [], {"measured": 30}) == Value(30)
    assert over.read(Typed("40"), [], {}) == Value(40)
    assert [option.key for option in over.options({"measured": 30})] == ["0", "10"]
