"""What every handler may know of the place it works in: the district, and the bot's own name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from handlers.profile import Profile

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

    def link(self, code: str) -> str:
        """A deep link that opens a private chat with the bot and sends `/start code`."""
        return f"https://t.me/{self.bot_username}?start={code}"
