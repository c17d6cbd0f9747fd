"""JSON from outside."""

import json
from typing import Any

import orjson


def received(payload: bytes) -> Any:  # noqa: ANN401 - whatever they sent
    """What a payload says. Raises ValueError for what is no JSON.

    orjson refuses half a surrogate pair, which Telegram's escapes could spell. Python's own takes it: so one
    message is odd, and not a hundred lost that came with it.
    """
    try:
        return orjson.loads(payload)
    except ValueError:
        return json.loads(payload)
