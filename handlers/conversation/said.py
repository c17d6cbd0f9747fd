"""What a person can say to a question, freed of how it was said, and what a step makes of it."""

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Typed:
    """Words from the keyboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A button with a final answer."""

    value: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """A button that sets or clears one of several; it names the wanted state, so twice is as good as once."""

    value: str
    on: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A position in degrees, with the venue's name where there is one."""

    latitude: float
    longitude: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo that is already filed under `media_id`; photos of one album share `album`."""

    media_id: str
    album: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A phone number from a contact card; `own` when it is the sender's."""

    number: str
    own: bool


Said: TypeAlias = Typed | Picked | Ticked | Placed | Pictured | Called


@dataclass(frozen=True, slots=True)
class Value:
    """The step is answered; the value survives JSON."""

    value: Any


@dataclass(frozen=True, slots=True)
class More:
    """Something is picked, and the step stays open for more; `problem` tells what of it could not be used."""

    picking: list[str]
    album: str = ""
    problem: "Problem | None" = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The step cannot use this: a marked Danish text says what would help, `values` fill it.

    `offers` are answers that may have been meant, as value and label: they become buttons.
    `fits` is the part of the answer that could be used; it is kept, and offered again.
    """

    text: str
    values: tuple[tuple[str, str], ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    fits: Any = None


Read: TypeAlias = Value | More | Problem
