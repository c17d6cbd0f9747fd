"""Rings as whole areas and back, by shapely: for making a map, never for looking something up."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely import Geometry, MultiPolygon, Polygon

from handlers.land.projection import degrees, metres
from handlers.land.shapes import Ring

Points: TypeAlias = "np.ndarray[Any, Any]"


def area_of(rings: Iterable[Ring]) -> Geometry:
    """What lies inside an odd number of rings, so that a ring within a ring is a hole."""
    whole: Geometry = Polygon()
    for ring in rings:
        whole = whole.symmetric_difference(_mended(Polygon(ring)))
    return whole


def rings_of(area: Geometry) -> tuple[Ring, ...]:
    """The outlines and holes of an area; lines and points that are left over fall away."""
    parts = [part for part in shapely.get_parts(area) if isinstance(part, Polygon)]
    return tuple(_ring(line) for part in parts for line in (part.exterior, *part.interiors))


def joined(areas: Iterable[Geometry]) -> Geometry:
    """All of them as one."""
    return MultiPolygon(
        [part for part in shapely.get_parts(shapely.union_all(list(areas))) if isinstance(part, Polygon)]
    )


def in_metres(area: Geometry) -> Geometry:
    """An area in degrees as it is in UTM zone 32."""

    def moved(points: Points) -> Points:
        return np.array([metres(latitude, longitude) for longitude, latitude in points])

    return shapely.transform(area, moved)


def in_degrees(area: Geometry) -> Geometry:
    """An area in UTM zone 32 as it is in degrees."""

    def moved(points: Points) -> Points:
        return np.array([degrees(east, north)[::-1] for east, north in points])

    return shapely.transform(area, moved)


def _mended(area: Polygon) -> Geometry:
    """A line that crosses itself, as drawn ones do, has the area that it goes around."""
    return area if area.is_valid else shapely.make_valid(area, method="linework")


def _ring(line: shapely.LinearRing) -> Ring:
    return tuple((float(x), float(y)) for x, y in shapely.force_2d(line).coords[:-1])
