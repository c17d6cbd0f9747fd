"""The locks of tips, as plain functions: codes, padding, envelopes, key files and recovery sheets."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.sealing import code, envelope, keys, pad, shares
from handlers.sealing.envelope import Unopened
from handlers.sealing.keys import BadKey, PublicKey, WrongPassphrase

CODE = "7H2KQ9XWB4TN0V1M"


def test_a_code_has_sixteen_characters_that_cannot_be_mistaken() -> None:
    made = {code.fresh() for _ in range(200)}

    assert len(made) == 200
    assert all(len(one) == 16 and not set(one) & set("OILU") for one in made)
    assert code.shown(CODE) == "7H2K-Q9XW-B4TN-0V1M"


@pytest.mark.parametrize(
    "typed",
    [
        "7H2K-Q9XW-B4TN-0V1M", "7h2kq9xwb4tn0v1m", " 7h2k q9xw  b4tn ov1m ", "7H2K–Q9XW–B4TN–OVIM",
        "7h2k.q9xw.b4tn.0vlm", "7H2K_Q9XW_B4TN_0V1M\n",
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert code.canonical(typed) == CODE


@pytest.mark.parametrize("typed", ["", "7H2K", CODE + "7", "7H2KQ9XWB4TN0V1Ø", "jeg vil gerne svare nu"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert code.canonical(typed) is None


@given(some.text(max_size=40))
def test_any_words_are_a_code_or_not(words: str) -> None:
    read = code.canonical(words)

    assert read is None or code.canonical(code.shown(read)) == read


def test_a_code_unlocks_the_same_each_time_and_nothing_elsewhere() -> None:
    here, again, there = (code.ticket(CODE, district) for district in ("sjaelland", "sjaelland", "jylland"))

    assert here == again
    assert here.tag != there.tag
    assert here.seed != there.seed
    assert CODE not in repr(here)
    assert here.tag.hex() not in repr(here)


@given(some.binary(max_size=5000))
def test_padding_hides_the_length_and_gives_the_body_back(body: bytes) -> None:
    hidden = pad.padded(body)

    assert pad.unpadded(hidden) == body
    assert len(hidden) in {1024, 4096, 16384}


@given(some.binary(max_size=3000))
def test_what_was_never_padded_is_refused_or_fits(body: bytes) -> None:
    try:
        inside = pad.unpadded(body)
    except pad.Misfit:
        return
    assert len(inside) + pad.HEAD <= len(body)


@given(some.binary(max_size=200), some.binary(max_size=20), some.integers(0, 1000))
def test_only_the_same_key_and_place_open(body: bytes, about: bytes, at: int) -> None:
    key = envelope.fresh_key()
    locked = envelope.lock(key, body, about)

    assert envelope.unlock(key, locked, about) == body
    spoilt = bytearray(locked)
    spoilt[at % len(locked)] ^= 1
    for other_key, other, other_about in (
        (envelope.fresh_key(), locked, about), (key, bytes(spoilt), about), (key, locked, about + b"x"),
        (key, b"", about), (key, locked[:30], about),
    ):  # fmt: skip
        with pytest.raises(Unopened):
            envelope.unlock(other_key, other, other_about)


def test_a_letter_opens_for_whom_it_is_for() -> None:
    anna, bent = envelope.fresh_pair(), envelope.fresh_pair()
    letter = envelope.post(anna.public, b"hej", b"sag")

    assert envelope.receive(anna.private, letter, b"sag") == b"hej"
    for private, text, about in (
        (bent.private, letter, b"sag"),
        (anna.private, letter, b"x"),
        (anna.private, b"", b""),
    ):
        with pytest.raises(Unopened):
            envelope.receive(private, text, about)


def test_two_letters_of_the_same_words_share_nothing() -> None:
    anna = envelope.fresh_pair()
    one, two = (envelope.post(anna.public, b"hej", b"") for _ in range(2))

    windows = {one[at : at + 8] for at in range(len(one) - 8)}
    assert not any(two[at : at + 8] in windows for at in range(len(two) - 8))


def test_a_public_key_is_read_as_it_was_written_and_never_replaced(tmp_path: Path) -> None:
    key = PublicKey("sjaelland", "2026-11", envelope.fresh_pair().public)
    path = keys.write_public(tmp_path, key)

    assert keys.read_public(path) == key
    assert len(key.fingerprint) == 39
    with pytest.raises(FileExistsError):
        keys.write_public(tmp_path, key)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"owner": "2026-11", "district": "x", "public": "###"}'])
def test_a_file_that_is_no_key_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "2026-11.pub").write_text(text)

    with pytest.raises(BadKey, match=r"2026-11\.pub"):
        keys.read_public(tmp_path / "2026-11.pub")


def test_a_renamed_key_is_refused(tmp_path: Path) -> None:
    path = keys.write_public(tmp_path, PublicKey("x", "2026-11", envelope.fresh_pair().public))

    with pytest.raises(BadKey):
        keys.read_public(path.rename(tmp_path / "2026-12.pub"))


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    path = keys.write_private(tmp_path, "2026-11", envelope.fresh_pair(), "fire gode ord her", None)

    with pytest.raises(WrongPassphrase):
        keys.open_private(path, "fire gode ord")


def test_a_private_key_opens_by_its_passphrase_or_by_two_sheets(tmp_path: Path) -> None:
    pair, recovery = envelope.fresh_pair(), envelope.fresh_key()
    path = keys.write_private(tmp_path, "2026-11", pair, "fire gode ord her", recovery)

    assert keys.open_private(path, "fire gode ord her") == pair
    assert keys.recover_private(path, recovery) == pair
    assert path.stat().st_mode & 0o077 == 0
    assert keys.private_files(tmp_path) == [path]
    with pytest.raises(WrongPassphrase):
        keys.recover_private(path, envelope.fresh_key())


@given(some.binary(min_size=32, max_size=32))
def test_any_two_of_three_sheets_give_the_key_back(key: bytes) -> None:
    sheets = shares.split(key)

    assert [shares.join(one, other) for one, other in permutations(sheets, 2)] == [key] * 6


def test_one_sheet_says_nothing_about_the_key() -> None:
    """For every key there is a second point that fits: here nearly all 256 keys of one byte."""
    sheet = shares.split(bytes(1))[0]
    others = (shares.split(bytes(1))[1] for _ in range(1500))

    assert len({shares.join(sheet, other) for other in others}) > 240


def test_a_slip_of_the_pen_is_seen() -> None:
    one, other, _ = shares.split(bytes(range(32)))
    slip = ("1" if one[7] != "1" else "2").join((one[:7], one[8:]))

    for bad in (slip, one[:-1], "", "ÆØÅ", one):
        with pytest.raises(shares.BadShare):
            shares.join(bad, one if bad == one else other)
    assert shares.join(one.lower().replace("-", " "), other) == bytes(range(32))
