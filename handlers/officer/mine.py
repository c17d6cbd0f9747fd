"""An officer's own list: offers and cases by promise, notes, and absence."""

import re
from datetime import date

from handlers.officer.gate import OwnTurn, button, screen
from handlers.questions.refusals import why_no_day
from handlers.reply import Button, Reply, paired, say, toast
from handlers.rules import triage
from handlers.rules.undo import undo
from handlers.staff.gate import Turn, prompt
from handlers.text import N_, Html
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.moments import Bounds, read_day
from storage import cases

MOST = 10
AWAY = Bounds(horizon=365)
DO_NOTE = "officer_note"

HELP = N_(
    "<b>For lokalbetjente</b>\n"
    "Du får tilbud om sager her. Tryk Tag den eller Kan ikke.\n\n"
    "/mine – dine tilbud og sager\n"
    "/kalender – dine aftaler, også på telefonen\n"
    "/fravaer til fredag – så får du ingen tilbud imens\n"
    "/fravaer slut – du er tilbage"
)
HOW_AWAY = N_("Skriv, hvor længe du er væk: /fravaer til fredag. Er du tilbage, så skriv /fravaer slut.")


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


def fravaer(turn: Turn) -> Reply:
    """/fravaer til fredag, /fravaer slut."""
    words = re.sub(r"^\s*(til( og med)?|indtil)\s+", "", turn.rest.lower()).strip()
    if words in {"slut", "nej", "stop", "ingen"}:
        return _away(turn, None)
    found = read_day(words, turn.work.now(), AWAY) if words else None
    if isinstance(found, date):
        return _away(turn, found)
    offers = why_no_day(found, AWAY, turn.work.now(), "da").offers if found else ()
    buttons = [Button(label, f"o:0:0:away:{code}") for code, label in offers]
    end = (Button(DA.plain("Jeg er her"), "o:0:0:away:"),)
    until = turn.member.away_until
    state = [DA("Du er meldt væk til og med {day}.", day=lines.plain_day(until))] if until else []
    return say("\n".join([*state, DA(HOW_AWAY)]), *paired(buttons), end)


def away_until(turn: Turn, value: str) -> Reply:
    """A day was picked, or "I am here"."""
    try:
        return _away(turn, date.fromisoformat(value) if value else None)
    except ValueError:
        return toast(DA.plain("Den knap er forældet. Skriv /fravaer."))


def hjaelp(_turn: Turn) -> Reply:
    """What an officer can do here."""
    return say(DA(HELP))


def _away(turn: Turn, until: date | None) -> Reply:
    turn.member.away_until = until
    turn.work.note("member.away", "officer", member=turn.member)
    if until is None:
        return say(DA("Du er tilbage. Nu kan du få tilbud igen."))
    return say(
        DA("Du er meldt væk til og med {day}. Vi foreslår dig ikke imens.", day=lines.plain_day(until))
    )
