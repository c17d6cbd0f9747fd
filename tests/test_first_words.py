"""Words that answered no question: they count where she goes on from them, and nowhere else."""

from __future__ import annotations

import pytest

from storage.models import DraftRow
from tests.desk import KARLA, Desk

FIRST = "de kører alt for stærkt på Skolevej ved Netto i 4320 Lejre"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.says(KARLA, FIRST)
    return desk


def words(desk: Desk) -> str:
    """What the draft has kept of her own words."""
    return str(desk.all(DraftRow)[0].state.get("words", ""))


@pytest.mark.parametrize("hours", [0, 20])
def test_the_guess_is_agreed_to_with_its_words_also_later(desk: Desk, hours: int) -> None:
    desk.waits(hours=hours)

    desk.taps(KARLA, "Færdselskontrol")

    assert words(desk) == FIRST


def test_the_guess_stays_to_be_read_but_its_buttons_are_spent(desk: Desk) -> None:
    guess = desk.newest(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert "Det lyder som: Færdselskontrol." in guess.say.text
    assert guess.say.rows == ()
    assert desk.texts(KARLA).index(guess.say.text) < len(desk.texts(KARLA)) - 1


def test_the_menu_keeps_its_buttons() -> None:
    desk = Desk()
    desk.says(KARLA, "/start")
    menu = desk.newest(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert menu.say.rows


@pytest.mark.parametrize(("minutes", "kept"), [(2, FIRST), (30, "")])
def test_an_order_begun_anew_takes_only_words_of_a_moment_ago(desk: Desk, minutes: int, kept: str) -> None:
    desk.waits(minutes=minutes)

    desk.says(KARLA, "/bestil")

    assert words(desk) == kept


def test_new_words_much_later_are_not_joined_to_those_that_were_left(desk: Desk) -> None:
    desk.waits(hours=3)
    desk.says(KARLA, "knallerter larmer på Torvet i Køge")

    desk.taps(KARLA, "Færdselskontrol")

    assert words(desk) == "knallerter larmer på Torvet i Køge"


@pytest.mark.parametrize("said", ["ja", "Ja tak", "det er rigtigt", "yes"])
def test_a_typed_yes_agrees_to_the_guess(desk: Desk, said: str) -> None:
    desk.says(KARLA, said)

    assert words(desk) == FIRST


def test_a_typed_yes_agrees_that_it_is_the_kommunes() -> None:
    desk = Desk()
    desk.says(KARLA, "der er hul i asfalten på Hovedgaden i 4320 Lejre")

    desk.says(KARLA, "ja")

    assert "https://lejre.dk" in desk.reads(KARLA)


def test_a_town_in_her_first_words_settles_the_kommune_called_like_it() -> None:
    desk = Desk()
    desk.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto i Køge")
    assert "Kommune: Køge" in desk.reads(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert desk.all(DraftRow)[0].state["answers"]["kommune"] == "0259"


def test_a_postcode_in_her_first_words_does_not() -> None:
    desk = Desk()
    desk.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto i 4600")

    desk.taps(KARLA, "Færdselskontrol")

    assert "kommune" not in desk.all(DraftRow)[0].state["answers"]


def test_a_question_about_us_does_not_hide_what_she_then_says() -> None:
    desk = Desk()
    desk.says(KARLA, "hvad kan du?")

    desk.says(KARLA, FIRST)

    assert "Det lyder som: Færdselskontrol." in desk.reads(KARLA)
    desk.taps(KARLA, "Færdselskontrol")
    assert "Hvornår sker det mest?" in desk.reads(KARLA)


def test_words_that_we_cannot_place_are_told_whom_to_ring() -> None:
    desk = Desk()

    desk.says(KARLA, "min cykel er stjålet")

    assert "Passer intet af det, så ring 114." in desk.reads(KARLA)
