"""One update with its optionals settled: who is here, in which chat, and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from handlers.house import House
from handlers.text import Texts, texts

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Typed text; `edited` when an earlier message was changed."""

    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """A position, a venue, or where somebody is just now; degrees."""

    latitude: float
    longitude: float
    title: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """What a venue is called and where it stands; empty for a mere point."""
        return ", ".join(filter(None, (self.title, self.address)))


@dataclass(frozen=True, slots=True)
class Tap:
    """An inline button; `data` may be forged, and is never trusted.

    `label` is what stands on it, `photo` the file of the picture that its message answers, and `found` the
    place that the edge looked up for it.
    """

    data: str
    callback_id: str
    message_id: int | None
    label: str = ""
    photo: str = ""
    found: Pin | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, or an image sent as a file; `album` is equal for those sent together."""

    file_id: str
    size: int
    album: str = ""
    caption: str = ""
    as_file: bool = False


@dataclass(frozen=True, slots=True)
class Phone:
    """A contact card; `own` when it is the sender's own number."""

    number: str
    own: bool


@dataclass(frozen=True, slots=True)
class Odd:
    """Something we cannot use: voice, sticker, poll, file …; `sort` is Telegram's field name."""

    sort: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Our own standing in a chat changed; `present` tells whether we are in it, or not blocked."""

    present: bool
    admin: bool
    title: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with a new id."""

    to_chat: int


What: TypeAlias = Words | Tap | Pin | Picture | Phone | Odd | Membership | Moved


@dataclass(frozen=True, slots=True)
class Visit:
    """One update, as far as anything behind the edge needs to know.

    `lock` is the conversation's key: the person in a private chat (messages and taps alike), else the chat.
    """

    house: House
    update_id: int
    lock: int
    chat_id: int
    person_id: int
    private: bool
    what: What
    language: str
    first_name: str = ""
    chat_title: str = ""
    message_id: int | None = None
    reply_to: int | None = None  # the message of ours that this one replies to
    replied: str = ""  # and its words
    forwarded: bool = False  # somebody else's words, or another chat's

    @property
    def t(self) -> Texts:
        """Texts in the language Telegram names; a person's own choice is kept in storage."""
        return texts(self.language)


def visit_of(update: Json, house: House) -> Visit | None:
    """The visit in an update, or None for what this bot has no use for.

    Raises KeyError or TypeError on a shape that Telegram does not send.
    """
    if tap := update.get("callback_query"):
        return _tapped(update["update_id"], tap, house)
    if member := update.get("my_chat_member"):
        return _membership(update["update_id"], member, house)
    if message := update.get("message"):
        return _message(update["update_id"], message, house, edited=False)
    # Somebody who shares where they are "edits" that message every few seconds.
    if (message := update.get("edited_message")) and "text" in message:
        return _message(update["update_id"], message, house, edited=True)
    return None


def _tapped(update_id: int, tap: Json, house: House) -> Visit | None:
    message = tap.get("message")
    if message is None or "data" not in tap:  # from an inline message: we never send those
        return None
    data = tap["data"]
    what = Tap(data, tap["id"], message.get("message_id"), _label(message, data), _answered(message))
    return _visit(update_id, message["chat"], tap["from"], what, house, message_id=message.get("message_id"))


def _label(message: Json, data: str) -> str:
    """What stands on the button that was tapped."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next((key["text"] for row in rows for key in row if key.get("callback_data") == data), "")


def _answered(message: Json) -> str:
    """The picture, sent as a file, that the tapped message replies to."""
    picture = _picture(message.get("reply_to_message", {}))
    return picture.file_id if picture and picture.as_file else ""


def _membership(update_id: int, change: Json, house: House) -> Visit:
    standing = change["new_chat_member"]["status"]
    what = Membership(
        present=standing in {"member", "administrator", "restricted"},
        admin=standing == "administrator",
        title=change["chat"].get("title", ""),
    )
    return _visit(update_id, change["chat"], change["from"], what, house)


def _message(update_id: int, message: Json, house: House, *, edited: bool) -> Visit | None:
    sender = message.get("from")
    if sender is None:  # a channel speaking, or an anonymous service line
        return None
    replied = message.get("reply_to_message", {})
    ours = replied.get("from", {}).get("id") == house.bot_id
    return _visit(
        update_id,
        message["chat"],
        sender,
        _said(message, edited=edited),
        house,
        message_id=message["message_id"],
        reply_to=replied["message_id"] if ours else None,
        replied=replied.get("text", "") if ours else "",
        forwarded=not FOREIGN.isdisjoint(message),
    )


# What Telegram adds to a message that came from elsewhere.
FOREIGN = frozenset({"forward_origin", "external_reply", "via_bot", "reply_to_story"})


def _said(message: Json, *, edited: bool) -> What:
    if "text" in message:
        return Words(message["text"], edited)
    if "migrate_to_chat_id" in message:
        return Moved(message["migrate_to_chat_id"])
    if card := message.get("contact"):
        return Phone(card["phone_number"], own=card.get("user_id") == message["from"]["id"])
    return _pin(message) or _picture(message) or Odd(_sort(message), message.get("caption", ""))


def _pin(message: Json) -> Pin | None:
    venue = message.get("venue", {})
    spot = venue.get("location") or message.get("location")
    if spot is None:
        return None
    return Pin(spot["latitude"], spot["longitude"], venue.get("title", ""), venue.get("address", ""))


def _picture(message: Json) -> Picture | None:
    album, caption = message.get("media_group_id", ""), message.get("caption", "")
    if sizes := message.get("photo"):
        best = sizes[-1]
        return Picture(best["file_id"], best.get("file_size", 0), album, caption)
    file = message.get("document")
    if file and str(file.get("mime_type", "")).startswith("image/"):
        return Picture(file["file_id"], file.get("file_size", 0), album, caption, as_file=True)
    return None


# Whose phones read Danish more easily than English; everybody else starts in English and can choose.
NORDIC = {"da", "nb", "nn", "no", "sv", "fo", "kl"}

SORTS = (
    *("voice", "audio", "video_note", "video", "animation", "sticker", "document"),
    *("poll", "dice", "story", "game", "checklist"),
)


def _sort(message: Json) -> str:
    return next((sort for sort in SORTS if sort in message), "other")


def _visit(  # noqa: PLR0913 - the one place where a visit is put together
    update_id: int, chat: Json, sender: Json, what: What, house: House, *,
    message_id: int | None = None, reply_to: int | None = None, replied: str = "", forwarded: bool = False,
) -> Visit:  # fmt: skip
    private = chat["type"] == "private"
    return Visit(
        house=house,
        update_id=update_id,
        lock=sender["id"] if private else chat["id"],
        chat_id=chat["id"],
        person_id=sender["id"],
        private=private,
        what=what,
        language="da" if str(sender.get("language_code", "da"))[:2] in NORDIC else "en",
        first_name=sender.get("first_name", ""),
        chat_title=chat.get("title", ""),
        message_id=message_id,
        reply_to=reply_to,
        replied=replied,
        forwarded=forwarded,
    )
