"""Long texts arrive whole, in pieces that Telegram takes."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.split import length, pieces

WORDS = st.sampled_from(
    ["<b>vej</b>", "fart", "\n\n", " ", "&amp;", "🚗", "<i>Skole <b>vej</b></i>", "x" * 40]
)


def plain(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_a_short_text_stays_in_one_piece() -> None:
    assert pieces("Hej <b>Karla</b>") == ("Hej <b>Karla</b>",)


def test_a_long_text_is_cut_between_paragraphs() -> None:
    text = "a" * 3000 + "\n\n" + "b" * 3000

    assert pieces(text) == ("a" * 3000, "b" * 3000)


def test_an_open_tag_is_closed_and_opened_again() -> None:
    first, second = pieces("<b>" + "a" * 3000 + "\n\n" + "b" * 3000 + "</b>")

    assert (first, second) == ("<b>" + "a" * 3000 + "</b>", "<b>" + "b" * 3000 + "</b>")


def test_signs_outside_the_first_plane_count_twice_as_telegram_counts() -> None:
    assert length("🚗" * 2100) == 4200


@given(st.lists(WORDS, min_size=1, max_size=60))
def test_nothing_is_lost_and_no_piece_is_too_long(parts: list[str]) -> None:
    text = "".join(parts)

    cut = pieces(text, limit=50)

    assert plain("".join(cut)) == plain(text)
    assert all(len(unescape(re.sub(r"<[^>]+>", "", piece))) <= 50 for piece in cut)
    assert all(piece.count("<b>") == piece.count("</b>") for piece in cut)
