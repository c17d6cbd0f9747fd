"""Takes out of web addresses what tells who shared them."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
# What an address needs to show the same page; everything else in a query may name whoever shared it.
_NEEDED = frozenset({"v", "id", "q", "p", "page", "t", "lat", "lon", "mlat", "mlon", "ll", "story_fbid"})
_ENDS = ".,;:!?)"


def without_traces(text: str) -> str:
    """The text with every address shortened to what it needs: no names, tracking or fragments in it."""
    return _LINK.sub(lambda match: _shortened(match[0]), text)


def _shortened(link: str) -> str:
    bare = link.rstrip(_ENDS)
    try:
        parts = urlsplit(bare)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # No address at all, however it began.
        return link
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key.lower() in _NEEDED])
    return urlunsplit((parts.scheme, host + port, parts.path, query, "")) + link[len(bare) :]
