"""Why a time that was asked for cannot be had, in words that help, and what may have been meant instead."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from handlers.conversation.said import Problem
from handlers.text import N_, capital, fields_of
from handlers.words.moments import (
    ZONE,
    Bounds,
    Doubt,
    Moment,
    No,
    Reason,
    Time,
    Which,
    show,
    show_clock,
    show_short,
    to_code,
)
from handlers.words.times import show_day

WHICH: Mapping[Doubt, str] = MappingProxyType(
    {Doubt.DAY: N_("Hvilken af dem mener du?"), Doubt.HOUR: N_("Hvilken tid på dagen mener du?")}
)
MEANT = N_("Mener du den her?")
IT_IS = N_("Passer den her? {day} er den, der kommer nærmest det, du skrev.")
A_DAY = N_("Hvilken dag? Skriv den for eksempel som »fredag« eller »3/12«.")
A_DAY_THAT_WAS = N_("Hvilken dag? Skriv den for eksempel som »i går« eller »24/11«.")
MOST_OFFERED = 8
WHY: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.UNCLEAR: N_("Den tid forstod vi ikke. Skriv for eksempel »torsdag kl. 19« eller »uge 50«."),
        Reason.NO_DAY: N_("Hvilken dag? Skriv for eksempel »torsdag kl. 19« eller »3/12 kl. 19«."),
        Reason.IMPOSSIBLE: N_("Den dag eller det klokkeslæt findes ikke. Skriv en anden tid."),
        Reason.CONTRADICTION: N_("Det passer ikke sammen. Skriv det igen, for eksempel »3/12 kl. 19«."),
        Reason.PAST: N_("{time} er forbi. Vælg en senere tid."),
        Reason.FUTURE: N_("{time} er ikke kommet endnu. Skriv for eksempel »i går« eller »24/11«."),
        Reason.TOO_SOON: N_("{time} er for tidligt. Vi kan tidligst {earliest}."),
        Reason.TOO_FAR: N_("{time} er for langt ude i fremtiden. Vi planlægger højst til {latest}."),
        Reason.HOLIDAY: N_("{time} kan ikke lade sig gøre på grund af helligdagen. Vælg en anden dag."),
        Reason.CLOSED: N_("{time} kan ikke lade sig gøre. Vi kan mellem kl. {opens} og {closes}."),
        Reason.ABOLISHED: N_("Store bededag er afskaffet og er en dag som alle andre. Skriv datoen."),
        Reason.CLOCKS_CHANGE: N_(
            "{time}: Den nat stilles uret, så den tid findes ikke eller kommer to gange. Vælg en anden."
        ),
    }
)


def why_not(answer: No | Which, bounds: Bounds, now: datetime, language: str) -> Problem:
    """What to say about it. The offers are codes of times, each with a short label for a button."""
    if isinstance(answer, Which):
        return Problem(_which(answer), offers=_offers(answer.choices, language))
    today, found = now.astimezone(ZONE).date(), answer.found
    if answer.reason is Reason.CONTRADICTION and isinstance(found, Moment) and found.day >= today:
        day = capital(show_day(found.day, language, today=today))
        return Problem(IT_IS, (("day", day),), _offers((found,), language))
    values = {
        "time": capital(show(found, language, today=today)) if found else "",
        "earliest": show_day(today + timedelta(bounds.notice), language, today=today),
        "latest": show_day(today + timedelta(bounds.horizon), language, today=today),
        "opens": show_clock(bounds.opens, language),
        "closes": show_clock(bounds.closes, language) if bounds.closes else "24",
    }
    text = WHY[answer.reason]
    return Problem(text, tuple((name, values[name]) for name in sorted(fields_of(text))))


def why_no_day(answer: No | Which, bounds: Bounds, now: datetime, language: str) -> Problem:
    """The same where only a day is asked for."""
    if isinstance(answer, No) and answer.reason in (Reason.UNCLEAR, Reason.NO_DAY):
        return Problem(A_DAY if bounds.ahead else A_DAY_THAT_WAS)
    return why_not(answer, bounds, now, language)


def _which(answer: Which) -> str:
    return WHICH[answer.doubt] if len(answer.choices) > 1 else MEANT


def _offers(times: Sequence[Time], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((to_code(time), show_short(time, language)) for time in times[:MOST_OFFERED])
