"""The kommune is asked for only when the place leaves a doubt, and what we assume can be changed."""

from __future__ import annotations

import pytest

from handlers.visit import Pin
from storage.models import Case, DraftRow
from tests.desk import KARLA, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def answers(desk: Desk) -> dict[str, object]:
    found: dict[str, object] = desk.all(DraftRow)[0].state.get("answers", {})
    return found


def question(desk: Desk) -> str:
    """The bold line of the newest message with buttons."""
    text = next(text for text in reversed(desk.texts(KARLA)) if "<b>" in text)
    return text.split("<b>")[1].split("</b>")[0]


@pytest.mark.parametrize("place", ["Skolevej, 4600 Køge", "Skolevej i Køge", "Skolevej i 4600 Køge"])
def test_who_names_the_town_is_not_asked_for_the_kommune_called_like_it(desk: Desk, place: str) -> None:
    for said in ("/bestil", "støj", place):
        desk.says(KARLA, said)

    assert question(desk) == "Hvornår sker det mest?"
    assert answers(desk)["kommune"] == "0259"


@pytest.mark.parametrize("town", ["Køge", "koge", "4600 Køge"])
def test_the_town_named_in_its_own_question_settles_the_kommune_too(desk: Desk, town: str) -> None:
    for said in ("/bestil", "støj", "Skolevej 4", town):
        desk.says(KARLA, said)

    assert question(desk) == "Hvornår sker det mest?"
    assert answers(desk)["kommune"] == "0259"


@pytest.mark.parametrize("place", ["Skolevej, 4600", "Skolevej, 4622 Havdrup", "Skolevej i Havdrup"])
def test_a_bare_postcode_or_another_name_leaves_the_kommune_to_be_asked(desk: Desk, place: str) -> None:
    for said in ("/bestil", "støj", place):
        desk.says(KARLA, said)

    assert question(desk) == "Hvilken kommune ligger det i?"


def test_a_town_that_a_pin_suggests_is_not_sure_of_its_kommune(desk: Desk) -> None:
    for said in ("/bestil", "støj"):
        desk.says(KARLA, said)
    desk.sends(KARLA, Pin(55.457, 12.182))

    desk.taps(KARLA, "4600 Køge")

    assert question(desk) == "Hvilken kommune ligger det i?"


def test_a_kommune_we_assumed_stands_on_the_summary_and_can_be_changed(desk: Desk) -> None:
    desk.fills_in(KARLA, "Skolevej, 4600 Køge")
    assert "<b>Kommune</b>\nKøge" in desk.reads(KARLA)

    desk.taps(KARLA, "Ret: Kommune")
    assert desk.labels(KARLA)[:2] == ["Køge", "Stevns"]
    desk.taps(KARLA, "Stevns")
    desk.taps(KARLA, "Send bestillingen")

    assert desk.all(Case)[0].kommune == "0336"


def test_back_goes_to_the_place_and_not_to_a_question_she_was_never_asked(desk: Desk) -> None:
    for said in ("/bestil", "støj", "Skolevej, 4600 Køge", "tilbage"):
        desk.says(KARLA, said)

    assert question(desk) == "Hvor er det?"


def test_a_venues_postal_address_says_nothing_of_its_kommune(desk: Desk) -> None:
    for said in ("/bestil", "støj"):
        desk.says(KARLA, said)

    desk.sends(KARLA, Pin(55.457, 12.182, "Netto", "Hovedgaden 5, 4600 Køge"))

    assert question(desk) == "Hvilken kommune ligger det i?"


def test_another_place_brings_its_own_kommune(desk: Desk) -> None:
    desk.fills_in(KARLA, "Skolevej, 4600 Køge")

    desk.taps(KARLA, "Ret: Sted")
    desk.says(KARLA, "Skolevej, 4100 Ringsted")

    assert answers(desk)["kommune"] == "0329"
