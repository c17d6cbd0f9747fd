"""What files hide: packed members however deep, torn pages, times however written, notes in pictures."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import sqlite3
import uuid
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from bot.prove.layers import ZSTD, Unread, layers
from bot.prove.pages import with_wal
from bot.prove.pictures import notes
from bot.prove.times import times, times_at_all
from bot.prove.tokens import Moment
from storage.dump import sqlite_rows
from tests.town import photo

AT = datetime(2026, 11, 23, 8, 30, 5, tzinfo=UTC)
WORDS = b"ord, der er skjult " * 3


# Packed members.


@given(before=st.binary(max_size=200), after=st.binary(max_size=200))
@settings(max_examples=30)
def test_a_member_in_the_middle_of_anything_is_unpacked(before: bytes, after: bytes) -> None:
    for pack in (gzip.compress, zlib.compress):
        assert any(WORDS in held for _, held in layers(before + pack(WORDS) + after))


def test_a_member_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = zlib.compress(WORDS + bytes(range(256)) * 40)

    assert any(WORDS in held for _, held in layers(whole[:-20]))


def test_lines_of_base64_are_read_as_one() -> None:
    letter = base64.encodebytes(gzip.compress(WORDS * 20 + bytes(range(256))))

    [(how, held)] = [layer for layer in layers(letter) if layer[0] == "base64"]
    assert b"\n" in letter.strip()
    assert any(WORDS in inner for _, inner in layers(held)), how


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, bz2.compress, lzma.compress])
def test_what_follows_a_member_is_left_to_itself(pack: Callable[[bytes], bytes]) -> None:
    follows = bytes(range(256)) * 2000

    held = [
        held for how, held in layers(pack(WORDS) + follows + pack(b"et andet " * 9)) if " ved byte " in how
    ]

    assert [each for each in held if len(each) > 20] == [WORDS, b"et andet " * 9]


@pytest.mark.skipif(bool(ZSTD), reason="this Python unpacks it")
def test_what_cannot_be_unpacked_here_is_told() -> None:
    with pytest.raises(Unread, match="zstd"):
        list(layers(b"... \x28\xb5\x2f\xfd ..."))


# Pages.


def test_a_log_is_applied_up_to_its_last_commit(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as writer, closing(sqlite3.connect(path)) as other:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA cache_size=1")
        writer.execute("CREATE TABLE t (a TEXT)")
        writer.execute("INSERT INTO t VALUES ('gemt')")
        writer.commit()
        other.execute("PRAGMA cache_size=1")
        other.executemany("INSERT INTO t VALUES (?)", [("ikke gemt" * 100,) for _ in range(100)])
        main, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()

        rows = dict(sqlite_rows(with_wal(main, log)))

        assert b"ikke gemt" in log
        assert rows["t"] == b"gemt"


# Times.

WAYS = {
    "seconds": str(int(AT.timestamp())),
    "milliseconds": str(int(AT.timestamp() * 1000)),
    "microseconds": str(int(AT.timestamp() * 1_000_000)),
    "seconds with decimals": f"{AT.timestamp():.3f}",
    "ISO": AT.isoformat(),
    "SQL": f"{AT:%Y-%m-%d %H:%M:%S.000000}",
    "Danish clock": f"{AT + timedelta(hours=1):%Y-%m-%d %H:%M}",
    "Danish date": f"{AT + timedelta(hours=1):%d-%m-%Y kl. %H.%M}",
    "a file's name": f"backup-{AT:%Y%m%d-%H%M%S}.gz",
    "compact": f"{AT:%Y%m%dT%H%M%SZ}",
    "mail": f"{AT:%a, %d %b %Y %H:%M:%S +0000}",
    "access log": f"[{AT:%d/%b/%Y:%H:%M:%S +0000}]",
    "julian day": f"{AT.timestamp() / 86400 + 2440587.5:.6f}",
    "UUID 7": str(uuid.UUID(int=int(AT.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | 12345)),
}


@pytest.mark.parametrize("written", WAYS.values(), ids=WAYS)
def test_a_time_within_ten_minutes_is_seen_however_it_is_written(written: str) -> None:
    data = f"x {written} y".encode()

    for near in (-590, 0, 590):
        assert list(times(data, [Moment("sendt", AT + timedelta(seconds=near))]))
    for far in (-700, 700):
        assert not list(times(data, [Moment("sendt", AT + timedelta(seconds=far))]))


def test_a_week_is_no_time() -> None:
    assert not list(times_at_all(b"2026-W47 2026-11 44 7123456"))
    assert list(times_at_all(b"2026-11-23 08:00"))


# Pictures.


def test_a_picture_s_notes_are_seen_wherever_it_lies() -> None:
    noted, bare, png = photo(made_at="hjemme"), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(bare, "JPEG")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Karla")
    Image.new("RGB", (4, 4)).save(png, "PNG", pnginfo=text)

    assert list(notes(b"..." + bare.getvalue())) == []
    assert [note for note, _ in notes(b"..." + noted + bare.getvalue())] == ["JPEG med EXIF"]
    assert [note for note, _ in notes(png.getvalue())] == ["PNG med tekst"]


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        ({"comment": b"taget af Karla"}, "kommentar"),
        ({"icc_profile": b"profil" * 30}, "ICC"),
        ({"xmp": b"<x:xmpmeta/>"}, "XMP"),
    ],
    ids=str,
)
def test_every_sort_of_note_in_a_jpeg_is_seen(extra: dict[str, bytes], name: str) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (4, 4)).save(kept, "JPEG", **extra)

    assert [note for note, _ in notes(kept.getvalue())] == [f"JPEG med {name}"]
