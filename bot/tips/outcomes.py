"""What a tip can come to, as it is typed in a terminal."""

from handlers.tips.content import Status

OUTCOMES = {
    "videregivet": Status.PASSED_ON,
    "samlet": Status.MERGED,
    "arkiveret": Status.ARCHIVED,
    "kasseret": Status.DISCARDED,
}
# Why one is discarded: the keys of handlers.reader.screens.ENDS.
REASONS = {
    "spam": "spam",
    "dublet": "duplicate",
    "tomt": "empty",
    "ikke-politi": "not_police",
    "usandt": "false",
}
