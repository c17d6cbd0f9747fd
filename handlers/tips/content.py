"""What a tip and the words after it say, as the bytes that are sealed; and the states a tip goes through."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]  # JSON values by the question's key, in the order they were asked

FORM = 1  # how the bytes are laid out; a reader that meets another says so


class Status(StrEnum):
    """Where a tip stands. It says nothing about what it is about."""

    NEW = "new"
    READ = "read"
    ASKED = "asked"  # a question waits for whoever has the code
    ANSWERED = "answered"  # whoever has the code wrote again
    HANDED = "handed"  # an officer has its summary
    PASSED_ON = "passed_on"
    MERGED = "merged"
    ARCHIVED = "archived"
    DISCARDED = "discarded"


OPEN = (Status.NEW, Status.READ, Status.ASKED, Status.ANSWERED, Status.HANDED)
CLOSED = (Status.PASSED_ON, Status.MERGED, Status.ARCHIVED, Status.DISCARDED)


class Way(StrEnum):
    """Who wrote a letter, and whose key opens it."""

    QUESTION = "question"  # to whoever has the code: sealed to the tip's reply key
    ASKED = "asked"  # the same for the house: under the tip's own key
    ANSWER = "answer"  # from whoever has the code: sealed to a month's key
    SUMMARY = "summary"  # without persons: under the tip's own key
    HANDED = "handed"  # the summary, sealed to an officer's own key


class Unreadable(Exception):
    """What was opened is not a tip that this edition knows."""


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What one tip says. `photos` are JPEGs rebuilt from their pixels."""

    answers: Answers
    photos: tuple[bytes, ...] = ()
    now: bool = False  # it was going on while it was told
    school: bool = False
    language: str = "da"
    kommune: str | None = field(default=None)  # its code, where the place is that clear

    @property
    def urgent(self) -> bool:
        """Sale at a school, or something going on: it does not wait for the next tick."""
        return self.now or self.school


def packed(told: Told) -> bytes:
    """The tip without its pictures."""
    said = {
        "form": FORM,
        "answers": dict(told.answers),
        "now": told.now,
        "school": told.school,
        "language": told.language,
        "kommune": told.kommune,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(body: bytes, photos: tuple[bytes, ...] = ()) -> Told:
    """The tip again. Raises Unreadable."""
    try:
        said = json.loads(body)
        if said["form"] != FORM:
            raise Unreadable
        return Told(said["answers"], photos, said["now"], said["school"], said["language"], said["kommune"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None
