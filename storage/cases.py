"""Queries on cases and their audit trail; long lists are paged by keyset and never counted."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, or_, select, true
from sqlalchemy.types import TypeEngine

from storage.columns import UtcDateTime
from storage.models import Case, Event, Json
from storage.prepared import Prepared
from storage.work import Work

Place: TypeAlias = tuple[datetime, int]  # where a page begins: the promise and the number of a case

# Asked whenever an order is sent, of cases that are not wanted as a whole.
_SENT = Prepared(
    select(Case.draft_id, Case.is_open)
    .where(Case.person_id == bindparam("person"))
    .order_by(Case.is_open.desc(), Case.id.desc())
    .limit(bindparam("limit"))
)
_IN_STATE = Prepared(
    select(Case.id)
    .where(Case.person_id == bindparam("person"), Case.status == bindparam("state"))
    .order_by(Case.id)
    .limit(bindparam("limit"))
)
_OF_DRAFT = Prepared(select(Case.id).where(Case.draft_id == bindparam("draft")))

RECENT = 20_000  # how far back a search or a statistic looks, so that it costs the same on a million cases


def find(work: Work, case_id: int) -> Case | None:
    """The case with this number."""
    return work.session.get(Case, case_id)


def lock(work: Work, case_id: int) -> Case | None:
    """The case as it is now, held against every other change until the commit."""
    query = select(Case).where(Case.id == case_id).with_for_update()
    return work.session.scalars(query, execution_options={"populate_existing": True}).one_or_none()


def of_person(work: Work, person_id: int, limit: int = 10) -> list[Case]:
    """A citizen's cases: the open ones first, the newest of each first."""
    query = select(Case).where(Case.person_id == person_id)
    return list(work.session.scalars(query.order_by(Case.is_open.desc(), Case.id.desc()).limit(limit)))


def sent_by(work: Work, person_id: int, limit: int) -> list[tuple[str | None, bool]]:
    """Of which draft each of a citizen's cases was made, and whether it is open; ordered as `of_person`."""
    return [
        (draft_id, is_open) for draft_id, is_open in _SENT.rows(work, {"person": person_id, "limit": limit})
    ]


def in_state(work: Work, person_id: int, state: str, limit: int) -> list[int]:
    """The numbers of a citizen's cases in this state, the oldest first."""
    found = _IN_STATE.rows(work, {"person": person_id, "state": state, "limit": limit})
    return [number for (number,) in found]


def of_draft(work: Work, draft_id: str) -> Case | None:
    """The case that this draft has become, if it was sent."""
    found = _OF_DRAFT.rows(work, {"draft": draft_id})
    return find(work, found[0][0]) if found else None


def of_officer(work: Work, officer_id: int, limit: int | None = 10) -> list[Case]:
    """An officer's open cases and offers, the oldest promise first; None: all of them."""
    query = select(Case).where(Case.officer_id == officer_id, Case.is_open == true())
    return list(work.session.scalars(query.order_by(Case.due_at, Case.id).limit(limit)))


def queue(
    work: Work,
    *,
    after: Place | None = None,
    before: Place | None = None,
    kind: str | None = None,
    kommune: str | None = None,
    limit: int = 6,
) -> list[Case]:
    """A page of open cases, the oldest promise first: behind `after`, or the last ones ahead of `before`."""
    query = select(Case).where(Case.is_open == true())
    if kind:
        query = query.where(Case.kind == kind)
    if kommune:
        query = query.where(Case.kommune == kommune)
    onward, backward = (
        query.order_by(Case.due_at, Case.id),
        query.order_by(Case.due_at.desc(), Case.id.desc()),
    )
    if before:
        moment, number = before
        alike, rest = (Case.due_at == moment, Case.id < number), (Case.due_at < moment,)
        return _page(work, (backward.where(*alike), backward.where(*rest)), limit)[::-1]
    if after:
        moment, number = after
        alike, rest = (Case.due_at == moment, Case.id > number), (Case.due_at > moment,)
        return _page(work, (onward.where(*alike), onward.where(*rest)), limit)
    return _page(work, (onward,), limit)


def due(
    work: Work,
    *,
    states: Collection[str],
    answered: bool,
    before: datetime,
    heard: Sequence[str],
    limit: int = 20,
) -> list[Case]:
    """Cases in these states whose promise ends before a time, and whose last alarm is one of `heard`."""
    phase = Case.answered_at.is_not(None) if answered else Case.answered_at.is_(None)
    query = (
        select(Case)
        .where(
            Case.is_open == true(),
            Case.due_at < before,
            Case.alarm.in_(heard),
            Case.paused_at.is_(None),
            phase,
        )
        .where(Case.status.in_(states))
    )
    return list(work.session.scalars(query.order_by(Case.due_at, Case.id).limit(limit)))


def offered_before(work: Work, moment: datetime, limit: int = 20) -> list[Case]:
    """Cases whose offer has waited for an answer since before this time."""
    query = select(Case).where(Case.offered_at.is_not(None), Case.offered_at < moment)
    return list(work.session.scalars(query.order_by(Case.offered_at).limit(limit)))


def search(work: Work, words: str, kommuner: Sequence[str] = (), limit: int = 6) -> list[Case]:
    """Recent cases with these words in their place, or in one of these kommuner; the newest first."""
    # SQLite folds only a–z, so that Ø and ø are tried as people write them at the head of a name.
    spelled = {words, words.lower(), words.capitalize(), words.title()}
    wanted = [Case.place.icontains(each, autoescape=True) for each in sorted(spelled)]
    if kommuner:
        wanted.append(Case.kommune.in_(kommuner))
    query = select(Case).where(Case.id > _horizon(work), or_(*wanted))
    return list(work.session.scalars(query.order_by(Case.id.desc()).limit(limit)))


def by_status(work: Work, kommune: str | None = None) -> dict[str, int]:
    """How many open cases there are in each state, among the 20,000 with the oldest promises."""
    oldest = select(Case.status).where(Case.is_open == true()).order_by(Case.due_at, Case.id).limit(RECENT)
    standing = (oldest.where(Case.kommune == kommune) if kommune else oldest).subquery()
    query = select(standing.c.status, func.count()).group_by(standing.c.status)
    return {row[0]: row[1] for row in work.session.execute(query)}


def since(work: Work, moment: datetime, kommune: str | None = None) -> list[tuple[datetime, str]]:
    """When recent cases came in and how they stand now."""
    query = select(Case.created_at, Case.status).where(Case.id > _horizon(work), Case.created_at >= moment)
    query = query.where(Case.kommune == kommune) if kommune else query
    return [(at, status) for at, status in work.session.execute(query)]


def load_of(work: Work, officer_ids: Sequence[int]) -> dict[int, int]:
    """How many open cases each of these officers has."""
    query = select(Case.officer_id, func.count().label("load")).where(Case.officer_id.in_(officer_ids))
    rows = work.session.execute(query.where(Case.is_open == true()).group_by(Case.officer_id))
    return dict.fromkeys(officer_ids, 0) | {row.officer_id: row.load for row in rows}


def events(work: Work, case_id: int, limit: int = 50) -> list[Event]:
    """The newest lines of a case's audit trail, in the order they happened."""
    return list(work.session.scalars(_newest(Event.case_id == case_id, limit=limit)))[::-1]


def event(work: Work, event_id: int) -> Event | None:
    """One line of the audit trail."""
    return work.session.get(Event, event_id)


def last_of_member(work: Work, member_id: int, case_id: int | None = None) -> Event | None:
    """The last thing this member did to any case, or to one."""
    which: list[ColumnElement[bool]] = [Event.member_id == member_id, Event.case_id.is_not(None)]
    if case_id is not None:
        which.append(Event.case_id == case_id)
    return work.session.scalars(_newest(*which, limit=1)).one_or_none()


def snapshot(case: Case, names: Sequence[str]) -> Json:
    """These columns of a case as they are now, ready for JSON."""
    return {name: _plain(getattr(case, name)) for name in names}


def restore(case: Case, before: Json) -> None:
    """Puts the columns of a snapshot back."""
    columns = Case.__table__.columns
    for name, value in before.items():
        setattr(case, name, _read(columns[name].type, value))


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _read(sort: TypeEngine[Any], value: object) -> object:
    if isinstance(value, str) and isinstance(sort, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(sort, Date):
        return date.fromisoformat(value)
    return value


def _page(work: Work, parts: Sequence[Select[Case]], limit: int) -> list[Case]:
    """Those with the very promise where the page begins, then the others.

    Promises end with the day, so thousands may be alike; SQLite cannot seek by (due_at, id) in one step.
    """
    found: list[Case] = []
    for part in parts:
        if len(found) < limit:
            found += work.session.scalars(part.limit(limit - len(found)))
    return found


def _newest(*which: ColumnElement[bool], limit: int) -> Select[Event]:
    return select(Event).where(*which).order_by(Event.id.desc()).limit(limit)


def _horizon(work: Work) -> int:
    """Numbers above this are recent; they are given in the order the cases came."""
    newest = work.session.scalar(select(Case.id).order_by(Case.id.desc()).limit(1))
    return (newest or 0) - RECENT
