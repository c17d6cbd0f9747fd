"""One line of what `betjent check` answers."""

from dataclasses import dataclass

GOOD, ODD, BAD = "✓", "!", "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """A mark and what it is about."""

    mark: str
    text: str
