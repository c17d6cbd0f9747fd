"""Which chat is staff's: the configured group, or the one it has become."""

from handlers.house import House
from storage import facts
from storage.work import Work

KEY = "staff_chat"


def staff_room(work: Work, house: House) -> int | None:
    """The staff group's chat id, also after it became a supergroup; None when none is configured."""
    configured = house.staff_chat if house.staff_chat is not None else house.profile.staff_chat
    moved = facts.get(work, KEY)
    return int(moved["id"]) if moved and moved["was"] == configured else configured


def follow(work: Work, house: House, to_chat: int) -> None:
    """Remembers the group's new id, for as long as the old one is configured."""
    configured = house.staff_chat if house.staff_chat is not None else house.profile.staff_chat
    facts.put(work, KEY, {"id": to_chat, "was": configured})
