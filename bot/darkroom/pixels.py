"""Makes a picture anew from its pixels alone."""

import io

from PIL import Image, ImageOps

SIDE = 2560
QUALITY = 85
MOST_PIXELS = 50_000_000  # refused before a pixel is read; Pillow only warns, and later
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")


def rebuild(body: bytes) -> bytes:
    """A fresh JPEG of at most 2560 px a side with nothing in it but pixels.

    There is no end to what a hostile file makes Pillow's readers raise.
    """
    with Image.open(io.BytesIO(body), formats=FORMATS) as source:
        return _fresh(source)


def _fresh(source: Image.Image) -> bytes:
    if source.width * source.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    # For a photo much larger than needed the JPEG reader can decode at a fraction of the size.
    source.draft("RGB", (SIDE, SIDE))
    upright = ImageOps.exif_transpose(source)
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        clean.paste(upright, mask=upright.getchannel("A"))
    else:
        clean.paste(upright.convert("RGB"))
    made = io.BytesIO()
    clean.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
