"""The audit trail of tips: each line carries the hash of the one before, so none can be changed unseen."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.tip_models import TipAudit
from storage.work import Work

FIRST = "0" * 64
# On PostgreSQL two could read the same last line; the number only has to differ from Telegram's ids.
TURN = select(func.pg_advisory_xact_lock(-20261128))
NEXT = select(TipAudit).where(TipAudit.id > bindparam("last")).order_by(TipAudit.id).limit(500)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole trail found: `broken` is the first line that does not fit, or None."""

    lines: int
    head: str
    broken: int | None


def append(
    work: Work,
    who: str,
    what: str,
    tip_id: bytes | None = None,
    detail: str = "",
    *,
    at: datetime | None = None,
) -> None:
    """Writes a line in the transaction of what it tells of; `at` is when that was, if not now."""
    if work.connection.dialect.name == "postgresql":
        work.connection.execute(TURN)
    last = work.session.scalar(select(TipAudit.hash).order_by(TipAudit.id.desc()).limit(1))
    line = TipAudit(
        at=at or work.now(), who=who[:60], what=what, tip=(tip_id or b"").hex(), detail=detail[:200]
    )
    line.hash = _hash(last or FIRST, line)
    work.session.add(line)
    work.session.flush()


def trail(work: Work, tip_id: bytes, limit: int) -> list[TipAudit]:
    """The newest lines about one tip, the newest first."""
    query = select(TipAudit).where(TipAudit.tip == tip_id.hex()).order_by(TipAudit.id.desc()).limit(limit)
    return list(work.session.scalars(query))


def everything(work: Work) -> list[TipAudit]:
    """The whole trail, the oldest first: what a bundle of tips brings home."""
    return list(work.session.scalars(select(TipAudit).order_by(TipAudit.id)))


def has(work: Work, head: str) -> bool:
    """Whether the trail once ended there: nothing up to then was cut off."""
    return head == FIRST or work.session.scalar(select(TipAudit.id).where(TipAudit.hash == head)) is not None


def verify(work: Work) -> Verdict:
    """Goes through the whole trail. What was cut off at the end shows only in another `head` than noted."""
    lines, head, expected_id = 0, FIRST, None
    for line in _lines(work):
        head = _hash(head, line)
        if head != line.hash or expected_id not in (None, line.id):
            return Verdict(lines, head, line.id)
        lines, expected_id = lines + 1, line.id + 1
    return Verdict(lines, head, None)


def _lines(work: Work) -> Iterator[TipAudit]:
    last = 0
    while lines := list(work.session.scalars(NEXT, {"last": last})):
        yield from lines
        last = lines[-1].id
        work.session.expunge_all()


def _hash(before: str, line: TipAudit) -> str:
    at = line.at.isoformat(timespec="microseconds")
    said = json.dumps([before, at, line.who, line.what, line.tip, line.detail], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
