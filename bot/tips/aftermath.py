"""Knows that the process before this one was killed: whoever was telling a tip to it is still writing."""

from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from bot.clock import Clock
from handlers.tips.session import MINUTES

MARK = "running"  # in the data directory while a bot runs; it says nothing else


class Aftermath:
    """For as long as a conversation could have lasted, words that nothing asked for are not kept, once.

    Whoever is in the middle of an order is not asked: her next words are its answer.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._mark = folder / MARK
        killed = self._mark.exists()
        self._mark.touch()
        self._clock = clock
        self._until = clock.now() + timedelta(minutes=MINUTES if killed else 0)
        self._key = token_bytes(32)
        self._asked: set[bytes] = set()

    @property
    def lasts(self) -> bool:
        """Whether somebody may still be writing to the process before this one."""
        return self._clock.now() < self._until

    def asks(self, person_id: int) -> bool:
        """Whether these words may belong to a tip that was lost; True once for each person."""
        if not self.lasts:
            return False
        name = blake2b(str(person_id).encode(), key=self._key, digest_size=16).digest()
        new = name not in self._asked
        self._asked.add(name)
        return new

    def over(self) -> None:
        """This process ends in good order: nothing was lost."""
        self._mark.unlink(missing_ok=True)
