"""A tip in a terminal: plain words, and nothing that a terminal could take for an order."""

import re
import unicodedata
from html import unescape

from handlers.reader.screens import STATES
from handlers.text import texts
from handlers.tips.content import CLOSED, Status, Way
from handlers.tips.reading import Page, name_of
from handlers.tips.shown import told_text
from storage.tip_models import Tip

DA = texts("da")
TAG = re.compile(r"<[^>]*>")
ORDERS = ("Cc", "Cf", "Co", "Cs")  # kinds of characters that move a cursor, or turn the direction of words


def plain(html: str) -> str:
    """The words of a text as Telegram would show them, without what is no word."""
    words = unescape(TAG.sub("", html))
    return "".join(each for each in words if each == "\n" or unicodedata.category(each) not in ORDERS)


def listed(tip: Tip) -> str:
    """A line about a tip, which says nothing of what is in it."""
    urgent = "  HASTER" if tip.urgent and tip.status not in CLOSED else ""
    state = DA.plain(STATES[Status(tip.status)])
    return f"{name_of(tip.id)}  uge {int(tip.week[-2:])}  {state}{urgent}"


def page(tip: Tip, seen: Page) -> list[str]:
    """The whole tip, line by line."""
    lines = [listed(tip), "", *plain(told_text(seen.told, DA)).splitlines()]
    for letter in seen.letters:
        who = "I spurgte" if letter.way == Way.ASKED else "Nyt fra tipgiver"
        lines += ["", f"{who}:", *_words(letter.text or "(kan ikke åbnes her: nøglen mangler)")]
    if seen.summary:
        lines += ["", "Resumé uden personer:", *_words(seen.summary)]
    return lines


def summary(tip: Tip, words: str) -> list[str]:
    """What an officer was given."""
    return [f"{name_of(tip.id)}: resumé uden personer af et anonymt tip", "", *_words(words)]


def _words(words: str) -> list[str]:
    return plain(DA("{words}", words=words)).splitlines()
