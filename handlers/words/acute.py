"""Sees, in any message, that something acute is going on and 112 or 114 comes first."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from handlers.words import split, word_list
from handlers.words.lexicon import Hit, Lexicon

LONGEST_READ = 4000  # Characters; nobody in danger writes more, and a flood must stay cheap.
_SENTENCE_END = re.compile(r"[.!?;:\n]+|\b(?:men|but)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Acute(StrEnum):
    """What has to be said before anything else."""

    DANGER = "danger"
    SCHOOL_DEAL = "school_deal"  # Politigaranti: open sale of drugs at a school is gone to at once.


def acute(text: str) -> Acute | None:
    """What makes this message acute, or None. Meant for every message a citizen writes."""
    words = _lexicon().read(split(text[:LONGEST_READ]))
    classes = _lexicon().classes_in(words)
    if _is_cry(words, classes):
        return Acute.DANGER
    hits = _lexicon().find(words)
    if hits and any(_is_danger(sentence, classes) for sentence in _sentences(text)):
        return Acute.DANGER
    return Acute.SCHOOL_DEAL if _is_school_deal(classes) else None


def _is_cry(words: list[str], classes: set[str]) -> bool:
    """The whole message is a call for help or an alarm, or it begins with a call and a scene follows."""
    if classes.isdisjoint({"CRY", "ALARM"}):
        return False
    classes_of = _lexicon().classes
    if all(classes_of(word) & {"CRY", "ALARM", "CRY_FILLER", "NOW", "SURE_NOW"} for word in words):
        return True
    begins = "CRY" in classes_of(words[0])
    return begins and "SCENE" in classes and classes.isdisjoint({"TOPIC", "MAYBE", "DATED"})


def _sentences(text: str) -> Iterator[list[str]]:
    for sentence in _SENTENCE_END.split(text[:LONGEST_READ]):
        words = split(sentence)
        if words:
            yield _lexicon().read(words)


def _is_danger(words: list[str], message: set[str]) -> bool:
    """`message` is the classes of the whole message: "now" may stand in another sentence."""
    classes = _lexicon().classes_in(words)
    if _is_told_of(words, classes):
        return False
    hits = [hit for hit in _lexicon().find(words) if not _is_denied(hit, words)]
    if any(hit.name == "sure" for hit in hits):
        return True
    return bool(hits) and not {"NOW", "SURE_NOW"}.isdisjoint(classes | message & {"SURE_NOW"})


def _is_told_of(words: list[str], classes: set[str]) -> bool:
    """Past, habit, worry or topic. "Lige nu" outweighs them all but a date: then it is over."""
    if "SURE_NOW" in classes:
        return False
    if any(_YEAR.fullmatch(word) for word in words):
        return True
    return not classes.isdisjoint({"DATED", "BEFORE", "HABIT", "MAYBE", "TOPIC"})


def _is_denied(hit: Hit, words: list[str]) -> bool:
    around = words[max(hit.start - 1, 0) : hit.start] + words[hit.end : hit.end + 1]
    return any("NO" in _lexicon().classes(word) for word in around)


def _is_school_deal(classes: set[str]) -> bool:
    deals = {"DEAL", "DRUG"} <= classes or "DEALER" in classes
    if not (deals and "SCHOOL" in classes):
        return False
    if "SURE_NOW" in classes:
        return True
    under_way = not classes.isdisjoint({"NOW", "UNDER_WAY"})
    return under_way and classes.isdisjoint({"DATED", "BEFORE", "HABIT", "MAYBE", "TOPIC"})


@cache
def _lexicon() -> Lexicon:
    words = word_list("acute.toml")
    classes = _members(words["classes"]) | _members(words["school"])
    return Lexicon(
        classes,
        words["phrases"],
        real=words["real"].split(),
        gap=("FILLER", "NOW", "SURE_NOW"),
    )


def _members(classes: dict[str, Any]) -> dict[str, list[str]]:
    """Classes written as a text of single words or as a list of expressions."""
    return {
        name: members.split() if isinstance(members, str) else list(members)
        for name, members in classes.items()
    }
