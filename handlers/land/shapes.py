"""The packed file of shapes: a line of JSON that says what is in it, then every corner in four bytes."""

import json
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]  # longitude, latitude: the order of GeoJSON
Ring: TypeAlias = tuple[Point, ...]  # closed: the last point joins the first, and is not repeated

MAGIC = b"land 1\n"
WEST, SOUTH = 7.5, 54.4
WIDE, HIGH = 8.0, 3.6  # degrees that 65,535 steps cover: at most 8 metres a step
STEPS = 65_535


class NotShapes(Exception):
    """The file is not one of ours, or is damaged."""


class Rings(Mapping[str, tuple[Ring, ...]]):
    """The rings by kommune, each made of its packed steps when it is asked for.

    All of them as points would be seven megabytes, of which looking up and drawing need little at a time.
    """

    def __init__(self, sizes: Mapping[str, list[int]], numbers: "array[int]") -> None:
        self._sizes = sizes
        self._numbers = numbers
        corners = [sum(lengths) for lengths in sizes.values()]
        self._starts = dict(zip(sizes, accumulate(corners, initial=0), strict=False))
        if sum(corners) * 2 != len(numbers):
            raise ValueError(sum(corners))

    def __getitem__(self, code: str) -> tuple[Ring, ...]:
        """Raises KeyError for a code that is not there."""
        return tuple(self._rings(self._starts[code], self._sizes[code]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)

    def _rings(self, start: int, lengths: list[int]) -> Iterator[Ring]:
        for length in lengths:
            steps = iter(self._numbers[start * 2 : (start + length) * 2])
            yield tuple(_point(across, up) for across, up in zip(steps, steps, strict=True))
            start += length


@dataclass(frozen=True)
class Shapes:
    """The rings of every kommune by its code. `source` and `date` tell where they come from."""

    source: str
    date: str
    rings: Mapping[str, tuple[Ring, ...]] = field(repr=False)

    @property
    def corners(self) -> int:
        """How many points there are in all."""
        return sum(len(ring) for rings in self.rings.values() for ring in rings)


def read(path: Path) -> Shapes:
    """The shapes in a file. Raises NotShapes, or OSError when there is no file."""
    body = path.read_bytes()
    if not body.startswith(MAGIC):
        raise NotShapes(str(path))
    try:
        heading, _, packed = body.removeprefix(MAGIC).partition(b"\n")
        about = json.loads(heading)
        numbers = _unpacked(zlib.decompress(packed))
        return Shapes(about["source"], about["date"], Rings(about["rings"], numbers))
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error):
        raise NotShapes(str(path)) from None


def write(path: Path, shapes: Shapes) -> None:
    """Packs the shapes into a file, whole or not at all."""
    sizes = {code: [len(ring) for ring in rings] for code, rings in sorted(shapes.rings.items())}
    about = {"source": shapes.source, "date": shapes.date, "rings": sizes}
    points = [point for code in sizes for ring in shapes.rings[code] for point in ring]
    body = b"".join(
        (MAGIC, json.dumps(about, ensure_ascii=False).encode(), b"\n", zlib.compress(_packed(points), 9))
    )
    aside = path.with_suffix(".new")
    aside.write_bytes(body)
    aside.replace(path)


def _steps(point: Point) -> tuple[int, int]:
    longitude, latitude = point
    return round((longitude - WEST) / WIDE * STEPS), round((latitude - SOUTH) / HIGH * STEPS)


def _point(across: int, up: int) -> Point:
    return WEST + across * WIDE / STEPS, SOUTH + up * HIGH / STEPS


def _packed(points: list[Point]) -> bytes:
    """Differences from point to point: they are small, and small numbers are squeezed well."""
    steps = [_steps(point) for point in points]
    return b"".join(_bytes(_differences([step[axis] for step in steps])) for axis in (0, 1))


def _unpacked(body: bytes) -> "array[int]":
    half = len(body) // 2
    numbers = array("i", bytes(len(body)))
    for start, part in enumerate((body[:half], body[half:])):
        numbers[start::2] = array("i", accumulate(_numbers(part)))
    return numbers


def _differences(numbers: list[int]) -> list[int]:
    return [after - before for before, after in zip([0, *numbers], numbers, strict=False)]


def _bytes(numbers: list[int]) -> bytes:
    made = array("i", numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def _numbers(body: bytes) -> "array[int]":
    made = array("i")
    made.frombytes(body)
    if sys.byteorder == "big":
        made.byteswap()
    return made
