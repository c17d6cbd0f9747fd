"""Opens the store that a url means."""

from pathlib import Path

from storage.address import address, is_sqlite
from storage.store import Clock, Store


async def open_store(url: str, *, clock: Clock, alone: bool = True) -> Store:
    """Opens SQLite or PostgreSQL. The tables must be there.

    Raises UnknownDatabase, and `storage.lockfile.Taken` when another process has this SQLite database.
    PostgreSQL need not answer yet: each call tries anew. Not `alone`: a short errand beside the running
    service. That is safe on SQLite too, for every change takes the file's write lock before it reads.
    """
    where = address(url)
    # Imported here because the other database's driver costs memory and a slower start.
    if is_sqlite(where):
        from storage.sqlite import SqliteStore

        return SqliteStore(Path(where.database or ""), clock, alone=alone)
    from storage.postgres import PostgresStore

    return PostgresStore(where, clock)
