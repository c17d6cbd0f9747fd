"""Guesses from a citizen's own words which kind of request she means, and what she already told."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.words import split, word_list
from handlers.words.lexicon import Hit, Lexicon
from handlers.words.places import Town, named, towns_named
from handlers.words.roads import place_in
from handlers.words.times import spot_when

LONGEST_READ = 1000  # Characters; what matters comes early, and the rest is kept elsewhere.
ASKED, STOP = "asks", "stop"


@dataclass(frozen=True)
class Guess:
    """A kind of request to offer as a button, and the answers that were clear, as words or option keys."""

    kind: str
    answers: dict[str, object]


def guess(text: str) -> Guess | None:
    """What the text clearly is about, to be confirmed; None when in doubt.

    `answers` may hold "problem" (option keys), "where" (words), "town" ("4622 Havdrup", or "4622" where that
    was all) and "when" (words).
    """
    read = text[:LONGEST_READ]
    words = _lexicon().read(split(read))
    hits = _outermost(_lexicon().find(words))
    if any(hit.name == STOP for hit in hits):
        return None
    names = {hit.name for hit in hits}
    kind = max(_kinds(), key=lambda key: (_strength(key, names), -int(_kinds()[key]["rank"])))
    return Guess(kind, _answers(kind, names, read)) if _strength(kind, names) else None


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Without phrases inside another kind's longer one: "sænke hastighedsgrænsen" is not about speeding."""
    return [hit for hit in hits if not any(_holds(other, hit) for other in hits)]


def _holds(outer: Hit, inner: Hit) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    inside = outer.start <= inner.start and inner.end <= outer.end
    return longer and inside and outer.name.partition(".")[0] != inner.name.partition(".")[0]


def _strength(kind: str, names: set[str]) -> int:
    """2 for plain words of this kind, 1 for words that other kinds share, 0 for none or mere surroundings."""
    words = _kinds()[kind]
    found = {name.partition(".")[2] for name in names if name.startswith(f"{kind}.")}
    found -= set(words.get("surroundings", ()))
    return 2 if found - set(words.get("weak", ())) else len(found) and 1


def _answers(kind: str, names: set[str], text: str) -> dict[str, object]:
    problems = [key for key in _kinds()[kind].get("problem", ()) if f"{kind}.{key}" in names]
    place = place_in(text)
    # A road is often named after another town: "Køgevej", "Gammel Køge Landevej".
    town = towns_named(f"{text[: place.start]};{text[place.end :]}" if place else text)
    answers: dict[str, object] = {
        "problem": problems,
        "where": place.text if place else None,
        "town": _as_said(town[0], text) if len(town) == 1 else None,
        "when": spot_when(text),
    }
    return {key: value for key, value in answers.items() if value}


def _as_said(town: Town, text: str) -> str:
    return str(town) if named(town, text) else town.postcode


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    """The kinds' tables, without the words they share."""
    return {key: words for key, words in word_list("kinds.toml").items() if key != "common"}


@cache
def _lexicon() -> Lexicon:
    common = word_list("kinds.toml")["common"]
    phrases: dict[str, list[str]] = {STOP: common["stop"]}
    for kind, words in _kinds().items():
        phrases[f"{kind}.{ASKED}"] = words["asks"]
        phrases |= {f"{kind}.{key}": said for key, said in words.get("problem", {}).items()}
    return Lexicon({"FILLER": common["FILLER"].split()}, phrases, real=common["real"].split())
