"""The bot's own standing in groups: which one is staff's, where it moved, and leaving all others."""

from handlers.reply import SILENCE, Reply, Say, say
from handlers.rules.staff_room import follow, staff_room
from handlers.text import N_
from handlers.visit import Membership, Moved, Visit
from handlers.wording.lines import DA
from storage.work import Work

READY = N_("Her kommer bestillingerne til vurdering. /hjaelp viser, hvad der kan skrives.")
WHICH = N_(
    "Denne gruppes id er <code>{id}</code>.\n"
    "Skal bestillingerne vurderes her, så sæt <code>BETJENT_STAFF_CHAT={id}</code>, og start tjenesten igen."
)
NOT_OURS = N_("Denne gruppe er ikke sat op til vurdering, så jeg går igen.")


def standing(work: Work, visit: Visit) -> Reply:
    """The bot was added, removed, or the group got a new id."""
    room = staff_room(work, visit.house)
    match visit.what:
        case Moved(to_chat) if visit.chat_id == room:
            follow(work, visit.house, to_chat)
            return SILENCE
        case Membership(present=True) if visit.chat_id == room:
            return say(DA(READY))
        case Membership(present=True):
            return _elsewhere(visit, configured=room is not None)
        case _:
            return SILENCE


def _elsewhere(visit: Visit, *, configured: bool) -> Reply:
    """Says which id to configure; leaves when another group is the right one."""
    text = DA(WHICH, id=visit.chat_id)
    if not configured:
        return say(text)
    return Reply((Say(f"{DA(NOT_OURS)}\n\n{text}"),), leave=True)
