"""Hand-off cards in the chat: shown, counted by week and forgotten; one tap takes them away."""

from handlers.citizen import local
from handlers.handoff.cards import BY_KEY, Card
from handlers.handoff.heard import heard
from handlers.handoff.shown import listed, shown
from handlers.reply import Reply, Say
from handlers.text import N_
from handlers.tips.week import week_of
from handlers.visit import Tap, Visit
from handlers.words.acute import acute
from storage import members, tallies
from storage.people import Known
from storage.work import Work

TALLY = "card."  # what a weekly number is called begins with this
DANGER = N_("<b>Ring {emergency} nu, hvis der er fare.</b> Vi læser ikke chatten døgnet rundt.")


def before(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """The card that her words ask for, before they are kept anywhere; None in the middle of something."""
    if known.draft is not None or (known.topic or {}).get("do"):
        return None
    card = heard(text) if visit.reply_to is None else None
    if card is None or _is_asked(work, known):
        return None
    return _opened(work, visit, card, text)


def again(visit: Visit, text: str) -> Reply | None:
    """The same once more; it is not counted twice."""
    card = heard(text)
    return Reply((_worded(visit, card, text),)) if card else None


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """The list, a card, the local officer, or the way out."""
    verb, _, value = rest.partition(":")
    match verb:
        case "close":
            return Reply(erases=_ours_and_hers(visit, value))
        case "show" if value in BY_KEY:
            _count(work, BY_KEY[value])
            return Reply((shown(visit, BY_KEY[value]),))
        case "local":
            return local.tapped(work, visit, known, value)
        case _:
            return Reply((listed(visit),))


def _opened(work: Work, visit: Visit, card: Card, text: str) -> Reply:
    _count(work, card)
    return Reply((_worded(visit, card, text),))


def _is_asked(work: Work, known: Known) -> bool:
    """Whether a colleague is just answering a question of ours; a note about a case may sound like a card."""
    member = members.find(work, known.id)
    return member is not None and bool(member.prompt)


def _worded(visit: Visit, card: Card, text: str) -> Say:
    danger = visit.t(DANGER, emergency=visit.house.profile.phones.emergency) if acute(text) else ""
    return shown(visit, card, first=danger, words=visit.message_id)


def _count(work: Work, card: Card) -> None:
    tallies.add(work, week_of(work.now()), TALLY + card.key)


def _ours_and_hers(visit: Visit, words: str) -> tuple[int, ...]:
    """The card, and the words it came from."""
    card = visit.what.message_id if isinstance(visit.what, Tap) else None
    hers = int(words[:15]) if words.isdecimal() else None
    return tuple(each for each in (card, hers) if each is not None)
