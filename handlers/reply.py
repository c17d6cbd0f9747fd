"""What a handler answers with: plain values that the edge turns into Bot API calls."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.land.sketch import Sketch


class Style(StrEnum):
    """How a button looks where Telegram can colour it."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; exactly one of `data` (at most 64 bytes), `url` and `copy` is set."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    style: Style = Style.PLAIN


Rows = tuple[tuple[Button, ...], ...]


class Keyboard(StrEnum):
    """What stands where the phone's keyboard is."""

    KEEP = "keep"
    REMOVE = "remove"
    LOCATION = "location"  # one button: send my position
    CONTACT = "contact"  # one button: send my number
    REPLY = "reply"  # ask for a reply to this very message


@dataclass(frozen=True, slots=True)
class Say:
    """One message: `text` is Telegram's HTML, at most 4,096 characters after entities."""

    text: str
    rows: Rows = ()
    keyboard: Keyboard = Keyboard.KEEP
    keyboard_text: str = ""  # the label of the one button on a reply keyboard
    photos: tuple[str, ...] = ()  # ids of ready pictures, shown before the text
    sketch: Sketch | None = None  # a map of our own, drawn and shown before the text
    pin: tuple[float, float] | None = None  # latitude, longitude: shown as a map after the text
    # Name and body. The text is its caption then, at most 1,024 characters.
    file: tuple[str, bytes] | None = None
    quiet: bool = False
    reply_to: int | None = None
    # What nobody may keep: it cannot be forwarded or saved, and is deleted after so many minutes.
    gone_after: int = 0
    pictures: tuple[bytes, ...] = ()  # JPEGs that are stored nowhere as such, shown before the text


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one update.

    To a tap, the first message replaces the one that was tapped, unless `fresh` is set; with `spent` the
    tapped one then stays without its buttons. To a photo of an album, the first message replaces the one
    that an earlier photo of the same `album` was answered with.
    `erases` goes first, and what is gone already is as good. `leave` makes the bot leave the chat it was
    asked in.
    """

    says: tuple[Say, ...] = ()
    toast: str = ""
    alert: bool = False
    fresh: bool = False
    spent: bool = False
    album: str = ""
    leave: bool = False
    place: str = ""  # words that say where; the edge may offer addresses that they can mean
    erases: tuple[int, ...] = ()  # messages of this chat that are taken away first
    commands_for: str = ""  # "officer" or "staff": this chat now gets that role's command menu


SILENCE = Reply()


def say(text: str, *rows: tuple[Button, ...]) -> Reply:
    """The usual answer: one message with buttons."""
    return Reply((Say(text, tuple(rows)),))


def toast(text: str, *, alert: bool = False) -> Reply:
    """A word over the screen, at most 200 characters, that leaves the messages as they are."""
    return Reply(toast=text, alert=alert)


def paired(buttons: list[Button], columns: int = 2) -> Rows:
    """Buttons in rows of `columns`, in reading order."""
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))
