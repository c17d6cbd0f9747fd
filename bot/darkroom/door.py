"""What the rest of the house asks of the darkroom."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict

from bot.darkroom.frames import Json
from bot.darkroom.process import Broken, Darkroom
from handlers.land import source
from handlers.land.sketch import Sketch

_darkroom = Darkroom()  # one for all: a map drawn for one chat warms it for the next


class NotAPicture(Exception):
    """The bytes are no picture, or one that is not safe to open."""


class NotDrawn(Exception):
    """No map came out; what went wrong is its text."""


async def rebuilt(body: bytes) -> bytes:
    """A fresh JPEG of at most 2560 px a side with nothing in it but pixels. Raises NotAPicture."""
    try:
        told, made = await _asked({"do": "rebuild"}, body)
    except Broken:
        raise NotAPicture from None
    if "fault" in told:
        raise NotAPicture
    return made


async def place_in(body: bytes) -> tuple[float, float] | None:
    """Latitude and longitude in degrees that a photo tells of itself; None when it does not."""
    try:
        told, _ = await _asked({"do": "place"}, body)
    except Broken:
        return None
    place = told.get("place")
    return (float(place[0]), float(place[1])) if place else None


async def drawn(sketch: Sketch) -> bytes:
    """The map as a JPEG. Raises NotDrawn."""
    at = source.data_dir()
    try:
        told, made = await _asked({"do": "draw", "data_dir": str(at) if at else "", **asdict(sketch)})
    except Broken:
        raise NotDrawn("the darkroom") from None
    if "fault" in told:
        raise NotDrawn(told["fault"])
    return made


async def _asked(told: Mapping[str, object], body: bytes = b"") -> tuple[Json, bytes]:
    """Once more when it fell over: it may have been somebody else's picture, or the machine."""
    try:
        return await asyncio.to_thread(_darkroom.ask, told, body)
    except Broken:
        return await asyncio.to_thread(_darkroom.ask, told, body)
