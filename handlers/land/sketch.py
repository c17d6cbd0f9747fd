"""What a small map of ours shows, as data: which kommuner, which points, and in which frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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
    """Kept from the first map that is drawn: five megabytes that looking up does without."""
    return source.shapes()


source.renews(_land.cache_clear)


def frame(sketch: Sketch) -> Frame:
    """What must be seen, with a margin; all of Denmark when nothing is named."""
    land = _land()
    rings = [ring for code in sketch.kommuner or land.rings for ring in land.rings.get(code, ())]
    west_east = [mark.longitude for mark in sketch.marks] + [point[0] for ring in rings for point in ring]
    south_north = [mark.latitude for mark in sketch.marks] + [point[1] for ring in rings for point in ring]
    west, east = _wide(min(west_east), max(west_east), 2 * LEAST)
    south, north = _wide(min(south_north), max(south_north), LEAST)
    return west, south, east, north


def outlines(within: Frame) -> Iterator[tuple[str, Ring]]:
    """Every kommune's rings that can be seen in a frame."""
    west, south, east, north = within
    for code, rings in _land().rings.items():
        for ring in rings:
            longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
            beside = min(longitudes) > east or max(longitudes) < west
            if not beside and min(latitudes) < north and max(latitudes) > south:
                yield code, ring


def _wide(least: float, most: float, at_least: float) -> tuple[float, float]:
    short = max(0.0, at_least - (most - least)) / 2
    margin = (most - least + 2 * short) * MARGIN
    return least - short - margin, most + short + margin
