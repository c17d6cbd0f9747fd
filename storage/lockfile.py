"""One process per SQLite database: a lock that the system lets go of when the process dies."""

import fcntl
import os
from pathlib import Path


class Taken(Exception):
    """Another process has the database."""


class LockFile:
    """Held from the moment it is made until `release`, or until the process ends in any way at all."""

    def __init__(self, path: Path) -> None:
        """Raises Taken at once when somebody else holds it; it never waits."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(self._handle, 20, 0).decode("ascii", "replace").strip() or "?"
            os.close(self._handle)
            raise Taken(f"Databasen i {path.parent} er i brug af en anden proces (nr. {owner}).") from error
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, str(os.getpid()).encode("ascii"), 0)

    def release(self) -> None:
        """The file stays: deleting it would let two processes lock two different files of one name."""
        os.close(self._handle)
