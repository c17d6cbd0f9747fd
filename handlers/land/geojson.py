"""Reads official borders out of GeoJSON, whether they are in degrees or in metres."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely import Geometry
from shapely.geometry import shape

from handlers.land.polygons import in_metres

Json: TypeAlias = Mapping[str, Any]

KOMMUNE, POLITIKREDS, POSTNUMMER = "kommune", "politikreds", "postnummer"
# Under which names the code may stand, the surest first, and what it looks like. "kode" is whichever fits.
CODES: Mapping[str, tuple[tuple[str, ...], str]] = {
    KOMMUNE: (("kommunekode", "komkode", "kommunenummer", "lau1", "kode"), r"0?[1-8]\d\d"),
    POLITIKREDS: (("politikredskode", "politikredsnummer", "politikredsnr", "kode"), r"14[67]\d"),
    POSTNUMMER: (("postnummer", "postnr", "postalcode", "nr", "kode"), r"\d{4}(-\d{4})?"),
}
NAMES = ("navn", "postnummernavn", "postdistrikt", "name", "labeldk")
EAST, NORTH = (400_000.0, 950_000.0), (6_000_000.0, 6_500_000.0)  # Denmark in UTM zone 32
LONGITUDE, LATITUDE = (7.0, 16.0), (54.0, 58.5)


class NotOfficial(Exception):
    """The file cannot be used; `faults` has one plain line for each reason."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Inddeling:
    """One way to divide Denmark: areas in metres of UTM zone 32, and names, both by code."""

    sort: str
    areas: Mapping[str, Geometry]
    names: Mapping[str, str]


def read(path: Path) -> Inddeling:
    """One file of borders. Raises NotOfficial."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        features: list[Json] = content["features"]
        properties = [_plain(each["properties"]) for each in features]
        shapes = [shapely.force_2d(shape(each["geometry"])) for each in features]
    except OSError as fault:
        raise NotOfficial([f"{path.name}: {fault.strerror}"]) from None
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        raise NotOfficial([f"{path.name}: er ikke GeoJSON med flader"]) from None
    if not features:
        raise NotOfficial([f"{path.name}: er tom"])
    sort, key = _sort(path.name, properties)
    metric = _metric(path.name, shapes)
    _whole(path.name, [str(row[key]) for row in properties], shapes)
    parts, names = defaultdict[str, list[Geometry]](list), dict[str, str]()
    for row, area in zip(properties, shapes, strict=True):
        code = str(row[key]).zfill(4)[:4]  # "1000-1499" is one area
        parts[code].append(area if metric else _mended(in_metres(area)))
        names[code] = next((str(row[name]) for name in NAMES if row.get(name)), "")
    return Inddeling(sort, {code: shapely.union_all(each) for code, each in parts.items()}, names)


def _plain(properties: Json) -> dict[str, Any]:
    """The properties by names without capitals and signs: LAU_1, lau-1 and lau1 are one."""
    return {re.sub(r"[^a-zæøå0-9]", "", name.lower()): value for name, value in properties.items()}


def _sort(file: str, properties: list[dict[str, Any]]) -> tuple[str, str]:
    """Which inddeling this is, and the name of its codes."""
    for sort, (keys, looks) in CODES.items():
        for key in keys:
            if all(re.fullmatch(looks, str(row.get(key, ""))) for row in properties):
                return sort, key
    raise NotOfficial([f"{file}: har hverken kommunekode, politikredskode eller postnummer på alle flader"])


def _metric(file: str, shapes: list[Geometry]) -> bool:
    """Whether they are in metres or in degrees. Their numbers tell, not what the file says of itself."""
    west, south, east, north = shapely.total_bounds(np.array(shapes))
    if _within(EAST, west, east) and _within(NORTH, south, north):
        return True
    if _within(LONGITUDE, west, east) and _within(LATITUDE, south, north):
        return False
    if _within(LATITUDE, west, east) and _within(LONGITUDE, south, north):
        raise NotOfficial([f"{file}: bredde og længde er byttet om"])
    raise NotOfficial([f"{file}: er hverken i grader (WGS84) eller i meter (UTM 32) og i Danmark"])


def _within(limits: tuple[float, float], least: float, most: float) -> bool:
    return limits[0] <= least <= most <= limits[1]


def _mended(area: Geometry) -> Geometry:
    """Corners that lay close together may have changed places on the way to metres."""
    return area if area.is_valid else shapely.make_valid(area, method="structure")


def _whole(file: str, codes: list[str], shapes: list[Geometry]) -> None:
    faults = []
    for code, area in zip(codes, shapes, strict=True):
        if area.geom_type not in {"Polygon", "MultiPolygon"}:
            faults.append(f"{file}: {code} er ikke en flade")
        elif not area.is_valid:
            faults.append(f"{file}: {code} er ugyldig: {shapely.is_valid_reason(area)}")
    if faults:
        raise NotOfficial(faults)
