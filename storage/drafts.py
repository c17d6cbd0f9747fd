"""Conversations that are not sent yet: one per person and lane, saved by one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, literal_column, select, update
from sqlalchemy.engine.interfaces import Dialect

from storage.models import DraftRow, Json
from storage.prepared import Prepared
from storage.upsert import Insert, insert_in
from storage.work import Work

ORDER, REPORT, ENROL, GATHERING = "order", "report", "enrol", "gathering"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraft:
    """A draft as it lies in the table; `state` is what conversation.Draft.dump() gave."""

    id: str
    kind: str
    schema: int
    turn: int = 0
    state: Json = field(default_factory=dict)
    lane: str = ORDER
    about: int | None = None  # the case that a report is about
    updated_at: datetime | None = None  # None until it is saved
    reminded_at: datetime | None = None


COLUMNS = (
    DraftRow.id, DraftRow.lane, DraftRow.kind, DraftRow.schema, DraftRow.turn, DraftRow.state,
    DraftRow.about, DraftRow.updated_at, DraftRow.reminded_at,
)  # fmt: skip

_MINE = (DraftRow.person_id == bindparam("of"), DraftRow.lane == bindparam("in_lane"))
_SAVED = ("id", "kind", "schema", "turn", "state", "about", "updated_at", "reminded_at")
_REMIND = update(DraftRow).where(*_MINE, DraftRow.reminded_at.is_(None))
_FIND = select(*COLUMNS).where(DraftRow.person_id == bindparam("of"), DraftRow.id == bindparam("draft"))


def _in_place(dialect: Dialect) -> Insert:
    given = insert_in(dialect, DraftRow)
    return given.on_conflict_do_update(
        index_elements=[DraftRow.person_id, DraftRow.lane],
        set_={name: given.excluded[name] for name in _SAVED},
    )


_SAVE = Prepared(_in_place, ("person_id", "lane", *_SAVED))
_ANY = Prepared(select(DraftRow.id).where(DraftRow.person_id == bindparam("of")).limit(literal_column("1")))
_DROP = Prepared(delete(DraftRow).where(*_MINE))


def any_of(work: Work, person_id: int) -> bool:
    """Whether this person has a conversation open, in whatever lane."""
    return bool(_ANY.rows(work, {"of": person_id}))


def save(work: Work, person_id: int, draft: StoredDraft) -> None:
    """Puts the draft in its lane, in place of whatever lay there."""
    values = {
        "person_id": person_id, "lane": draft.lane, "id": draft.id, "kind": draft.kind,
        "schema": draft.schema, "turn": draft.turn, "state": draft.state, "about": draft.about,
        "updated_at": work.now(), "reminded_at": None,
    }  # fmt: skip
    _SAVE.change(work, values)


def find(work: Work, person_id: int, draft_id: str) -> StoredDraft | None:
    """This person's draft with this id; None when it was sent, deleted or somebody else's."""
    row = work.connection.execute(_FIND, {"of": person_id, "draft": draft_id}).first()
    return StoredDraft(**row._mapping) if row else None


def drop(work: Work, person_id: int, lane: str = ORDER) -> None:
    """Forgets the draft in this lane, if there is one."""
    _DROP.change(work, {"of": person_id, "in_lane": lane})


def silent(work: Work, before: datetime, limit: int) -> list[tuple[int, StoredDraft]]:
    """Drafts nobody has touched since `before` and nobody was reminded of, with their person."""
    asleep = (
        select(DraftRow.person_id, *COLUMNS)
        .where(DraftRow.updated_at < before, DraftRow.reminded_at.is_(None))
        .order_by(DraftRow.updated_at)
        .limit(limit)
    )
    return _with_person(work.connection.execute(asleep))


def stale(work: Work, before: datetime, limit: int) -> list[tuple[int, StoredDraft]]:
    """Drafts nobody has touched since `before`, with their person: old enough to be deleted."""
    asleep = select(DraftRow.person_id, *COLUMNS).where(DraftRow.updated_at < before)
    return _with_person(work.connection.execute(asleep.order_by(DraftRow.updated_at).limit(limit)))


def reminded(work: Work, person_id: int, lane: str = ORDER) -> bool:
    """Remembers that the one reminder is posted; False when another process was faster."""
    change = {"of": person_id, "in_lane": lane, "reminded_at": work.now()}
    return work.connection.execute(_REMIND, change).rowcount > 0


def _with_person(rows: Iterable[Sequence[Any]]) -> list[tuple[int, StoredDraft]]:
    names = [column.key for column in COLUMNS]
    return [(row[0], StoredDraft(**dict(zip(names, row[1:], strict=True)))) for row in rows]
