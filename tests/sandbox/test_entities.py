"""Formatting: what is read, what is refused, what is found, and how it is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import detect, parse_html, trim, utf16
from bot.sandbox.errors import Refusal
from bot.sandbox.markdown import parse_markdown
from bot.sandbox.render import to_html
from bot.sandbox.texts import formatted


def kinds(source: str) -> list[tuple[str, str]]:
    text, entities = parse_html(source)
    units = text.encode("utf-16-le")
    return [
        (
            entity["type"],
            units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le"),
        )
        for entity in entities
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<b>fed</b> <strong>fed</strong>", [("bold", "fed"), ("bold", "fed")]),
        ("<i>skrå</i><em>skrå</em>", [("italic", "skrå"), ("italic", "skrå")]),
        ("<u>a</u><ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><strike>b</strike><del>c</del>", [("strikethrough", sign) for sign in "abc"]),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', [("spoiler", "a"), ("spoiler", "b")]),
        ("<blockquote>a</blockquote>", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ("<code>a &lt; b &amp;&amp; c</code>", [("code", "a < b && c")]),
        ('<pre><code class="language-py">x</code></pre>', [("pre", "x")]),
        ("🚓 <b>fed</b>", [("bold", "fed")]),
        ("<b>ude <i>inde</i></b>", [("bold", "ude inde"), ("italic", "inde")]),
        ("<b></b>tom", []),
    ],
)
def test_html_is_read(source: str, found: list[tuple[str, str]]) -> None:
    assert kinds(source) == found


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("æ<p>a</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_that_cannot_be_read_is_refused(source: str, why: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {why}"


def test_a_link_carries_its_address() -> None:
    assert parse_html('<a href="https://politi.dk/?a=1&amp;b=2">her</a>')[1] == [
        {"type": "text_link", "offset": 0, "length": 3, "url": "https://politi.dk/?a=1&b=2"}
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start kode", [("bot_command", 0, 6)]),
        ("skriv /hjaelp@bot nu", [("bot_command", 6, 11)]),
        ("tirsdag 7/8 og/eller", []),
        ("🚓 @bo_betjent", [("mention", 3, 11)]),
        ("se https://politi.dk/tip.", [("url", 3, 21)]),
        ("skriv til mig@eksempel.dk", [("email", 10, 15)]),
        ("#fart 5#6", [("hashtag", 0, 5)]),
    ],
)
def test_some_things_are_found_unmarked(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in detect(text)] == found


def test_white_space_around_a_text_is_cut_and_the_entities_move_along() -> None:
    assert formatted(" \n<b> hej </b> ", "HTML") == ("hej", [{"type": "bold", "offset": 0, "length": 3}])


def test_links_inside_code_are_not_found() -> None:
    assert [entity["type"] for entity in formatted("<code>/start</code> /start", "HTML")[1]] == [
        "code",
        "bot_command",
    ]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("*fed* _skrå_ __under__", "fed skrå under", ["bold", "italic", "underline"]),
        ("~a~ ||b|| `c`", "a b c", ["strikethrough", "spoiler", "code"]),
        ("[her](https://politi.dk)", "her", ["text_link"]),
        ("```py\nx = 1```", "x = 1", ["pre"]),
        (">citat\\.\nefter", "citat.\nefter", ["blockquote"]),
        ("1\\. punkt\\!", "1. punkt!", []),
    ],
)
def test_markdown_is_read(source: str, text: str, found: list[str]) -> None:
    words, entities = parse_markdown(source)

    assert (words, [entity["type"] for entity in entities]) == (text, found)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("slut.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*fed", "Can't find end of the entity starting at byte offset 0"),
    ],
)
def test_markdown_that_cannot_be_read_is_refused(source: str, why: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_markdown(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {why}"


def test_what_is_shown_on_the_page_is_safe() -> None:
    text, entities = parse_html('<b>&lt;script&gt;</b> <a href="https://x.dk/&quot;onclick=">her</a>')

    assert to_html(text, entities) == (
        "<b>&lt;script&gt;</b> "
        '<a href="https://x.dk/&quot;onclick=" rel="noopener noreferrer" target="_blank">her</a>'
    )


def test_a_link_that_is_no_web_address_is_shown_as_words() -> None:
    assert (
        to_html("her", [{"type": "text_link", "offset": 0, "length": 3, "url": "javascript:alert(1)"}])
        == "her"
    )


WORDS = st.text(alphabet="a <>&;\n🚓æ", max_size=12)


@given(WORDS)
@settings(max_examples=60)
def test_any_text_without_marks_comes_through_whole(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert parse_html(f"<b>{escaped}</b>")[0] == text


@given(WORDS, WORDS, WORDS)
@settings(max_examples=60)
def test_an_entity_keeps_its_words_when_a_text_is_trimmed(before: str, inside: str, after: str) -> None:
    entity = {"type": "bold", "offset": utf16(before), "length": utf16(inside)}

    text, entities = trim(before + inside + after, [entity])

    units = text.encode("utf-16-le")
    found = [
        units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le") for one in entities
    ]
    assert "".join(found).strip() == inside.strip()
