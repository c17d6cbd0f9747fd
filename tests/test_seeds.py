"""Every initiative of the two plans has its place in the product, or a reason and what does it instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from bot.settings import DISTRICTS
from handlers.commands import COMMANDS
from handlers.handoff.cards import BY_KEY
from handlers.partners import TITLES
from handlers.profile import read_profile
from handlers.requests import kinds
from handlers.rules.sweeps import SWEEPS
from tests.tree import HOME

SEEDS = 73
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
PLACE = re.compile(r"`([^`]+)`")
ROWS = ROW.findall((HOME / "docs" / "seeds.md").read_text(encoding="utf-8"))


def is_topic(key: str) -> bool:
    """In every district that is shipped."""
    return all(key in read_profile(profile).topics for profile in DISTRICTS.glob("*.toml"))


SORTS: Mapping[str, Callable[[str], bool]] = {
    "kind": lambda key: key in kinds(),
    "card": lambda key: key in BY_KEY,
    "topic": is_topic,
    "sort": lambda key: key in TITLES,
    "sweep": lambda key: any(sweep.name == key for sweep in SWEEPS),
}


def exists(place: str) -> bool:
    if place.startswith("/"):
        return any(f"/{command.name}" == place for command in COMMANDS)
    sort, _, key = place.partition(":")
    return SORTS[sort](key) if sort in SORTS else (HOME / place).is_file()


def test_every_row_is_there_once_and_in_order() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, SEEDS + 1))


@pytest.mark.parametrize(
    ("number", "where"), [(row[0], row[2]) for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_row_names_places_that_exist_and_what_is_not_here_says_what_is_instead(
    number: str, where: str
) -> None:
    places = PLACE.findall(where)

    assert places, number
    assert [place for place in places if not exists(place)] == []
    assert "*Not here:*" not in where or "instead" in where


@pytest.mark.parametrize(
    "place",
    [
        "kind:nothing",
        "card:nothing",
        "topic:nothing",
        "sort:nothing",
        "sweep:nothing",
        "/nothing",
        "no/file.py",
    ],
)
def test_a_place_that_is_gone_is_seen(place: str) -> None:
    assert not exists(place)


def test_every_kind_and_every_card_serves_some_row() -> None:
    named = {place for _, _, where in ROWS for place in PLACE.findall(where)}

    assert {f"kind:{key}" for key in kinds()} <= named
    assert {f"card:{key}" for key in BY_KEY} <= named
