"""Text with entities, written as HTML that is safe to put into a page."""

from html import escape

from .wire import Json

SIMPLE = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
}


def to_html(text: str, entities: list[Json]) -> str:
    """Escapes everything, then opens and closes a tag wherever an entity begins and ends."""
    units = text.encode("utf-16-le")
    outer_first = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(_render(units, outer_first, 0, len(units) // 2)).replace("\n", "<br>")


def _render(units: bytes, entities: list[Json], start: int, end: int) -> list[str]:
    parts: list[str] = []
    at = start
    while entities:
        entity, rest = entities[0], entities[1:]
        begin, close = max(entity["offset"], at), min(entity["offset"] + entity["length"], end)
        inside = [other for other in rest if other["offset"] < close]
        entities = [other for other in rest if other["offset"] >= close]
        parts.append(_words(units, at, begin))
        content = "".join(_render(units, inside, begin, close))
        parts.append(_wrap(entity, content, _plain(units, begin, close)))
        at = close
    parts.append(_words(units, at, end))
    return parts


def _plain(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", "replace")


def _words(units: bytes, start: int, end: int) -> str:
    return escape(_plain(units, start, end)) if end > start else ""


def _wrap(entity: Json, content: str, plain: str) -> str:
    kind = entity["type"]
    if kind in SIMPLE:
        return f"<{SIMPLE[kind]}>{content}</{SIMPLE[kind]}>"
    if kind == "pre":
        language = entity.get("language")
        inner = f'<code class="language-{escape(language)}">{content}</code>' if language else content
        return f"<pre>{inner}</pre>"
    if kind in ("blockquote", "expandable_blockquote"):
        return f'<blockquote class="{kind.replace("_", " ")}">{content}</blockquote>'
    if kind in ("spoiler", "bot_command", "mention", "hashtag", "date_time"):
        return f'<span class="{kind.replace("_", "-")}">{content}</span>'
    return _link(entity, content, plain)


def _link(entity: Json, content: str, plain: str) -> str:
    kind = entity["type"]
    address = {
        "text_link": entity.get("url", ""),
        "url": plain if "://" in plain else f"http://{plain}",
        "email": f"mailto:{plain}",
        "phone_number": f"tel:{plain}",
    }.get(kind, "")
    if not address.lower().startswith(("http://", "https://", "mailto:", "tel:", "tg://")):
        return content
    return f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">{content}</a>'
