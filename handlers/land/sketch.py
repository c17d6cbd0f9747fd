"""What a small map of ours shows, as data: which kommuner, which points, and in which frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import TypeAlias

from handlers.land import source
from handlers.land.shapes import Ring, Shapes

Frame: TypeAlias = tuple[float, float, float, float]  # west, south, east, north

MARGIN = 0.12  # of the frame, on every side
LEAST = 0.05  # degrees of latitude that a frame is high at the least: five kilometres


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the map. `label` stands beside it."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A map to be drawn: `kommuner` are the codes of those that are meant, `marks` are dots."""

    kommuner: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def towns_only(self) -> bool:
        """Whether its dots are towns, which have a name; a pin that somebody sent has none."""
        return all(mark.label for mark in self.marks)


@cache
def _land() -> Shapes:
    """Kept, still packed, from the first map that is drawn."""
    return source.shapes()


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    """The frame of every ring, by kommune: few of them are unpacked for a map."""
    return {code: tuple(_around(ring) for ring in rings) for code, rings in _land().rings.items()}


source.renews(_land.cache_clear)
source.renews(_frames.cache_clear)


def frame(sketch: Sketch) -> Frame:
    """What must be seen, with a margin; all of Denmark when nothing is named."""
    frames = [each for code in sketch.kommuner or _frames() for each in _frames().get(code, ())]
    marks = [(mark.longitude, mark.latitude) for mark in sketch.marks]
    west_east = [end for each in (*frames, *marks) for end in each[::2]]
    south_north = [end for each in (*frames, *marks) for end in each[1::2]]
    west, east = _wide(min(west_east), max(west_east), 2 * LEAST)
    south, north = _wide(min(south_north), max(south_north), LEAST)
    return west, south, east, north


def outlines(within: Frame) -> Iterator[tuple[str, Ring]]:
    """Every kommune's rings that can be seen in a frame."""
    for code, frames in _frames().items():
        seen = [_meets(each, within) for each in frames]
        if any(seen):
            yield from ((code, ring) for ring in compress(_land().rings[code], seen))


def _around(ring: Ring) -> Frame:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _meets(one: Frame, other: Frame) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] < other[3] and one[3] > other[1]


def _wide(least: float, most: float, at_least: float) -> tuple[float, float]:
    short = max(0.0, at_least - (most - least)) / 2
    margin = (most - least + 2 * short) * MARGIN
    return least - short - margin, most + short + margin
