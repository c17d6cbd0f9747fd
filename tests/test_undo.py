"""/fortryd: unread it is as if it never was, read it is corrected, built upon it stays."""

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

    assert "var en fejl. Se bort fra den." in station.reads(KARLA)
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

    assert "Sag 1 er givet til en anden." in station.reads(BO)
    assert station.case(1).officer_id is None


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
