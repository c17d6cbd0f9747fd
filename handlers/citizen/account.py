"""Everything that is kept about somebody, as she can read it herself."""

import re
from collections.abc import Iterable
from html import escape, unescape

from handlers.citizen import mine
from handlers.citizen.parts import deadline_day, kind_title, state_line
from handlers.conversation.flow import Flow
from handlers.conversation.steps import Pictures
from handlers.drafts import lanes
from handlers.text import LANGUAGES, N_, Html, Texts
from handlers.visit import Visit
from handlers.wording import lines
from handlers.words.places import kommune
from storage import gatherings, partners, privacy, remarks
from storage.drafts import StoredDraft
from storage.models import Case, DraftRow, Remark
from storage.people import Known
from storage.work import Work

PAGE = 3500  # characters, tags and escapes included, so that a page is one message
MOST_REMARKS = 200  # of one case
TAG = re.compile(r"<[^>]*>")

YOU_WROTE = N_("<b>Du skrev {day}:</b> {words}")
WE_WROTE = N_("<b>Vi skrev {day}:</b> {words}")
FIRST_WORDS = N_("<b>Du skrev først:</b> {words}")
UNANSWERED = N_("<b>Du skrev, uden at det blev til en bestilling:</b> {words}")


def account(work: Work, visit: Visit, known: Known) -> list[str]:
    """Paragraphs of HTML: who she is to us, what she has begun, and all that she sent and was told."""
    parts = [_herself(visit, known), *_unanswered(visit.t, known), *_partner(work, visit, known)]
    parts += _seats(work, visit, known)
    for draft in privacy.drafts_of(work, known.id):
        parts += _begun(visit, draft)
    for case in privacy.cases_of(work, known.id):
        parts += _sent(work, visit, case)
    return parts


def pages(parts: Iterable[str]) -> list[str]:
    """The paragraphs on as few pages as they fit on, none divided."""
    found: list[str] = []
    for part in parts:
        if found and len(found[-1]) + len(part) < PAGE:
            found[-1] += f"\n\n{part}"
        else:
            found.append(part)
    return found


def plain(parts: Iterable[str]) -> str:
    """The paragraphs as a text file has them."""
    return unescape(TAG.sub("", "\n\n".join(parts))) + "\n"


def _herself(visit: Visit, known: Known) -> str:
    t = visit.t
    since, language = deadline_day(known.since, t), LANGUAGES[known.language]
    said = t("Du har skrevet til os siden {day}.", day=since)
    kept = t(
        "Vi kender dig på dit Telegram-id {id}. Dit sprog er {language}.", id=known.id, language=language
    )
    return f"{said} {kept}"


def _unanswered(t: Texts, known: Known) -> list[str]:
    topic = known.topic or {}
    return [t(UNANSWERED, words=topic[name]) for name in ("words", "unsaid") if topic.get(name)]


def _partner(work: Work, visit: Visit, known: Known) -> list[str]:
    """For whom she speaks, and how to reach them."""
    partner = partners.find(work, known.id)
    if partner is None:
        return []
    t = visit.t
    told = t(
        "Du skriver for {organisation} som {name}.", organisation=partner.organisation, name=partner.name
    )
    contact = partner.profile.get("contact") or {}
    reached = " ".join(str(contact[key]) for key in ("words", "phone", "email") if contact.get(key))
    kept = [t("Kontakt: {contact}", contact=reached)] if reached else []
    spot = partner.profile.get("place") or {}
    return ["\n".join((told, *kept, *([t("Sted: {place}", place=spot["text"])] if spot.get("text") else [])))]


def _seats(work: Work, visit: Visit, known: Known) -> list[str]:
    """What she has enrolled for."""
    t, told = visit.t, list[str]()
    for seat in gatherings.seats_of_person(work, known.id):
        gathering = gatherings.find(work, seat.gathering_id)
        title = gathering.title if gathering else ""
        told.append(
            t("Tilmeldt {title} med {number} som {name}.", title=title, number=seat.number, name=seat.name)
        )
    return told


def _begun(visit: Visit, row: DraftRow) -> list[str]:
    t, lane = visit.t, lanes.of(row.lane)
    stored = StoredDraft(id=row.id, kind=row.kind, schema=row.schema, lane=row.lane, about=row.about)
    title = t("<b>{title}</b>, ikke sendt", title=t.plain(lane.title(stored)))
    answers = {**row.state.get("kept", {}), **row.state.get("answers", {})}
    return [
        _listed(title, _answers(lane.flow(row.kind), answers, t)),
        *_first_words(row.state.get("words"), t),
    ]


def _sent(work: Work, visit: Visit, case: Case) -> list[str]:
    t = visit.t
    title = t("<b>Nr. {number} {kind}</b>", number=case.id, kind=kind_title(case, t))
    said = [each for each in remarks.of(work, case.id, MOST_REMARKS) if each.audience != remarks.INTERNAL]
    return [
        _listed(title, [*_course(work, visit, case), *_ordered(visit, case), *_photos(work, visit, case)]),
        *_first_words(case.words, t),
        *(_remark(t, remark) for remark in said),
        *filter(None, [mine.ending(visit, case)]),
    ]  # fmt: skip


def _course(work: Work, visit: Visit, case: Case) -> list[str]:
    """When it came, how it stands, and when it ended."""
    t = visit.t
    course = [
        t("Sendt {day}. {state}", day=deadline_day(case.created_at, t), state=Html(state_line(work, case, t)))
    ]
    if case.closed_at is not None:
        course.append(t("Afsluttet {day}.", day=deadline_day(case.closed_at, t)))
    return course


def _ordered(visit: Visit, case: Case) -> list[str]:
    """Where it is, and what she answered to the other questions; photos are counted by themselves."""
    t, kind = visit.t, lines.kind_of(case)
    known = kommune(case.kommune) if case.kommune else None
    told = [t("Sted: {place}", place=case.place)]
    if known:
        told.append(t("Kommune: {kommune}", kommune=known.name))
    if lines.pin_of(case):
        told.append(t("Punkt på kortet: {link}", link=lines.map_link(case)))
    shown = {step.key for step in kind.order.steps if isinstance(step, Pictures)} if kind else set[str]()
    shown.update(kind.place if kind else ())
    rest = {key: value for key, value in case.answers.items() if key not in shown}
    return [*told, *_answers(kind.order if kind else None, rest, t)]


def _answers(flow: Flow | None, answers: dict[str, object], t: Texts) -> list[str]:
    """By question; what no question of ours asks for any more stands as it is."""
    if flow is not None:
        return lines.answered(flow, answers, t)
    return [escape(str(value), quote=False) for value in answers.values()]


def _photos(work: Work, visit: Visit, case: Case) -> list[str]:
    count = privacy.photos_of(work, case.id)
    said = visit.t.many("Vi har {count} billede fra dig.", "Vi har {count} billeder fra dig.", count)
    return [said] if count else []


def _first_words(words: str | None, t: Texts) -> list[str]:
    return [t(FIRST_WORDS, words=words)] if words else []


def _remark(t: Texts, remark: Remark) -> str:
    ours = remark.audience == remarks.TO_CITIZEN
    return t(WE_WROTE if ours else YOU_WROTE, day=deadline_day(remark.at, t), words=remark.text)


def _listed(title: str, facts: list[str]) -> str:
    return "\n".join((title, *facts))
