"""Reads where a photo says it was taken, from a file that its owner has just allowed us to read for that."""

import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from PIL import ExifTags, Image

from bot.darkroom.pixels import FORMATS

SIXTY = 60
SOUTH_OR_WEST = {"S", "W"}


def place_in(body: bytes) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None when the picture does not tell, or tells nonsense."""
    try:
        with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
            told = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(told, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef)
        longitude = _degrees(told, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef)
    except Exception:  # there is no end to what a hostile file makes Pillow's readers raise
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - the earth
        return None
    return latitude, longitude


def _degrees(told: dict[int, Any], angle: int, ref: int) -> float:
    """Degrees, minutes and seconds as one number. Raises whatever is wrong with them."""
    parts: Sequence[Any] = told[angle]
    whole = sum((float(Fraction(part)) / SIXTY**power for power, part in enumerate(parts)), start=0.0)
    return -whole if str(told[ref]).strip("\0 ").upper() in SOUTH_OR_WEST else whole
