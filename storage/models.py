"""Every table, each with the reason it exists."""

from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage import booking_models as booking_models
from storage import gathering_models as gathering_models
from storage import tip_models as tip_models
from storage.columns import Base, Serial, UtcDateTime, index_where

Json: TypeAlias = dict[str, Any]


class Inbox(Base):
    """The updates that were applied: what makes a second delivery harmless. Kept 72 hours."""

    __tablename__ = "inbox"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Stumble(Base):
    """An update that failed; `dead_at` is set when it was given up. Its content is never kept."""

    __tablename__ = "stumbles"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    dead_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Person(Base):
    """Somebody who wrote to us in private: the language, and no name."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(5), default="da")
    since: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # heard what we keep and why
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    topic: Mapped[Json | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what the next words are about, when no draft is open


class DraftRow(Base):
    """A conversation that is not sent yet: one per person and lane (order, report)."""

    __tablename__ = "drafts"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lane: Mapped[str] = mapped_column(String(10), primary_key=True, default="order")
    id: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    schema: Mapped[int]
    turn: Mapped[int] = mapped_column(default=0)
    state: Mapped[Json] = mapped_column(JSON)  # what conversation.Draft.dump() gives
    about: Mapped[int | None] = mapped_column(BigInteger)  # the case that a report is about
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Case(Base):
    """What a citizen sent: *bestilling* on her screen, *sag* on staff's; its id is its number."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    schema: Mapped[int]
    status: Mapped[str] = mapped_column(String(24))
    person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)  # None once she is forgotten
    draft_id: Mapped[str | None] = mapped_column(String(12), unique=True)  # a second Send finds the first
    answers: Mapped[Json] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text, default="")  # her own first message, when she began with one
    place: Mapped[str] = mapped_column(String(200), default="")
    kommune: Mapped[str | None] = mapped_column(String(4))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)  # whichever of the two promises is ticking
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # we wait for her; the clock stands
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    alarm: Mapped[str] = mapped_column(String(12), default="")  # the last deadline alarm staff heard
    handler_id: Mapped[int | None] = mapped_column(BigInteger)  # staff member who assesses it
    officer_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # set while an offer is unanswered
    planned_for: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(40), default="")  # a key from triage.REASONS
    reason_words: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(default=0)
    card_chat: Mapped[int | None] = mapped_column(BigInteger)
    card_message: Mapped[int | None] = mapped_column(BigInteger)
    unreachable: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (
        # The queue is read by keyset, oldest promise first; each filter has an index of its own.
        Index("ix_cases_queue", "is_open", "due_at", "id"),
        Index("ix_cases_queue_kind", "is_open", "kind", "due_at", "id"),
        Index("ix_cases_queue_kommune", "is_open", "kommune", "due_at", "id"),
        index_where("ix_cases_offered", "offered_at", rows="offered_at IS NOT NULL"),
        index_where("ix_cases_to_forget", "closed_at", rows="person_id IS NOT NULL"),
        # A number that people have heard is never given to another case.
        {"sqlite_autoincrement": True},
    )


class Event(Base):
    """The audit trail: who did what and when, written in the same commit as the change."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(10))  # citizen, staff, officer, system
    member_id: Mapped[int | None] = mapped_column(BigInteger)  # never a citizen's id
    before: Mapped[Json | None] = mapped_column(
        JSON(none_as_null=True)
    )  # the fields as they were: what /fortryd puts back
    detail: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Remark(Base):
    """Words about a case: to the citizen, from her, or for the house alone."""

    __tablename__ = "remarks"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    audience: Mapped[str] = mapped_column(String(12))  # to_citizen, from_citizen, internal
    author: Mapped[str] = mapped_column(String(60), default="")  # a member's name; empty for the citizen
    text: Mapped[str] = mapped_column(Text)


class Member(Base):
    """Staff and officers, by invitation; what they may is three flags."""

    __tablename__ = "members"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60))
    is_staff: Mapped[bool] = mapped_column(Boolean, default=False)
    is_officer: Mapped[bool] = mapped_column(Boolean, default=False)
    reads_tips: Mapped[bool] = mapped_column(Boolean, default=False)  # where tips are read in chat
    kommuner: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Written until 28 November 2026, when absence got a table; a later migration takes the column away.
    away_until: Mapped[date | None] = mapped_column(Date)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    prompt: Mapped[Json | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what the next reply to us in the group is about


class Invite(Base):
    """A one-time way in; only the hash of the code is kept."""

    __tablename__ = "invites"
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    kommuner: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_by: Mapped[int | None] = mapped_column(BigInteger)
    organisation: Mapped[str] = mapped_column(String(120), default="", server_default="")  # of a partner
    sort: Mapped[str] = mapped_column(String(20), default="", server_default="")


class Partner(Base):
    """Somebody who speaks for an organisation, by invitation; `sort` decides what they may open."""

    __tablename__ = "partners"
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    organisation: Mapped[str] = mapped_column(String(120))
    sort: Mapped[str] = mapped_column(String(20))  # a key of handlers.partners.SORTS
    name: Mapped[str] = mapped_column(String(60))
    profile: Mapped[Json] = mapped_column(JSON)  # answers that are proposed again, by what a step calls them
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Notice(Base):
    """The outbox: who should hear what happened. Worded when sent, dropped when outdated."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    what: Mapped[str] = mapped_column(String(40))  # a key of handlers.wording.notices.WORDING
    audience: Mapped[str] = mapped_column(String(10))  # citizen, staff, officer
    person_id: Mapped[int | None] = mapped_column(BigInteger)  # None for the staff group
    case_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    event_id: Mapped[int | None] = mapped_column(BigInteger)  # the move it tells of; undone, it is dropped
    args: Mapped[Json] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)  # 0: nobody has begun to send it
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # while a process is sending it
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(40), default="")  # sent, dropped, blocked, failed: …

    __table_args__ = (index_where("ix_outbox_waiting", "due_at", "id", rows="done_at IS NULL"),)


class Media(Base):
    """A photo: first only Telegram's handle, then pixels we rebuilt ourselves."""

    __tablename__ = "media"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    draft_id: Mapped[str] = mapped_column(String(12), index=True)
    case_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    file_id: Mapped[str] = mapped_column(String(200), default="")  # emptied when the picture is ours
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)  # waiting, ready, failed
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Fact(Base):
    """Small things the service must know after a restart: the group's new id, the face it wears."""

    __tablename__ = "facts"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Json] = mapped_column(JSON)


class Tally(Base):
    """How often in a week something happened that leaves no other trace: who and when exactly is unknown."""

    __tablename__ = "tallies"
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # "2026-W48"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
