"""The rows that travel in a bundle of tips: what belongs to a tip, and who may have a part in it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Table, insert, select

from storage.models import Member, Notice
from storage.tip_models import Tip, TipCount
from storage.work import Work

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = Mapping[str, Sequence[Row]]

TABLES = Tip.metadata.tables
PARTS = ("tip_wraps", "tip_letters", "tip_photos", "tip_members")


def ids(work: Work, states: Collection[str]) -> list[bytes]:
    """The tips in these states."""
    return list(work.session.scalars(select(Tip.id).where(Tip.status.in_(states)).order_by(Tip.id)))


def of_tip(work: Work, tip_id: bytes) -> Rows:
    """A tip with all that belongs to it, by table; no rows when it is gone."""
    tips = TABLES["tips"]
    return {"tips": _rows(work, tips, tips.c.id == tip_id)} | {
        name: _rows(work, TABLES[name], TABLES[name].c.tip_id == tip_id) for name in PARTS
    }


def colleagues(work: Work) -> Rows:
    """Everybody who may be given a summary or be kept out, without what they are in the middle of."""
    members = TABLES[Member.__tablename__]
    found = _rows(work, members, members.c.left_at.is_(None))
    return {Member.__tablename__: [{**row, "prompt": None} for row in found]}


def put(work: Work, rows: Rows) -> None:
    """Writes rows as they are."""
    for name, found in rows.items():
        if found:
            work.connection.execute(insert(TABLES[name]), list(found))


def letters(work: Work, tip_id: bytes) -> list[Row]:
    """Everything that was written about a tip, in order."""
    table = TABLES["tip_letters"]
    return sorted(_rows(work, table, table.c.tip_id == tip_id), key=lambda row: int(row["number"]))


def counts(work: Work) -> list[tuple[str, str, str, int]]:
    """Every count there is: week, kommune, outcome, number."""
    rows = work.session.scalars(select(TipCount))
    return [(row.week, row.kommune, row.outcome, row.number) for row in rows]


def notices(work: Work) -> list[Notice]:
    """What colleagues are to hear, oldest first."""
    return list(work.session.scalars(select(Notice).order_by(Notice.id)))


def _rows(work: Work, table: Table, which: ColumnElement[bool]) -> list[Row]:
    return [dict(row) for row in work.connection.execute(select(table).where(which)).mappings()]
