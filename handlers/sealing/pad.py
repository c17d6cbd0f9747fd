"""Hides how long something is: every sealed text has one of a few lengths."""

SMALLEST = 1024  # bytes
STEP = 4  # each bucket is four times the one before: 1, 4, 16, 64 KiB …
HEAD = 4  # bytes that say how much of it is meant


class Misfit(ValueError):
    """What was opened was never padded here."""


def bucket(length: int) -> int:
    """The size, in bytes, that something of this length is padded to."""
    size = SMALLEST
    while size < length + HEAD:
        size *= STEP
    return size


def padded(body: bytes) -> bytes:
    """The body with its length before it and zeros behind it."""
    head = len(body).to_bytes(HEAD)
    return (head + body).ljust(bucket(len(body)), b"\0")


def unpadded(padded_body: bytes) -> bytes:
    """What was padded. Raises Misfit."""
    length = int.from_bytes(padded_body[:HEAD])
    if bucket(length) != len(padded_body):
        raise Misfit("a wrong length")
    return padded_body[HEAD : HEAD + length]
