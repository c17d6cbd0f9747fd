"""Spares the garbage collector what cannot become garbage."""

import gc

OFTEN, SELDOM, RARELY = 20_000, 20, 20  # new objects before a look; looks before an older generation's turn


def settle() -> None:
    """Called once the service is up: what is there now stays, so it is never walked through again.

    Libraries and tables are some hundred thousand objects; Python would look at all of them every few
    seconds, with everybody waiting. An update makes few cycles of its own: they may wait a little.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN, SELDOM, RARELY)
