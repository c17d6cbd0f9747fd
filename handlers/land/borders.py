"""Which kommune a point lies in, and which is nearest: a grid of strips and a ray cast within one of them."""

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.land import source
from handlers.land.shapes import Point, Ring, Shapes

STRIPS = 125  # to a degree of latitude: 890 metres each
METRES = 111_320.0  # to a degree of latitude


class Edge(NamedTuple):
    """One side of a shape, from south to north; a place on it is `west + (latitude - south) * slope`."""

    south: float
    north: float
    west: float
    slope: float


class Part(NamedTuple):
    """What one kommune has in one strip: between which longitudes, and its sides there."""

    west: float
    east: float
    code: str
    edges: tuple[Edge, ...]


class Near(NamedTuple):
    """A kommune and how far away its border is, in metres."""

    code: str
    metres: float


class Borders:
    """The shapes of all kommuner, laid out for looking up. Latitude and longitude are in degrees."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._strips = _strips(shapes)

    def kommune_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the kommune a point lies in; None at sea, abroad, and in the odd gap at a border."""
        for west, east, code, edges in self._strips.get(int(latitude * STRIPS), ()):
            if not west <= longitude <= east:
                continue
            inside = False
            for south, north, at, slope in edges:
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
            for west, east, code, edges in self._strips.get(strip, ()):
                if west - aside <= longitude <= east + aside:
                    least = min(_distance(edge, latitude, longitude, narrow) for edge in edges)
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
        by_strip: dict[int, list[Edge]] = defaultdict(list)
        for edge in _edges(shapes.rings[code]):
            for strip in range(int(edge.south * STRIPS), int(edge.north * STRIPS) + 1):
                by_strip[strip].append(edge)
        for strip, edges in by_strip.items():
            ends = [end for edge in edges for end in (edge.west, _east(edge))]
            found[strip].append(Part(min(ends), max(ends), code, tuple(edges)))
    return {strip: tuple(parts) for strip, parts in found.items()}


def _edges(rings: tuple[Ring, ...]) -> Iterator[Edge]:
    """Every side but the level ones, which no ray crosses."""
    for ring in rings:
        for here, there in zip(ring, (*ring[1:], ring[0]), strict=True):
            (west, south), (east, north) = sorted((here, there), key=lambda point: point[1])
            if north > south:
                yield Edge(south, north, west, (east - west) / (north - south))


def _east(edge: Edge) -> float:
    return edge.west + (edge.north - edge.south) * edge.slope


def _extent(rings: tuple[Ring, ...]) -> float:
    points: list[Point] = [point for ring in rings for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return (max(longitudes) - min(longitudes)) * (max(latitudes) - min(latitudes))


def _distance(edge: Edge, latitude: float, longitude: float, narrow: float) -> float:
    """From a point to a side, in degrees of latitude."""
    east, north = (_east(edge) - edge.west) * narrow, edge.north - edge.south
    away, up = (longitude - edge.west) * narrow, latitude - edge.south
    along = max(0.0, min(1.0, (away * east + up * north) / (east * east + north * north)))
    return math.hypot(away - along * east, up - along * north)
