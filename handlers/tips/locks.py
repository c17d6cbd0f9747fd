"""What the running bot can do with a tip: lock it. It holds no key that opens one."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from handlers.profile import Profile
from handlers.sealing import code, envelope
from handlers.sealing.code import Ticket
from handlers.sealing.keys import PUBLIC, BadKey, PublicKey, read_public
from handlers.tips.content import Told, packed
from handlers.tips.week import epoch_of, week_of

ID = 16  # bytes, random


class NoKey(Exception):
    """No tip can be taken now; the text says to the operator what is wrong with the month's key."""


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A tip that only a reader can open, ready to be written."""

    id: bytes
    epoch: str
    week: str
    urgent: bool
    tag: bytes
    reply_key: bytes
    body: bytes
    wrapped: bytes  # the tip's own key, sealed to the month's
    photos: tuple[tuple[bytes, bytes], ...] = field(default=())  # id and body


@dataclass(frozen=True, slots=True, repr=False)
class Locks:
    """The district's public keys, looked up month by month."""

    folder: Path
    district: str
    fingerprints: Mapping[str, str]

    @classmethod
    def of(cls, folder: Path, profile: Profile) -> "Locks":
        """The keys in a folder, `tips` in the data directory, held against the profile's fingerprints."""
        return cls(folder, profile.key, profile.tips.fingerprints)

    def key(self, now: datetime) -> PublicKey:
        """This month's key. Raises NoKey when it is missing, another's, or not the one in the profile."""
        return self.key_of(epoch_of(now))

    def key_of(self, epoch: str) -> PublicKey:
        """One month's key. Raises NoKey."""
        try:
            found = read_public(self.folder / (epoch + PUBLIC))
        except BadKey as bad:
            raise NoKey(str(bad)) from None
        if found.district != self.district:
            raise NoKey(f"{epoch}{PUBLIC}: er en nøgle for {found.district}")
        if self.fingerprints.get(epoch) != found.fingerprint:
            raise NoKey(
                f"{epoch}{PUBLIC}: aftrykket {found.fingerprint} står ikke i profilens [tips.fingerprints]"
            )
        return found

    def why_not(self, now: datetime) -> str | None:
        """Why no tip can be taken now, for the operator; None when one can."""
        return self.fault(epoch_of(now))

    def fault(self, epoch: str) -> str | None:
        """What is wrong with a month's key, for the operator; None when it can be used."""
        try:
            self.key_of(epoch)
        except NoKey as fault:
            return str(fault)
        return None

    def ticket(self, receipt: str) -> Ticket:
        """What a receipt code unlocks here. Slow on purpose: never in the event loop."""
        return code.ticket(receipt, self.district)

    def seal(self, told: Told, receipt: str, now: datetime) -> Sealed:
        """Locks a tip for this month's readers and its code's questions. Slow. Raises NoKey."""
        month = self.key(now)
        ticket = self.ticket(receipt)
        key, tip_id = envelope.fresh_key(), secrets.token_bytes(ID)
        photos = tuple(
            (photo_id, envelope.lock(key, photo, self.about(tip_id, month.owner, photo_id)))
            for photo_id, photo in ((secrets.token_bytes(ID), photo) for photo in told.photos)
        )
        return Sealed(
            tip_id,
            month.owner,
            week_of(now),
            told.urgent,
            ticket.tag,
            envelope.pair_of(ticket.seed).public,
            envelope.lock(key, packed(told), self.about(tip_id, month.owner)),
            envelope.enclose(month.public, key),
            photos,
        )

    def about(self, tip_id: bytes, epoch: str, part: bytes = b"") -> bytes:
        """What a sealed part is bound to: nothing can be moved to another tip, month or district."""
        return bound(self.district, tip_id, epoch, part)


def bound(district: str, tip_id: bytes, epoch: str, part: bytes = b"") -> bytes:
    """The same for those who open."""
    return b"|".join((b"betjent.tip.1", district.encode(), epoch.encode(), tip_id, part))
