"""Small things the service must know after a restart, each under a name."""

from sqlalchemy import select

from storage.models import Fact, Json
from storage.upsert import insert
from storage.work import Work


def get(work: Work, key: str) -> Json | None:
    """None when nobody has put it there."""
    return work.connection.execute(select(Fact.value).where(Fact.key == key)).scalar()


def put(work: Work, key: str, value: Json) -> None:
    """Replaces what was there."""
    new = insert(work, Fact).values(key=key, value=value)
    replaced = new.on_conflict_do_update(index_elements=["key"], set_={"value": new.excluded.value})
    work.connection.execute(replaced)
