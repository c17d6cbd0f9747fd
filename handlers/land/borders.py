"""Which kommune a point lies in, and which is nearest: a grid of strips and a ray cast within one of them."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from handlers.land import source
from handlers.land.shapes import Point, Ring, Shapes

STRIPS = 125  # to a degree of latitude: 890 metres each
METRES = 111_320.0  # to a degree of latitude


class Part(NamedTuple):
    """What one kommune has in one strip: between which longitudes, and its sides there.

    Four numbers a side, from south to north: its southern and its northern end, the longitude of the southern
    one, and its slope. A place on it is `west + (latitude - south) * slope`.
    """

    west: float
    east: float
    code: str
    sides: "array[float]"  # single precision: half a metre, and a fifth of the memory


Side: TypeAlias = tuple[float, float, float, float]


class Near(NamedTuple):
    """A kommune and how far away its border is, in metres."""

    code: str
    metres: float


class Borders:
    """The shapes of all kommuner, laid out for looking up. Latitude and longitude are in degrees."""

    def __init__(self, shapes: Shapes) -> None:
        self._strips = _strips(shapes)

    def kommune_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the kommune a point lies in; None at sea, abroad, and in the odd gap at a border."""
        for west, east, code, sides in self._strips.get(int(latitude * STRIPS), ()):
            if not west <= longitude <= east:
                continue
            inside = False
            for south, north, at, slope in _by_fours(sides):
                if south <= latitude < north and at + (latitude - south) * slope > longitude:
                    inside = not inside
            if inside:
                return code
        return None

    def around(self, latitude: float, longitude: float, within: float) -> list[Near]:
        """The kommuner whose border lies within so many metres of a point, the nearest first."""
        found: dict[str, float] = {}
        reach = math.ceil(within / METRES * STRIPS)
        middle, narrow = int(latitude * STRIPS), math.cos(math.radians(latitude))
        aside = within / METRES / narrow
        for strip in range(middle - reach, middle + reach + 1):
            for west, east, code, sides in self._strips.get(strip, ()):
                if west - aside <= longitude <= east + aside:
                    least = min(_distance(side, latitude, longitude, narrow) for side in _by_fours(sides))
                    found[code] = min(least, found.get(code, math.inf))
        near = [Near(code, distance * METRES) for code, distance in found.items()]
        return sorted((each for each in near if each.metres <= within), key=lambda each: each.metres)


@cache
def borders() -> Borders:
    """Denmark as it is known to this process: the operator's own import, else what is shipped."""
    return Borders(source.shapes())


source.renews(borders.cache_clear)


def _strips(shapes: Shapes) -> dict[int, tuple[Part, ...]]:
    """Small kommuner stand first, so that one that lies inside another is found before it."""
    found: dict[int, list[Part]] = defaultdict(list)
    for code in sorted(shapes.rings, key=lambda code: _extent(shapes.rings[code])):
        by_strip: dict[int, array[float]] = defaultdict(lambda: array("f"))
        for side in _sides(shapes.rings[code]):
            for strip in range(int(side[0] * STRIPS), int(side[1] * STRIPS) + 1):
                by_strip[strip].extend(side)
        for strip, sides in by_strip.items():
            ends = [end for side in _by_fours(sides) for end in (side[2], _east(side))]
            found[strip].append(Part(min(ends), max(ends), code, sides))
    return {strip: tuple(parts) for strip, parts in found.items()}


def _sides(rings: tuple[Ring, ...]) -> Iterator[Side]:
    """Every side but the level ones, which no ray crosses."""
    for ring in rings:
        for here, there in zip(ring, (*ring[1:], ring[0]), strict=True):
            (west, south), (east, north) = (here, there) if here[1] < there[1] else (there, here)
            if north > south:
                yield south, north, west, (east - west) / (north - south)


def _by_fours(sides: "array[float]") -> Iterator[Side]:
    each = iter(sides)
    return zip(each, each, each, each, strict=False)


def _east(side: Side) -> float:
    south, north, west, slope = side
    return west + (north - south) * slope


def _extent(rings: tuple[Ring, ...]) -> float:
    points: list[Point] = [point for ring in rings for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return (max(longitudes) - min(longitudes)) * (max(latitudes) - min(latitudes))


def _distance(side: Side, latitude: float, longitude: float, narrow: float) -> float:
    """From a point to a side, in degrees of latitude."""
    south, top, west, _ = side
    east, north = (_east(side) - west) * narrow, top - south
    away, up = (longitude - west) * narrow, latitude - south
    along = max(0.0, min(1.0, (away * east + up * north) / (east * east + north * north)))
    return math.hypot(away - along * east, up - along * north)
