"""One case in the group: its card and what the buttons on it do."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from handlers.reply import Reply, Say, say, toast
from handlers.rules import moves, promise, triage
from handlers.rules.moves import Status
from handlers.rules.undo import undo
from handlers.staff import assign, refuse, screen, sort, words
from handlers.staff.gate import CaseTurn, Turn, numbered, show_button
from handlers.staff.screen import OLD_BUTTON, card, done, overtaken
from handlers.text import N_
from handlers.wording import lines
from handlers.wording.lines import DA
from storage import cases

LONGEST_DELAY = 60

NO_NUMBER = N_("Skriv sagens nummer efter kommandoen, for eksempel: {example}")
NO_CASE = N_("Der er ingen sag {number}. Prøv /soeg eller /koe.")

Act: TypeAlias = Callable[[CaseTurn], Reply]


def tapped(turn: Turn) -> Reply:
    """A button on a card: `id:version:verb[:value]`, checked again from the beginning."""
    number, version, verb, value = (turn.rest + ":::").split(":", 3)
    if not (number.isdecimal() and version.isdecimal()):
        return toast(DA.plain(OLD_BUTTON))
    case = cases.lock(turn.work, int(number[:18]))
    act = MOVES.get(verb) or SCREENS.get(verb)
    if case is None or act is None:
        return toast(DA.plain(OLD_BUTTON))
    if verb in MOVES and int(version) != case.version:
        return overtaken(turn, case)
    return act(CaseTurn(turn.work, turn.visit, turn.member, turn.rest, case, value.rstrip(":")))


def numbered_command(act: Act, example: str) -> Callable[[Turn], Reply]:
    """A command that begins with a case number; the words after it are the turn's rest."""

    def handle(turn: Turn) -> Reply:
        number, text = numbered(turn.rest)
        if number is None:
            return say(DA(NO_NUMBER, example=example))
        case = cases.lock(turn.work, number)
        if case is None:
            return say(DA(NO_CASE, number=number))
        return act(CaseTurn(turn.work, turn.visit, turn.member, text, case))

    return handle


def take(turn: CaseTurn) -> Reply:
    """This member assesses it."""
    triage.take(turn.work, turn.visit.house, turn.case, turn.actor)
    return done(turn, DA.plain("Du har sagen."))


def grant(turn: CaseTurn) -> Reply:
    """We say yes; next an officer is to be found."""
    if turn.case.status not in moves.GRANT.starts:
        return overtaken(turn, turn.case)
    triage.grant(turn.work, turn.visit.house, turn.case, turn.actor)
    said = DA.plain("Imødekommet. Borgeren får besked om lidt. /fortryd virker indtil da.")
    if turn.is_tap:
        # The card changes once more when its notice leaves, so the choice needs a message of its own.
        return Reply((*card(turn).says, assign.choice(turn)), toast=said)
    return Reply(
        (Say(DA("<b>Sag {number}</b>: {said}", number=turn.case.id, said=said)), assign.choice(turn))
    )


def close(turn: CaseTurn) -> Reply:
    """Closes what is done; with words, what is not reported yet is reported by them."""
    if turn.rest and not turn.is_tap and turn.case.status in moves.CONCLUDE.starts:
        triage.conclude(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
        return done(turn, DA.plain("Meldt udført. Borgeren får resultatet, og så lukker sagen sig selv."))
    if turn.case.status == Status.DONE:
        triage.close(turn.work, turn.visit.house, turn.case, turn.actor)
        return done(turn, DA.plain("Sagen er lukket."))
    if turn.case.status in moves.CONCLUDE.starts:
        text = N_(
            "Sag {number} mangler et resultat. Skriv, hvad der kom ud af det: "
            "/luk {number} Vi målte fart den 3. december"
        )
        return say(DA(text, number=turn.case.id))
    if turn.case.status in moves.ASSESSED:
        text = "Sag {number} har ikke fået svar endnu. Imødekom, afvis eller videresend den først."
        return say(DA(text, number=turn.case.id), (show_button(turn.case),))
    return overtaken(turn, turn.case)


def late(turn: CaseTurn) -> Reply:
    """Sends the citizen a new date."""
    try:
        by = date.fromisoformat(turn.value)
    except ValueError:
        return toast(DA.plain(OLD_BUTTON))
    days = (by - promise.today(turn.work.now())).days
    if not 0 < days <= LONGEST_DELAY:
        return toast(DA.plain("Den dato duer ikke mere. Skriv /sag {number}.", number=turn.case.id))
    end = promise.end_of_day(turn.work.now(), days)
    triage.delay(turn.work, turn.visit.house, turn.case, turn.actor, end)
    return done(turn, DA.plain("Borgeren får besked om den nye frist."))


def take_back(turn: Turn) -> Reply:
    """/fortryd, with or without a number."""
    number, _ = numbered(turn.rest)
    case, event = undo(turn.work, turn.actor, number)
    text = "Fortrudt: {what}. <b>Sag {number}</b> er {state}."
    state = DA.plain(moves.STAFF_WORDS[Status(case.status)])
    return say(DA(text, what=lines.told(turn.work, event), number=case.id, state=state), (show_button(case),))


def undo_here(turn: CaseTurn) -> Reply:
    """The button on the card: this member's last move on this case."""
    undo(turn.work, turn.actor, turn.case.id)
    return card(turn, DA.plain("Fortrudt."))


MOVES: Mapping[str, Act] = MappingProxyType(
    {
        "take": take,
        "grant": grant,
        "close": close,
        "late": late,
        "undo": undo_here,
        **refuse.MOVES,
        **assign.MOVES,
        **sort.MOVES,
    }
)
SCREENS: Mapping[str, Act] = MappingProxyType(
    {
        "show": screen.show,
        "card": screen.card,
        "more": screen.history,
        "pics": screen.pictures,
        **refuse.SCREENS,
        **assign.SCREENS,
        **sort.SCREENS,
        **words.SCREENS,
    }
)
