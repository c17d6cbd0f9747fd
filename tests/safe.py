"""Real keys for tests: a district that takes tips, and a reader who can open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handlers.profile import Profile, Tips, read_profile
from handlers.sealing import envelope
from handlers.sealing.envelope import Pair
from handlers.sealing.keys import PublicKey, write_public
from handlers.tips.content import Told
from handlers.tips.locks import Locks
from handlers.tips.opened import Opened
from handlers.tips.reading import Reader

PROFILES = Path(__file__).parent.parent / "deploy" / "districts"
MONTH = "2026-11"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DEALING = Told({"what": "De sælger ved kiosken", "where": "Nørregade"}, kommune="0265")


@dataclass(frozen=True)
class Safe:
    """A folder with a month's public key, the profile that names it, and the private half beside it."""

    folder: Path
    profile: Profile
    pair: Pair
    opened: Opened

    @property
    def locks(self) -> Locks:
        """What the bot holds."""
        return Locks.of(self.folder, self.profile)

    def reader(self, who: str = "Inge", member_id: int | None = None) -> Reader:
        """Somebody for whom the month is open."""
        return Reader(who, self.profile.key, self.opened, member_id)


def safe(folder: Path, *, months: tuple[str, ...] = (MONTH,), **rules: object) -> Safe:
    """Makes the keys of these months; the private halves stay in memory."""
    profile = read_profile(PROFILES / "midt-og-vestsjaelland.toml")
    opened, fingerprints, pair = Opened(), {}, envelope.fresh_pair()
    for month in months:
        pair = envelope.fresh_pair()
        key = PublicKey(profile.key, month, pair.public)
        write_public(folder, key)
        opened.take(month, pair)
        fingerprints[month] = key.fingerprint
    part = Tips.model_validate({"tick_seconds": 0, "fingerprints": fingerprints, **rules})
    return Safe(folder, profile.model_copy(update={"tips": part}), pair, opened)
