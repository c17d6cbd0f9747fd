"""Notices on their way out: which are due, who is sending them, and what became of them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, bindparam, case, delete, func, or_, select, update

from storage.columns import UtcDateTime
from storage.models import Notice
from storage.work import Work

LEASE = timedelta(seconds=60)  # as long as a process that died may hold up its readers
PER_LANE = 5  # notices to one reader in a round, so that a busy group leaves room for others
PRUNED = 500

# One process claims at a time; the number only has to differ from Telegram's ids.
CLAIM = select(func.pg_advisory_xact_lock(-20261123))

LANE: ColumnElement[int] = func.coalesce(Notice.person_id, 0)
NOW = bindparam("now", type_=UtcDateTime)


def _first_in_line() -> Select[tuple[int]]:
    """Built once: it runs after every commit that has left something to send."""
    waiting = Notice.done_at.is_(None)
    busy = select(LANE).where(waiting, Notice.leased_until > NOW)
    place = func.row_number().over(partition_by=LANE, order_by=Notice.id).label("place")
    line = (
        select(Notice.id, Notice.due_at, place)
        .where(waiting, Notice.due_at <= NOW, LANE.not_in(busy))
        .subquery()
    )
    first = select(line.c.id).where(line.c.place <= PER_LANE).order_by(line.c.due_at, line.c.id)
    return first.limit(bindparam("limit"))


NEXT = _first_in_line()


def lane(notice: Notice) -> int:
    """Whose turn it takes: one reader gets one notice at a time. 0 is the staff group."""
    return notice.person_id or 0


def due(work: Work, limit: int) -> list[Notice]:
    """Claims what is to be sent now, oldest first, for a minute.

    A reader whom a process is already sending to is left out, so that the order holds with several.
    Each claim counts as an attempt: `attempts` above 0 means that the reader may have it, whatever follows.
    """
    if work.connection.dialect.name == "postgresql":
        work.connection.execute(CLAIM)
    ids = list(work.connection.execute(NEXT, {"now": work.now(), "limit": limit}).scalars())
    if not ids:
        return []
    # Whoever is just taking a notice back holds its row: it is left to them, and looked at again next time.
    free = select(Notice).where(Notice.id.in_(ids), Notice.done_at.is_(None)).order_by(Notice.id)
    claimed = list(work.session.scalars(free.with_for_update(skip_locked=True)))
    for notice in claimed:
        notice.attempts += 1
        notice.leased_until = work.now() + LEASE
    return claimed


def free(work: Work) -> None:
    """Nobody is sending any more: whoever claimed these notices is known to be gone."""
    held = update(Notice).where(Notice.done_at.is_(None), Notice.leased_until.is_not(None))
    work.connection.execute(held.values(leased_until=None))


def done(work: Work, notice_id: int, outcome: str) -> None:
    """Ends it: `sent`, `dropped`, `merged`, `blocked`, or `failed: …`."""
    _settle(work, notice_id, done_at=work.now(), outcome=outcome, leased_until=None)


def forget(work: Work, notice_id: int) -> None:
    """Ends it without a trace of when it came."""
    work.connection.execute(delete(Notice).where(Notice.id == notice_id))


def later(work: Work, notice_id: int, due_at: datetime, *, failed: bool = False) -> None:
    """Puts it back. Not failed: it never left, and the attempt does not count."""
    attempts = Notice.attempts if failed else Notice.attempts - 1
    _settle(work, notice_id, due_at=due_at, attempts=attempts, leased_until=None)


def remember(work: Work, notice: Notice, message_id: int) -> None:
    """Which message it has become, also when it was taken back while it was on its way."""
    told = update(Notice).where(Notice.id == notice.id)
    work.connection.execute(told.values(args={**notice.args, "message": message_id}))


def hasten(work: Work, person_id: int, what: str) -> None:
    """What waits for somebody of this sort is due now."""
    waiting = (Notice.person_id == person_id, Notice.what == what, Notice.done_at.is_(None))
    work.connection.execute(update(Notice).where(*waiting).values(due_at=work.now()))
    work.posted = True


def last_message(work: Work, person_id: int, case_id: int, what: Collection[str]) -> int | None:
    """The newest message that this reader got of a case from such notices, as `remember` was told."""
    query = select(Notice.args).where(Notice.case_id == case_id, Notice.person_id == person_id)
    told = work.connection.execute(query.where(Notice.what.in_(what)).order_by(Notice.id.desc())).scalars()
    return next((args["message"] for args in told if "message" in args), None)


def oldest_waiting(work: Work) -> datetime | None:
    """Since when the oldest notice that is due has been waiting; None when nothing is late.

    One that is put off after a failure waits since it was posted, however often it was put off.
    """
    since = case((Notice.attempts > 0, Notice.created_at), else_=Notice.due_at)
    late = or_(Notice.due_at <= work.now(), Notice.attempts > 0)
    return work.connection.execute(select(func.min(since)).where(Notice.done_at.is_(None), late)).scalar()


def drop_for_event(work: Work, event_id: int) -> list[Notice]:
    """Takes back what a move would have told; one with `attempts` above 0 may have been read already.

    Locked before it is looked at: a process that is just claiming one is waited for.
    """
    told = select(Notice).where(Notice.event_id == event_id, Notice.done_at.is_(None)).order_by(Notice.id)
    dropped = list(
        work.session.scalars(told.with_for_update(), execution_options={"populate_existing": True})
    )
    for notice in dropped:
        notice.done_at = work.now()
        notice.outcome = "dropped"
    return dropped


def prune(work: Work, older_than: datetime) -> int:
    """Forgets some of what was ended before that; gives how many, 0 when it is done."""
    old = select(Notice.id).where(Notice.done_at < older_than).limit(PRUNED)
    return work.connection.execute(delete(Notice).where(Notice.id.in_(old))).rowcount


def _settle(work: Work, notice_id: int, **values: object) -> None:
    """What was dropped in the meantime stays dropped."""
    change = update(Notice).where(Notice.id == notice_id, Notice.done_at.is_(None)).values(values)
    work.connection.execute(change)
