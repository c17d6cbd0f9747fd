"""The citizen's side of agreeing on a time: taking one, asking for another, and saying how it was."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from html import escape
from types import MappingProxyType

from handlers.citizen import mine
from handlers.citizen.parts import back_to_menu
from handlers.questions.refusals import why_not
from handlers.reply import Button, Reply, paired, say
from handlers.requests import kinds
from handlers.rules import meetings, triage
from handlers.rules.diary import meeting_of
from handlers.rules.moves import HELD, Status
from handlers.rules.triage import Rejected
from handlers.text import N_, Html
from handlers.visit import Visit
from handlers.wording import lines, meeting_notices
from handlers.words.moments import Bounds, No, Reason, Time, Which, from_code, read_all, show
from storage import bookings, cases, people, ratings
from storage.models import Case
from storage.people import Known
from storage.work import Work

DO_TIMES, DO_RATE = "times", "rate"
# So long her next words are about it; after that they are about whatever they say.
PATIENCE = MappingProxyType({DO_TIMES: timedelta(days=1), DO_RATE: timedelta(minutes=30)})
MOST = 3
WORDS_LIMIT = 600
UNREAD = frozenset({Reason.UNCLEAR, Reason.NO_DAY})
WHEN = N_(
    "<b>Hvornår kan I i stedet?</b>\n"
    "Skriv to eller tre tider, for eksempel »torsdag kl. 19« eller »en aften i uge 50«."
)
CHOSEN = N_("Tak. Du har valgt {hour}.")
STANDS = N_("Den aftalte tid, {hour}, gælder, til I har aftalt en anden.")
PASSED_ON = N_("Tak. Det er sendt til lokalbetjenten, og du hører fra os:\n{told}")
THANKS = N_(
    "Tak. Du gav {score} af 5.\n\n<b>Hvad var godt, og hvad kunne være bedre?</b> Skriv det her, hvis du vil."
)
HEARD = N_("Tak for svaret. Lokalbetjenten får det at vide.")
NOT_NOW = N_("Der er ingen tider at vælge imellem lige nu.")


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """A button about the time of one case; it must be hers."""
    number, verb, value = (rest + "::").split(":", 2)
    case = cases.lock(work, int(number)) if re.fullmatch(r"[0-9]{1,15}", number) else None
    act = TAPPED.get(verb)
    if case is None or case.person_id != known.id or act is None:
        return back_to_menu(visit, visit.t(mine.NOT_YOURS))
    try:
        return act(work, visit, case, value.rstrip(":"))
    except Rejected as refusal:
        note = escape(refusal.words(visit.t), quote=False)
        return _offered(work, visit, case, note) or mine.shown(work, visit, case, note)


def typed(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """When she can, in her own words: times that we understand are times, other words reach the officer."""
    case = _asked_about(work, known)
    if case is None:
        return back_to_menu(visit, visit.t(mine.NOT_YOURS))
    now, bounds = work.now(), _bounds(visit, case)
    found = read_all(text, now, bounds, visit.t.language)
    doubt = next((each for each in found if isinstance(each, No | Which)), None)
    times = [each for each in found if not isinstance(each, No | Which)]
    if doubt is None or (isinstance(doubt, No) and doubt.reason in UNREAD):
        return _passed_on(work, visit, case, times[:MOST], text)
    why = why_not(doubt, bounds, now, visit.t.language)
    offers = [Button(label, f"b:{case.id}:wish:{code}") for code, label in why.offers]
    back = (Button(visit.t.plain("Tilbage"), f"c:{case.id}:look"),)
    return say(visit.t(why.text, **dict(why.values)), *paired(offers, 1), back)


def rated(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """Her own words about how it was."""
    case = _asked_about(work, known)
    people.turn_to(work, known.id, None)
    given = ratings.find(work, case.id) if case else None
    if case is None or given is None:
        return back_to_menu(visit, visit.t(mine.NOT_YOURS))
    given.words = " ".join(text.split())[:WORDS_LIMIT]
    return _heard(work, visit, case)


def _take(work: Work, visit: Visit, case: Case, value: str) -> Reply:
    meetings.take(work, case, int(value[:18]) if value.isdecimal() else 0)
    people.turn_to(work, visit.person_id, None)
    booking = bookings.kept(work, case.id)
    hour = lines.hour(booking.starts_at, visit.t) if booking else ""
    see = Button(visit.t.plain(meeting_notices.MINE), f"c:{case.id}:look")
    return say(visit.t(CHOSEN, hour=hour), (see,))


def _times(work: Work, visit: Visit, case: Case, _value: str) -> Reply:
    """What can still be chosen."""
    return _offered(work, visit, case) or mine.shown(work, visit, case, visit.t(NOT_NOW))


def _ask(work: Work, visit: Visit, case: Case, _value: str) -> Reply:
    """When can she?"""
    if case.status not in HELD:
        return mine.shown(work, visit, case)
    people.turn_to(work, visit.person_id, _topic(work, DO_TIMES, case))
    agreed = bookings.kept(work, case.id)
    parts = [visit.t(STANDS, hour=lines.hour(agreed.starts_at, visit.t))] if agreed else []
    back = (Button(visit.t.plain("Tilbage"), f"c:{case.id}:look"),)
    return Reply(say("\n\n".join([*parts, visit.t(WHEN)]), back).says, fresh=True)


def _wish(work: Work, visit: Visit, case: Case, value: str) -> Reply:
    """One of the times that she may have meant."""
    meant = from_code(value)
    return _passed_on(work, visit, case, [meant], "") if meant else _ask(work, visit, case, "")


def _star(work: Work, visit: Visit, case: Case, value: str) -> Reply:
    score = int(value) if value in {"1", "2", "3", "4", "5"} else 0
    if not score or case.status not in {Status.DONE, Status.CLOSED} or meeting_of(case) is None:
        return mine.shown(work, visit, case)
    ratings.give(work, case, score)
    people.turn_to(work, visit.person_id, _topic(work, DO_RATE, case))
    no = Button(visit.t.plain("Nej tak"), f"b:{case.id}:quiet")
    return say(visit.t(THANKS, score=score), (no,))


def _quiet(work: Work, visit: Visit, case: Case, _value: str) -> Reply:
    people.turn_to(work, visit.person_id, None)
    return _heard(work, visit, case)


def _heard(work: Work, visit: Visit, case: Case) -> Reply:
    if case.officer_id is not None:
        work.post("rated", "officer", case, person_id=case.officer_id)
    work.post("card", "staff", case)
    return back_to_menu(visit, visit.t(HEARD))


def _passed_on(work: Work, visit: Visit, case: Case, times: Sequence[Time], text: str) -> Reply:
    """To the officer who has it; where nobody has, the words are on the case."""
    people.turn_to(work, visit.person_id, None)
    t = visit.t
    if case.status not in HELD:
        triage.add(work, visit.house, case, text or show(times[0], "da"))
        return mine.shown(work, visit, case)
    words = " ".join(text.split())[:WORDS_LIMIT]
    meetings.wish(work, case, times, words)
    told = "\n".join(
        t("• {time}", time=each) for each in [show(time, t.language) for time in times] or [words]
    )
    see = Button(t.plain(meeting_notices.MINE), f"c:{case.id}:look")
    return say(t(PASSED_ON, told=Html(told)), (see,))


def _topic(work: Work, do: str, case: Case) -> dict[str, object]:
    return {"do": do, "case": case.id, "until": (work.now() + PATIENCE[do]).isoformat()}


def _offered(work: Work, visit: Visit, case: Case, note: str = "") -> Reply | None:
    found = meeting_notices.choice(work, case, visit.t)
    if found is None:
        return None
    return say(f"{note}\n\n{found.text}" if note else found.text, *found.rows)


def _asked_about(work: Work, known: Known) -> Case | None:
    """The case that her words are about, held until the commit."""
    case = cases.lock(work, int((known.topic or {}).get("case", 0)))
    return case if case is not None and case.person_id == known.id else None


def _bounds(visit: Visit, case: Case) -> Bounds:
    """What may be asked for: as when she ordered it, else the district's hours from tomorrow on."""
    kind, meeting = kinds().get(case.kind), meeting_of(case)
    step = kind.order.step(meeting.wishes) if kind and meeting else None
    rules = visit.house.profile.meetings
    usual = Bounds(notice=1, horizon=300, opens=rules.opens, closes=rules.closes)
    return getattr(step, "bounds", usual)


TAPPED: Mapping[str, Callable[[Work, Visit, Case, str], Reply]] = MappingProxyType(
    {
        "take": _take,
        "times": _times,
        "none": _ask,
        "move": _ask,
        "wish": _wish,
        "star": _star,
        "quiet": _quiet,
    }
)
