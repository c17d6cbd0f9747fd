"""Databases as bytes: what a page break tears apart is sewn together, and a write-ahead log is applied."""

import struct
from collections.abc import Iterator

SQLITE = b"SQLite format 3\x00"
WAL = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
WAL_HEADER, FRAME_HEADER = 32, 24
POSTGRES_PAGE = 8192
POSTGRES_WAL = range(0xD100, 0xD140)  # the versions' page magics, PostgreSQL 13 and later
THREAD = 512  # bytes on each side of a seam


def seams(data: bytes) -> bytes:
    """The ends and beginnings of pages, joined as the database reads on from one to the next.

    SQLite continues a long value on another page behind four bytes, and usually that is the next one.
    PostgreSQL's log puts a header into the middle of a record.
    """
    if data.startswith(SQLITE):
        size = _page_size(data)
        return b"\n".join(_seams(data, size, size, skip=4))
    if data.startswith(WAL):
        size = int.from_bytes(data[8:12], "big")
        return b"\n".join(_seams(data[WAL_HEADER:], size + FRAME_HEADER, size, skip=FRAME_HEADER + 4))
    if int.from_bytes(data[:2], "little") in POSTGRES_WAL:
        return b"\n".join(_seams(data, POSTGRES_PAGE, POSTGRES_PAGE, skip=24))
    return b""


def _seams(data: bytes, stride: int, size: int, *, skip: int) -> Iterator[bytes]:
    offset = stride - size
    for end in range(stride, len(data), stride):
        yield data[max(end - THREAD, end - stride + offset) : end] + data[end + skip : end + skip + THREAD]


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else max(size, 512)


def with_wal(database: bytes, wal: bytes) -> bytes:
    """The database as a reader sees it now, ready to be opened in memory."""
    pages = bytearray(database)
    if wal.startswith(WAL):
        for number, page in _committed(wal):
            start = (number - 1) * len(page)
            if len(pages) < start + len(page):
                pages.extend(bytes(start + len(page) - len(pages)))
            pages[start : start + len(page)] = page
    pages[18:20] = b"\x01\x01"  # a database in memory can have no log beside it
    return bytes(pages)


def _committed(wal: bytes) -> list[tuple[int, bytes]]:
    """The frames up to the last commit of this log's own round; older ones behind them do not count."""
    size, salts = int.from_bytes(wal[8:12], "big"), wal[16:24]
    frames: list[tuple[int, bytes]] = []
    committed = 0
    for start in range(WAL_HEADER, len(wal) - size, size + FRAME_HEADER):
        number, pages_after_commit = struct.unpack_from(">II", wal, start)
        if wal[start + 8 : start + 16] != salts:
            break
        frames.append((number, wal[start + FRAME_HEADER : start + FRAME_HEADER + size]))
        if pages_after_commit:
            committed = len(frames)
    return frames[:committed]
