"""The Bot API's methods, each a plain function, found by its name in lower case."""

from . import changing, chats, profile, sending
from .call import Call, Method

METHODS: dict[str, Method] = {**sending.TABLE, **changing.TABLE, **chats.TABLE, **profile.TABLE}

__all__ = ["METHODS", "Call", "Method"]
