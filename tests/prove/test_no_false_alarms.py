"""What means nothing gives no finding: random bytes, other people's ids, and the project's own files."""

from __future__ import annotations

import hashlib
import os
import random
import struct
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.prove.scan import Scanner
from bot.prove.sinks import Piece, folder
from bot.prove.tokens import Moment, Number, Place, Raw, Text
from tests.conftest import Clock
from tests.tree import HOME

ID = 2**44 + 987654321
TOKENS = (
    Number("nummer", ID),
    Number("besked", 3_987_654_321),
    Text("navn", "Rævehøj Kvadrat"),
    Text("svar", "de sælger nede ved den gamle banegård, altid når det er mørkt, og de er to"),
    Raw("nøgle", bytes(range(40, 72))),
    Place("sted", 55.612345, 12.298765),
    Moment("sendt", Clock().now),
)
SCANNER = Scanner(TOKENS, [bytes(range(16, 48))])


@given(st.binary(max_size=5000))
@settings(max_examples=50)
def test_bytes_without_meaning_give_no_finding(data: bytes) -> None:
    assert SCANNER.scan([Piece("filer", "støj", data)]).findings == []


@given(st.integers(2**33, 2**52).filter(lambda other: other != ID))
@settings(max_examples=20)
def test_another_person_s_id_gives_no_finding(other: int) -> None:
    written = (
        str(other).encode(),
        struct.pack("<q", other),
        hashlib.sha256(str(other).encode()).hexdigest().encode(),
        os.urandom(32),
    )

    assert SCANNER.scan([Piece("filer", "andre", b" ".join(written))]).findings == []


def test_the_project_s_own_files_give_no_finding() -> None:
    pieces = [*folder(HOME / "handlers"), *folder(HOME / "docs"), *folder(HOME / "deploy")]

    assert len(pieces) > 100
    assert SCANNER.scan(pieces).findings == []


def test_many_bytes_against_many_patterns_take_seconds() -> None:
    many = Scanner([*TOKENS, *(Text(f"ord {number}", f"kodeord {number:06}") for number in range(12))])
    noise = random.Random(1).randbytes(5_000_000)  # noqa: S311 - nothing is secret about noise
    begun = time.perf_counter()

    findings = many.scan([Piece("filer", "støj", noise)]).findings

    spent = time.perf_counter() - begun
    print(f"\n{spent * 10:.1f} s for 50 MB mod {many.patterns} mønstre")  # noqa: T201 - read with pytest -s
    assert findings == []
    assert many.patterns > 5000


def test_a_picture_without_notes_and_a_folder_without_files(tmp_path: Path) -> None:
    assert SCANNER.scan(folder(tmp_path)).findings == []
