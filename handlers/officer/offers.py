"""An offer: everything needed to say yes or no, and no with a reason."""

from handlers.officer.gate import OwnTurn, button, screen
from handlers.officer.mine import mine
from handlers.reply import Reply, Say, paired, say, toast
from handlers.rules import triage
from handlers.rules.reasons import CANNOT, label, reason
from handlers.staff.gate import Turn, prompt
from handlers.text import N_
from handlers.wording.lines import DA
from handlers.words import split
from storage import cases

DO_CANNOT = "cannot"
OTHER = "other"
MOST = 10
BY_BUTTON = N_("Tryk på knappen, så når dit svar frem.")
YES_OR_NO = frozenset({"ja", "jo", "jep", "ok", "okay", "yes", "nej", "no", "desvaerre", "kan", "tager"})
THANKS = N_("Tak for svaret. Sag {number} er tilbage hos vurderingen.")


def accept(turn: OwnTurn) -> Reply:
    """The officer takes it; next is the day."""
    triage.accept(turn.work, turn.visit.house, turn.case, turn.actor)
    return screen(turn, DA.plain("Sagen er din. Borgeren får besked."))


def cannot(turn: OwnTurn) -> Reply:
    """Why not?"""
    buttons = [button(turn.case, DA.plain(each.label), f"no:{each.key}") for each in CANNOT]
    back = button(turn.case, DA.plain("Tilbage"), "card")
    text = DA("<b>Sag {number}</b>: Hvad er grunden?", number=turn.case.id)
    return Reply((Say(text, (*paired(buttons), (back,))),))


def in_words(turn: Turn) -> Reply | None:
    """A yes or no that is typed: shows the offer with its buttons; None when it answers no offer.

    Words are not enough to act on: there may be several offers, and "nej" may be meant for somebody else.
    """
    if YES_OR_NO.isdisjoint(split(turn.rest)[:1]):
        return None
    own = cases.of_officer(turn.work, turn.member.id, MOST)
    waiting = [case for case in own if case.offered_at is not None]
    if not waiting:
        return None
    if len(waiting) > 1:
        return mine(turn)
    return screen(OwnTurn(turn.work, turn.visit, turn.member, "", waiting[0]), DA.plain(BY_BUTTON))


def say_no(turn: OwnTurn) -> Reply:
    """A reason was picked; "other" needs words."""
    if reason(turn.value, CANNOT) is None:
        return toast(DA.plain("Den knap er forældet. Skriv /mine."))
    if turn.value == OTHER:
        text = "Skriv kort, hvorfor du ikke kan tage sag {number}, som svar på denne besked."
        return prompt(turn, DA(text, number=turn.case.id), do=DO_CANNOT, case=turn.case.id)
    return _given_up(turn, turn.value, "")


def say_no_in_words(turn: OwnTurn) -> Reply:
    """The words came."""
    return _given_up(turn, OTHER, turn.rest)


def _given_up(turn: OwnTurn, key: str, words: str) -> Reply:
    give_up = triage.decline if turn.case.offered_at is not None else triage.give_back
    give_up(turn.work, turn.visit.house, turn.case, turn.actor, key, words)
    said = DA.plain("{reason} er noteret.", reason=DA.plain(label(key, CANNOT)))
    reply = say(DA(THANKS, number=turn.case.id))
    return Reply(reply.says, toast=said) if turn.is_tap else reply
