"""Log lines to stderr, as text or JSON; nobody's words, names, numbers or chat ids are ever in them."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

# These print addresses with the token in them, or what people wrote.
SILENCED = ("httpx", "httpcore", "aiohttp.access", "aiohttp.client", "telegram", "apscheduler", "sqlalchemy")


class JsonLines(logging.Formatter):
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
    plain = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    handler.setFormatter(JsonLines() if style == "json" else plain)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in SILENCED:
        logging.getLogger(name).setLevel(logging.WARNING)
