"""Official borders as a test needs them: the shipped map made seamless, as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry
from shapely.geometry import mapping

from handlers.land import source
from handlers.land.polygons import area_of, in_metres, joined
from handlers.words import table

Json = dict[str, Any]
COARSE = 0.003  # degrees
GRID = 1e-6  # degrees: a decimetre


@cache
def kommuner() -> Mapping[str, Geometry]:
    """Every kommune in degrees, with fewer corners; where two drawn ones overlap, the smaller one has it."""
    drawn = {code: joined([area_of(rings)]).simplify(COARSE) for code, rings in source.shapes().rings.items()}
    made = dict[str, Geometry]()
    for code in sorted(drawn, key=lambda code: drawn[code].area):
        taken = [made[other] for other in made if made[other].intersects(drawn[code])]
        made[code] = drawn[code].difference(shapely.union_all(taken), grid_size=GRID)
    return {code: _valid(area) for code, area in made.items()}


def districts() -> Mapping[str, Geometry]:
    """Every police district as the union of its kommuner."""
    dagi = {code: number for code, number, *_ in table("kredse.csv")}
    parts: dict[str, list[Geometry]] = {}
    for code, _, district, _ in table("kommuner.csv"):
        parts.setdefault(dagi[district], []).append(kommuner()[code])
    return {code: _valid(shapely.union_all(areas)) for code, areas in parts.items()}


def metric(area: Geometry) -> Geometry:
    """The same area in UTM zone 32."""
    return joined([in_metres(area).buffer(0)])


def _valid(area: Geometry) -> Geometry:
    return joined([shapely.set_precision(area, GRID)])


def written(
    path: Path,
    key: str,
    areas: Mapping[str, Geometry],
    *,
    as_they_are: Callable[[Geometry], Geometry] = lambda area: area,
    names: Mapping[str, str] | None = None,
) -> Path:
    """A file of GeoJSON with one feature for each area."""
    features: list[Json] = [
        {
            "type": "Feature",
            "properties": {key: code, "navn": (names or {}).get(code, "")},
            "geometry": mapping(as_they_are(area)),
        }
        for code, area in areas.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
