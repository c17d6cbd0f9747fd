"""Pictures that tell more than they show: what cameras and programs write beside the pixels."""

import re
from collections.abc import Iterator

JPEG = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]")
PNG = b"\x89PNG\r\n\x1a\n"
GPS_TAG = (b"\x88\x25\x00\x04\x00\x00\x00\x01", b"\x25\x88\x04\x00\x01\x00\x00\x00")  # big- and little-endian
MARKERS = {
    (0xE1, b"Exif\x00"): "EXIF",
    (0xE1, b"http://ns.adobe.com"): "XMP",
    (0xE2, b"ICC_PROFILE"): "ICC",
    (0xE2, b"MPF"): "flere billeder i ét",
    (0xED, b"Photoshop"): "IPTC",
    (0xFE, b""): "kommentar",
}
CHUNKS = {
    b"eXIf": "EXIF",
    b"iTXt": "tekst",
    b"tEXt": "tekst",
    b"zTXt": "tekst",
    b"tIME": "tidspunkt",
    b"iCCP": "ICC",
}


def notes(data: bytes) -> Iterator[tuple[str, int]]:
    """What each JPEG or PNG anywhere in the data carries beside its pixels, and where."""
    for found in JPEG.finditer(data):
        yield from _jpeg(data, found.start())
    start = data.find(PNG)
    while start >= 0:
        yield from _png(data, start)
        start = data.find(PNG, start + 1)


def _jpeg(data: bytes, start: int) -> Iterator[tuple[str, int]]:
    at = start + 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data) and data[at + 1] not in {0xDA, 0xD9}:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        for (marker, begins), name in MARKERS.items():
            if data[at + 1] == marker and body.startswith(begins):
                gps = name == "EXIF" and any(tag in body for tag in GPS_TAG)
                yield f"JPEG med {name}{' og GPS' if gps else ''}", at
        at += 2 + length


def _png(data: bytes, start: int) -> Iterator[tuple[str, int]]:
    at = start + len(PNG)
    while at + 8 <= len(data) and (name := data[at + 4 : at + 8]) != b"IEND" and name.isalpha():
        if name in CHUNKS:
            yield f"PNG med {CHUNKS[name]}", at
        at += 12 + int.from_bytes(data[at : at + 4], "big")
