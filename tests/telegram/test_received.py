"""JSON from outside is read as Python reads it, also where it is odd."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.received import received

SAID = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(SAID, st.booleans())
def test_it_says_what_was_said_escaped_or_not(said: object, escaped: bool) -> None:
    assert received(json.dumps(said, ensure_ascii=escaped).encode()) == said


def test_half_a_surrogate_pair_spoils_no_more_than_its_own_message() -> None:
    batch = b'{"ok":true,"result":[{"update_id":1,"text":"\\ud83d"},{"update_id":2,"text":"hej"}]}'

    assert [each["update_id"] for each in received(batch)["result"]] == [1, 2]


@pytest.mark.parametrize("payload", [b"", b"{", b"<html>", b"\x80", b'{"a":1}}'])
def test_what_is_no_json_is_a_fault(payload: bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        received(payload)
