"""Bo says on which day he does it: by a tap, in a calendar or in words, and the citizen hears it."""

import pytest

from handlers.rules.moves import Status
from storage import cases
from tests.desk import BO, KARLA
from tests.station import Station


@pytest.fixture
def taken() -> Station:
    """Bo has case 1."""
    station = Station()
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    station.taps(BO, "Tag den")
    return station


def test_the_day_is_picked_and_the_citizen_hears_it(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "torsdag den 5. marts")
    taken.later_posts()

    assert taken.status(1) is Status.PLANNED
    assert "er planlagt" in taken.reads(KARLA)


def test_the_day_of_a_traffic_check_is_not_told_and_moving_it_says_nothing_twice(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "torsdag den 5. marts")
    taken.later_posts()
    told = len(taken.texts(KARLA))

    taken.taps(BO, "Flyt dagen")
    taken.taps(BO, "fredag den 6. marts")
    taken.later_posts()

    assert "5. marts" not in "".join(taken.texts(KARLA))
    assert len(taken.texts(KARLA)) == told


def test_the_day_is_typed(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "Skriv en dato")
    taken.says(BO, "på fredag", reply_to=taken.newest(BO).id)

    assert str(taken.case(1).planned_for) == "2026-03-06"


def test_a_day_that_cannot_be_read_or_is_over_is_asked_for_again(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "Skriv en dato")
    taken.says(BO, "når jeg har tid", reply_to=taken.newest(BO).id)
    assert "Hvilken dag?" in taken.reads(BO)
    taken.presses(BO, f"o:1:{taken.case(1).version}:day:2026-03-01")

    assert taken.toast(BO) == "Søndag den 1. marts er forbi. Vælg en senere tid."
    assert taken.status(1) is Status.ASSIGNED


def test_the_day_is_picked_in_a_calendar(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "Kalender")
    assert taken.labels(BO)[:3] == ["marts 2026", "apr. »", "ma"]
    taken.taps(BO, "ma")
    assert taken.toast(BO) == "Tryk på en dag, eller skriv den."
    taken.taps(BO, "apr. »")
    taken.taps(BO, "15")

    assert str(taken.case(1).planned_for) == "2026-04-15"


def test_what_may_be_two_days_is_asked_back(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    taken.says(BO, "næste fredag")
    assert "Hvilken af dem mener du?" in taken.reads(BO)
    taken.taps(BO, "fre. 13. mar.")

    assert str(taken.case(1).planned_for) == "2026-03-13"


def test_a_second_try_at_the_day_is_still_his_answer(taken: Station) -> None:
    taken.taps(BO, "Planlæg")
    for said in ("i går", "31/2", "om 2 år", "torsdag"):
        taken.says(BO, said)

    assert str(taken.case(1).planned_for) == "2026-03-05"


def test_a_moved_day_that_nobody_is_told_does_not_say_so_and_a_late_one_names_the_promise(
    taken: Station,
) -> None:
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "torsdag den 5. marts")
    assert taken.toast(BO) == "Planlagt til torsdag den 5. marts. Borgeren får besked."

    taken.taps(BO, "Flyt dagen")
    taken.says(BO, "2/4")

    told = "Planlagt til torsdag den 2. april. Vi lovede borgeren senest onsdag den 1. april."
    assert told in taken.texts(BO)


def test_where_the_day_may_be_known_it_is_told_once_with_the_last_one(taken: Station) -> None:
    taken.work(lambda work: setattr(cases.lock(work, 1), "kind", "a_kind_that_tells"))
    taken.taps(BO, "Planlæg")
    taken.taps(BO, "torsdag den 5. marts")
    taken.taps(BO, "Flyt dagen")
    taken.taps(BO, "fredag den 6. marts")
    taken.later_posts()

    told = [text for text in taken.texts(KARLA) if "er planlagt til" in text]
    assert len(told) == 1
    assert "fredag den 6. marts" in told[0]
