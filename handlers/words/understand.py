"""Guesses from a citizen's own words which kind of request she means, and what she already told."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.requests import kinds
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


def guess(text: str, among: Collection[str] | None = None) -> Guess | None:
    """What the text clearly is about, to be confirmed; None when in doubt, or when it is not `among` these.

    `answers` may hold "where" (words), "town" ("4622 Havdrup", or "4622" where that was all), "when" (words),
    and option keys by the key of the question they answer, such as "problem".
    """
    read = text[:LONGEST_READ]
    hits = _hits(read)
    if _stops(hits):
        told = "\n".join(line for line in read.splitlines() if not _stops(_hits(line)))
        return guess(told, among) if told and told != read else None
    names = {hit.name for hit in hits}
    kind = max(_kinds(), key=lambda key: (_strength(key, names), -int(_kinds()[key]["rank"])))
    if not _strength(kind, names) or (among is not None and kind not in among):
        return None
    return Guess(kind, _answers(kind, names, read))


def _hits(text: str) -> list[Hit]:
    return _outermost(_lexicon().find(_lexicon().read(split(text))))


def _stops(hits: list[Hit]) -> bool:
    return any(hit.name == STOP for hit in hits)


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
    return {key: value for key, value in {**_heard(kind, text), **answers}.items() if value}


def _heard(kind: str, text: str) -> dict[str, object]:
    """What the kind's own obligatory questions hear in her words; those with phrases of their own do not."""
    declared, told = kinds().get(kind), _kinds()[kind].keys()
    steps = declared.order.steps if declared else ()
    return {step.key: step.hears(text) for step in steps if not step.optional and step.key not in told}


def _as_said(town: Town, text: str) -> str:
    return str(town) if named(town, text) else town.postcode


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    """The tables of the word list and what each kind says of itself, without the words they share."""
    listed = {key: words for key, words in word_list("kinds.toml").items() if key != "common"}
    declared = {
        kind.key: {"rank": kind.rank, "asks": list(kind.asks)} for kind in kinds().values() if kind.asks
    }
    return {**declared, **listed}


@cache
def _lexicon() -> Lexicon:
    common = word_list("kinds.toml")["common"]
    phrases: dict[str, list[str]] = {STOP: common["stop"]}
    for kind, words in _kinds().items():
        phrases[f"{kind}.{ASKED}"] = words["asks"]
        phrases |= {f"{kind}.{key}": said for key, said in words.get("problem", {}).items()}
    return Lexicon({"FILLER": common["FILLER"].split()}, phrases, real=common["real"].split())
