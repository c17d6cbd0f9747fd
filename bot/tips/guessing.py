"""Slows down whoever tries many codes, or sends many tips, without knowing who it is after the hour."""

from collections import defaultdict
from datetime import datetime, timedelta
from hashlib import blake2b
from secrets import token_bytes

FREE = 5  # in an hour; then one at a time
PAUSE = timedelta(seconds=30)


class Patience:
    """Counts by a name under a key of the hour; with the hour both go. It never stops anybody for good."""

    def __init__(self) -> None:
        self._hour = ""
        self._key = b""
        self._times: dict[bytes, list[datetime]] = defaultdict(list)

    def may(self, person_id: int, now: datetime) -> bool:
        """Whether this one may try now; it counts when it may."""
        hour = f"{now:%Y%m%d%H}"
        if hour != self._hour:
            self._hour, self._key = hour, token_bytes(32)
            self._times.clear()
        times = self._times[blake2b(str(person_id).encode(), key=self._key, digest_size=16).digest()]
        if len(times) >= FREE and now - times[-1] < PAUSE:
            return False
        times.append(now)
        del times[: -FREE - 1]
        return True
