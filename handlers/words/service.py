"""Hears that somebody asks the service itself for something that a command would give."""

from functools import cache

from handlers.words import split, word_list
from handlers.words.lexicon import Lexicon

LONGEST = 8  # words; a longer message tells more than it asks


def asked_for(text: str) -> str:
    """The command that a short message stands for; empty when it is none, or could be two."""
    words = split(text)
    if len(words) > LONGEST:
        return ""
    names = {hit.name for hit in _lexicon().find(_lexicon().read(words))}
    return names.pop() if len(names) == 1 else ""


@cache
def _lexicon() -> Lexicon:
    return Lexicon({}, word_list("service.toml"), gap=())
