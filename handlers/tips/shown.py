"""A tip as the one who reads it sees it."""

from handlers.text import Texts
from handlers.tips.content import Told


def told_text(told: Told, t: Texts) -> str:
    """The answers as HTML, in the order they were asked."""
    return "\n".join(
        t("<b>{key}:</b> {value}", key=key, value=str(value)) for key, value in told.answers.items()
    )
