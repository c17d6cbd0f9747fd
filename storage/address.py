"""Which database a url from the settings means."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

POSTGRES = ("postgresql", "postgres")


class UnknownDatabase(Exception):
    """The url names a database this service cannot use."""


def address(url: str) -> URL:
    """The database with the driver we use, whichever driver the url names.

    Raises UnknownDatabase.
    """
    try:
        made = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise UnknownDatabase("Databasens adresse kan ikke læses.") from error
    family = made.drivername.partition("+")[0]
    if family == "sqlite" and made.database not in {None, "", ":memory:"}:
        return made.set(drivername="sqlite")
    if family in POSTGRES:
        return made.set(drivername="postgresql+psycopg")
    raise UnknownDatabase(f"Databasen skal være SQLite i en fil eller PostgreSQL, ikke {family}.")


def is_sqlite(url: URL) -> bool:
    """Whether the database is a file on this machine."""
    return url.drivername == "sqlite"
