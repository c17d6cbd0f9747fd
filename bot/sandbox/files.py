"""Files that were sent: kept in memory, found by file_id or path."""

import struct
from dataclasses import dataclass
from itertools import count
from secrets import token_urlsafe

from .errors import bad_request
from .wire import Json

MARKER = 0xFF
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that tell the size."""
LONGEST_SIDES = (90, 320, 800, 1280)
NORTH, EAST = 90, 180
DOWNLOAD_LIMIT = 20 * 1024 * 1024
FOLDERS = {
    "photo": ("photos", "image/jpeg"),
    "voice": ("voice", "audio/ogg"),
    "sticker": ("stickers", "image/webp"),
}


@dataclass(frozen=True)
class Upload:
    """A file as it arrives."""

    content: bytes
    name: str = "file"
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class StoredFile:
    """A file as Telegram keeps it; `shown` is what messages say about it."""

    id: str
    path: str
    content: bytes
    mime: str
    shown: Json


class Files:
    """Everything uploaded so far."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._sizes: dict[str, list[Json]] = {}
        self._number = count()

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def add(self, upload: Upload, kind: str, **shown: object) -> Json:
        """Keeps a file and returns the object that stands in the message."""
        number = next(self._number)
        folder, mime = FOLDERS.get(kind, ("documents", upload.mime))
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else mime.rpartition("/")[2]
        file_id = f"Ag{kind[:2].upper()}{number:06d}{token_urlsafe(24)}"
        entry: Json = {
            "file_id": file_id,
            "file_unique_id": f"AQAD{number:08x}",
            "file_size": len(upload.content),
            **shown,
        }
        stored = StoredFile(file_id, f"{folder}/file_{number}.{suffix}", upload.content, mime, entry)
        self._by_id[file_id] = self._by_path[stored.path] = stored
        return entry

    def photo(self, upload: Upload) -> list[Json]:
        """The several sizes of a photo, smallest first; every size here carries the same bytes."""
        width, height = image_size(upload.content)
        longest = max(width, height)
        sides = [side for side in LONGEST_SIDES if side < longest] + [min(longest, LONGEST_SIDES[-1])]
        sizes = [
            self.add(
                Upload(upload.content, "photo.jpg", upload.mime),
                "photo",
                width=max(1, width * side // longest),
                height=max(1, height * side // longest),
            )
            for side in dict.fromkeys(sides)
        ]
        self._sizes.update((size["file_id"], sizes) for size in sizes)
        return sizes

    def sizes_of(self, stored: StoredFile) -> list[Json]:
        """All sizes of the photo that this is one size of."""
        return self._sizes[stored.id]


def is_on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= NORTH and abs(longitude) <= EAST


def image_size(content: bytes) -> tuple[int, int]:
    """Width and height from the header of a JPEG, PNG, GIF or WebP; anything else is refused."""
    try:
        size = _header_size(content)
    except (struct.error, IndexError):
        size = None
    if size is None or 0 in size:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return size


def _header_size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while content[at] == MARKER:
        marker = content[at + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + length
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    if content[12:16] == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if content[12:16] == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
