"""/fortryd: unread it is as if it never was, read it is corrected, built upon it stays."""

from datetime import date

import pytest

from handlers.rules.moves import Status
from storage.models import Remark
from tests.desk import BO, GROUP, INGE, KARLA, SARA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def test_regretted_in_time_she_never_hears_of_it(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")

    answer = station.group("/fortryd")
    station.later_posts()

    assert "Fortrudt: Inge imødekom sagen" in answer
    assert station.chats.get(KARLA.id) is None
    assert station.status(1) is Status.RECEIVED
    assert station.case(1).answered_at is None
    assert station.case(1).due_at == station.case(1).answer_by


def test_regretted_too_late_she_gets_a_correction(station: Station) -> None:
    station.receives()
    station.group("/afvis 1 ressourcer")
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.later_posts()

    station.taps(INGE, "Fortryd", chat=GROUP)
    station.posts()

    assert "Vi skrev, at vi ikke kan imødekomme din bestilling nr. 1. Det var en fejl." in station.reads(
        KARLA
    )
    assert "Sådan står det nu: Vi har modtaget den." in station.reads(KARLA)
    assert station.status(1) is Status.RECEIVED
    assert station.case(1).is_open
    assert station.case(1).reason == ""


def test_an_answer_that_was_read_is_corrected_in_words_not_undone(station: Station) -> None:
    station.receives()
    station.group("/svar 1 Vi kommer i morgen.")
    station.later_posts()

    assert "Skriv en rettelse: /svar 1" in station.group("/fortryd")
    assert station.events(1) == ["case.opened", "case.replied"]


def test_an_answer_that_was_not_sent_yet_is_gone(station: Station) -> None:
    station.receives()
    station.group("/svar 1 Vi kommer i morgen.")

    station.group("/fortryd 1")
    station.later_posts()

    assert station.chats.get(KARLA.id) is None
    assert station.all(Remark) == []


def test_what_others_built_upon_is_not_undone(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo", SARA)

    assert "Der er sket mere på sag 1 siden." in station.group("/fortryd")
    assert station.case(1).officer_id == BO.id


def test_nothing_is_undone_twice_or_for_somebody_else(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")

    assert "ikke noget" in station.group("/fortryd 1", SARA)
    station.group("/fortryd")
    assert "ikke noget" in station.group("/fortryd")
    assert station.status(1) is Status.RECEIVED


def test_an_offer_taken_back_is_withdrawn_from_the_officer(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()

    station.group("/fortryd")
    station.posts()

    assert station.texts(BO) == [
        "Tilbuddet om sag 1 er trukket tilbage.",
        "Sag 1 er ikke din alligevel. Du skal ikke gøre mere.",
    ]
    assert station.labels(BO) == []
    assert station.case(1).officer_id is None


def test_an_offer_that_has_not_left_is_taken_back_without_a_word(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")

    station.group("/fortryd")
    station.posts()

    assert BO.id not in station.chats


def test_an_offer_that_comes_back_is_a_card_again_which_can_be_withdrawn_again(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    station.group("/tildel 1 lise")
    station.posts()
    station.group("/fortryd")
    station.posts()
    assert station.labels(BO) == ["Tag den", "Kan ikke"]

    station.presses_card(1, "decl:resources")
    station.posts()

    assert station.labels(BO) == []
    assert "Sag 1 er afvist alligevel. Du skal ikke gøre mere." in station.reads(BO)


@pytest.mark.parametrize(("move", "correction"), [
    ("/imoedekom 1", "Vi skrev, at vi kan imødekomme din bestilling nr. 1. Det var en fejl."),
    ("/videresend 1 køge", "Vi skrev, at din bestilling nr. 1 hører til hos andre end politiet."),
])  # fmt: skip
def test_a_correction_names_the_message_that_was_wrong(station: Station, move: str, correction: str) -> None:
    station.receives()
    station.group("/svar 1 Tak for din bestilling.")
    station.group(move)
    station.later_posts()

    station.group("/fortryd")
    station.posts()

    assert correction in station.reads(KARLA)


def test_a_day_that_she_never_heard_of_needs_no_correction(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    station.taps(BO, "Tag den")
    station.presses(BO, f"o:1:{station.case(1).version}:day:2026-03-04")
    station.later_posts()
    heard = station.texts(KARLA)
    station.presses(BO, f"o:1:{station.case(1).version}:day:2026-03-06")

    station.presses(BO, f"o:1:{station.case(1).version}:undo")
    station.later_posts()

    assert station.case(1).planned_for == date(2026, 3, 4)
    assert station.texts(KARLA) == heard


def test_an_offer_taken_back_before_it_left_is_not_spoken_of(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")

    station.group("/fortryd")
    station.posts()

    assert station.chats.get(BO.id) is None


def test_a_refusal_of_a_case_in_work_reaches_its_officer_and_can_be_taken_back(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    station.taps(BO, "Tag den")
    station.group("/afvis 1 ressourcer")
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.posts()
    assert "Sag 1 er afvist alligevel." in station.reads(BO)

    station.group("/fortryd")
    station.later_posts()

    assert station.reads(BO) == "Sag 1 er din igen."
    assert station.status(1) is Status.ASSIGNED
