"""Somebody taps and types without any plan: every screen can be sent, and no draft becomes two cases."""

from __future__ import annotations

import random
import re

import pytest

from handlers.requests import kinds
from handlers.visit import Odd, Phone, Picture, Pin, What, Words
from storage.models import Case
from tests.desk import BO, KARLA, Desk, Someone, a_house

SAID = (
    "/start",
    "/bestil",
    "/mine",
    "/privatliv",
    "/sprog",
    "/annuller",
    "/arrangementer",
    "min mand slår mig",
    "foredrag om svindel",
    "er du ægte",
    "/start abc",
    "/@",
    "/",
    "",
    " ",
    "\x00",
    "tilbage",
    "spring over",
    "videre",
    "send",
    "ved ikke",
    "behold",
    "annuller",
    "hjælp",
    "hej",
    "ja",
    "x" * 2500,
    "støj",
    "Skolevej, 4320 Lejre",
    "Skolevej",
    "8000 Aarhus",
    "Nykøbing",
    "hverdage 7-8",
    "20123456",
    "<b>&{x}</b>",
)
SENT: tuple[What, ...] = (
    Pin(55.6, 12.0, "<Netto> {a}"),
    Pin(48.0, 2.0),
    Picture("file", 1, "album"),
    Picture("file", 1, "", "<i> {x}"),
    Phone("+4520123456", own=True),
    Odd("voice"),
    Words("rettet", edited=True),
)
STEPS = 30
KINDS = tuple(f"m:new:{key}" for key in kinds())
FORWARD = (":send", ":rest", ":done", ":add", *KINDS)
MARKUP = re.compile(r"</?(?:b|i|pre|blockquote)>|&(?:amp|lt|gt);")


@pytest.mark.parametrize("offered", ["traffic_check", "*"])
@pytest.mark.parametrize("seed", range(8))
def test_no_wandering_breaks_a_screen(seed: int, offered: str) -> None:
    chance, desk = random.Random(seed), Desk(a_house(kinds=[offered]))  # noqa: S311 - a walk that can be repeated, not a secret
    who = chance.choice((KARLA, BO))
    desk.hires(BO, staff=True, officer=True)

    for _ in range(STEPS):
        step(desk, who, chance)
        desk.repeats()
        for text in desk.texts(who)[-3:]:
            assert not set("<>&") & set(MARKUP.sub("", text)), text

    sent = [case.draft_id for case in desk.all(Case) if case.draft_id]
    assert len(sent) == len(set(sent))


def step(desk: Desk, who: Someone, chance: random.Random) -> None:
    buttons = desk.buttons(who)
    forward = [button for button in buttons[-14:] if button[1].endswith(FORWARD) or ":t:" in button[1]]
    roll = chance.random()
    if buttons and roll < 0.6:
        message_id, data = chance.choice(forward if forward and chance.random() < 0.7 else buttons)
        desk.presses(who, data, message_id=message_id)
    elif roll < 0.9:
        desk.says(who, chance.choice(SAID))
    else:
        desk.sends(who, chance.choice(SENT))
