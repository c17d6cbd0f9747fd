"""Bo sees his appointments, takes them along as a file, and lets his phone read them as long as he wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from icalendar import Calendar

from handlers.reply import Button
from handlers.rules import feeds
from storage import bookings, cases, members
from storage.booking_models import Feed
from storage.bookings import KEPT, Stretch
from storage.work import Work
from tests.desk import BO, GROUP, INGE, KARLA, LISE, Someone, a_house
from tests.station import Station

EVENING = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PUBLIC = "https://betjent.example.dk"
PLACE = "Skolevej ved Netto, 4622 Havdrup"


@pytest.fixture
def station() -> Station:
    """A district with an address of its own."""
    return Station(replace(a_house(), public_url=PUBLIC, feed_key=feeds.key_of("1000:sandbox")))


def keeps(work: Work, number: int, who: Someone, begins: datetime) -> None:
    """An appointment of an hour and a half."""
    case = cases.find(work, number)
    assert case is not None
    case.officer_id, case.status = who.id, "assigned"
    assert bookings.claim(work, case, Stretch(begins, begins + timedelta(minutes=90)), KEPT)


def agrees(station: Station, count: int = 1, *, who: Someone = BO) -> None:
    """Somebody has this many appointments more, one an evening."""
    for evening in range(count):
        number = station.receives()
        station.work(partial(keeps, number=number, who=who, begins=EVENING + evening * DAY))


def address(station: Station) -> str:
    """The address on Bo's newest screen."""
    return station.reads(BO).partition("<code>")[2].partition("</code>")[0]


def is_read(station: Station, asked: str) -> bool:
    """Whether a calendar that subscribes to an address gets anything."""
    serial = feeds.serial_in(station.house, asked.removesuffix(".ics").rpartition("/")[2])
    return serial is not None and station.work(lambda work: feeds.appointments(work, serial)) is not None


def key(station: Station, label: str) -> Button:
    """A button of Bo's newest screen."""
    rows = station.newest(BO).say.rows
    return next(button for row in rows for button in row if button.text == label)


def test_the_next_appointments_are_listed_with_the_way_to_each_case(station: Station) -> None:
    agrees(station, 2)
    agrees(station, who=LISE)

    station.says(BO, "/kalender")

    assert station.reads(BO).split("\n\n") == [
        "<b>Dine aftaler</b>",
        "Torsdag den 5. marts kl. 19.00–20.30\n<b>Sag 1</b> Færdselskontrol, " + PLACE,
        "Fredag den 6. marts kl. 19.00–20.30\n<b>Sag 2</b> Færdselskontrol, " + PLACE,
    ]
    assert station.labels(BO) == ["Sag 1", "Sag 2", "Hent som fil", "Abonnér"]
    station.taps(BO, "Sag 1")
    assert "+45 23 45 67 89" in station.reads(BO)


def test_what_has_been_is_not_among_them_and_the_eleventh_is_in_the_file(station: Station) -> None:
    agrees(station, 12)
    station.waits(days=4)

    station.says(BO, "/kalender")
    assert (station.labels(BO)[0], "Der er flere." in station.reads(BO)) == ("Sag 2", True)
    assert "Sag 12" not in station.labels(BO)

    station.taps(BO, "Hent som fil")
    shown = station.newest(BO).say
    assert shown.file is not None
    assert shown.file[0] == "kalender.ics"
    assert len(Calendar.from_ical(shown.file[1]).events) == 11


def test_without_appointments_there_is_nothing_to_fetch(station: Station) -> None:
    station.says(BO, "/kalender")
    assert "Du har ingen aftaler endnu." in station.reads(BO)

    station.presses(BO, "k:file")

    assert "Du har ingen aftaler endnu." in station.toast(BO)


def test_his_phone_reads_the_address_that_he_is_shown_and_told_to_keep(station: Station) -> None:
    agrees(station)
    station.says(BO, "/kalender")
    station.taps(BO, "Abonnér")
    shown = address(station)

    assert shown.startswith(f"{PUBLIC}/kalender/")
    assert shown.endswith(".ics")
    assert is_read(station, shown)
    assert "Enhver, der har adressen, kan læse dine aftaler" in station.reads(BO)
    assert key(station, "Kopiér adressen").copy == shown
    assert key(station, "Åbn i kalenderen").url == shown.removesuffix(".ics")


def test_asked_again_it_is_the_same_address(station: Station) -> None:
    station.presses(BO, "k:sub")
    first = address(station)

    station.presses(BO, "k:sub")
    again = station.repeats()

    assert address(station) == first
    assert first in again.says[0].text
    assert len(station.all(Feed)) == 1


def test_a_new_address_closes_the_old_one(station: Station) -> None:
    station.presses(BO, "k:sub")
    old = address(station)

    station.taps(BO, "Ny adresse")

    assert "Den gamle virker ikke længere." in station.reads(BO)
    assert [is_read(station, each) for each in (old, address(station))] == [False, True]


def test_closed_it_is_closed_however_often_it_is_said(station: Station) -> None:
    station.presses(BO, "k:sub")
    old = address(station)
    close = station.data(BO, "Luk adressen")

    station.presses(BO, close)
    station.presses(BO, close)

    assert "Adressen er lukket." in station.reads(BO)
    assert not is_read(station, old)
    assert "<code>" not in station.repeats().says[0].text
    station.taps(BO, "Abonnér")
    assert address(station) not in {"", old}


def test_over_plain_http_no_button_pretends_to_open_it() -> None:
    house = replace(a_house(), public_url="http://127.0.0.1:8080", feed_key=b"key")
    station = Station(house)

    station.presses(BO, "k:sub")

    assert address(station).startswith("http://127.0.0.1:8080/kalender/")
    assert station.labels(BO)[0] == "Kopiér adressen"


@pytest.mark.parametrize("verb", ["sub", "new"])
def test_a_district_without_an_address_offers_the_file(verb: str) -> None:
    station = Station()

    station.presses(BO, f"k:{verb}")

    assert "ingen adresse at abonnere på" in station.reads(BO)
    assert station.labels(BO) == ["Hent som fil", "Mine aftaler"]
    assert station.all(Feed) == []


@pytest.mark.parametrize("who", [KARLA, INGE])
@pytest.mark.parametrize("verb", ["list", "file", "sub", "new", "close"])
def test_who_is_no_officer_sees_nobody_s_calendar(station: Station, who: Someone, verb: str) -> None:
    agrees(station)

    reply = station.presses(who, f"k:{verb}")

    assert (reply.says, "lokalbetjente" in reply.toast) == ((), True)
    assert station.all(Feed) == []


def test_who_has_left_is_kept_out_and_their_address_with_them(station: Station) -> None:
    agrees(station)
    station.presses(BO, "k:sub")
    old, new = address(station), station.data(BO, "Ny adresse")

    station.group("/fjern bo")
    station.taps(INGE, "Fjern Bo", chat=GROUP)
    station.presses(BO, new)

    assert "lokalbetjente" in station.toast(BO)
    assert not is_read(station, old)


@pytest.mark.parametrize("data", ["k:", "k", "k:x", "k:sub:2001", "k:file:../x"])
def test_forged_buttons_are_answered_and_open_nothing(station: Station, data: str) -> None:
    reply = station.presses(BO, data)

    assert reply.toast == "Den knap er forældet. Skriv /kalender."
    assert station.all(Feed) == []


def test_a_member_who_is_staff_alone_by_now_is_read_no_more(station: Station) -> None:
    station.presses(BO, "k:sub")
    shown = address(station)

    def moves_to_the_desk(work: Work) -> None:
        bo = members.find(work, BO.id)
        assert bo is not None
        bo.is_staff, bo.is_officer = True, False

    station.work(moves_to_the_desk)

    assert not is_read(station, shown)
