"""Our end of the hatch: starts the darkroom when there is something to do, and lets it go afterwards."""

import atexit
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, Timer

from bot.darkroom.frames import Json, receive, send
from bot.settings import bare_environment

HOME = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds for one errand
REST = 20.0  # seconds without one until it is let go
LARGEST = 16 * 1024 * 1024  # bytes of an answer; a picture of ours has hardly two million


class Broken(Exception):
    """The darkroom fell over, or took too long; the next errand gets a new one."""


class Darkroom:
    """One process, one errand at a time."""

    def __init__(self, *, patience: float = PATIENCE, rest: float = REST) -> None:
        self._patience, self._rest = patience, rest
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._used_at = 0.0
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The process that is up now."""
        return self._process.pid if self._process else None

    def ask(self, told: Mapping[str, object], body: bytes = b"") -> tuple[Json, bytes]:
        """Blocks until it is done: to be called in a thread. Raises Broken."""
        with self._turn:
            process = self._process = self._process or self._started()
            watch = Timer(self._patience, process.kill)
            watch.daemon = True
            watch.start()
            try:
                answer = _asked(process, told, body)
            except (OSError, ValueError, TypeError):  # whatever comes out of there is not trusted
                answer = None
            finally:
                watch.cancel()
            if answer is None:
                self._end()
                raise Broken
            self._used_at = time.monotonic()
            return answer

    def close(self) -> None:
        """Lets it go; a later errand starts another."""
        with self._turn:
            self._end()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-P", "-m", "bot.darkroom"]
        process = subprocess.Popen(  # noqa: S603 - our own program, and nothing that anybody sent
            command, cwd=HOME, env=bare_environment({"PYTHONPATH": str(HOME)}), bufsize=-1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._look_in(self._rest)
        return process

    def _look_in(self, seconds: float) -> None:
        timer = Timer(seconds, self._let_go)
        timer.daemon = True
        timer.start()

    def _let_go(self) -> None:
        with self._turn:
            left = self._used_at + self._rest - time.monotonic()
            if self._process is None:
                return
            if left > 0:
                self._look_in(left)
            else:
                self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it holds nothing that must be saved
        process.communicate()


def _asked(
    process: "subprocess.Popen[bytes]", told: Mapping[str, object], body: bytes
) -> tuple[Json, bytes] | None:
    if process.stdin is None or process.stdout is None:
        raise ValueError("no hatch")
    send(process.stdin, told, body)
    return receive(process.stdout, LARGEST)
