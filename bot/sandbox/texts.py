"""The words of a message as a call gives them: parse mode, entities, lengths."""

from .entities import detect, merge, parse_html, trim, utf16
from .errors import bad_request
from .markdown import parse_markdown
from .params import Params
from .wire import Json

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024


def message_text(params: Params) -> Json:
    """`text` and `entities` of a text message."""
    text, entities = formatted(params.text("text"), params.text("parse_mode"), _given(params, "entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = params.thing("link_preview_options", "link preview options")
    if preview:
        content["link_preview_options"] = preview
    return content


def caption(params: Params) -> Json:
    """`caption` and `caption_entities`, both absent when there are no words."""
    given = _given(params, "caption_entities")
    found = read_caption(params.text("caption"), params.text("parse_mode"), given)
    if found and params.flag("show_caption_above_media"):
        found["show_caption_above_media"] = True
    return found


def read_caption(words: str, parse_mode: str, entities: list[Json] | None) -> Json:
    text, found = formatted(words, parse_mode, entities)
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def formatted(source: str, parse_mode: str, entities: list[Json] | None = None) -> tuple[str, list[Json]]:
    """Trimmed text with all its entities."""
    mode = parse_mode.lower()
    if mode == "html":
        text, marked = parse_html(source)
    elif mode in ("markdown", "markdownv2"):
        text, marked = parse_markdown(source, old=mode == "markdown")
    elif mode in ("", "none"):
        text, marked = source, _checked(source, entities or [])
    else:
        raise bad_request("unsupported parse_mode")
    text, marked = trim(text, marked)
    return text, merge(marked, detect(text))


def _given(params: Params, name: str) -> list[Json] | None:
    return params.things(name, "MessageEntity") if name in params.raw else None


def _checked(text: str, entities: list[Json]) -> list[Json]:
    """Entities outside the text are dropped, as Telegram does."""
    end = utf16(text)
    return [
        entity for entity in entities if 0 <= entity["offset"] < entity["offset"] + entity["length"] <= end
    ]
