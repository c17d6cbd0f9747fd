"""Formatted text the way Telegram reads it: HTML with its few tags, and links and commands found unmarked."""

import html
import re
from dataclasses import dataclass

from .errors import bad_request
from .wire import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}

TOKEN = re.compile(r"<[^>]*>?|&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});?|[^<&]+|&")
ATTRIBUTE = re.compile(r"""([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)']|\bt\.me/[\w/?=+-]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b(?!/))"
    r"|(?P<mention>(?<!\w)@\w{3,32}\b)"
    r"|(?P<hashtag>(?<!\w)#(?=\w*[^\W\d])\w{1,256}\b)"
)


@dataclass
class _Open:
    tag: str
    at: int
    begin: int
    attributes: dict[str, str]


def utf16(text: str) -> int:
    """Length as Telegram counts offsets: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of Telegram's HTML; raises the refusal Telegram gives for what it cannot read."""
    if "<" not in source and "&" not in source:
        return source, []
    text: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    length = 0
    for match in TOKEN.finditer(source):
        token = match.group()
        if token.startswith("</"):
            _close(source, match.start(), token, stack, length=length, entities=entities)
        elif token.startswith("<"):
            stack.append(_opened(source, match.start(), token, length))
        else:
            piece = html.unescape(token) if token.startswith("&") and len(token) > 1 else token
            text.append(piece)
            length += utf16(piece)
    if stack:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return "".join(text), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def detect(text: str) -> list[Json]:
    """The entities nobody has to mark: links, commands, mentions, addresses and hashtags."""
    if not any(sign in text for sign in "/@#"):
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for match in FOUND.finditer(text)
    ]


def merge(marked: list[Json], found: list[Json]) -> list[Json]:
    """Adds found entities where no code or link is marked already."""
    if not found:
        return marked
    closed = [entity for entity in marked if entity["type"] in ("code", "pre", "text_link", "text_mention")]
    free = [entity for entity in found if not any(_overlap(entity, other) for other in closed)]
    return sorted(marked + free, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cuts white space off both ends and moves the entities along."""
    short = text.strip()
    if short == text or not entities:
        return short, entities
    cut = utf16(text[: len(text) - len(text.lstrip())])
    end = utf16(short)
    moved = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        close = min(entity["offset"] + entity["length"] - cut, end)
        if close > begin:
            moved.append({**entity, "offset": begin, "length": close - begin})
    return short, moved


def _overlap(one: Json, other: Json) -> bool:
    starts_before = int(one["offset"]) < int(other["offset"]) + int(other["length"])
    return starts_before and int(other["offset"]) < int(one["offset"]) + int(one["length"])


def _opened(source: str, at: int, token: str, length: int) -> _Open:
    offset = len(source[:at].encode())
    tag = re.split(r"[\s/>]", token[1:], maxsplit=1)[0].lower()
    if not token.endswith(">"):
        raise _unreadable(f"Unclosed start tag at byte offset {offset}")
    if tag not in TAGS:
        raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {offset}')
    found = ATTRIBUTE.findall(token[1 + len(tag) : -1])
    attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    return _Open(tag, at, length, attributes)


def _close(
    source: str, at: int, token: str, stack: list[_Open], *, length: int, entities: list[Json]
) -> None:
    offset = len(source[:at].encode())
    if not stack:
        raise _unreadable(f"Unexpected end tag at byte offset {offset}")
    opened = stack.pop()
    tag = token[2:].rstrip(">").strip().lower()
    if not token.endswith(">"):
        raise _unreadable(f"Unclosed end tag at byte offset {offset}")
    if tag not in ("", opened.tag):
        expected = f'expected "</{opened.tag}>", found "</{tag}>"'
        raise _unreadable(f"Unmatched end tag at byte offset {offset}, {expected}")
    if length > opened.begin:
        _add(entities, opened, length - opened.begin)


def _add(entities: list[Json], opened: _Open, length: int) -> None:
    entity: Json = {"type": TAGS[opened.tag], "offset": opened.begin, "length": length}
    attributes = opened.attributes
    if opened.tag == "a":
        if not _is_link(attributes.get("href", "")):
            return
        entity["url"] = attributes["href"]
    elif opened.tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif opened.tag == "tg-time":
        entity["unix_time"] = int(attributes.get("unix") or 0)
        entity["date_time_format"] = attributes.get("format", "")
    elif opened.tag == "pre":
        _take_language(entities, entity)
    elif opened.tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    entities.append(entity)


def _take_language(entities: list[Json], pre: Json) -> None:
    """`<pre><code class="language-x">` is one entity, not two."""
    last = entities[-1] if entities else {}
    if last.get("type") == "code" and (last["offset"], last["length"]) == (pre["offset"], pre["length"]):
        language = entities.pop().get("language")
        if language:
            pre["language"] = language


def _is_link(address: str) -> bool:
    return bool(re.match(r"(?:https?|tg|mailto|tel|ton)://?|mailto:|tel:|[\w-]+(?:\.[\w-]+)+", address))


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")
