"""The tables of tips: nothing in them tells who gave one, nor when beyond the week.

Ids are random and the tables have no order of their own, so that rows do not stand as they came.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, Serial, UtcDateTime

WITHOUT_ORDER = {"sqlite_with_rowid": False}


def of_tip() -> ForeignKey:
    """What belongs to a tip goes with it."""
    return ForeignKey("tips.id", ondelete="CASCADE")


class Tip(Base):
    """One tip: eight columns that can be read, and a body that only a reader's key opens."""

    __tablename__ = "tips"
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(7))  # the month whose key it is locked to
    week: Mapped[str] = mapped_column(String(8), index=True)  # when it came; nothing finer is kept
    touched: Mapped[str] = mapped_column(String(8))  # the week of the last thing that happened to it
    status: Mapped[str] = mapped_column(String(12), index=True)
    urgent: Mapped[bool] = mapped_column(Boolean)
    tag: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)  # what the receipt code finds it by
    reply_key: Mapped[bytes] = mapped_column(LargeBinary(32))  # questions are sealed to it
    body: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (WITHOUT_ORDER,)


class TipWrap(Base):
    """The tip's own key, sealed to somebody who may read it: the month's key first."""

    __tablename__ = "tip_wraps"
    tip_id: Mapped[bytes] = mapped_column(of_tip(), primary_key=True)
    reader: Mapped[str] = mapped_column(String(40), primary_key=True)  # the month, or a reader's name
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (WITHOUT_ORDER,)


class TipLetter(Base):
    """Words that came after the tip, each sealed to whom it is for."""

    __tablename__ = "tip_letters"
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    tip_id: Mapped[bytes] = mapped_column(of_tip(), index=True)
    number: Mapped[int]  # its place in this tip's own thread
    way: Mapped[str] = mapped_column(String(12))  # a key of handlers.tips.content.Way
    to: Mapped[str] = mapped_column(String(40), default="")  # the month or the reader it is sealed to
    week: Mapped[str] = mapped_column(String(8))
    seen: Mapped[bool] = mapped_column(Boolean, default=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (WITHOUT_ORDER,)


class TipPhoto(Base):
    """A picture of a tip, under the tip's own key."""

    __tablename__ = "tip_photos"
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    tip_id: Mapped[bytes] = mapped_column(of_tip(), index=True)
    number: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (WITHOUT_ORDER,)


class TipMember(Base):
    """A colleague's part in a tip: `officer` has its summary, `excluded` may not see it at all."""

    __tablename__ = "tip_members"
    tip_id: Mapped[bytes] = mapped_column(of_tip(), primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(10))

    __table_args__ = (WITHOUT_ORDER,)


class TipAudit(Base):
    """Who of the police did what with which tip, and when: each line bound to the one before it.

    The law wants consultations logged (LED article 25); what a tipster does is never in here.
    """

    __tablename__ = "tip_audit"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(String(60))
    what: Mapped[str] = mapped_column(String(40))
    tip: Mapped[str] = mapped_column(String(32), default="")
    detail: Mapped[str] = mapped_column(String(200), default="")
    hash: Mapped[str] = mapped_column(String(64))  # of the line before and of this one

    __table_args__ = (Index("ix_tip_audit_tip", "tip"), {"sqlite_autoincrement": True})


class TipCount(Base):
    """How many tips ended how, by week and kommune; it outlives them."""

    __tablename__ = "tip_counts"
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    kommune: Mapped[str] = mapped_column(String(4), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
