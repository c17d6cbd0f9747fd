"""What can go wrong: refusals worded exactly as Telegram words them, and complaints to the test's author."""

from dataclasses import dataclass, field
from http import HTTPStatus

POLLED_TWICE = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Refusal(Exception):
    """A Bot API call that is answered with `ok: false`."""

    code: int
    description: str
    parameters: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


class HangUp(Exception):
    """The connection to the caller is to be cut without an answer."""


class SandboxError(Exception):
    """The sandbox was asked for something impossible, or something is stuck; the text says what."""


class TapError(SandboxError):
    """A person tapped something that is not on their screen, or the bot never took the tap."""


def bad_request(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refusal:
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    return Refusal(409, f"Conflict: {what}")


def flood(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def by_code(code: int, retry_after: int | None) -> Refusal:
    """The usual answer with that code, for faults made on purpose."""
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        return flood(retry_after or 1)
    words = {
        400: "Bad Request: chat not found",
        401: "Unauthorized",
        403: "Forbidden: bot was blocked by the user",
        404: "Not Found",
        409: f"Conflict: {POLLED_TWICE}",
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Timeout",
    }
    return Refusal(code, words.get(code, "Internal Server Error"))
