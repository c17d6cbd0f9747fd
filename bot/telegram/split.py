"""Long texts in pieces that Telegram takes, cut between paragraphs, with no tag left open."""

import re
from html import unescape

LIMIT = 4096
_TAG = re.compile(r"</?([a-z-]+)[^>]*>")
_PIECE = re.compile(r"<[^>]*>|&[#\w]+;|\s|[^<&\s]+|[<&]")


def length(html: str) -> int:
    """Characters as Telegram counts them: UTF-16 units of the text without its tags."""
    if len(html) * 2 <= LIMIT:
        return len(html)  # far enough below; the exact number matters to nobody
    return _units(unescape(_TAG.sub("", html)))


def pieces(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """The text in order, each piece at most `limit` long; nearly always there is one."""
    if len(html) * 2 <= limit or length(html) <= limit:
        return (html,)
    found: list[str] = []
    rest = html
    while _units(unescape(_TAG.sub("", rest))) > limit:
        cut = _cut(rest, limit)
        opened = _open_at(rest[:cut])
        found.append(rest[:cut].rstrip() + "".join(map(_closing, reversed(opened))))
        rest = "".join(opened) + rest[cut:].lstrip()
    return (*found, rest)


def _cut(html: str, limit: int) -> int:
    """Where the piece ends: after a paragraph, else a line, else a word, else just anywhere."""
    used, places = 0, {"\n\n": 0, "\n": 0, " ": 0}
    for part in _PIECE.finditer(html):
        text = part.group()
        if not text.startswith("<") or text == "<":
            used += _units(unescape(text))
        if used > limit:
            room = limit - (used - _units(unescape(text)))
            return _best(places, limit) or part.start() + _fitting(text, room)
        if text == "\n":
            places["\n\n" if html[part.end() : part.end() + 1] == "\n" else "\n"] = part.start()
        elif text.isspace():
            places[" "] = part.start()
    return len(html)


def _best(places: dict[str, int], limit: int) -> int:
    # A cut in the first half would leave a stump of a message.
    return next((at for at in places.values() if at > limit // 2), 0)


def _fitting(text: str, room: int) -> int:
    if text.startswith("&"):
        return 0
    return next((at for at in range(min(len(text), room), 0, -1) if _units(text[:at]) <= room), 0)


def _open_at(html: str) -> list[str]:
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        if tag.group().startswith("</"):
            if opened:
                opened.pop()
        else:
            opened.append(tag.group())
    return opened


def _closing(tag: str) -> str:
    return _TAG.sub(r"</\1>", tag)


def _units(text: str) -> int:
    return len(text) + sum(1 for sign in text if sign > "\uffff")
