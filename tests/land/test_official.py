"""Official borders take the drawn map's place when they pass every check, and else change nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import shapely
from shapely import Geometry
from shapely.affinity import translate

from bot.cli import main
from handlers.land import geojson, official, source
from handlers.land.geojson import NotOfficial
from handlers.land.shapes import read
from handlers.land.whereabouts import whereabouts
from handlers.words import places
from tests.land.official import districts, kommuner, metric, written

KOEGE, VEJLE_KOMMUNE, SOLROED, ROSKILDE = "0259", "0630", "0269", "0265"


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    source.use(None)


def taken(folder: Path, *files: Path) -> tuple[str, ...]:
    """Imports into a data directory and uses it; gives what was said."""
    lines = official.take([geojson.read(file) for file in files], folder, date="2026-11-28").lines
    source.use(folder)
    return lines


def refused(folder: Path, *files: Path) -> list[str]:
    """The faults of an import; nothing is left behind by it."""
    with pytest.raises(NotOfficial) as refusal:
        taken(folder, *files)
    assert not (folder / "geo").exists()
    return refusal.value.faults


@pytest.mark.parametrize("as_they_are", [lambda area: area, metric], ids=["degrees", "metres"])
def test_official_borders_replace_the_drawn_ones(
    tmp_path: Path, as_they_are: Callable[[Geometry], Geometry]
) -> None:
    file = written(tmp_path / "kommune.geojson", "kommunekode", kommuner(), as_they_are=as_they_are)

    said = taken(tmp_path, file)

    assert said[0].startswith("kommuner: 99, ")
    assert (source.shapes().source, source.shapes().date) == ("DAGI", "2026-11-28")
    found = whereabouts(55.457, 12.182)
    assert found.kommune == places.kommune("Køge")
    assert read(tmp_path / "geo" / source.KOMMUNER).corners < 45_000


def test_christiansoe_may_be_left_out_since_it_is_no_kommune(tmp_path: Path) -> None:
    without = {code: area for code, area in kommuner().items() if code != "0411"}

    taken(tmp_path, written(tmp_path / "k.json", "KOMKODE", without))

    assert whereabouts(55.320, 15.187).kommune == places.kommune("0411")


def test_police_districts_and_postcodes_come_with_the_kommuner(tmp_path: Path) -> None:
    moved = {**districts()}
    moved["1467"] = moved["1467"].difference(kommuner()[KOEGE])
    moved["1466"] = moved["1466"].union(kommuner()[KOEGE])
    half = kommuner()[SOLROED]
    postcodes = {"4600": kommuner()[KOEGE], "4622": half, "9998": kommuner()[ROSKILDE]}

    said = taken(
        tmp_path,
        written(tmp_path / "k.json", "kommunekode", kommuner()),
        written(tmp_path / "p.json", "politikredskode", moved),
        written(tmp_path / "n.json", "postnr", postcodes, names={"9998": "Nyby"}),
    )

    assert "Køge: MVSJ er nu SSJ" in said
    assert places.district_of(KOEGE) == "SSJ"
    assert [each.code for each in places.kommuner_of("4622")] == [SOLROED]
    assert [str(town) for town in places.find_town("Nyby")] == ["9998 Nyby"]
    assert [str(town) for town in places.find_town("Ringsted")] == ["4100 Ringsted"]


def test_a_district_that_cuts_a_kommune_in_two_is_refused(tmp_path: Path) -> None:
    cut = {**districts(), "1467": districts()["1467"].difference(shapely.box(12.1, 55, 13, 56))}

    faults = refused(
        tmp_path,
        written(tmp_path / "k.json", "kommunekode", kommuner()),
        written(tmp_path / "p.json", "politikredskode", cut),
    )

    assert any(re.fullmatch(r"Køge ligger kun \d+% i én politikreds", line) for line in faults), faults


def without_koege() -> Mapping[str, Geometry]:
    return {code: area for code, area in kommuner().items() if code != KOEGE}


def with_a_stranger() -> Mapping[str, Geometry]:
    return {**kommuner(), "0888": shapely.box(7.5, 54.6, 7.6, 54.7)}


def overlapping() -> Mapping[str, Geometry]:
    return {**kommuner(), KOEGE: kommuner()[KOEGE].buffer(0.01)}


def shifted() -> Mapping[str, Geometry]:
    return {code: translate(area, yoff=-0.5) for code, area in kommuner().items()}


def to_the_south_of_the_border() -> Mapping[str, Geometry]:
    wide = kommuner()["0580"].union(shapely.box(9.3, 54.75, 9.5, 54.82))
    return {**kommuner(), "0580": wide}


def crossing_itself() -> Mapping[str, Geometry]:
    return {**kommuner(), KOEGE: shapely.Polygon([(12, 55.4), (12.1, 55.5), (12.1, 55.4), (12, 55.5)])}


def a_line() -> Mapping[str, Geometry]:
    return {**kommuner(), KOEGE: shapely.LineString([(12, 55.4), (12.1, 55.5)])}


@pytest.mark.parametrize(
    ("areas", "fault"),
    [
        (without_koege, "Køge (0259) mangler"),
        (with_a_stranger, "0888 er ingen kommunes kode"),
        (overlapping, "overlapper"),
        (shifted, "Vejle ligger ikke i Vejle: kortet er forskudt"),
        (to_the_south_of_the_border, "Flensborg ligger i 0580: kortet er forskudt"),
        (crossing_itself, "0259 er ugyldig"),
        (a_line, "0259 er ikke en flade"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_wrong_borders_change_nothing(tmp_path: Path, areas: object, fault: str) -> None:
    assert callable(areas)

    faults = refused(tmp_path, written(tmp_path / "k.json", "kommunekode", areas()))

    assert any(fault in line for line in faults), faults


POINT = '{{"features": [{{"properties": {}, "geometry": {{"type": "Point", "coordinates": {}}}}}]}}'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "er ikke GeoJSON"),
        ("[]", "er ikke GeoJSON"),
        ('{"features": []}', "er tom"),
        ('{"features": [{"properties": null, "geometry": null}]}', "er ikke GeoJSON"),
        (POINT.format('{"a": 1}', [9, 56]), "har hverken"),
        (POINT.format('{"kode": "0101"}', [56, 9]), "byttet om"),
        (POINT.format('{"kode": "0101"}', [2, 48]), "Danmark"),
        (POINT.format('{"kode": "0101"}', [9, 56]), "0101 er ikke en flade"),
    ],
)
def test_what_is_no_map_is_told_in_a_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "x.json").write_text(text)

    with pytest.raises(NotOfficial, match=fault):
        geojson.read(tmp_path / "x.json")


def test_districts_alone_are_not_enough(tmp_path: Path) -> None:
    assert (
        "Kommunerne skal være med"
        in refused(tmp_path, written(tmp_path / "p.json", "politikredskode", districts()))[0]
    )


def test_an_operator_imports_and_sees_which_map_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (
        ("TOKEN", "1:abc"),
        ("DISTRICT", "midt-og-vestsjaelland"),
        ("DATA_DIR", str(tmp_path)),
    ):
        monkeypatch.setenv(f"BETJENT_{name}", value)
    good = written(tmp_path / "k.json", "kommunekode", kommuner())
    bad = written(tmp_path / "bad.json", "kommunekode", without_koege())

    codes = []
    for words in (
        ("geo", "show"),
        ("geo", "import", str(bad)),
        ("geo", "import", str(good)),
        ("geo", "show"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(words)
        codes.append(ended.value.code)

    said = capsys.readouterr().out
    assert codes == [0, 1, 0, 0]
    assert said.startswith("react-denmark-map 1.0.0")
    assert "✗ Køge (0259) mangler\nIntet er ændret.\n" in said
    assert "✓ kommuner: 99" in said
    assert said.splitlines()[-1].startswith("DAGI, 20")


def test_looking_up_loads_none_of_the_heavy_libraries() -> None:
    words = (
        "import sys, bot.geo, handlers.route; from handlers.land.whereabouts import whereabouts;"
        "whereabouts(55.5, 12.0); print({'shapely', 'numpy'} & set(sys.modules))"
    )

    said = subprocess.run([sys.executable, "-c", words], capture_output=True, check=True, text=True)

    assert said.stdout == "set()\n"
