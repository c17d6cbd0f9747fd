"""Faults made on purpose, so that a bot's behaviour under them can be seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from .errors import HangUp, by_code

FaultKind = int | Literal["drop"]


@dataclass
class Fault:
    """What happens to the next calls of a method, "*" for any.

    `error` is a status code, or "drop" to cut the connection; with `after_effect` the call is
    carried out first, so the bot hears of a failure that was none.
    """

    method: str
    error: FaultKind
    retry_after: int | None = None
    times: int = 1
    after_effect: bool = False

    def strike(self) -> Exception:
        return HangUp() if self.error == "drop" else by_code(int(self.error), self.retry_after)


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    @contextmanager
    def around(self, method: str) -> Iterator[None]:
        """Fails before or after what is done inside, when a fault waits for the method."""
        fault = self._take(method) if self._waiting else None
        if fault and not fault.after_effect:
            raise fault.strike()
        yield
        if fault:
            raise fault.strike()

    def _take(self, method: str) -> Fault | None:
        for fault in self._waiting:
            if fault.method.lower() in ("*", method):
                fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None
