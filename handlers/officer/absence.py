"""When an officer is away: from one day to another, in words; offers and times wait until then."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from handlers.questions.refusals import why_no_day
from handlers.reply import Button, Reply, paired, say, toast
from handlers.rules import promise
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.moments import Bounds, Moment, No, Span, Which, from_code, read, read_day, show_short
from storage import absences, cases
from storage.booking_models import Absence
from storage.work import Work

AHEAD = Bounds(horizon=365)
LATER = 5  # absences shown
UNTIL = re.compile(r"(?:til(?: og med)?|indtil)\s+(.+)")
FROM = re.compile(r"(?:fra\s+)?(.+?)\s+(?:til(?: og med)?|indtil)\s+(.+)")
BACK = frozenset({"slut", "nej", "stop", "ingen", "tilbage"})

HOW = N_(
    "Skriv, hvornår du er væk: /fravaer til fredag, /fravaer uge 52 eller /fravaer fra 23/12 til 2/1. "
    "Er du tilbage, så skriv /fravaer slut."
)
IS_BACK = N_("Du er tilbage. Nu kan du få tilbud igen.")
STANDS = N_("Du har aftalt sag {number} {when}. Flyt den, eller giv den tilbage: /mine")
OLD = N_("Den knap er forældet. Skriv /fravaer.")


def fravaer(turn: Turn) -> Reply:
    """/fravaer til fredag, /fravaer uge 52, /fravaer slut; alone, what is planned."""
    words = " ".join(turn.rest.lower().split())
    if words in BACK:
        return _back(turn)
    if not words:
        return _planned(turn)
    found = _read(words, turn.work.now())
    if isinstance(found, Span):
        return _away(turn, found)
    why = why_no_day(found, AHEAD, turn.work.now(), "da")
    buttons = [Button(label, f"o:0:0:away:{code}") for code, label in why.offers]
    if buttons:
        return say(DA(why.text, **dict(why.values)), *paired(buttons))
    return _planned(turn, DA(why.text, **dict(why.values)))


def tapped(turn: Turn, value: str) -> Reply:
    """Days were picked, an absence was taken out, or "I am here"."""
    if not value:
        return _back(turn)
    if value.startswith("drop") and value[4:].isdecimal():
        absences.drop(turn.work, turn.member, int(value[4:22]))
        return _planned(turn)
    found = from_code(value)
    if found is None:
        return toast(DA.plain(OLD))
    return _away(turn, found if isinstance(found, Span) else Span(found.day, found.day))


def _read(words: str, now: datetime) -> Span | No | Which:
    """The days that the words mean; "til fredag" begins today."""
    today = promise.today(now)
    if (until := UNTIL.fullmatch(words)) is not None:
        last = read_day(until[1], now, AHEAD)
        return Span(today, last) if isinstance(last, date) else last
    found = read(words, now, AHEAD)
    if isinstance(found, Moment):
        return Span(found.day, found.day)
    if isinstance(found, No) and (ends := FROM.fullmatch(words)) is not None:
        first, last = read_day(ends[1], now, AHEAD), read_day(ends[2], now, AHEAD)
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return Span(first, last)
    return found


def _away(turn: Turn, days: Span) -> Reply:
    first = max(days.first, promise.today(turn.work.now()))
    if days.last < first:
        return toast(DA.plain(OLD))
    absences.add(turn.work, turn.member, first, days.last)
    turn.work.note("member.away", "officer", member=turn.member)
    return _planned(
        turn, DA("Du er meldt væk {days}. Vi foreslår dig ikke imens.", days=_days(first, days.last))
    )


def _back(turn: Turn) -> Reply:
    absences.end(turn.work, turn.member, promise.today(turn.work.now()))
    turn.work.note("member.back", "officer", member=turn.member)
    return say(DA(IS_BACK))


def _planned(turn: Turn, said: str = "") -> Reply:
    """Every absence there is, each with a way out of it, and what is agreed in those days."""
    today = promise.today(turn.work.now())
    found = absences.of(turn.work, turn.member.id, today)[:LATER]
    told = [DA("Du er meldt væk {days}.", days=_days(each.first, each.last)) for each in found if not said]
    rows = [(_out(each, today),) for each in found]
    clash = _agreed(turn.work, turn.member.id, found)
    text = "\n".join(filter(None, [said, *told, *clash, DA(HOW)]))
    return say(text, *rows)


def _out(absence: Absence, today: date) -> Button:
    if absence.first <= today:
        return Button(DA.plain("Jeg er her"), "o:0:0:away:")
    one = absence.first == absence.last
    when = show_short(Moment(absence.first) if one else Span(absence.first, absence.last), "da")
    return Button(DA.plain("Fjern {when}", when=when), f"o:0:0:away:drop{absence.id}")


def _agreed(work: Work, member_id: int, found: Sequence[Absence]) -> list[str]:
    """What stands for days on which the officer is away now: somebody has to be told."""
    told = list[str]()
    planned = [case for case in cases.of_officer(work, member_id, limit=None) if case.planned_for]
    for case in planned:
        day = case.planned_for
        if day and any(each.first <= day <= each.last for each in found):
            told.append(DA(STANDS, number=case.id, when=lines.planned(work, case)))
    return told


def _days(first: date, last: date) -> str:
    if first == last:
        return lines.plain_day(first)
    return DA.plain("fra {first} til og med {last}", first=lines.plain_day(first), last=lines.plain_day(last))
