"""What every handler may know of the place it works in: the district, and the bot's own name."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from handlers.profile import Profile
from handlers.tips.opened import Opened

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class House:
    """Settled at start and the same for every update.

    `staff_chat` is the configured group; a group that has become a supergroup is found through storage.facts.
    """

    profile: Profile
    bot_id: int
    bot_username: str
    staff_chat: int | None = None
    demo: bool = False
    public_url: str = ""  # where the outside world reaches us by HTTP; empty: nowhere
    feed_key: bytes = field(default=b"", repr=False)  # what addresses of calendars are signed with
    opened: Opened = field(default_factory=Opened)  # the keys of tips that somebody has unlocked, in memory

    def link(self, code: str) -> str:
        """A deep link that opens a private chat with the bot and sends `/start code`."""
        return f"https://t.me/{self.bot_username}?start={code}"
