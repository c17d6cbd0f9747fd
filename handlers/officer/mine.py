"""An officer's own list: offers and cases by promise, notes, and absence."""

from handlers.officer.gate import OwnTurn, button, screen
from handlers.reply import Button, Reply, paired, say
from handlers.rules import triage
from handlers.rules.undo import undo
from handlers.staff.gate import Turn, prompt
from handlers.text import N_, Html
from handlers.wording import lines
from handlers.wording.lines import DA
from storage import cases

MOST = 10
DO_NOTE = "officer_note"

HELP = N_(
    "<b>For lokalbetjente</b>\n"
    "Du får tilbud om sager her. Tryk Tag den eller Kan ikke.\n\n"
    "/mine – dine tilbud og sager\n"
    "/kalender – dine aftaler, også på telefonen\n"
    "/fravaer til fredag, /fravaer uge 52 – så får du ingen tilbud imens\n"
    "/fravaer slut – du er tilbage"
)


def mine(turn: Turn) -> Reply:
    """Offers first, then cases by promise."""
    own = cases.of_officer(turn.work, turn.member.id, MOST)
    as_citizen = (Button(DA.plain("Det, du selv har bestilt"), "m:mine"),)
    if not own:
        return say(DA("Du har ingen sager eller tilbud lige nu."), as_citizen)
    own.sort(key=lambda case: case.offered_at is None)
    now, house = turn.work.now(), turn.visit.house
    listed = [
        DA("Tilbud: {line}", line=Html(lines.short_line(house, case, now)))
        if case.offered_at
        else lines.short_line(house, case, now)
        for case in own
    ]
    buttons = [button(case, DA.plain("Sag {number}", number=case.id), "show") for case in own]
    return say("\n".join([DA("<b>Dine sager</b>"), *listed]), *paired(buttons, 3), as_citizen)


def ask_for_note(turn: OwnTurn) -> Reply:
    """A note for the house."""
    text = "Skriv en <b>intern note</b> om sag {number} som svar på denne besked. Borgeren ser den ikke."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_NOTE, case=turn.case.id)


def note(turn: OwnTurn) -> Reply:
    """The note came."""
    triage.note(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
    return screen(turn, DA.plain("Noten er gemt. Vurderingen kan se den."))


def take_back(turn: OwnTurn) -> Reply:
    """The officer's own last move on this case."""
    undo(turn.work, turn.actor, turn.case.id)
    return screen(turn, DA.plain("Fortrudt."))


def hjaelp(_turn: Turn) -> Reply:
    """What an officer can do here."""
    return say(DA(HELP))
