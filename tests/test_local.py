"""Who is my local officer: found from any place in Denmark, by name only where names are shown."""

from __future__ import annotations

import pytest

from handlers.profile import Station
from handlers.visit import Pin
from storage.models import Person
from tests.desk import INGE, KARLA, Desk, a_house

STATION = {"0259": Station(place="Køge Politistation, Rådhusstræde 10", hours="hverdage 10-14")}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def topic(desk: Desk) -> object:
    return desk.all(Person)[0].topic


@pytest.mark.parametrize(
    "said", ["4600", "Køge", "koge", "Koege", "ved Netto i Køge", "Køge Kommune", "4600 Køge", "Køgee"]
)
def test_a_place_in_words_is_enough(desk: Desk, said: str) -> None:
    desk.says(KARLA, "/lokalbetjent")
    assert desk.labels(KARLA)[0] == "Greve"

    desk.says(KARLA, said)
    if "Hvilken kommune er det?" in desk.reads(KARLA):
        desk.taps(KARLA, "Køge")

    assert "<b>Lokalpolitiet i Køge</b>" in desk.reads(KARLA)
    assert "114" in desk.reads(KARLA)
    assert topic(desk) is None


@pytest.mark.parametrize(
    "said", ["Hvem er min lokalbetjent i Køge?", "who is my local officer in Køge", "/lokalbetjent Køge"]
)
def test_question_and_place_may_come_together(desk: Desk, said: str) -> None:
    desk.says(KARLA, said)

    assert "<b>Lokalpolitiet i Køge</b>" in desk.reads(KARLA)


def test_the_question_alone_asks_for_the_place(desk: Desk) -> None:
    desk.says(KARLA, "Hvem er min lokalbetjent?")
    assert "Hvor drejer det sig om?" in desk.reads(KARLA)

    desk.sends(KARLA, Pin(55.457, 12.182))

    assert "<b>Lokalpolitiet i Køge</b>" in desk.reads(KARLA)


def test_a_shared_town_is_asked_about(desk: Desk) -> None:
    desk.says(KARLA, "/lokalbetjent Havdrup")

    assert desk.labels(KARLA) == ["Solrød", "Roskilde"]
    desk.taps(KARLA, "Roskilde")
    assert "<b>Lokalpolitiet i Roskilde</b>" in desk.reads(KARLA)


@pytest.mark.parametrize(
    ("said", "district", "page"),
    [
        ("Aarhus", "Østjyllands Politi", "politi.dk/oestjyllands-politi"),
        ("Nordfyns Kommune", "Fyns Politi", "politi.dk/fyns-politi"),
        ("9990", "Nordjyllands Politi", "politi.dk/nordjyllands-politi"),
    ],
)
def test_elsewhere_in_denmark_she_hears_whose_it_is(desk: Desk, said: str, district: str, page: str) -> None:
    desk.says(KARLA, f"/lokalbetjent {said}")

    assert district in desk.reads(KARLA)
    assert page in desk.reads(KARLA)
    assert "114" in desk.reads(KARLA)


@pytest.mark.parametrize(
    ("pin", "said"), [(Pin(55.6, 13.0), "uden for Danmark"), (Pin(57.5, 9.0), "på havet, langt fra land")]
)
def test_abroad_and_at_sea_there_is_none(desk: Desk, pin: Pin, said: str) -> None:
    desk.says(KARLA, "/lokalbetjent")

    desk.sends(KARLA, pin)

    assert said in desk.reads(KARLA)


def test_what_is_no_place_is_asked_again_and_malmo_is_kindly_refused(desk: Desk) -> None:
    desk.says(KARLA, "/lokalbetjent")

    desk.says(KARLA, "xyzzy")
    assert "Det sted kender vi ikke." in desk.reads(KARLA)
    desk.says(KARLA, "Malmø")
    assert "Det ligger i Sverige" in desk.reads(KARLA)


def test_whoever_goes_on_with_something_else_is_heard(desk: Desk) -> None:
    desk.says(KARLA, "/lokalbetjent")

    desk.says(KARLA, "de kører alt for stærkt forbi skolen hver morgen")

    assert "Det lyder som: Færdselskontrol." in desk.reads(KARLA)


@pytest.mark.parametrize("shown", [False, True])
def test_a_name_is_said_only_where_the_district_shows_names_else_station_and_114(*, shown: bool) -> None:
    desk = Desk(a_house(show_officer_name=shown, local=STATION))
    desk.hires(INGE, officer=True, kommuner=("0259",))

    desk.says(KARLA, "/lokalbetjent Køge")

    assert ("Inge" in desk.reads(KARLA)) == shown
    assert "Køge Politistation, Rådhusstræde 10, hverdage 10-14" in desk.reads(KARLA)
    assert "114" in desk.reads(KARLA)


@pytest.mark.parametrize("data", ["h:local:", "h:local:9999", "h:local:xx", "h:local:0259:x", "h:local:²"])
def test_a_forged_button_only_asks_again(desk: Desk, data: str) -> None:
    desk.presses(KARLA, data)

    assert "Hvor drejer det sig om?" in desk.reads(KARLA)
