"""Memory is for what is needed now: a process of its own tells what it has and where it lies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PICTURES = """
import ctypes
from bot import memory

class Told(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd".split()] + [
        ("rest", ctypes.c_size_t * 5)
    ]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Told
memory.spare()
bytearray(8_000_000)  # freed at once: by itself, malloc keeps the next ones of this size for ever
before = libc.mallinfo2().hblkhd
kept = bytearray(4_000_000)
print(libc.mallinfo2().hblkhd - before)
"""


HEAVY = {
    "PIL": "a picture or a map",
    "alembic": "older tables",
    "babel": "work on the texts",
    "bot.sandbox": "a demo",
    "holidays": "a test",
    "icalendar": "a calendar file",
    "prometheus_client": "somebody who asks for numbers",
    "psycopg": "PostgreSQL",
    "shapely": "the making of a map",
    "sqlalchemy.dialects.postgresql": "PostgreSQL",
    "valkey": "several replicas",
}


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told")
def test_a_picture_lies_apart_and_goes_back_when_it_is_freed() -> None:
    home = Path(__file__).parents[1]

    told = subprocess.run([sys.executable, "-c", PICTURES], cwd=home, capture_output=True, check=True)

    assert int(told.stdout) >= 4_000_000


def test_what_only_some_need_is_not_loaded_for_everybody() -> None:
    home = Path(__file__).parents[1]
    loaded = "import sys, bot.app; print(*sys.modules)"

    told = subprocess.run(
        [sys.executable, "-c", loaded], cwd=home, capture_output=True, text=True, check=True
    ).stdout.split()

    assert HEAVY.keys() & told == set()
