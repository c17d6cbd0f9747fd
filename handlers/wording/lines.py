"""A case in words, line by line: facts, place, deadline, result and history, for cards and notices."""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from handlers.conversation.flow import SKIPPED, UNSURE, Flow
from handlers.conversation.steps import Step
from handlers.house import House
from handlers.requests import Kind, kinds
from handlers.rules import moves, promise
from handlers.rules.moves import Status
from handlers.rules.reasons import label, reason
from handlers.text import N_, Html, Texts, fields_of, texts
from handlers.words.moments import Hours, Moment, show
from handlers.words.places import kommune
from handlers.words.times import show_day
from storage import bookings, cases, members, ratings, remarks
from storage.models import Case, Event, Remark
from storage.work import Work

DA = texts("da")  # staff and officers read Danish
ANSWER_LIMIT = 350
WORDS_LIMIT = 700
PHONE_DIGITS = 6  # so many digits in a contact answer are a number nobody in a group needs

ROLE_NAMES = {
    "citizen": N_("Borgeren"),
    "system": N_("Systemet"),
    "staff": N_("En kollega"),
    "officer": N_("Betjenten"),
}

REMARK_FORMS = {
    remarks.TO_CITIZEN: N_("<b>Til borgeren</b> ({who}): {words}"),
    remarks.FROM_CITIZEN: N_("<b>Fra borgeren:</b> {words}"),
    remarks.INTERNAL: N_("<b>Intern note</b> ({who}): {words}"),
}


def kind_of(case: Case) -> Kind | None:
    """The kind of a case; None when this version does not know it any more."""
    return kinds().get(case.kind)


def day_is_told(case: Case) -> bool:
    """Whether the citizen may know the day before it has been."""
    kind = kind_of(case)
    return kind is None or kind.day_is_told


def kind_title(case: Case, t: Texts = DA) -> str:
    """The kind in plain words."""
    kind = kind_of(case)
    return t.plain(kind.title) if kind else case.kind


def title(case: Case) -> str:
    """Number, kind and state on one line."""
    state = DA.plain(moves.STAFF_WORDS[Status(case.status)])
    return DA("<b>Sag {number} · {kind}</b> · {state}", number=case.id, kind=kind_title(case), state=state)


def short_line(house: House, case: Case, now: datetime) -> str:
    """A case on one line of a list."""
    place = cut(case.place or DA.plain("sted ikke oplyst"), 60)
    state, due = DA.plain(moves.STAFF_WORDS[Status(case.status)]), Html(_days(house, case, now, DA))
    text = "<b>Sag {number}</b> {kind}, {place} · {state} · {due}"
    return DA(text, number=case.id, kind=kind_title(case), place=place, state=state, due=due)


def facts(kind: Kind | None, answers: Mapping[str, Any], t: Texts, *, private: bool = False) -> list[str]:
    """What was answered, a line each in the order of the questions; skipped ones are left out.

    Without `private`, a phone number is only said to be there. The place has a line of its own.
    """
    if kind is None:
        return []
    steps = [step for step in _answered(kind.order, answers) if step.key not in kind.place]
    return [_fact(step, answers[step.key], t, private=private) for step in steps]


def answered(flow: Flow, answers: Mapping[str, Any], t: Texts) -> list[str]:
    """Every answer in full, the place and the phone number too, a line each."""
    told = [(step.label, _shown(step, answers[step.key], t)) for step in _answered(flow, answers)]
    return [t("{label}: {answer}", label=t.plain(label), answer=answer) for label, answer in told]


def report_lines(kind: Kind | None, result: Mapping[str, Any], t: Texts) -> list[str]:
    """The officer's report, a line for each answer."""
    if kind is None or "words" in result:
        return [escape(str(result.get("words", "")), quote=False)]
    return [_fact(step, result[step.key], t, private=True) for step in _answered(kind.report, result)]


def result_words(case: Case, t: Texts) -> str:
    """The result as the citizen reads it, HTML."""
    kind, result = kind_of(case), case.result or {}
    if kind is None or "words" in result or not kind.result:
        return escape(str(result.get("words", "")), quote=False)
    told = [step for step in kind.report.steps if result.get(step.key) is not None]
    shown = {step.key: _shown(step, result[step.key], t) for step in told}
    fitting = (
        each for each in kind.sentences if each.when is None or result.get(each.when[0]) == each.when[1]
    )
    return "\n".join(t(each.text, **shown) for each in fitting if fields_of(each.text) <= shown.keys())


def outcome(case: Case, t: Texts) -> list[str]:
    """How it ended, for staff: the reason, the address it went to, or the report."""
    match Status(case.status):
        case Status.DECLINED:
            said = t("Grund: {reason}", reason=t.plain(label(case.reason)))
            return [said, *([t("Egne ord: {words}", words=case.reason_words)] if case.reason_words else [])]
        case Status.FORWARDED:
            return [t("Sendt videre til {to}", to=addressee(case.reason_words)[0])]
        case Status.DONE | Status.CLOSED if case.result:
            return [t("<b>Resultat</b>"), *report_lines(kind_of(case), case.result, t)]
        case _:
            return []


def rating(work: Work, case: Case, t: Texts = DA) -> str:
    """What she thought of it, as HTML; empty while she has not said."""
    given = ratings.find(work, case.id)
    if given is None:
        return ""
    said = t("Borgeren gav {score} af 5.", score=given.score)
    return (
        t("{said} »{words}«", said=Html(said), words=cut(given.words, WORDS_LIMIT)) if given.words else said
    )


def refusal(house: House, case: Case, key: str, words: str, t: Texts) -> str:
    """Why we say no and what she can do instead, as the citizen reads it."""
    why = reason(key)
    own = kommune(case.kommune) if case.kommune else None
    authority = house.profile.kommuner.get(own.code) if own else None
    name = t.plain("{kommune} Kommune", kommune=own.name) if own else t.plain("din kommune")
    link = authority.url if authority else "https://www.borger.dk"
    parts = (
        [t(why.sentence), words and escape(words, quote=False), t(why.instead, kommune=name, link=link)]
        if why
        else []
    )
    return "\n\n".join(part for part in parts if part)


def addressee(to: str) -> tuple[str, str]:
    """Whom a case was forwarded to, from what is stored: the name, and the kommune's code if it is one."""
    found = kommune(to) if to.isdigit() else None
    return (DA.plain("{kommune} Kommune", kommune=found.name), found.code) if found else (to, "")


def deadline(house: House, case: Case, now: datetime, t: Texts) -> str:
    """The ticking promise in words: until when, and how little is left."""
    if case.closed_at is not None:
        return t("Lukket {day}", day=day(case.closed_at, t))
    if case.paused_at is not None:
        return t("Fristen står stille. Vi har ventet på borgeren siden {day}.", day=day(case.paused_at, t))
    left = Html(_days(house, case, now, t))
    if case.answered_at is None:
        return t("Svar til borgeren senest {day} · {left}", day=day(case.due_at, t), left=left)
    return t("Udført senest {day} · {left}", day=day(case.due_at, t), left=left)


def warning_days(house: House, *, answered: bool) -> int:
    """How many days before a promise ends staff are warned, as the calendar counts."""
    terms = house.profile.promise
    return terms.done_days - terms.amber_done if answered else terms.answer_days - terms.amber_answer


def place_line(case: Case, t: Texts) -> str:
    """Where, with a link to the map."""
    known = kommune(case.kommune) if case.kommune else None
    where = cut(case.place or t.plain("sted ikke oplyst"), ANSWER_LIMIT)
    link = Html(f'<a href="{escape(map_link(case))}">{escape(where, quote=False)}</a>')
    if known is None:
        return t("Sted: {place}", place=link)
    return t("Sted: {place} ({kommune} Kommune)", place=link, kommune=known.name)


def council(house: House, code: str) -> str:
    """The local council (lokalråd) that a kommune's cases are told to."""
    authority, known = house.profile.kommuner.get(code), kommune(code)
    named = authority.council if authority else ""
    return named or DA.plain("Lokalrådet i {kommune}", kommune=known.name if known else code)


def map_link(case: Case) -> str:
    """The place on a map: the pin where there is one, else a search for the words."""
    if pin := pin_of(case):
        latitude, longitude = f"{pin[0]:.5f}", f"{pin[1]:.5f}"
        return (
            f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
        )
    return f"https://www.openstreetmap.org/search?query={quote(cut(case.place, 100))}"


def pin_of(case: Case) -> tuple[float, float] | None:
    """Latitude and longitude, when the citizen sent a position."""
    kind = kind_of(case)
    spot = case.answers.get(kind.place[0]) if kind else None
    if not isinstance(spot, dict) or "pin" not in spot:
        return None
    latitude, longitude = spot["pin"]
    return latitude, longitude


def own_words(case: Case, t: Texts = DA) -> list[str]:
    """Her own first message, folded away."""
    if not case.words:
        return []
    quoted = escape(cut(case.words, WORDS_LIMIT), quote=False)
    return [t("Borgerens egne ord: {words}", words=Html(f"<blockquote expandable>{quoted}</blockquote>"))]


def history(work: Work, case: Case) -> list[str]:
    """Everything that happened and was said, a line each, in the order it happened."""
    happened = [(event.at, event_line(work, event)) for event in cases.events(work, case.id)]
    said = [(remark.at, remark_line(remark)) for remark in remarks.of(work, case.id)]
    return [line for _, line in sorted(happened + said, key=lambda entry: entry[0])]


def told(work: Work, event: Event) -> str:
    """What somebody did, as a plain sentence without its full stop."""
    role = ROLE_NAMES.get(event.actor, event.actor)
    who = members.known(work, event.member_id) or DA.plain(role)
    offered = members.known(work, (event.detail or {}).get("officer")) or DA.plain("en lokalbetjent")
    said = DA.plain(moves.RECORDED.get(event.name, event.name), who=who, officer=offered)
    return said[:1].upper() + said[1:]


def event_line(work: Work, event: Event) -> str:
    """One line of the audit trail, HTML."""
    when = f"{promise.local(event.at):%d.%m.} kl. {promise.clock(event.at)}"
    if event.undone_at:
        return DA("{when}: {what} (fortrudt)", when=when, what=told(work, event))
    return DA("{when}: {what}", when=when, what=told(work, event))


def remark_line(remark: Remark) -> str:
    """Who said it to whom, and the words, HTML."""
    return DA(REMARK_FORMS[remark.audience], who=remark.author, words=cut(remark.text, WORDS_LIMIT))


def day(moment: datetime, t: Texts) -> str:
    """The day of a time, as people say it in Copenhagen."""
    return show_day(promise.today(moment), t.language)


def hour(moment: datetime, t: Texts = DA) -> str:
    """The day and the time of it: "torsdag den 3. december kl. 19"."""
    return show(moment_of(moment), t.language)


def moment_of(moment: datetime) -> Moment:
    """A time as the clock in Copenhagen shows it."""
    there = promise.local(moment)
    return Moment(there.date(), Hours(start=there.time()))


def planned(work: Work, case: Case, t: Texts = DA) -> str:
    """When it will be: the agreed hour, else the planned day; empty while there is neither."""
    if case.planned_for is None:
        return ""
    booking = bookings.kept(work, case.id)
    return hour(booking.starts_at, t) if booking else plain_day(case.planned_for, t)


def plain_day(when: date, t: Texts = DA) -> str:
    """A date as people say it."""
    return show_day(when, t.language)


def cut(text: str, limit: int) -> str:
    """The text, shortened to at most `limit` characters when it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _answered(flow: Flow, answers: Mapping[str, Any]) -> list[Step]:
    return [step for step in flow.wanted(answers) if answers.get(step.key, SKIPPED) is not SKIPPED]


def _shown(step: Step, value: Any, t: Texts) -> str:  # noqa: ANN401 - any JSON value
    if value is SKIPPED:
        return t.plain("ikke oplyst")
    if value == UNSURE:
        return t.plain("ved ikke")
    try:
        return step.show(value, t)
    except (
        KeyError,
        TypeError,
        ValueError,
    ):  # An older version's answer: bare words are better than no card.
        return str(value)


def _fact(step: Step, value: Any, t: Texts, *, private: bool) -> str:  # noqa: ANN401
    shown = _shown(step, value, t)
    if step.private and not private:
        shown = _without_contact(shown, t)
    return t("{label}: {answer}", label=t.plain(step.label), answer=cut(shown, ANSWER_LIMIT))


def _without_contact(shown: str, t: Texts) -> str:
    if "@" in shown:
        return t.plain("e-mail oplyst")
    return t.plain("telefon oplyst") if sum(map(str.isdigit, shown)) >= PHONE_DIGITS else shown


def _days(house: House, case: Case, now: datetime, t: Texts) -> str:
    left = promise.days_between(now, case.due_at)
    if case.paused_at is not None:
        return t("venter på borgeren")
    if now > case.due_at:
        return t.many("<b>{count} dag over fristen</b>", "<b>{count} dage over fristen</b>", max(1, -left))
    if left == 0:
        return t("<b>fristen er i dag</b>")
    if left <= warning_days(house, answered=case.answered_at is not None):
        return t.many("<b>kun {count} dag igen</b>", "<b>kun {count} dage igen</b>", left)
    return t.many("{count} dag igen", "{count} dage igen", left)
