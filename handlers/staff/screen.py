"""What staff are shown about one case: its card, its history, its photos, and what a move came to."""

from html import escape

from handlers.reply import Reply, Say, say, toast
from handlers.rules import moves, promise
from handlers.staff.gate import CaseTurn, Turn, show_button
from handlers.text import N_
from handlers.wording import cards, lines
from handlers.wording.lines import DA
from storage import cases, media
from storage.models import Case

OLD_BUTTON = N_("Den knap er forældet. Skriv /koe.")


def overtaken(turn: Turn, case: Case) -> Reply:
    """Somebody was faster: who, what and when, and the card as it is now."""
    happened = [event for event in cases.events(turn.work, case.id) if event.name in moves.TOLD]
    card = cards.staff_card(turn.work, turn.visit.house, case)
    if not happened:
        return Reply((card,), toast=DA.plain(OLD_BUTTON))
    what, time = lines.told(turn.work, happened[-1]), promise.clock(happened[-1].at)
    said = DA.plain("{what} kl. {time}.", what=what, time=time)
    if turn.is_tap:
        return Reply((card,), toast=said[:200])
    return Reply((Say(escape(said, quote=False)), card))


def show(turn: CaseTurn) -> Reply:
    """The card and the history, in messages of their own."""
    return Reply(tuple(cards.whole_case(turn.work, turn.visit.house, turn.case)), fresh=True)


def card(turn: CaseTurn, said: str = "") -> Reply:
    """The card in place of what was tapped."""
    return Reply((cards.staff_card(turn.work, turn.visit.house, turn.case),), toast=said)


def history(turn: CaseTurn) -> Reply:
    """What happened, in a message of its own."""
    return Reply(tuple(cards.whole_case(turn.work, turn.visit.house, turn.case)[1:]), fresh=True)


def pictures(turn: CaseTurn) -> Reply:
    """The photos, in messages of their own."""
    photos = tuple(media.ready_of(turn.work, turn.case.id))
    if not photos:
        return toast(DA.plain("Der er ingen billeder, der er klar."))
    text = DA("Billeder til sag {number}", number=turn.case.id)
    return Reply((Say(text, photos=photos),), fresh=True)


def done(turn: CaseTurn, said: str) -> Reply:
    """After a move: the card with a toast for a tap, one line for a command."""
    return card(turn, said) if turn.is_tap else line(turn, said)


def line(turn: CaseTurn, said: str) -> Reply:
    """What a move came to in one line, with the way to the card."""
    text = DA("<b>Sag {number}</b>: {said}", number=turn.case.id, said=said)
    return say(text, (show_button(turn.case),))
