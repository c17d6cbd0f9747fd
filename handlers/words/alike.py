"""Names that a word is a misspelling of."""

import difflib
from collections.abc import Iterable

from handlers.words.lexicon import SHORTEST_FORGIVEN, one_error_apart

ALIKE = 0.8  # How alike two names must be to count as one, by difflib's ratio.


def alike(text: str, names: Iterable[str], most: int) -> list[str]:
    """Names with the same first letter that the text is a misspelling of."""
    candidates = [name for name in names if name[:1] == text[:1] and len(name) >= SHORTEST_FORGIVEN]
    if len(text) < SHORTEST_FORGIVEN - 1 or text.isdigit():
        return []
    close = [name for name in candidates if one_error_apart(text, name)]
    return close or difflib.get_close_matches(text, candidates, n=most, cutoff=ALIKE)
