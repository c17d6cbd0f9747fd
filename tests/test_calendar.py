"""What a phone's calendar makes of our appointments: the promised hour, once, and nobody's number."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from handlers.text import texts
from handlers.wording.calendar import feed, invitation
from storage.booking_models import Booking
from storage.models import Case
from tests.desk import a_house

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
HOUSE = a_house()
DA, EN = texts("da"), texts("en")
TOPIC = {"key": "burglary", "da": "Indbrud", "en": "Burglary", "minutes": 60, "audience": ["owners"]}
ANSWERS: dict[str, Any] = {
    "topic": TOPIC, "audience": "owners", "number": 40,
    "where": {"text": "Forsamlingshuset, Bygaden 4"}, "town": {"postcode": "4622", "name": "Havdrup"},
    "contact": {"phone": "+4520123456", "words": "Mette Holm"}, "organiser": "Bygadens grundejere",
    "more": "Ring på bagdøren, 20 12 34 56",
}  # fmt: skip
PLACE = "Forsamlingshuset, Bygaden 4, 4622 Havdrup"


def at(local: str) -> datetime:
    """A time on the wall in Copenhagen, as it is stored."""
    return datetime.fromisoformat(local).replace(tzinfo=COPENHAGEN).astimezone(UTC)


def agreed(starts: str, minutes: int = 60, *, number: int = 12, **case: Any) -> tuple[Booking, Case]:  # noqa: ANN401
    """An appointment and its case."""
    begins, ends = at(starts), at(starts) + timedelta(minutes=minutes)
    booking = Booking(id=number, case_id=number, starts_at=begins, ends_at=ends, version=4)
    known = {"kind": "talk", "answers": ANSWERS, "place": PLACE, "version": 4, **case}
    return booking, Case(id=number, **known)


def made(pair: tuple[Booking, Case], *, officer: bool = True, cancelled: bool = False) -> Calendar:
    """The file as a calendar reads it."""
    _, body = invitation(HOUSE, *pair, DA, for_officer=officer, cancelled=cancelled, now=NOW)
    return read(body)


def read(body: bytes) -> Calendar:
    whole = Calendar.from_ical(body)
    assert isinstance(whole, Calendar)
    return whole


def only(whole: Calendar) -> Event:
    (event,) = whole.events
    return event


def shown(whole: Calendar, day: str) -> list[tuple[str, str]]:
    """From when to when something stands in a calendar on a day, by the clock in Copenhagen."""
    first = datetime.fromisoformat(day).replace(tzinfo=COPENHAGEN)
    found = recurring_ical_events.of(whole).between(first, first + timedelta(days=1))
    ends = [(event.start.astimezone(COPENHAGEN), event.end.astimezone(COPENHAGEN)) for event in found]
    return [(f"{start:%d.%m. %H.%M}", f"{end:%d.%m. %H.%M}") for start, end in ends]


@pytest.mark.parametrize(
    ("starts", "day", "expected"),
    [
        ("2026-12-03 19:00", "2026-12-03", ("03.12. 19.00", "03.12. 20.00")),
        (
            "2026-10-24 19:00",
            "2026-10-24",
            ("24.10. 19.00", "24.10. 20.00"),
        ),  # the clock goes back that night
        ("2026-10-25 19:00", "2026-10-25", ("25.10. 19.00", "25.10. 20.00")),
        ("2026-10-26 08:30", "2026-10-26", ("26.10. 08.30", "26.10. 09.30")),
        ("2027-03-27 19:00", "2027-03-27", ("27.03. 19.00", "27.03. 20.00")),  # and on again that one
        ("2027-03-28 10:00", "2027-03-28", ("28.03. 10.00", "28.03. 11.00")),
        ("2027-03-29 08:30", "2027-03-29", ("29.03. 08.30", "29.03. 09.30")),
        ("2026-12-31 23:30", "2026-12-31", ("31.12. 23.30", "01.01. 00.30")),
        ("2026-12-31 23:30", "2027-01-01", ("31.12. 23.30", "01.01. 00.30")),
    ],
)
def test_it_stands_at_the_hour_that_was_promised(starts: str, day: str, expected: tuple[str, str]) -> None:
    assert shown(made(agreed(starts)), day) == [expected]


def test_over_the_hour_that_comes_twice_it_lasts_as_long_as_it_lasts() -> None:
    event = only(made(agreed("2026-10-25 01:30", minutes=120)))

    assert event.end - event.start == timedelta(hours=2)
    assert shown(made(agreed("2026-10-25 01:30", minutes=120)), "2026-10-25") == [
        ("25.10. 01.30", "25.10. 02.30")
    ]


def test_the_officer_reads_what_it_is_about_and_is_reminded_the_day_before() -> None:
    name, body = invitation(HOUSE, *agreed("2026-12-03 19:00"), DA, for_officer=True, now=NOW)
    event = only(read(body))

    assert name == "aftale-12.ics"
    assert str(event["summary"]) == "Foredrag · nr. 12"
    assert str(event["location"]) == PLACE
    assert str(event["description"]).splitlines() == [
        "Emne: Indbrud (cirka 60 minutter)",
        "Hvem kommer: Grundejerforening",
        "Antal: 40 deltagere",
        "Telefonnummer og resten står på sagen: skriv /mine i chatten.",
    ]
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(days=-1)]


def test_the_citizen_reads_in_her_language_how_to_change_it() -> None:
    _, body = invitation(HOUSE, *agreed("2026-12-03 19:00"), EN, for_officer=False, now=NOW)
    event = only(read(body))

    assert str(event["summary"]) == "Talk · no. 12"
    assert str(event["description"]) == "To move or cancel it, write /mine in the chat."
    assert not event.walk("VALARM")


def test_what_was_moved_replaces_what_stood_there() -> None:
    before = only(made(agreed("2026-12-03 19:00")))
    booking, case = agreed("2026-12-10 18:00")
    booking.version = 7

    after = only(made((booking, case)))

    assert after["uid"] == before["uid"] == "sag-12@midt-og-vestsjaelland.betjent"
    assert (before["sequence"], after["sequence"]) == (4, 7)


@pytest.mark.parametrize(("case_version", "sequence"), [(4, 5), (5, 5), (9, 9)])
def test_what_is_off_is_taken_out_again(case_version: int, sequence: int) -> None:
    booking, case = agreed("2026-12-03 19:00", version=case_version)
    name, body = invitation(HOUSE, booking, case, DA, for_officer=True, cancelled=True, now=NOW)
    whole = read(body)

    assert name == "aflysning-12.ics"
    assert (whole["method"], only(whole)["status"]) == ("CANCEL", "CANCELLED")
    assert only(whole)["sequence"] == sequence
    assert only(whole)["uid"] == only(made((booking, case)))["uid"]
    assert not only(whole).walk("VALARM")


def test_a_calendar_that_subscribes_has_all_of_them_and_asks_again_in_an_hour() -> None:
    pairs = [agreed("2026-12-03 19:00"), agreed("2026-12-04 10:00", number=13)]

    whole = read(feed(HOUSE, pairs, NOW))

    assert [str(event["summary"]) for event in whole.events] == ["Foredrag · nr. 12", "Foredrag · nr. 13"]
    assert str(whole["x-wr-calname"]) == "Aftaler, MVSJ"
    assert whole.decoded("refresh-interval") == timedelta(hours=1)
    assert str(whole["x-published-ttl"]) == "PT1H"


def test_nothing_new_is_not_a_byte_new_within_the_hour() -> None:
    pairs = [agreed("2026-12-03 19:00")]

    assert feed(HOUSE, pairs, NOW) == feed(HOUSE, pairs, NOW + timedelta(minutes=59))
    assert feed(HOUSE, pairs, NOW) != feed(HOUSE, pairs, NOW + timedelta(minutes=61))


def test_no_appointments_are_a_calendar_too() -> None:
    assert read(feed(HOUSE, [], NOW)).events == []


WORDS = st.text(max_size=300)


@settings(max_examples=40)
@given(topic=WORDS, place=WORDS)
@example(topic="Salt, peber; \\n og 🚓\nBEGIN:VEVENT\r\nX:1", place="a\rBEGIN:VALARM\x00\x85\u2028b")
@example(topic="æ" * 10_000, place="🚓" * 10_000)
def test_whatever_people_write_comes_out_as_they_wrote_it(topic: str, place: str) -> None:
    answers = {"topic": {"words": topic}}
    _, body = invitation(
        HOUSE, *agreed("2026-12-03 19:00", answers=answers, place=place), DA, for_officer=True, now=NOW
    )

    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", body)
    event = only(read(body))
    assert len(str(event["location"])) <= 350
    if place.isascii() and place.isprintable() and not re.search(r"[\d@]", place):
        assert str(event["location"]) == " ".join(place.split())


PHONES = st.integers(20_000_000, 99_999_999).map(str)
SPELLINGS = st.sampled_from(("{0}{1}{2}{3}", "{0} {1} {2} {3}", "+45 {0}{1} {2}{3}", "({0}) {1}-{2}-{3}"))
MAILS = st.from_regex(r"[a-z]{1,9}\.?[a-z0-9]{1,9}@[a-z]{2,9}\.dk", fullmatch=True)


@settings(max_examples=25)
@given(phone=PHONES, spelling=SPELLINGS, mail=MAILS, for_officer=st.booleans(), cancelled=st.booleans())
def test_nobody_s_number_or_address_goes_out(
    phone: str, spelling: str, mail: str, *, for_officer: bool, cancelled: bool
) -> None:
    said = spelling.format(*(phone[at : at + 2] for at in range(0, 8, 2)))
    spoken = {"words": f"Ring {said} eller skriv til {mail}"}
    contact = {"phone": f"+45{phone}", "email": mail, "words": "Mette Holm"}
    answers = {**ANSWERS, "topic": spoken, "audience": spoken, "contact": contact, "more": f"{said} {mail}"}
    pair = agreed("2026-12-03 19:00", answers=answers, place=f"Bygaden 4, {said}, {mail}")
    _, body = invitation(HOUSE, *pair, DA, for_officer=for_officer, cancelled=cancelled, now=NOW)

    for content in (body, feed(HOUSE, [pair], NOW)):
        whole = "".join(str(only(read(content)).get(name, "")) for name in ("location", "description"))
        assert phone not in re.sub(r"[^\d]", "", whole)
        assert mail not in whole
        assert "Mette" not in whole
