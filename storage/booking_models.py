"""The tables of time: what officers have agreed or hold, when they are away, and how a visit was received."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Connection, Date, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, Serial, UtcDateTime


class Booking(Base):
    """A time of an officer's: held while they choose, offered to a citizen, kept when both agree, or gone.

    `busy_from` and `busy_until` are the time with the drive there and back, as far as no other time of the
    same case is busy then: of those only one will be. The database itself lets no two live times of one
    officer overlap: PostgreSQL by an exclusion constraint, SQLite by a trigger. There, what would overlap is
    left out, as ON CONFLICT DO NOTHING leaves it out on PostgreSQL.
    """

    __tablename__ = "bookings"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    officer_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    busy_from: Mapped[datetime] = mapped_column(UtcDateTime)
    busy_until: Mapped[datetime] = mapped_column(UtcDateTime)
    drive: Mapped[int]  # seconds there, and as many back
    status: Mapped[str] = mapped_column(String(10))  # held, offered, kept, lapsed, gone
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # of what is held or offered
    version: Mapped[int] = mapped_column(default=0)  # the case's when it was kept: SEQUENCE in a calendar
    freed_by: Mapped[int | None] = mapped_column(BigInteger)  # the event that ended it, for /fortryd
    told_week: Mapped[bool] = mapped_column(Boolean, default=False)
    told_day: Mapped[bool] = mapped_column(Boolean, default=False)
    asked: Mapped[bool] = mapped_column(Boolean, default=False)  # the officer was asked how it went

    __table_args__ = (
        Index("ix_bookings_officer", "officer_id", "busy_from"),
        Index("ix_bookings_kept", "status", "starts_at"),
        Index("ix_bookings_waiting", "status", "expires_at"),
        {"sqlite_autoincrement": True},
    )


# A number has no overlap of its own in GiST without an extension; a range of one number has.
EXCLUSION = """
ALTER TABLE bookings ADD CONSTRAINT ex_bookings_one_place EXCLUDE USING gist (
    int8range(officer_id, officer_id, '[]') WITH &&, tstzrange(busy_from, busy_until) WITH &&
) WHERE (status IN ('held', 'offered', 'kept'))
"""
TRIGGER = """
CREATE TRIGGER bookings_one_place_{when} BEFORE {event} ON bookings
WHEN NEW.status IN ('held', 'offered', 'kept') AND NEW.busy_from < NEW.busy_until AND EXISTS (
    SELECT 1 FROM bookings WHERE officer_id = NEW.officer_id AND id IS NOT NEW.id
    AND status IN ('held', 'offered', 'kept') AND busy_from < busy_until
    AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from
) BEGIN SELECT RAISE({answer}); END
"""
ONE_PLACE = {
    "postgresql": (EXCLUSION,),
    "sqlite": (
        TRIGGER.format(when="added", event="INSERT", answer="IGNORE"),
        TRIGGER.format(when="changed", event="UPDATE", answer="ABORT, 'two bookings at one time'"),
    ),
}


def _in_one_place(_table: object, connection: Connection, **_: object) -> None:
    for rule in ONE_PLACE[connection.dialect.name]:
        connection.exec_driver_sql(rule)


event.listen(Booking.__table__, "after_create", _in_one_place)


class Absence(Base):
    """Days on which an officer cannot be asked, both included."""

    __tablename__ = "absences"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    member_id: Mapped[int] = mapped_column(BigInteger, index=True)
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)


class Rating(Base):
    """What a citizen thought of it afterwards: one to five, and words if she has any."""

    __tablename__ = "ratings"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    score: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Feed(Base):
    """An officer's calendar under an address of its own; whoever has it reads it, until it is revoked."""

    __tablename__ = "feeds"
    serial: Mapped[str] = mapped_column(String(32), primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
