"""The unit of work: what a rule may do to the database between "begin" and "commit"."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, literal_column, select
from sqlalchemy.orm import Session

from storage.models import Case, Event, Member, Notice
from storage.prepared import Asked, Prepared, Rows

_NOTED = ("case_id", "at", "name", "actor", "member_id", "before", "detail")
_NOTE = Prepared(insert(Event).returning(Event.id), _NOTED)
_POSTED = (
    *("what", "audience", "person_id", "case_id", "event_id", "args", "created_at", "due_at"),
    *("attempts", "outcome"),
)
_POST = Prepared(insert(Notice), _POSTED)
_CARD_WAITS = Prepared(
    select(Notice.id)
    .where(
        Notice.case_id == bindparam("of"),
        Notice.what == literal_column("'card'"),
        Notice.done_at.is_(None),
        Notice.attempts == literal_column("0"),
    )
    .limit(literal_column("1"))
    .with_for_update()  # nobody may begin to word it before this change is in
)


class Work:
    """One transaction in the hands of a rule.

    Rules read, decide and write through it; they never commit. Hot paths use `connection` (Core),
    screens use `session` (ORM), which is opened on first use only.

    What a store has asked `ahead` of the decision saves a trip to the server and makes no other difference:
    it counts until the connection is taken in hand for the first time, for after that it may be old.
    """

    def __init__(self, connection: Connection, now: datetime, ahead: Asked | None = None) -> None:
        self._connection = connection
        self._ahead = ahead
        self._now = now
        self._session: Session | None = None
        self.posted = False  # whether the outbox has something new

    @property
    def connection(self) -> Connection:
        """The transaction."""
        self._ahead = None
        return self._connection

    def now(self) -> datetime:
        """The aware UTC time of this unit of work; it stands still until the commit."""
        return self._now

    @property
    def session(self) -> Session:
        """The ORM on this very transaction."""
        if self._session is None:
            self._session = Session(
                self.connection, join_transaction_mode="rollback_only", expire_on_commit=False
            )
        return self._session

    def asked(self, statement: Prepared, values: Mapping[str, Any]) -> Rows | None:
        """What this SELECT has given already, when it was asked ahead and nothing has happened since."""
        ahead = self._ahead
        return ahead.rows if ahead and ahead.statement is statement and ahead.values == values else None

    def finish(self) -> None:
        """Writes what the session still holds; the store calls it before it commits."""
        if self._session is not None:
            self._session.flush()

    def note(
        self,
        name: str,
        actor: str,
        case: Case | None = None,
        *,
        member: Member | None = None,
        before: Mapping[str, Any] | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> Event:
        """Writes a line of the audit trail (`object.verb`) and gives a copy of it with its id."""
        line = {
            "case_id": case.id if case else None, "at": self._now, "name": name, "actor": actor,
            "member_id": member.id if member else None,
            "before": dict(before) if before is not None else None,
            "detail": dict(detail) if detail is not None else None,
        }  # fmt: skip
        ((event_id,),) = _NOTE.rows(self, line)
        return Event(id=event_id, **line)

    def post(  # noqa: PLR0913 - a notice has that many parts
        self,
        what: str,
        audience: str,
        case: Case | None = None,
        *,
        person_id: int | None = None,
        event: Event | None = None,
        args: Mapping[str, Any] | None = None,
        after: timedelta = timedelta(0),
    ) -> None:
        """Puts a notice in the outbox: it leaves after the commit, and not before `after` has passed.

        A waiting `card` of the same case is enough: cards are worded when they are sent.
        """
        self.posted = True
        if what == "card" and case is not None and self._card_waits(case.id):
            return
        notice = {
            "what": what, "audience": audience, "person_id": person_id,
            "case_id": case.id if case else None, "event_id": event.id if event else None,
            "args": dict(args or {}), "created_at": self._now, "due_at": self._now + after,
            "attempts": 0, "outcome": "",
        }  # fmt: skip
        _POST.change(self, notice)

    def _card_waits(self, case_id: int) -> bool:
        return bool(_CARD_WAITS.rows(self, {"of": case_id}))
