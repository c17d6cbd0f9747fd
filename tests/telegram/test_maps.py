"""A small map is a picture of a few kilobytes with the kommune that is meant, its neighbours and a dot."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.darkroom.maps import DOT, LAND, MEANT, SIZE, WATER, draw
from handlers.land.sketch import Mark, Sketch
from handlers.words import table
from handlers.words.places import kommune

NEARLY = 8  # of 255
KOEGE = Sketch(("0259",), (Mark(55.457, 12.182),))


OWN = {name: tuple(int(name[at : at + 2], 16) for at in (1, 3, 5)) for name in (DOT, LAND, MEANT, WATER)}


def named(pixels: Image.Image) -> dict[str, int]:
    """How many pixels have each of the map's own colours, or nearly: a JPEG keeps none of them exactly."""
    found = dict.fromkeys(OWN, 0)
    for count, colour in pixels.getcolors(SIZE[0] * SIZE[1]) or []:
        for name, own in OWN.items():
            if isinstance(colour, tuple) and max(map(abs, map(int.__sub__, own, colour))) <= NEARLY:
                found[name] += count
    return found


def colours(sketch: Sketch) -> dict[str, int]:
    """The same of a whole map."""
    with Image.open(io.BytesIO(draw(sketch))) as image:
        assert image.size == SIZE
        return named(image)


def test_the_kommune_its_neighbours_the_water_and_the_dot_are_all_there() -> None:
    seen = colours(KOEGE)

    assert seen[MEANT] > 40_000
    assert seen[LAND] > 20_000
    assert seen[WATER] > 10_000
    assert 100 < seen[DOT] < 1_000


def test_without_a_kommune_the_towns_stand_on_all_of_denmark() -> None:
    seen = colours(Sketch((), (Mark(55.93, 11.67, "Nykøbing Sj"), Mark(54.77, 11.87, "Nykøbing F"))))

    assert seen[MEANT] == 0
    assert seen[WATER] > seen[LAND] > 10_000


def test_a_kommune_within_another_is_not_coloured_with_it() -> None:
    with Image.open(io.BytesIO(draw(Sketch(("0101",))))) as image:
        middle = named(image.crop((205, 170, 300, 230)))

    assert middle[LAND] > 500


def test_a_name_is_written_with_danish_letters() -> None:
    """A letter that the typeface lacks is an empty box, the same for all of them."""
    with_oe, with_ae = draw(Sketch((), (Mark(56.0, 10.0, "ø"),))), draw(Sketch((), (Mark(56.0, 10.0, "æ"),)))

    assert with_oe != with_ae


@pytest.mark.parametrize("code", [row[0] for row in table("kommuner.csv")])
def test_every_kommune_can_be_drawn_small(code: str) -> None:
    assert kommune(code)

    picture = draw(Sketch((code,), ()))

    assert len(picture) < 80_000
