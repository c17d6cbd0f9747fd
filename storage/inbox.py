"""Updates that were applied, that failed, or that were given up. The store itself writes the applied ones."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.models import Inbox, Stumble
from storage.upsert import insert
from storage.work import Work

ERROR_LENGTH = 200
BATCH = 1000


def stumble(work: Work, update_id: int, error: str) -> int:
    """Counts a failed try and gives how many there have been. The error must hold nothing people wrote."""
    first = insert(work, Stumble).values(
        update_id=update_id, tries=1, error=error[:ERROR_LENGTH], at=work.now()
    )
    again = {"tries": Stumble.tries + 1, "error": first.excluded.error, "at": first.excluded.at}
    counted = first.on_conflict_do_update(index_elements=["update_id"], set_=again)
    return work.connection.execute(counted.returning(Stumble.tries)).scalar_one()


def bury(work: Work, update_id: int) -> None:
    """Gives an update up: a late redelivery finds it in the inbox and is not tried again."""
    dead = insert(work, Stumble).values(update_id=update_id, tries=0, at=work.now(), dead_at=work.now())
    work.connection.execute(
        dead.on_conflict_do_update(index_elements=["update_id"], set_={"dead_at": work.now()})
    )
    seen = insert(work, Inbox).values(update_id=update_id, at=work.now())
    work.connection.execute(seen.on_conflict_do_nothing())


def prune(work: Work, older_than: datetime) -> int:
    """Forgets at most a thousand updates that are older than that; gives how many, 0 when it is done.

    Telegram repeats an update for 24 hours; three days leave room for a weekend's trouble.
    """
    gone = 0
    for table in (Inbox, Stumble):
        old = select(table.update_id).where(table.at < older_than).limit(BATCH)
        gone += work.connection.execute(delete(table).where(table.update_id.in_(old))).rowcount
    return gone
