"""How often in a week something happened: a number, and nothing that leads to anybody."""

from sqlalchemy import func, select

from storage.models import Tally
from storage.upsert import insert
from storage.work import Work


def add(work: Work, week: str, name: str) -> None:
    """One more; two at once both count."""
    new = insert(work, Tally).values(week=week, name=name, number=1)
    more = {"number": Tally.number + 1}
    work.connection.execute(new.on_conflict_do_update(index_elements=["week", "name"], set_=more))


def since(work: Work, week: str) -> dict[str, int]:
    """The sums by name of this week, such as "2026-W48", and all after it."""
    query = select(Tally.name, func.sum(Tally.number)).where(Tally.week >= week).group_by(Tally.name)
    return {name: int(number) for name, number in work.connection.execute(query)}
