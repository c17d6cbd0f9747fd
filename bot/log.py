"""Log lines to stderr, as text or JSON; nobody's words, names, numbers or chat ids are ever in them."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, TypeAlias

# These print addresses with the token in them, what people wrote, or what stands in their pictures.
SILENCED = (
    "httpx", "httpcore", "aiohttp.access", "aiohttp.client", "telegram", "apscheduler", "sqlalchemy", "PIL",
)  # fmt: skip


_Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """Text; of an error only its kind and where it happened, for its own words may quote somebody's."""

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - the library's name
        """The frames, and the name of the error."""
        kind, _, places = ei
        return "".join(traceback.format_tb(places)) + (kind.__name__ if kind else "")


class JsonLines(Lines):
    """One JSON object a line: time, level, logger, text."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the traceback's last frames when there is one."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "text": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_logging(style: Literal["text", "json"], level: int = logging.INFO) -> None:
    """Sends every log line to stderr, in one of two shapes."""
    handler = logging.StreamHandler(sys.stderr)
    plain = Lines("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    handler.setFormatter(JsonLines() if style == "json" else plain)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in SILENCED:
        logging.getLogger(name).setLevel(logging.WARNING)
