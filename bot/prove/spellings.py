"""Every pattern of a token: the tables behind it are in text_spellings.py and number_spellings.py."""

from collections.abc import Iterator

from bot.prove.number_spellings import in_numbers, in_places
from bot.prove.spelling import ENOUGH, Spelling, armoured
from bot.prove.text_spellings import in_text, pieces
from bot.prove.tokens import Number, Place, Raw, Text, Token


def spellings(token: Token) -> Iterator[Spelling]:
    """Every pattern of one token but its digests (digests.py); a moment has none (times.py)."""
    found: dict[tuple[bytes, bool], Spelling] = {}
    for spelling in _of(token):
        if spelling.fence or len(spelling.pattern) >= ENOUGH:
            written = spelling.pattern if spelling.exact else spelling.pattern.lower()
            found.setdefault((written, spelling.exact), spelling)
    yield from found.values()


def _of(token: Token) -> Iterator[Spelling]:
    match token:
        case Text():
            for piece in pieces(token.value):
                yield from in_text(token.name, piece)
        case Number():
            yield from in_numbers(token)
        case Raw():
            yield Spelling(token.name, "som den er", token.value)
            yield from armoured(token.name, "", token.value)
        case Place():
            yield from in_places(token)
