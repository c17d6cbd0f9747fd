"""Everything somebody with the tips role can type or tap in private, where a district reads tips in chat."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.reader import acts, screens
from handlers.reader.gate import TipTurn, answer, gated, let_in
from handlers.reply import Reply, toast
from handlers.staff.gate import EARLIER, Handler, Turn, is_answer, recalled
from handlers.visit import Visit
from handlers.wording.lines import DA
from storage import members
from storage.work import Work

COMMANDS: Mapping[str, Handler] = MappingProxyType({"tips": gated(screens.listed)})

OLD = "Den knap er forældet. Skriv /tips."
GONE = "Det tip er her ikke længere."

VERBS: Mapping[str, Callable[[TipTurn], Reply]] = MappingProxyType(
    {
        "open": screens.opened,
        "ask": acts.ask_what,
        "sum": acts.summarise_how,
        "hand": screens.officers,
        "to": acts.hand,
        "urgent": acts.urgent,
        "end": screens.outcomes,
        "as": acts.end,
        "out": screens.colleagues,
        "keep": acts.keep_out,
        "log": screens.history,
    }
)
REPLIES: Mapping[str, Callable[[TipTurn], Reply]] = MappingProxyType(
    {acts.DO_ASK: acts.ask, acts.DO_SUMMARY: acts.summarise}
)


def words(work: Work, visit: Visit, text: str) -> Reply | None:
    """The answer to a question of ours; None when there was none."""
    member = members.find(work, visit.person_id)
    if member is None or not member.reads_tips:
        return None
    kept = recalled(Turn(work, visit, member, text))
    if kept is None or kept["do"] not in REPLIES:
        return None
    return gated(_replied)(work, visit, text)


def _replied(turn: Turn) -> Reply:
    kept = recalled(turn) or {}
    if not is_answer(turn.visit, kept):
        return answer(turn.visit, DA.plain(EARLIER))
    turn.member.prompt = None
    own = let_in(turn, str(kept.get("tip", "")))
    return REPLIES[kept["do"]](own) if own else answer(turn.visit, DA.plain(GONE))


def _tapped(turn: Turn) -> Reply:
    name, verb, value = (turn.rest + "::").split(":", 2)
    if verb == "list":
        return screens.page(turn, value.rstrip(":"))
    if verb == "gone":
        return acts.close(turn)
    if verb not in VERBS:
        return toast(DA.plain(OLD))
    own = let_in(turn, name, value.rstrip(":"))
    return VERBS[verb](own) if own else toast(DA.plain(GONE), alert=True)


TAPS: Mapping[str, Handler] = MappingProxyType({"t": gated(_tapped)})
