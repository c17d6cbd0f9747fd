"""Which kind a case really is: staff put what came as "something else" in its place; the answers stay."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.reply import Reply, paired, say, toast
from handlers.requests import kinds
from handlers.rules import triage
from handlers.staff.gate import CaseTurn
from handlers.staff.screen import OLD_BUTTON, done
from handlers.wording import cards
from handlers.wording.lines import DA


def choose(turn: CaseTurn) -> Reply:
    """Every kind there is but this one."""
    others = [kind for kind in kinds().values() if kind.key != turn.case.kind and not kind.unsorted]
    buttons = [cards.sort_button(turn.case, kind) for kind in others]
    text = DA("<b>Sag {number}</b>: Hvad er det for en slags? Svarene følger med.", number=turn.case.id)
    return say(text, *paired(buttons), (cards.back_button(turn.case),))


def sort(turn: CaseTurn) -> Reply:
    """A kind was picked."""
    kind = kinds().get(turn.value)
    if kind is None or kind.unsorted:
        return toast(DA.plain(OLD_BUTTON))
    triage.sort(turn.work, turn.visit.house, turn.case, turn.actor, kind)
    return done(turn, DA.plain("Nu er det {kind}.", kind=DA.plain(kind.title)))


MOVES: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType({"sort": sort})
SCREENS: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType({"kinds": choose})
