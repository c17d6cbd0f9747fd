"""Where a photo says it was taken, read from what cameras really write, and from nonsense."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.darkroom.own_place import place_in
from tests.town import photo_taken_at


@pytest.mark.parametrize("point", [(55.457, 12.182), (-33.8568, 151.2153), (40.6892, -74.0445), (0.0, 0.0)])
def test_the_place_is_read_as_the_camera_wrote_it(point: tuple[float, float]) -> None:
    assert place_in(photo_taken_at(*point)) == pytest.approx(point, abs=1e-5)


def with_gps(tags: dict[int, object]) -> bytes:
    made, notes = io.BytesIO(), Image.Exif()
    notes.get_ifd(0x8825).update(tags)
    Image.new("RGB", (8, 8)).save(made, "JPEG", exif=notes)
    return made.getvalue()


ANGLE = (55.0, 27.0, 25.2)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8\xff no picture",
        with_gps({}),
        with_gps({1: "N", 2: ANGLE, 3: "E"}),
        with_gps({2: ANGLE, 4: ANGLE}),
        with_gps({1: "N", 2: (255.0, 0.0, 0.0), 3: "E", 4: (12.0, 0.0, 0.0)}),
        photo_taken_at(55.0, 12.0)[:120],
    ],
)
def test_a_picture_that_does_not_tell_has_no_place(body: bytes) -> None:
    assert place_in(body) is None


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_it(body: bytes) -> None:
    assert place_in(body) is None


@given(st.integers(0, 400), st.integers(0, 255))
def test_no_damaged_photo_breaks_it(at: int, byte: int) -> None:
    body = bytearray(photo_taken_at(55.457, 12.182))
    body[at % len(body)] = byte

    found = place_in(bytes(body))

    assert found is None or (-90 <= found[0] <= 90 and -180 <= found[1] <= 180)
