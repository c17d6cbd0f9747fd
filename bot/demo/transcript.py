"""A journey as a readable transcript: what each of the three phones shows, as it appears."""

import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from bot.sandbox.groups import Group
from bot.sandbox.model import Message
from bot.sandbox.people import Person

WIDTH = 84
DIM, BOLD, END = "\033[2m", "\033[1m", "\033[0m"


@dataclass(frozen=True, slots=True)
class Phone:
    """One screen that is followed: whose, which chat, and the colour of its lines (an ANSI number)."""

    title: str
    person: Person
    chat: Group | None
    color: int


class Transcript:
    """Prints what is new on the phones since the last look: messages, and edits of those already shown."""

    def __init__(self, phones: Sequence[Phone], *, color: bool, out: TextIO | None = None) -> None:
        self._phones = list(phones)
        self._color = color
        self._out = out or sys.stdout
        self._seen: dict[tuple[int, int], Message] = {}

    def follow(self, phone: Phone) -> None:
        """One more screen."""
        self._phones.append(phone)

    def scene(self, title: str) -> None:
        """A headline between two parts of the journey."""
        self._print("")
        self._print(self._paint(f"━━ {title} ".ljust(WIDTH, "━"), BOLD))

    def remark(self, text: str) -> None:
        """A stage direction."""
        self._print(self._paint(f"   ({text})", DIM))

    def taps(self, who: str, label: str) -> None:
        """Somebody pressed a button."""
        self._print(self._paint(f"   ☞ {who} trykker [{label}]", DIM))

    def toast(self, who: str, text: str) -> None:
        """A word that shows over somebody's screen and goes again."""
        self._print(f"   ◌ {who} ser: {text}")

    def look(self) -> None:
        """Prints everything that has come or changed since the last look."""
        for number, phone in enumerate(self._phones):
            for message in phone.person.screen(phone.chat):
                before = self._seen.get((number, message.id))
                if before is not message and (before is None or _shown(before) != _shown(message)):
                    self._tell(phone, message, changed=before is not None)
                self._seen[number, message.id] = message

    def _tell(self, phone: Phone, message: Message, *, changed: bool) -> None:
        who = "bot" if message.sender.is_bot else message.sender.first_name
        mark = " (ændret)" if changed else ""
        head = f"{phone.title} · {who}{mark}"
        bar = self._paint("│", f"\033[{phone.color}m")
        self._print("")
        self._print(self._paint(f"┌ {head}", f"\033[{phone.color}m"))
        for line in [*_lines(message), *_keys(message)]:
            self._print(f"{bar} {line}")

    def _paint(self, text: str, code: str) -> str:
        return f"{code}{text}{END}" if self._color else text

    def _print(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()


def _shown(message: Message) -> tuple[str, list[list[str]]]:
    return message.text, message.buttons


def _lines(message: Message) -> list[str]:
    carried = [
        name
        for name in ("photo", "document", "location", "venue", "contact", "voice", "sticker")
        if name in message.content
    ]
    marks = [f"({NAMES[name]})" for name in carried[:1]]
    text = message.text.splitlines()
    return [*marks, *(line for part in text for line in textwrap.wrap(part, WIDTH - 2) or [""])]


NAMES = {
    "photo": "billede",
    "document": "fil",
    "location": "kort",
    "venue": "sted",
    "contact": "telefonnummer",
    "voice": "talebesked",
    "sticker": "klistermærke",
}


def _keys(message: Message) -> list[str]:
    return ["  ".join(f"[{label}]" for label in row) for row in message.buttons]
