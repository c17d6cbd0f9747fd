"""Takes official borders in place of the drawn map, when they pass every check."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely import Geometry, Point

from handlers.land import polygons, shapes, source
from handlers.land.geojson import KOMMUNE, POLITIKREDS, POSTNUMMER, Inddeling, NotOfficial
from handlers.land.projection import degrees, metres
from handlers.land.shapes import Shapes
from handlers.land.whereabouts import ASHORE
from handlers.words import table
from handlers.words.rebuild import span

CHRISTIANSOE = "0411"
AT_THE_SPOT = 1.0  # metres
VEJLE, FLENSBURG = (55.7093, 9.5357), (54.7937, 9.4469)
FINE = 12.0  # metres a border may be moved to make it simpler; more where it would still be too long
MOST_CORNERS = 45_000  # what loads in the time there is
OVERLAP = 10_000.0  # square metres that two kommuner may share by how their borders were cut
FOLLOWS = 0.98  # of a kommune's area that its police district must hold
SLIVER = 0.02  # of a postcode's area; what is less is how its border was cut
ALL_OF_IT = 0.995
SOMEWHERE = 0.5  # of a postcode's area that must lie in the kommuner
NAMED = 0.01  # of all places that may lie in another kommune than they are known to
HEADINGS = {
    "kommuner.csv": ("kode", "navn", "kreds", "postnumre"),
    "postnumre.csv": ("fra", "til", "navn", "kommuner", "bredde", "længde"),
}


@dataclass(frozen=True)
class Taken:
    """What an import brought, in plain lines."""

    lines: tuple[str, ...]


def take(found: Iterable[Inddeling], data_dir: Path, *, date: str) -> Taken:
    """Checks the borders and puts them into the data directory. Raises NotOfficial: nothing has changed."""
    given = {each.sort: each for each in found}
    if KOMMUNE not in given:
        raise NotOfficial(["Kommunerne skal være med: de andre inddelinger lægges oven på dem."])
    areas = _checked(given[KOMMUNE].areas)
    folder, lines = data_dir / source.FOLDER, list[str]()
    with tempfile.TemporaryDirectory(prefix="geo-") as made:
        drawn = Shapes("DAGI", date, _simple(areas))
        shapes.write(Path(made) / source.KOMMUNER, drawn)
        lines.append(f"kommuner: {len(areas)}, {drawn.corners} hjørner")
        if POLITIKREDS in given:
            lines += _districts(given[POLITIKREDS].areas, areas, Path(made))
        if POSTNUMMER in given:
            lines += _postcodes(given[POSTNUMMER], areas, Path(made))
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(Path(made).iterdir()):
            shutil.copyfile(file, folder / f"{file.name}.new")
            (folder / f"{file.name}.new").replace(folder / file.name)
    return Taken(tuple(lines))


def _checked(given: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """The kommuner, all 99 of them and nothing else, side by side and where they should be."""
    areas = dict(given)
    if CHRISTIANSOE not in areas:  # It is no kommune, and some editions leave it out.
        areas[CHRISTIANSOE] = polygons.in_metres(polygons.area_of(source.shapes().rings[CHRISTIANSOE]))
    if faults := [*_strangers(areas)] or [*_overlaps(areas), *_misplaced(areas)]:
        raise NotOfficial(faults)
    return areas


def _strangers(areas: Mapping[str, Geometry]) -> Iterator[str]:
    names = {code: name for code, name, *_ in table("kommuner.csv")}
    yield from (f"{names[code]} ({code}) mangler" for code in sorted(names.keys() - areas.keys()))
    yield from (f"{code} er ingen kommunes kode" for code in sorted(areas.keys() - names.keys()))


def _overlaps(areas: Mapping[str, Geometry]) -> Iterator[str]:
    codes, all_of_them = list(areas), list(areas.values())
    first, second = shapely.STRtree(all_of_them).query(all_of_them, predicate="intersects")
    for one, other in zip(first, second, strict=True):
        if one < other and (shared := all_of_them[one].intersection(all_of_them[other]).area) > OVERLAP:
            yield f"{codes[one]} og {codes[other]} overlapper med {shared / 1e6:.2f} km²"


def _misplaced(areas: Mapping[str, Geometry]) -> Iterator[str]:
    """Two points that everybody knows, and all the places that we know the kommune of."""
    codes, tree = list(areas), shapely.STRtree(list(areas.values()))

    def nearest(point: tuple[float, float], within: float) -> set[str]:
        return {codes[at] for at in tree.query_nearest(Point(metres(*point)), max_distance=within)}

    if holders := nearest(FLENSBURG, AT_THE_SPOT):
        yield f"Flensborg ligger i {min(holders)}: kortet er forskudt"
    if "0630" not in nearest(VEJLE, AT_THE_SPOT):
        yield "Vejle ligger ikke i Vejle: kortet er forskudt"
    places = [(row[1], (float(row[2]), float(row[3]))) for row in table("byer.csv")]
    wrong = sum(code not in nearest(point, ASHORE) for code, point in places)
    if wrong > NAMED * len(places) + 1:
        yield f"{wrong} af {len(places)} byer ligger i en anden kommune, end de plejer"


def _simple(areas: Mapping[str, Geometry]) -> dict[str, tuple[shapes.Ring, ...]]:
    """Fewer corners, with borders that two kommuner share still shared; in degrees."""
    fine, whole = FINE, np.array(list(areas.values()))
    while True:
        simpler = shapely.coverage_simplify(whole, fine)
        if shapely.get_num_coordinates(simpler).sum() <= MOST_CORNERS:
            break
        fine *= 1.5
    kept = {
        code: area if not area.is_empty else areas[code] for code, area in zip(areas, simpler, strict=True)
    }
    return {code: polygons.rings_of(polygons.in_degrees(area)) for code, area in kept.items()}


def _districts(given: Mapping[str, Geometry], areas: Mapping[str, Geometry], made: Path) -> list[str]:
    """Each kommune's police district, which follows the kommuner's borders."""
    codes = {dagi: code for code, dagi, *_ in table("kredse.csv")}
    faults = [f"{dagi} er ingen politikreds' kode" for dagi in given.keys() - codes.keys()]
    faults += [f"politikreds {code} ({dagi}) mangler" for dagi, code in codes.items() if dagi not in given]
    rows, moved = [], list[str]()
    for code, name, before, numbers in table("kommuner.csv"):
        share, dagi = max(
            (areas[code].intersection(area).area / areas[code].area, dagi) for dagi, area in given.items()
        )
        if share < FOLLOWS and code != CHRISTIANSOE:
            faults.append(f"{name} ligger kun {share:.0%} i én politikreds")
        now = codes.get(dagi, before) if share >= FOLLOWS else before
        rows.append((code, name, now, numbers))
        moved += [f"{name}: {before} er nu {now}"] if now != before else []
    if faults:
        raise NotOfficial(sorted(faults))
    _write(made / "kommuner.csv", rows)
    return [f"politikredse: {len(given)}", *moved]


def _postcodes(given: Inddeling, areas: Mapping[str, Geometry], made: Path) -> list[str]:
    """Which kommuner each postcode lies in, by area."""
    joined: dict[tuple[str, str], list[Geometry]] = {}
    for code, area in given.areas.items():
        joined.setdefault(span(code), []).append(area)
    before = {(row[0], row[1]): row for row in table("postnumre.csv")}
    codes, tree = list(areas), shapely.STRtree(list(areas.values()))
    rows, changed, faults = dict(before), list[str](), list[str]()
    for key, parts in joined.items():
        area = shapely.union_all(parts)
        shared = [
            (area.intersection(areas[codes[at]]).area / area.area, codes[at]) for at in tree.query(area)
        ]
        if not shared or sum(share for share, _ in shared) < SOMEWHERE:
            faults.append(f"{key[0]} ligger ikke i nogen kommune")
            continue
        kommuner = _shares(shared)
        old = before.get(key)
        latitude, longitude = degrees(*area.representative_point().coords[0])
        point = old[4:6] if old else [f"{latitude:.4f}", f"{longitude:.4f}"]
        rows[key] = [*key, old[2] if old else given.names[key[0]], kommuner, *point]
        if old is None or old[3][:4] != kommuner[:4]:
            changed.append(f"{key[0]}: {old[3] if old else 'ny'} er nu {kommuner}")
    if faults:
        raise NotOfficial(faults)
    _write(made / "postnumre.csv", [rows[key] for key in sorted(rows)])
    return [f"postnumre: {len(joined)}", *changed]


def _shares(shared: list[tuple[float, str]]) -> str:
    """As in the table: "0269:0.61 0265:0.39", the largest first."""
    shared = sorted(shared, reverse=True)
    if shared[0][0] >= ALL_OF_IT:
        return f"{shared[0][1]}:1"
    kept = [(share, code) for share, code in shared if share >= SLIVER] or shared[:1]
    return " ".join(f"{code}:{share:.2f}" for share, code in kept)


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([HEADINGS[path.name], *rows])
