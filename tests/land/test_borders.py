"""The shapes: packed and read again, looked up like any other point in polygon, and quick."""

from __future__ import annotations

import math
import time
import timeit
import tracemalloc
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.land import crosscheck, source
from handlers.land.borders import Borders, borders
from handlers.land.polygons import area_of
from handlers.land.projection import degrees, metres
from handlers.land.shapes import HIGH, SOUTH, STEPS, WEST, WIDE, NotShapes, Point, Ring, Shapes, read, write
from handlers.words import table

LOAD_SECONDS, LOAD_BYTES, LOOK_UP_SECONDS = 0.3, 30_000_000, 50e-6
latitudes, longitudes = st.floats(54.5, 57.8), st.floats(8.0, 15.2)


@cache
def polygons() -> dict[str, shapely.Geometry]:
    """Every kommune as another library sees it: a point is inside when an odd number of rings hold it."""
    return {code: area_of(rings) for code, rings in source.shapes().rings.items()}


def test_every_kommune_and_christiansoe_have_a_shape() -> None:
    assert set(source.shapes().rings) == {code for code, *_ in table("kommuner.csv")}


@settings(deadline=None)  # the first one loads the map
@given(latitudes, longitudes)
def test_a_point_lies_where_another_library_says(latitude: float, longitude: float) -> None:
    point = shapely.Point(longitude, latitude)
    holding = {code for code, shape in polygons().items() if shape.intersects(point)}

    found = borders().kommune_at(latitude, longitude)

    assert found in holding if holding else found is None


@settings(deadline=None)  # the first one loads the map
@given(latitudes, longitudes)
def test_the_nearest_kommune_is_as_far_away_as_another_library_says(
    latitude: float, longitude: float
) -> None:
    near = borders().around(latitude, longitude, 30_000)

    narrow = shapely.transform(shapely.Point(longitude, latitude), lambda xy: xy * _narrow(latitude))
    for code, distance in near[:2]:
        shape = shapely.transform(polygons()[code], lambda xy: xy * _narrow(latitude))
        assert distance == pytest.approx(narrow.distance(shape.boundary), rel=0.02, abs=30)


def _narrow(latitude: float) -> tuple[float, float]:
    return 111_320 * math.cos(math.radians(latitude)), 111_320


corners = st.tuples(st.floats(WEST, WEST + WIDE), st.floats(SOUTH, SOUTH + HIGH))
rings = st.lists(corners, min_size=3, max_size=12).map(tuple)


@given(
    st.dictionaries(
        st.sampled_from(["0101", "0269", "0400"]), st.lists(rings, max_size=3).map(tuple), min_size=1
    )
)
def test_shapes_survive_being_packed_to_within_eight_metres(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, tuple[Ring, ...]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "some.land"

    write(path, Shapes("prøve", "2026-11-28", kept))
    back = read(path)

    assert (back.source, back.date, back.rings.keys()) == ("prøve", "2026-11-28", kept.keys())
    for before, after in zip(_points(kept), _points(back.rings), strict=True):
        assert abs(before[0] - after[0]) <= WIDE / STEPS
        assert abs(before[1] - after[1]) <= HIGH / STEPS


def _points(kept: Mapping[str, tuple[Ring, ...]]) -> list[Point]:
    return [point for code in sorted(kept) for ring in kept[code] for point in ring]


@pytest.mark.parametrize(
    "damage", [b"", b"nothing of ours", b"land 1\n{}\n", b"land 1\n{\n", b"land 1\n[]\nx"]
)
def test_a_damaged_file_is_told_from_a_map(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "k.land").write_bytes(damage)

    with pytest.raises(NotShapes):
        read(tmp_path / "k.land")


def test_half_a_file_is_told_from_a_map(tmp_path: Path) -> None:
    whole = source.find(source.KOMMUNER).read_bytes()
    (tmp_path / "k.land").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(NotShapes):
        read(tmp_path / "k.land")


@given(latitudes, longitudes)
def test_degrees_become_metres_and_degrees_again(latitude: float, longitude: float) -> None:
    assert degrees(*metres(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-7)


def test_a_known_point_has_its_official_metres() -> None:
    # The meridian of the zone: east is 500,000 by definition, and north the length of the arc on GRS80.
    assert metres(55.0, 9.0) == pytest.approx((500_000.0, 6_094_791.42), abs=0.01)
    assert metres(56.0, 15.0)[0] > 870_000


def test_the_places_of_cities_json_lie_in_the_right_kommune() -> None:
    report = crosscheck.places()

    assert len(table(crosscheck.CITIES)) == 435
    assert len(report.differences) <= 4, report  # 99 % of them


def test_our_own_postcodes_and_places_lie_in_one_of_their_kommuner() -> None:
    assert len(crosscheck.middles().differences) <= 7


def measured(act: Callable[[], object], times: int) -> list[float]:
    """Seconds of our own work, whatever else the machine is doing."""
    return timeit.repeat(act, number=1, repeat=times, timer=time.process_time)


def test_the_map_is_light_and_quick() -> None:
    tracemalloc.start()
    land = Borders(source.shapes())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    points = [(float(row[2]), float(row[3])) for row in table(crosscheck.CITIES)]

    load = min(measured(lambda: Borders(source.shapes()), 3))
    look_up = min(measured(lambda: [land.kommune_at(*each) for each in points], 5))

    assert peak < LOAD_BYTES
    assert load < LOAD_SECONDS
    assert look_up / len(points) < LOOK_UP_SECONDS
