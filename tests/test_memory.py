"""Freed pictures go back to the system: a process of its own tells where its memory lies."""

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


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told")
def test_a_picture_lies_apart_and_goes_back_when_it_is_freed() -> None:
    home = Path(__file__).parents[1]

    told = subprocess.run([sys.executable, "-c", PICTURES], cwd=home, capture_output=True, check=True)

    assert int(told.stdout) >= 4_000_000
