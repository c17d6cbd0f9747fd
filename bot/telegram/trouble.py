"""How a fault of ours is told in the log: a code, its class and where it happened; never what was in it."""

import logging
import secrets
import traceback

PLACES = 6


def code_of() -> str:
    """A short code that stands both in the log and in what people are told."""
    return secrets.token_hex(2).upper()


def log_error(log: logging.Logger, code: str, error: Exception) -> None:
    """Where it happened, never what was in it: an error's own words may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    places = " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    log.error("%s %s at %s", code, type(error).__name__, places)
