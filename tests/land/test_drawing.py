"""A drawn map is read as its SVG says."""

from __future__ import annotations

import pytest

from handlers.land.drawing import rings_of

SQUARE = [0j, 9 + 0j, 9 + 9j, 9j]


@pytest.mark.parametrize(
    "path",
    [
        "M0,0L9,0L9,9L0,9Z",
        "M0,0 9,0 9,9 0,9Z",
        "m0,0l9,0l0,9l-9,0z",
        "m0,0 9,0 0,9-9,0z",
        "M0,0H9V9H0Z",
        "M0,0h9v9h-9v-9Z",
        "M0,0c3,0 6,0 9,0v9c-3,0-6,0-9,0Z",
        "M0,0L9,0L9,0L9,.9e1L0,9Z",
    ],
)
def test_every_way_to_draw_a_square_is_the_same_square(path: str) -> None:
    assert rings_of(path) == [SQUARE]


def test_a_curve_that_goes_on_smoothly_takes_its_bend_from_the_one_before() -> None:
    assert rings_of("M0,0c2,0 4,0 6,0s4,0 6,0v9Z") == [[0j, 6 + 0j, 12 + 0j, 12 + 9j]]


def test_a_hole_and_a_second_island_are_rings_of_their_own() -> None:
    assert rings_of("M0,0L9,0L9,9Zm3,3l3,0l0,3Z") == [[0j, 9 + 0j, 9 + 9j], [3 + 3j, 6 + 3j, 6 + 6j]]


def test_a_bend_is_followed_and_a_mere_line_is_no_ring() -> None:
    (ring,) = rings_of("M0,0C0,55 45,100 100,100L100,0Z")

    assert len(ring) > 5
    assert all(abs(point - 100) <= 101 for point in ring)
    assert rings_of("M0,0L9,9Z") == []
