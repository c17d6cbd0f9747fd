"""Hears that first words sound like a tip, so that a safer way can be offered before they are kept."""

from functools import cache

from handlers.words import split, word_list
from handlers.words.lexicon import Lexicon

LONGEST_READ = 1000  # characters; what it is about comes early


def sounds_like_tip(text: str) -> bool:
    """Whether this tells of drugs, dealing or break-ins seen. It is only offered, never assumed."""
    words = _lexicon().read(split(text[:LONGEST_READ]))
    names = {hit.name for hit in _lexicon().find(words)}
    return names == {"tip"}


@cache
def _lexicon() -> Lexicon:
    words = word_list("tips.toml")
    return Lexicon(
        {"FILLER": ()}, {name: words[name] for name in ("tip", "stop")}, real=words["real"].split()
    )
