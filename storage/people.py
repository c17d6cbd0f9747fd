"""Who wrote to us in private: their language, and what their next words may be about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, literal_column, select, update

from storage.drafts import COLUMNS, StoredDraft
from storage.models import DraftRow, Json, Person
from storage.prepared import Prepared
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and the draft they touched last, in whatever lane it lies."""

    id: int
    language: str
    since: datetime
    told_at: datetime | None = None
    blocked_at: datetime | None = None
    topic: Json | None = None
    draft: StoredDraft | None = None


_PERSON = (Person.id, Person.language, Person.since, Person.told_at, Person.blocked_at, Person.topic)
MEET = Prepared(
    select(*_PERSON, *COLUMNS)
    .outerjoin(DraftRow, DraftRow.person_id == Person.id)
    .where(Person.id == bindparam("of"))
    .order_by(DraftRow.updated_at.desc())
    .limit(literal_column("1"))
)
_DRAFT = tuple(column.key for column in COLUMNS)
_FIND = Prepared(select(*_PERSON).where(Person.id == bindparam("of")))
_WELCOME = Prepared(insert(Person), ("id", "language", "since"))
_CHANGE = update(Person).where(Person.id == bindparam("of"))


def meet(work: Work, person_id: int, language: str) -> Known:
    """The person behind an update; a stranger is remembered with the language Telegram names."""
    rows = MEET.rows(work, {"of": person_id})
    if not rows:
        return _welcome(work, person_id, language)
    known, draft = rows[0][: len(_PERSON)], rows[0][len(_PERSON) :]
    found = StoredDraft(**dict(zip(_DRAFT, draft, strict=True))) if draft[0] is not None else None
    person_id, language, since, told_at, blocked_at, topic = known
    return Known(person_id, language, since, told_at, blocked_at, topic, found)


def _welcome(work: Work, person_id: int, language: str) -> Known:
    _WELCOME.change(work, {"id": person_id, "language": language, "since": work.now()})
    return Known(person_id, language, work.now())


def find(work: Work, person_id: int) -> Known | None:
    """The person without the draft, or None for somebody who never wrote to us."""
    rows = _FIND.rows(work, {"of": person_id})
    return Known(*rows[0]) if rows else None


def speak(work: Work, person_id: int, language: str) -> None:
    """Keeps the language the person chose."""
    work.connection.execute(_CHANGE, {"of": person_id, "language": language})


def told(work: Work, person_id: int) -> None:
    """Remembers that the person has heard what we keep and why."""
    work.connection.execute(_CHANGE, {"of": person_id, "told_at": work.now()})


def turn_to(work: Work, person_id: int, topic: Json | None) -> None:
    """Remembers what the next words are about; None forgets it."""
    work.connection.execute(_CHANGE, {"of": person_id, "topic": topic})


def blocked(work: Work, person_id: int, at: datetime | None) -> None:
    """Remembers since when the person does not want to hear from us; None when they are back."""
    work.connection.execute(_CHANGE, {"of": person_id, "blocked_at": at})


def forget(work: Work, person_id: int) -> None:
    """Deletes the person's row; the next word from them comes from a stranger."""
    work.connection.execute(delete(Person).where(Person.id == person_id))
