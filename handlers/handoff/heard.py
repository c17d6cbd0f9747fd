"""Hears in somebody's first words that a card is meant, before anything of them is kept."""

from functools import cache

from handlers.handoff.cards import CARDS, Card
from handlers.words import split, word_list
from handlers.words.lexicon import Lexicon
from handlers.words.understand import guess

LONGEST_READ = 1000  # characters
TALK = "talk"  # who asks for a talk about violence is not asking for help
MUNICIPAL = "municipal"


def heard(text: str) -> Card | None:
    """The card these words ask for. A guarded one gives way to a talk alone, the others to every order."""
    words = _lexicon().read(split(text[:LONGEST_READ]))
    names = {hit.name for hit in _lexicon().find(words)}
    found = [card for card in CARDS if card.key in names]
    if not found:
        return None
    card = min(found, key=lambda card: not card.guarded)
    meant = guess(text)
    ordered = meant is not None and meant.kind != MUNICIPAL and (meant.kind == TALK or not card.guarded)
    return None if ordered else card


@cache
def _lexicon() -> Lexicon:
    return Lexicon({}, word_list("cards.toml"), gap=())
