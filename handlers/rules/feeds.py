"""The address of an officer's calendar: made, recognised and closed. Whoever has it can read it.

It is a random serial and a signature over it: a made-up address is refused without a look into the
database, and a copy of the database opens no calendar.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta

from handlers.house import House
from storage import bookings, feeds, members
from storage.booking_models import Booking, Feed
from storage.models import Case, Member
from storage.work import Work

PLACE = "kalender"
SUFFIX = ".ics"
SERIAL_BYTES, SIGNATURE_BYTES = 16, 16
SERIAL_LENGTH = 22  # of its bytes in base64
PAST = timedelta(days=30)  # so long an appointment stays in the calendar once it has been
PURPOSE = b"betjent: addresses of calendars"


def key_of(token: str) -> bytes:
    """The key that addresses are signed with; the bot's token cannot be found from it."""
    return hmac.digest(token.encode(), PURPOSE, "sha256")


def page(house: House, feed: Feed) -> str:
    """Where a browser is handed on to the phone's own calendar."""
    return f"{house.public_url}/{PLACE}/{feed.serial}{_signature(house.feed_key, feed.serial)}"


def address(house: House, feed: Feed) -> str:
    """What a calendar subscribes to."""
    return page(house, feed) + SUFFIX


def serial_in(house: House, token: str) -> str | None:
    """The serial in an address of ours; None when we never made it."""
    serial, signature = token[:SERIAL_LENGTH], token[SERIAL_LENGTH:]
    if not house.feed_key or not token.isascii():
        return None
    return serial if hmac.compare_digest(_signature(house.feed_key, serial), signature) else None


def subscribe(work: Work, member: Member) -> Feed:
    """The address that is open, else a new one."""
    return feeds.current(work, member) or renew(work, member)


def renew(work: Work, member: Member) -> Feed:
    """A new address; the old one can no longer be read."""
    work.note("member.calendar_opened", "officer", member=member)
    return feeds.start(work, member, secrets.token_urlsafe(SERIAL_BYTES))


def close(work: Work, member: Member) -> None:
    """Nobody can read the calendar from outside."""
    if feeds.current(work, member) is not None:
        work.note("member.calendar_closed", "officer", member=member)
        feeds.revoke(work, member)


def appointments(work: Work, serial: str) -> list[tuple[Booking, Case]] | None:
    """What is to be read under a serial; None when it is closed, or its officer has left."""
    feed = feeds.find(work, serial)
    member = members.find(work, feed.member_id) if feed else None
    if member is None or not member.is_officer:
        return None
    return bookings.agreed(work, member.id, work.now() - PAST)


def _signature(key: bytes, serial: str) -> str:
    signed = hmac.digest(key, serial.encode(), "sha256")[:SIGNATURE_BYTES]
    return urlsafe_b64encode(signed).decode().rstrip("=")
