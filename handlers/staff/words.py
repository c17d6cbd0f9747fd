"""Writing in the group: to the citizen, as a question, or as a note that stays in the house."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.reply import Reply, say
from handlers.rules import moves, triage
from handlers.staff.gate import CaseTurn, prompt
from handlers.staff.screen import done
from handlers.wording.lines import DA

DO_ASK, DO_REPLY, DO_NOTE = "ask", "reply", "note"


def svar(turn: CaseTurn) -> Reply:
    """/svar N tekst: a question, when it ends with a question mark and we have not answered yet."""
    if not turn.rest:
        return say(
            DA("Skriv, hvad borgeren skal læse: /svar {number} Hvor på vejen er det?", number=turn.case.id)
        )
    if turn.rest.endswith("?") and turn.case.status in moves.ASK.starts:
        return ask(turn)
    return reply(turn)


def note(turn: CaseTurn) -> Reply:
    """/note N tekst."""
    if not turn.rest:
        return say(
            DA("Skriv noten efter nummeret: /note {number} Ring til skolen først", number=turn.case.id)
        )
    triage.note(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
    return done(turn, DA.plain("Intern note gemt. Borgeren ser den ikke."))


def ask(turn: CaseTurn) -> Reply:
    """Asks her, and stops the clock."""
    triage.ask(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
    return done(turn, DA.plain("Spørgsmålet bliver sendt. Fristen står stille, til borgeren svarer."))


def reply(turn: CaseTurn) -> Reply:
    """Tells her; the clock goes on."""
    triage.reply(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
    if turn.rest.endswith("?"):
        said = DA.plain(
            "Beskeden bliver sendt til borgeren. Fristen løber videre, for borgeren har fået vores svar."
        )
    else:
        said = DA.plain("Beskeden bliver sendt til borgeren. Fristen løber videre.")
    return done(turn, said)


def prompt_ask(turn: CaseTurn) -> Reply:
    """The button for a question."""
    text = (
        "Skriv spørgsmålet til <b>borgeren</b> om sag {number} som svar på denne besked. "
        "Fristen står stille imens."
    )
    return prompt(turn, DA(text, number=turn.case.id), do=DO_ASK, case=turn.case.id)


def prompt_reply(turn: CaseTurn) -> Reply:
    """The button for a message."""
    text = "Skriv til <b>borgeren</b> om sag {number} som svar på denne besked."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_REPLY, case=turn.case.id)


def prompt_note(turn: CaseTurn) -> Reply:
    """The button for a note."""
    text = "Skriv en <b>intern note</b> om sag {number} som svar på denne besked. Borgeren ser den ikke."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_NOTE, case=turn.case.id)


SCREENS: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType(
    {"ask": prompt_ask, "reply": prompt_reply, "note": prompt_note}
)
