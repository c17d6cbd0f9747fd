"""Queries on tips: found by a random id or a tag, listed by urgency and week, forgotten whole."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Select, delete, func, or_, select, update

from storage.tip_models import Tip, TipCount, TipLetter, TipMember, TipPhoto, TipWrap
from storage.work import Work

# The order of what people look at: urgent ones first, then the oldest week. Within a week there is none.
BY_AGE = (Tip.urgent.desc(), Tip.week, Tip.id)


def put(work: Work, tip: Tip, rows: Iterable[TipWrap | TipPhoto]) -> None:
    """Writes a tip with what belongs to it."""
    work.session.add(tip)
    work.session.flush()
    work.session.add_all(rows)
    work.session.flush()


def find(work: Work, tip_id: bytes, *, lock: bool = False) -> Tip | None:
    """The tip; with `lock` it is held until the commit and read anew."""
    query = select(Tip).where(Tip.id == tip_id).execution_options(populate_existing=True)
    return work.session.scalars(query.with_for_update() if lock else query).first()


def tagged(work: Work, tag: bytes, *, lock: bool = False) -> Tip | None:
    """The tip that a receipt code belongs to; `lock` as in `find`."""
    query = select(Tip).where(Tip.tag == tag).execution_options(populate_existing=True)
    return work.session.scalars(query.with_for_update() if lock else query).first()


def listed(work: Work, states: Collection[str], *, hidden_from: int | None, limit: int) -> list[Tip]:
    """The tips in these states, without those that a member may not see."""
    query = select(Tip).where(Tip.status.in_(states)).order_by(*BY_AGE).limit(limit)
    if hidden_from is not None:
        query = query.where(Tip.id.not_in(_part(hidden_from, "excluded")))
    return list(work.session.scalars(query))


def begun_with(work: Work, name: bytes) -> list[Tip]:
    """Tips whose id begins so; a name of four bytes is nearly always one tip."""
    last = name.ljust(16, b"\xff")
    return list(work.session.scalars(select(Tip).where(Tip.id >= name, Tip.id <= last).limit(2)))


def counted(work: Work) -> dict[tuple[str, bool], int]:
    """How many there are in each state, urgent ones apart."""
    query = select(Tip.status, Tip.urgent, func.count()).group_by(Tip.status, Tip.urgent)
    return {(status, urgent): number for status, urgent, number in work.connection.execute(query)}


def needing(work: Work, epoch: str) -> int:
    """How many tips are locked to this month's key, themselves or in an answer."""
    answered = select(TipLetter.tip_id).where(TipLetter.to == epoch)
    query = select(func.count()).select_from(Tip).where(or_(Tip.epoch == epoch, Tip.id.in_(answered)))
    return work.session.scalar(query) or 0


def older(work: Work, states: Collection[str], week: str, limit: int) -> list[Tip]:
    """Tips in these states that nothing has happened to since before that week."""
    query = select(Tip).where(Tip.status.in_(states), Tip.touched < week).order_by(Tip.id).limit(limit)
    return list(work.session.scalars(query))


def erase(work: Work, tip: Tip) -> None:
    """Takes a tip out with everything that belongs to it."""
    for table in (TipWrap, TipLetter, TipPhoto, TipMember):
        work.session.execute(delete(table).where(table.tip_id == tip.id))
    work.session.execute(delete(Tip).where(Tip.id == tip.id))


def wraps(work: Work, tip_id: bytes) -> dict[str, bytes]:
    """The tip's key as each reader has it sealed."""
    query = select(TipWrap.reader, TipWrap.wrapped).where(TipWrap.tip_id == tip_id)
    return dict(work.connection.execute(query).all())


def photos(work: Work, tip_id: bytes) -> list[TipPhoto]:
    """Its pictures, in order."""
    query = select(TipPhoto).where(TipPhoto.tip_id == tip_id).order_by(TipPhoto.number)
    return list(work.session.scalars(query))


def letters(work: Work, tip_id: bytes, ways: Collection[str]) -> list[TipLetter]:
    """What was written about it in these ways, in order."""
    query = select(TipLetter).where(TipLetter.tip_id == tip_id, TipLetter.way.in_(ways))
    return list(work.session.scalars(query.order_by(TipLetter.number)))


def next_number(work: Work, tip_id: bytes) -> int:
    """The place of the next letter in a tip's thread."""
    last = select(func.max(TipLetter.number)).where(TipLetter.tip_id == tip_id)
    return (work.session.scalar(last) or 0) + 1


def write(work: Work, letter: TipLetter) -> None:
    """Adds words to a thread."""
    work.session.add(letter)
    work.session.flush()


def saw(work: Work, letters_read: Sequence[TipLetter]) -> None:
    """These have been read."""
    ids = [letter.id for letter in letters_read]
    work.session.execute(update(TipLetter).where(TipLetter.id.in_(ids)).values(seen=True))


def drop_letters(work: Work, tip_id: bytes, way: str) -> None:
    """Takes one sort of words out of a thread."""
    work.session.execute(delete(TipLetter).where(TipLetter.tip_id == tip_id, TipLetter.way == way))


def members(work: Work, tip_id: bytes) -> dict[int, str]:
    """The colleagues with a part in it, and which."""
    query = select(TipMember.member_id, TipMember.part).where(TipMember.tip_id == tip_id)
    return dict(work.connection.execute(query).all())


def assign_part(work: Work, tip_id: bytes, member_id: int, part: str) -> None:
    """Gives a colleague a part in it; the last one counts."""
    work.session.merge(TipMember(tip_id=tip_id, member_id=member_id, part=part))
    work.session.flush()


def drop_part(work: Work, tip_id: bytes, member_id: int) -> None:
    """Takes a colleague's part away again."""
    mine = (TipMember.tip_id == tip_id, TipMember.member_id == member_id)
    work.session.execute(delete(TipMember).where(*mine))


def of_member(work: Work, member_id: int, part: str) -> list[Tip]:
    """The tips in which a colleague has this part."""
    query = select(Tip).where(Tip.id.in_(_part(member_id, part))).order_by(*BY_AGE)
    return list(work.session.scalars(query))


def count(work: Work, week: str, kommune: str, outcome: str, number: int = 1) -> None:
    """One more that ended so, or several."""
    key = {"week": week, "kommune": kommune, "outcome": outcome}
    row = work.session.get(TipCount, key, with_for_update=True)
    if row is None:
        work.session.add(TipCount(**key, number=number))
    else:
        row.number += number
    work.session.flush()


def counts(work: Work, since: str) -> Mapping[tuple[str, str, str], int]:
    """How many ended how since that week: (week, kommune, outcome) to a number."""
    rows = work.session.scalars(select(TipCount).where(TipCount.week >= since))
    return {(row.week, row.kommune, row.outcome): row.number for row in rows}


def _part(member_id: int, part: str) -> Select[bytes]:
    return select(TipMember.tip_id).where(TipMember.member_id == member_id, TipMember.part == part)
