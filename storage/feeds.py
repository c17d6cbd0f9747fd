"""Queries on the addresses under which officers' calendars can be read."""

from sqlalchemy import select, update

from storage.booking_models import Feed
from storage.models import Member
from storage.work import Work


def start(work: Work, member: Member, serial: str) -> Feed:
    """A new address of this member's; an earlier one is closed."""
    revoke(work, member)
    feed = Feed(serial=serial, member_id=member.id, since=work.now())
    work.session.add(feed)
    work.session.flush()
    return feed


def current(work: Work, member: Member) -> Feed | None:
    """The address that is open now."""
    query = select(Feed).where(Feed.member_id == member.id, Feed.revoked_at.is_(None))
    return work.session.scalars(query).one_or_none()


def find(work: Work, serial: str) -> Feed | None:
    """Whose address this is; None when it is nobody's, or closed."""
    feed = work.session.get(Feed, serial)
    return feed if feed and feed.revoked_at is None else None


def revoke(work: Work, member: Member) -> None:
    """Nobody reads this member's calendar any more; without an open address nothing happens."""
    mine = update(Feed).where(Feed.member_id == member.id, Feed.revoked_at.is_(None))
    work.session.execute(mine.values(revoked_at=work.now()))
