"""Agreed times for people's own calendars: one appointment, one that is off, or all of an officer's.

RFC 5545. Every time is in UTC, so that no reader has to know Danish summer time. What goes out may end up
anywhere, so no phone number and no e-mail address is in it, and nobody's name.
"""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import category

from handlers.conversation.steps import Words
from handlers.house import House
from handlers.questions.wishes import Wishes
from handlers.text import N_, Texts
from handlers.wording.lines import ANSWER_LIMIT, DA, cut, facts, kind_of, kind_title
from storage.booking_models import Booking
from storage.models import Case

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MAKER = "-//Bestil en betjent//DA"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)  # how often a calendar that subscribes looks for news

TITLE = N_("{kind} · nr. {number}")
OFF = N_("Aftalen er aflyst.")
HERS = N_("Vil du flytte eller aflyse, så skriv /mine i chatten.")
THEIRS = N_("Telefonnummer og resten står på sagen: skriv /mine i chatten.")
ALL = N_("Aftaler, {district}")

TAG = re.compile(r"<[^>]+>")
# A telephone number in any spelling, and an address: people write them where nobody asked.
CONTACT = re.compile(r"\S+@\S+|(?<!\w)\+?\d(?:[ \t().\-/]{0,3}\d){7,}")
LEFT_OUT = "…"


def invitation(  # noqa: PLR0913 - an appointment, its reader, and what became of it
    house: House,
    booking: Booking,
    case: Case,
    t: Texts,
    *,
    for_officer: bool,
    cancelled: bool = False,
    now: datetime,
) -> tuple[str, bytes]:
    """The name and the content of a file that puts the appointment into a calendar, or takes it out again.

    A later one replaces an earlier: the same UID with a higher SEQUENCE.
    """
    whole = _calendar("CANCEL" if cancelled else "PUBLISH")
    event = _event(house, booking, case, t, now)
    if cancelled:
        event.pop("SEQUENCE")
        event.add("sequence", max(case.version, booking.version + 1))
        event.add("status", "CANCELLED")
        event.add("description", t.plain(OFF))
    else:
        _tell(event, case, t, for_officer=for_officer)
    whole.add_component(event)
    name = "aflysning" if cancelled else "aftale"
    return f"{name}-{case.id}.ics", whole.to_ical()


def feed(house: House, pairs: list[tuple[Booking, Case]], now: datetime) -> bytes:
    """All of an officer's appointments, for a calendar that subscribes to them.

    They are stamped with the hour: when nothing has changed, not a byte has.
    """
    whole = _calendar("PUBLISH")
    whole.add("x-wr-calname", DA.plain(ALL, district=house.profile.short))
    whole.add("refresh-interval", HOUR, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT1H")
    for booking, case in pairs:
        event = _event(house, booking, case, DA, now.replace(minute=0, second=0, microsecond=0))
        _tell(event, case, DA, for_officer=True)
        whole.add_component(event)
    content: bytes = whole.to_ical()
    return content


def _calendar(method: str) -> "Calendar":
    # Imported here because it costs memory, and few updates need it.
    from icalendar import Calendar

    whole = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("method", method)):
        whole.add(name, value)
    return whole


def _event(house: House, booking: Booking, case: Case, t: Texts, stamp: datetime) -> "Event":
    """When, where and which, without what is told about it."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"sag-{case.id}@{house.profile.key}.betjent")
    event.add("sequence", booking.version)
    event.add("dtstamp", stamp)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", t.plain(TITLE, kind=kind_title(case, t), number=case.id))
    event.add("location", _bare(cut(case.place, ANSWER_LIMIT)))
    event.add("url", f"https://t.me/{house.bot_username}")
    return event


def _tell(event: "Event", case: Case, t: Texts, *, for_officer: bool) -> None:
    """Citizens are told how to change it; officers what it is about, and the day before."""
    event.add("status", "CONFIRMED")
    if not for_officer:
        event.add("description", t.plain(HERS))
        return
    from icalendar import Alarm

    event.add("description", "\n".join([*_facts(case, t), t.plain(THEIRS)]))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -DAY)
    alarm.add("description", str(event["summary"]))
    event.add_component(alarm)


def _facts(case: Case, t: Texts) -> list[str]:
    """What was chosen: neither contact details, nor long words of hers, nor the times she once wished for."""
    kind = kind_of(case)
    steps = kind.order.steps if kind else ()
    told = [step.key for step in steps if not step.private and not isinstance(step, Words | Wishes)]
    chosen = {key: case.answers[key] for key in told if key in case.answers}
    return [_bare(unescape(TAG.sub("", line))) for line in facts(kind, chosen, t)]


def _bare(text: str) -> str:
    """On one line, without what a calendar cannot hold, and without numbers and addresses of people."""
    shown = "".join(sign for sign in " ".join(text.split()) if category(sign) not in {"Cc", "Cs"})
    return CONTACT.sub(LEFT_OUT, shown)
