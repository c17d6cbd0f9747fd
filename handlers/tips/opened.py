"""The private keys that somebody has unlocked: in this process's memory, and nowhere else."""

from collections.abc import Iterable
from pathlib import Path

from handlers.sealing.envelope import Pair
from handlers.sealing.keys import open_private


class Opened:
    """Key pairs by owner: a month, or a reader. Empty until a passphrase was given."""

    def __init__(self) -> None:
        self._pairs: dict[str, Pair] = {}

    def unlock(self, files: Iterable[Path], passphrase: str) -> list[str]:
        """Opens private keys, all or none; slow. Gives their owners. Raises BadKey or WrongPassphrase."""
        found = {path.stem: open_private(path, passphrase) for path in files}
        self._pairs.update(found)
        return list(found)

    def take(self, owner: str, pair: Pair) -> None:
        """Takes a pair that was made or recovered in this very process."""
        self._pairs[owner] = pair

    def take_all(self, other: "Opened") -> None:
        """Takes every pair that another has open."""
        self._pairs.update(other._pairs)

    def lock(self) -> None:
        """Forgets every key."""
        self._pairs.clear()

    def pair(self, owner: str) -> Pair | None:
        """The pair of an owner; None while it is locked."""
        return self._pairs.get(owner)

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose keys are open, in order."""
        return tuple(sorted(self._pairs))
