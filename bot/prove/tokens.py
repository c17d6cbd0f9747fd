"""What the scanner looks for: each thing with the name it has in the report."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

SHORTEST_TEXT = 5  # characters; four letters stand somewhere by chance
SMALLEST_NUMBER = 10_000_000  # the same of seven digits


class NotAToken(ValueError):
    """Too short to look for, or a line of the file that cannot be read."""


@dataclass(frozen=True)
class Text:
    """Words: a name, an answer, a code, a file's name. Long ones are also looked for in pieces.

    `known`: the house knows it from elsewhere, because the person has also ordered something. Then it may
    stand in the ordinary tables, and nowhere else.
    """

    name: str
    value: str
    known: bool = False

    def __post_init__(self) -> None:
        if len(self.value) < SHORTEST_TEXT:
            raise NotAToken(f"{self.name}: en tekst skal have mindst {SHORTEST_TEXT} tegn")


@dataclass(frozen=True)
class Number:
    """An id. Four bytes or fewer prove nothing by themselves, so such a number has fewer spellings.

    `known` as with Text.
    """

    name: str
    value: int
    known: bool = False

    def __post_init__(self) -> None:
        if abs(self.value) < SMALLEST_NUMBER:
            raise NotAToken(f"{self.name}: et tal skal være mindst {SMALLEST_NUMBER}")


@dataclass(frozen=True)
class Raw:
    """Bytes as they are: a key, a piece of a picture."""

    name: str
    value: bytes

    def __post_init__(self) -> None:
        if len(self.value) < SHORTEST_TEXT:
            raise NotAToken(f"{self.name}: skal have mindst {SHORTEST_TEXT} byte")


@dataclass(frozen=True)
class Place:
    """A point on the map, as a phone writes it into a picture or a message."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Moment:
    """When something was sent: no time so near it may stand anywhere."""

    name: str
    at: datetime
    within: timedelta = timedelta(minutes=10)


Token: TypeAlias = Text | Number | Raw | Place | Moment


def read_tokens(path: Path) -> list[Token]:
    """The tokens of a JSON file: a list of {"name": …} with text, number, bytes (base64), place or at.

    Raises NotAToken.
    """
    try:
        return [_token(line) for line in json.loads(path.read_text("utf-8"))]
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, NotAToken):
            raise
        raise NotAToken(f"{path}: kan ikke læses som en liste af ting at lede efter") from error


def write_tokens(path: Path, tokens: list[Token]) -> None:
    """A file for `read_tokens`, for its owner alone: it holds everything that must not be found."""
    path.touch(mode=0o600)
    path.write_text(json.dumps([_line(token) for token in tokens], ensure_ascii=False, indent=1), "utf-8")


def _token(line: dict[str, object]) -> Token:
    name, known = str(line["name"]), line.get("known") is True
    match line:
        case {"text": str(words)}:
            return Text(name, words, known)
        case {"number": int(number)}:
            return Number(name, number, known)
        case {"bytes": str(encoded)}:
            return Raw(name, base64.b64decode(encoded))
        case {"place": [float(latitude), float(longitude)]}:
            return Place(name, latitude, longitude)
        case {"at": str(moment)}:
            return Moment(name, _aware(datetime.fromisoformat(moment)))
        case _:
            raise NotAToken(f"{name}: mangler text, number, bytes, place eller at")


def _line(token: Token) -> dict[str, object]:
    match token:
        case Text():
            return {"name": token.name, "text": token.value, "known": token.known}
        case Number():
            return {"name": token.name, "number": token.value, "known": token.known}
        case Raw():
            return {"name": token.name, "bytes": base64.b64encode(token.value).decode()}
        case Place():
            return {"name": token.name, "place": [token.latitude, token.longitude]}
        case Moment():
            return {"name": token.name, "at": token.at.isoformat()}


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise NotAToken("et tidspunkt skal have en tidszone")
    return moment
