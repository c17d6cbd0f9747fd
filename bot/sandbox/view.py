"""A message as one person's screen shows it, for the page."""

from datetime import UTC, datetime

from .model import Message, User
from .wire import Json

CARRIED = ("location", "venue", "contact", "sticker", "voice", "document", "poll")


def view(message: Message, viewer: User) -> Json:
    content = message.content
    return {
        "id": message.id,
        "from": {"id": message.sender.id, "name": message.sender.name, "is_bot": message.sender.is_bot},
        "outgoing": message.sender.id == viewer.id,
        "date": _iso(message.date),
        "edited": message.edited is not None,
        "html": message.html,
        "text": message.text,
        "photo": _photo(content),
        "album": message.album,
        **{kind: _carried(content, kind) for kind in CARRIED},
        "service": service_text(message),
        "reply_to": _quote(message.reply_to),
        "forwarded_from": message.forwarded_from.name if message.forwarded_from else None,
        "buttons": [
            [_button(button, row, column) for column, button in enumerate(buttons)]
            for row, buttons in enumerate(message.keyboard)
        ],
        "protected": message.protected,
        "asks_reply": _asks(message, viewer),
    }


def _asks(message: Message, viewer: User) -> bool:
    """Whether this person's phone opens a reply to it by itself: force_reply, which may be for some alone."""
    markup = message.markup or {}
    if not markup.get("force_reply") or message.sender.id == viewer.id:
        return False
    named = any(entity.get("url") == f"tg://user?id={viewer.id}" for entity in message.entities)
    answered = message.reply_to is not None and message.reply_to.sender.id == viewer.id
    return not markup.get("selective") or message.chat.id > 0 or named or answered


def service_text(message: Message) -> str | None:
    """What the grey line in the middle of the chat says; None for ordinary messages."""
    if not message.is_service:
        return None
    content, who = message.content, message.sender.name
    added = ", ".join(member["first_name"] for member in content.get("new_chat_members", []))
    left = content.get("left_chat_member", {}).get("first_name")
    lines = {
        "new_chat_members": f"{who} tilføjede {added}",
        "left_chat_member": f"{left} er ikke længere med i gruppen",
        "pinned_message": f"{who} fastgjorde en besked",
        "new_chat_title": f"{who} kaldte gruppen {content.get('new_chat_title')}",
        "group_chat_created": f"{who} oprettede gruppen",
        "supergroup_chat_created": f"{who} oprettede gruppen",
    }
    return next(
        (line for kind, line in lines.items() if kind in content), "Gruppen er blevet til en supergruppe"
    )


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _photo(content: Json) -> str | None:
    return f"/sandbox/file/{content['photo'][-1]['file_id']}" if "photo" in content else None


def _carried(content: Json, kind: str) -> Json | None:
    """What a message carries besides text; a place in a venue is shown as the venue only."""
    carried: Json | None = content.get(kind)
    if carried is None or (kind == "location" and "venue" in content):
        return None
    if kind == "location":
        return {"lat": carried["latitude"], "lon": carried["longitude"]}
    if kind == "venue":
        place = carried["location"]
        return {
            "title": carried["title"],
            "address": carried["address"],
            "lat": place["latitude"],
            "lon": place["longitude"],
        }
    if "file_id" in carried:
        return {**carried, "url": f"/sandbox/file/{carried['file_id']}"}
    return carried


def _quote(message: Message | None) -> Json | None:
    if message is None:
        return None
    text = message.text or service_text(message) or ""
    return {"id": message.id, "name": message.sender.name, "text": text[:120]}


def _button(button: Json, row: int, column: int) -> Json:
    return {
        "text": button["text"],
        "index": [row, column],
        "url": button.get("url"),
        "copy_text": (button.get("copy_text") or {}).get("text"),
        "style": button.get("style"),
    }
