"""The JSON the Bot API speaks."""

import json
from typing import Any

Json = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: object) -> bytes:
    """Compact UTF-8, as Telegram sends it."""
    return _encode(value).encode("utf-8", "surrogatepass")
