"""Small slips in the group: too late, a name nobody has, a correction of what was carried out already."""

from __future__ import annotations

import pytest

from handlers.rules.moves import Status
from handlers.visit import Words
from storage.models import Remark
from tests.desk import BO, GROUP, INGE, KARLA, SARA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    station = Station()
    station.receives()
    return station


def test_a_second_yes_by_command_hears_who_said_it(station: Station) -> None:
    station.group("/imoedekom 1")

    station.says(SARA, "/imoedekom 1", chat=GROUP)

    said, card = station.texts(GROUP)[-2:]
    assert said.startswith("Inge imødekom sagen kl. ")
    assert card.startswith("<b>Sag 1 · ")
    assert station.events(1).count("case.granted") == 1


def test_closing_what_is_closed_tells_how_it_ended(station: Station) -> None:
    station.presses(KARLA, "c:1:withdraw")

    station.group("/luk 1")

    assert station.texts(GROUP)[-2].startswith("Borgeren trak sagen tilbage kl. ")


def test_a_name_nobody_has_is_said_also_when_nobody_else_is_left(station: Station) -> None:
    station.group("/imoedekom 1")
    station.group("/fjern lise")
    station.taps(INGE, "Fjern Lise", chat=GROUP)
    station.group("/tildel 1 bo")

    answer = station.group("/tildel 1 hans")

    assert "Jeg kender ingen lokalbetjent, der hedder hans." in answer
    assert "Der er ingen andre at foreslå." in answer


def test_without_any_officer_the_way_to_one_is_told(station: Station) -> None:
    for officer in ("lise", "bo"):
        station.group(f"/fjern {officer}")
        station.taps(INGE, "Fjern", chat=GROUP)

    assert "Der er ingen lokalbetjente endnu." in station.group("/imoedekom 1")


def test_a_command_that_is_corrected_afterwards_is_not_carried_out_again(station: Station) -> None:
    station.group("/note 1 Ring til skolen")

    station.sends(INGE, Words("/note 1 Ring til kommunen", edited=True), chat=GROUP)

    assert "Det, du skrev først, gælder." in station.reads(GROUP)
    assert station.events(1).count("case.noted") == 1


def test_corrections_of_talk_and_of_strangers_are_theirs(station: Station) -> None:
    before = station.group("/koe")

    station.sends(INGE, Words("vi ses i morgen", edited=True), chat=GROUP)
    station.sends(BO, Words("/imoedekom 1", edited=True), chat=GROUP)

    assert station.reads(GROUP) == before
    assert station.status(1) is Status.RECEIVED


def test_the_history_is_in_words_also_when_the_citizen_is_gone(station: Station) -> None:
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.block(1)
    station.says(KARLA, "/privatliv")
    station.taps(KARLA, "Slet det")
    station.taps(KARLA, "Ja, slet det hele")

    history = station.group("/sag 1")

    assert "Inge tilbød sagen til en lokalbetjent" in history
    assert "En besked kunne ikke leveres: chatten er blokeret" in history
    assert history.endswith("Det, der pegede på borgeren, blev slettet")


@pytest.mark.parametrize("first_then", ["Intern note, Skriv til borgeren", "Skriv til borgeren, Intern note"])
def test_a_reply_to_an_earlier_question_never_answers_a_later_one(station: Station, first_then: str) -> None:
    station.posts()
    first, then = first_then.split(", ")
    station.taps(INGE, first, chat=GROUP)
    asked = station.newest(GROUP).id
    station.taps(INGE, then, chat=GROUP)

    answer = station.group("Moderen er sygemeldt", reply_to=asked)
    station.later_posts()

    assert "Det var ikke mit seneste spørgsmål til dig." in answer
    assert station.all(Remark) == []
    assert KARLA.id not in station.chats
