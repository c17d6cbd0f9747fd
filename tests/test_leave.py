"""A colleague leaves: the rights go at once, the cases are back in the queue, nobody goes by a slip."""

import pytest

from handlers.rules.moves import Status
from storage.models import Member
from tests.desk import BO, GROUP, INGE, LISE, SARA, Someone
from tests.station import Station

NEWCOMER = Someone(2009, "Ulla")


@pytest.fixture
def station() -> Station:
    """Bo has case 1 and an offer of case 2; case 3 is Lise's."""
    station = Station()
    for number, name in ((1, "bo"), (2, "bo"), (3, "lise")):
        station.receives()
        station.group(f"/imoedekom {number}")
        station.group(f"/tildel {number} {name}")
    station.posts()
    station.presses(BO, f"o:1:{station.case(1).version}:accept")
    station.later_posts()
    return station


def member(station: Station, who: Someone) -> Member:
    """The row that stays when somebody has left."""
    return next(row for row in station.all(Member) if row.id == who.id)


def test_asked_first_then_removed_and_the_cases_are_back_in_the_queue(station: Station) -> None:
    asked = station.group("/fjern bo")
    assert "2 åbne sager går tilbage i køen." in asked
    assert member(station, BO).left_at is None

    station.taps(INGE, "Fjern Bo", chat=GROUP)
    answer = station.reads(GROUP)
    station.posts()

    assert "Bo er ikke med længere" in answer
    assert "2 sager er tilbage i køen." in answer
    assert [station.case(number).officer_id for number in (1, 2, 3)] == [None, None, LISE.id]
    assert station.status(1) is Status.GRANTED
    assert station.events(1)[-1] == "case.officer_left"
    told = [text for text in station.texts(GROUP) if "er tilbage i køen. Bo er stoppet." in text]
    assert len(told) == 2
    assert "Bo er stoppet" in station.group("/sag 1")


def test_the_one_who_left_can_do_nothing_and_keeps_no_details(station: Station) -> None:
    report = f"o:1:{station.case(1).version}:report"
    station.group("/fjern bo")
    station.taps(INGE, "Fjern Bo", chat=GROUP)
    station.posts()

    station.presses(BO, report)

    assert "Det er for lokalbetjente." in station.toast(BO)
    assert not any("Skolevej" in text for text in station.texts(BO))
    assert "Sag 1 er tilbage hos vurderingen. Du skal ikke gøre mere." in station.texts(BO)
    assert "Bo" not in station.group("/betjente")
    assert "ingen lokalbetjent, der hedder bo" in station.group("/tildel 1 bo")


def test_what_was_done_already_stays_done(station: Station) -> None:
    station.presses(BO, f"o:1:{station.case(1).version}:day:2026-03-04")
    station.group("/luk 1 Vi målte 100 biler")

    station.group("/fjern bo")
    station.taps(INGE, "Fjern Bo", chat=GROUP)

    assert station.status(1) is Status.DONE
    assert station.case(1).officer_id == BO.id


def test_staff_who_left_assess_no_more_and_come_back_only_as_what_they_are_invited_to(
    station: Station,
) -> None:
    station.group("/betjente")
    station.taps(INGE, "Fjern en kollega", chat=GROUP)
    assert station.labels(GROUP) == ["Bo", "Inge", "Lise", "Sara"]
    station.taps(INGE, "Sara", chat=GROUP)
    station.taps(INGE, "Fjern Sara", chat=GROUP)
    assert "ikke inviteret" in station.group("/koe", SARA)

    code = station.group("/inviter betjent Sara Lund, Køge").partition("?start=")[2].strip()
    station.says(SARA, f"/start {code}")

    assert (member(station, SARA).is_staff, member(station, SARA).is_officer) == (False, True)
    assert "ikke inviteret" in station.group("/koe", SARA)


def test_nobody_removes_themselves_so_somebody_is_always_left(station: Station) -> None:
    assert "Du kan ikke fjerne dig selv." in station.group("/fjern inge")
    station.presses(INGE, f"sf:yes:{INGE.id}", chat=GROUP)

    assert "Du kan ikke fjerne dig selv." in station.toast(GROUP)
    assert member(station, INGE).left_at is None


def test_regretted_in_time_nothing_has_happened(station: Station) -> None:
    station.group("/fjern bo")

    station.taps(INGE, "Nej, behold", chat=GROUP)

    assert member(station, BO).left_at is None


@pytest.mark.parametrize("data", ["sf:", "sf:yes", "sf:yes:", "sf:yes:x", "sf:nonsense:2001", "sf:ask:99"])
def test_forged_buttons_are_answered_and_remove_nobody(station: Station, data: str) -> None:
    reply = station.presses(INGE, data, chat=GROUP)

    assert reply.says or reply.toast
    assert all(row.left_at is None for row in station.all(Member))


@pytest.mark.parametrize("who", [BO, NEWCOMER])
def test_only_staff_in_their_group_remove_anybody(station: Station, who: Someone) -> None:
    station.presses(who, f"sf:yes:{LISE.id}", chat=GROUP)
    station.presses(who, f"sf:yes:{LISE.id}")
    station.presses(INGE, f"sf:yes:{LISE.id}")

    assert member(station, LISE).left_at is None


def test_a_second_tap_hears_that_it_is_done_and_a_repeated_one_shows_who_is_left(station: Station) -> None:
    station.group("/fjern bo")
    yes = station.data(GROUP, "Fjern Bo")
    station.presses(INGE, yes, chat=GROUP)
    again = station.repeats()

    station.presses(SARA, yes, chat=GROUP)

    assert [button.text for row in again.says[0].rows for button in row] == ["Inge", "Lise", "Sara"]
    assert "ikke med længere" in station.reads(GROUP)
    assert station.events(1).count("case.officer_left") == 1


def test_a_name_nobody_has_or_several_have_asks_who(station: Station) -> None:
    station.hires(Someone(2011, "Bodil"), officer=True)

    assert "Jeg kender ingen, der hedder &lt;per&gt;." in station.group("/fjern <per>")
    station.group("/fjern b")
    assert station.labels(GROUP) == ["Bo", "Bodil"]
