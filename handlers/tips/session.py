"""One conversation about a tip, as it is in memory: never in a table, and gone when it ends."""

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from handlers.conversation.flow import Draft
from handlers.sealing.code import Ticket
from handlers.tips.questions import TIP

MINUTES = 20  # of silence, then everything is wiped
SHOWN = 10  # so long staff's questions stay on the screen
MARK = "t"  # every draft of a tip has an id that begins so; no other draft has


class Stage(StrEnum):
    """Where the conversation is."""

    START = "start"  # the texts that come before the first word
    NOW = "now"  # is it going on?
    SCHOOL = "school"  # is it at a school?
    ALARM = "alarm"  # 112 or 114 first
    ASK = "ask"  # the questions, and what the reader will see
    SENDING = "sending"  # locked, and waiting to be written
    CODE = "code"  # which code?
    THREAD = "thread"  # behind a code
    ADDING = "adding"  # words that are to be added
    LEAVING = "leaving"  # take it back?


BEHIND_A_CODE = frozenset({Stage.THREAD, Stage.ADDING, Stage.LEAVING})


@dataclass(slots=True, repr=False)
class Session:
    """What is known while it lasts. `messages` are the ids on both sides, `updates` those already served."""

    language: str
    chat: int  # where it is wiped when nobody comes back
    draft: Draft
    stage: Stage = Stage.START
    now: bool = False
    school: bool = False
    photos: dict[str, bytes] = field(default_factory=dict)
    words: str = ""  # what is to be added behind a code
    ticket: Ticket | None = None
    questions: list[str] = field(default_factory=list)
    unread: int = 0  # so many of them are read once they have been shown
    messages: list[int] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)
    doubt: bool = False  # something of ours may stand in the chat whose id we never heard
    touched: float = 0.0  # the clock's seconds when somebody last did something

    @property
    def until(self) -> float:
        """When it is closed and wiped if nothing more is said: seconds, as `touched`."""
        return self.touched + 60 * (SHOWN if self.stage in BEHIND_A_CODE else MINUTES)

    def wipe(self) -> None:
        """Lets go of everything that was told, before the object itself is let go of."""
        self.draft = fresh_draft("")
        self.photos.clear()
        self.words, self.ticket = "", None
        self.questions.clear()

    def dump(self) -> dict[str, Any]:
        """The session as JSON, for replicas that share their memory."""
        plain = {name: getattr(self, name) for name in PLAIN}
        ticket = (
            [b64encode(part).decode() for part in (self.ticket.tag, self.ticket.seed)]
            if self.ticket
            else None
        )
        photos = {key: b64encode(body).decode() for key, body in self.photos.items()}
        return {**plain, "draft": asdict(self.draft), "photos": photos, "ticket": ticket}

    @classmethod
    def load(cls, kept: dict[str, Any]) -> "Session":
        """The session again."""
        plain = {name: kept[name] for name in PLAIN}
        plain["stage"] = Stage(kept["stage"])
        ticket = Ticket(*(b64decode(part) for part in kept["ticket"])) if kept["ticket"] else None
        photos = {key: b64decode(body) for key, body in kept["photos"].items()}
        return cls(**plain, draft=Draft(**kept["draft"]), photos=photos, ticket=ticket)


PLAIN = (
    "language",
    "chat",
    "stage",
    "now",
    "school",
    "words",
    "questions",
    "unread",
    "messages",
    "updates",
    "touched",
)


def fresh_draft(name: str, today: str = "") -> Draft:
    """A draft with no answer in it; `name` makes its buttons its own."""
    return Draft(MARK + name, TIP.key, TIP.schema, today=today)
