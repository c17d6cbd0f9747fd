"""Draws a small map: the kommune that is meant, its neighbours, and a dot. No tiles, no network."""

import io
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from handlers.land.shapes import Point, Ring
from handlers.land.sketch import Frame, Mark, Sketch, frame, outlines
from handlers.words.places import kommune

SIZE = (640, 420)
QUALITY = 90  # a tenth of the work of a PNG, and names stay sharp
FINER = 2  # drawn so much larger and made smaller again: soft edges
WATER, LAND, MEANT = "#d6e6f0", "#f4f1ea", "#fbe2a8"
BORDER, OUTLINE, DOT, INK = "#b7b1a3", "#1b4a73", "#c1121f", "#22313f"
FONT = Path(__file__).parent / "fonts" / "IBMPlexSans-Medium.ttf"
KILOMETRES = (1, 2, 5, 10, 20, 50, 100)  # what the scale may say
ABOVE = 24  # how far a label's middle stands above its dot
KM_PER_DEGREE = 111.32

Place = Callable[[Point], tuple[float, float]]


def draw(sketch: Sketch) -> bytes:
    """The map as a JPEG of some thirty kilobytes, which is what Telegram makes of any picture."""
    width, height = (side * FINER for side in SIZE)
    within = _filled(frame(sketch), width / height)
    place = _places(within, width, height)
    image = Image.new("RGB", (width, height), WATER)
    canvas = ImageDraw.Draw(image)
    # The larger first: a kommune that lies within another is drawn over it.
    seen = sorted(outlines(within), key=lambda each: -_extent(each[1]))
    for code, ring in seen:
        corners = [place(point) for point in ring]
        canvas.polygon(corners, fill=MEANT if code in sketch.kommuner else LAND)
        canvas.line([*corners, corners[0]], fill=BORDER, width=FINER)
    for corners in ([place(point) for point in ring] for code, ring in seen if code in sketch.kommuner):
        canvas.line([*corners, corners[0]], fill=OUTLINE, width=3 * FINER, joint="curve")
    _names(canvas, sketch, seen, place)
    for mark in sketch.marks:
        _dot(canvas, place((mark.longitude, mark.latitude)), mark)
    _scale(canvas, within, width, height)
    made = io.BytesIO()
    image.reduce(FINER).save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue()


def _filled(within: Frame, ratio: float) -> Frame:
    """The frame in the picture's shape, where a kilometre is as long both ways."""
    west, south, east, north = within
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrow, north - south
    more_wide, more_high = max(0.0, high * ratio - wide) / narrow / 2, max(0.0, wide / ratio - high) / 2
    return west - more_wide, south - more_high, east + more_wide, north + more_high


def _places(within: Frame, width: int, height: int) -> Place:
    west, south, east, north = within
    across, up = width / (east - west), height / (north - south)
    return lambda point: ((point[0] - west) * across, (north - point[1]) * up)


def _names(canvas: ImageDraw.ImageDraw, sketch: Sketch, seen: list[tuple[str, Ring]], place: Place) -> None:
    """Each kommune's name in the middle of its largest part, where there is room for it and nothing else."""
    taken = [_around(canvas, place((mark.longitude, mark.latitude)), mark) for mark in sketch.marks]
    largest = dict[str, Ring]()
    for code, ring in sorted(seen, key=lambda each: len(each[1])):
        largest[code] = ring
    for code in sorted(largest, key=lambda code: code not in sketch.kommuner):
        found = kommune(code)
        middle = place(_middle(largest[code]))
        box = _box(canvas, middle, found.name if found else code)
        inside = box[0] > 0 and box[1] > 0 and box[2] < SIZE[0] * FINER and box[3] < SIZE[1] * FINER
        if found and inside and not any(_meet(box, other) for other in taken):
            canvas.text(middle, found.name, font=_font(), fill=INK, anchor="mm")
            taken.append(box)


def _dot(canvas: ImageDraw.ImageDraw, at: tuple[float, float], mark: Mark) -> None:
    for radius, colour in ((11, "white"), (8, DOT)):
        size = radius * FINER
        canvas.ellipse((at[0] - size, at[1] - size, at[0] + size, at[1] + size), fill=colour)
    if mark.label:
        above, edge = (at[0], at[1] - ABOVE * FINER), 2 * FINER
        canvas.text(
            above, mark.label, font=_font(), fill=INK, anchor="mm", stroke_width=edge, stroke_fill="white"
        )


def _scale(canvas: ImageDraw.ImageDraw, within: Frame, width: int, height: int) -> None:
    """A line that tells how long a round number of kilometres is."""
    per_pixel = (within[3] - within[1]) * KM_PER_DEGREE / height
    length = max(each for each in KILOMETRES if each <= max(1.0, width * per_pixel / 4))
    left, low = 16 * FINER, height - 16 * FINER
    canvas.line((left, low, left + length / per_pixel, low), fill=INK, width=3 * FINER)
    canvas.text(
        (left, low - 5 * FINER), f"{length} km", font=_font(), fill=INK, anchor="lb", stroke_width=2 * FINER,
        stroke_fill=WATER,
    )  # fmt: skip


def _box(
    canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str
) -> tuple[float, float, float, float]:
    left, top, right, bottom = canvas.textbbox(at, text, font=_font(), anchor="mm")
    return left - 6 * FINER, top - 4 * FINER, right + 6 * FINER, bottom + 4 * FINER


def _around(
    canvas: ImageDraw.ImageDraw, at: tuple[float, float], mark: Mark
) -> tuple[float, float, float, float]:
    """What a dot and its label take up."""
    left, top, right, _ = _box(canvas, (at[0], at[1] - ABOVE * FINER), mark.label or "·")
    return left, top, right, at[1] + ABOVE * FINER


def _extent(ring: Ring) -> float:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return (max(longitudes) - min(longitudes)) * (max(latitudes) - min(latitudes))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _middle(ring: Ring) -> Point:
    """The middle of a shape's area; of a line's points where it has none."""
    area = east = north = 0.0
    for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x * next_y - next_x * y
        area, east, north = area + cross, east + (x + next_x) * cross, north + (y + next_y) * cross
    return (east / (3 * area), north / (3 * area)) if area else ring[0]


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), 15 * FINER)
