"""The tables of gatherings: what staff invite to, who has a seat or waits for one, and what was asked."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, Serial, UtcDateTime

Json: TypeAlias = dict[str, Any]


class Gathering(Base):
    """A day with seats: *arrangement*, such as a 112-dag, a course evening or a borgermøde."""

    __tablename__ = "gatherings"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    draft_id: Mapped[str] = mapped_column(String(12), unique=True)  # a second Send finds the first
    sort: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    answers: Mapped[Json] = mapped_column(JSON)  # all that staff told of it
    place: Mapped[str] = mapped_column(String(200), default="")
    kommune: Mapped[str | None] = mapped_column(String(4))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seats: Mapped[int]
    most: Mapped[int]  # so many one enrolment may take
    status: Mapped[str] = mapped_column(String(12))  # open, held, cancelled
    questions: Mapped[bool] = mapped_column(Boolean)  # whether there is a question box
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_gatherings_coming", "status", "starts_at", "id"),
        {"sqlite_autoincrement": True},
    )


class Seat(Base):
    """Somebody's enrolment: so many seats, or a place in the waiting line, which is the order of the ids."""

    __tablename__ = "seats"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gatherings.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)  # None once she is forgotten
    draft_id: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(12))  # taken, waiting, gone
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    came: Mapped[bool | None] = mapped_column(Boolean)
    told_week: Mapped[bool] = mapped_column(Boolean)  # reminded a week before, or enrolled later than that
    told_day: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = ({"sqlite_autoincrement": True},)


class Asked(Base):
    """A question for a gathering, and its answer; who asked is not kept."""

    __tablename__ = "asked"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gatherings.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
