"""Takes out of a database what would tell the order and the time of tips, and what was erased.

SQLite: the tables of tips have no order of their own, and `Store.settle` empties the log of what was written.

PostgreSQL keeps more than it shows. A row lies where the file had room: in the order of arrival. It carries
the number of the transaction that wrote it, and rows of other tables with nearly that number have a time. A
large value has a number of its own, counted upwards. What was deleted stays until somebody tidies up. So all
rows are written anew by one transaction, in the order of their random ids, and then packed into new files.
"""

from sqlalchemy import (
    NullPool,
    Table,
    TableClause,
    column,
    create_engine,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
    union_all,
)

from storage.address import address, is_sqlite
from storage.tip_models import Tip, TipLetter, TipMember, TipPhoto, TipWrap
from storage.work import Work

# What a tip consists of, what hangs on another first.
TABLES: tuple[Table, ...] = tuple(
    Tip.metadata.tables[model.__tablename__] for model in (TipWrap, TipLetter, TipPhoto, TipMember, Tip)
)
# Readers go on; whoever wants to write waits until the rows are there again.
TURN = text(f"LOCK TABLE {', '.join(each.name for each in TABLES)} IN EXCLUSIVE MODE")
NUMBERS = union_all(
    *(select(literal_column("xmin::text").label("number")).select_from(each) for each in TABLES)
).subquery()
WRITERS = select(func.count(NUMBERS.c.number.distinct()))


def settle(work: Work) -> int:
    """A sweep: all rows are written anew, which gives 1; in the next transaction they are packed."""
    if work.connection.dialect.name != "postgresql":
        return 0
    work.connection.execute(TURN)
    if (work.connection.execute(WRITERS).scalar() or 0) > 1:
        _write_anew(work)
        return 1
    for each in TABLES:
        work.connection.execute(text(f"CLUSTER {each.name} USING {each.primary_key.name}"))
    return 0


def remembers_times(url: str) -> bool:
    """Whether the server notes when each transaction ended: no settling takes that away."""
    where = address(url)
    if is_sqlite(where):
        return False
    with create_engine(where, poolclass=NullPool).connect() as connection:
        return connection.execute(text("SHOW track_commit_timestamp")).scalar() == "on"


def _write_anew(work: Work) -> None:
    for each in TABLES:
        kept = _kept(each).name
        work.connection.execute(text(f"CREATE TEMPORARY TABLE {kept} ON COMMIT DROP AS TABLE {each.name}"))
    for each in TABLES:
        work.connection.execute(delete(each))
    for each in reversed(TABLES):
        kept_rows = select(_kept(each)).order_by(*(column(key.name) for key in each.primary_key))
        work.connection.execute(insert(each).from_select([one.name for one in each.columns], kept_rows))


def _kept(each: Table) -> TableClause:
    return table(f"kept_{each.name}", *(column(one.name) for one in each.columns))
