"""What a button under a question does to a draft: the same in an order, a report and a tip."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.flow import Draft, Flow
from handlers.conversation.said import Picked, Ticked

MOVES: Mapping[str, Callable[[Flow, Draft, str], Turn]] = MappingProxyType(
    {
        "p": lambda flow, draft, value: engine.answer(flow, draft, Picked(value)),
        "done": lambda flow, draft, _: engine.answer(flow, draft, Picked("done")),
        "back": lambda flow, draft, _: engine.back(flow, draft),
        "skip": lambda flow, draft, _: engine.skip(flow, draft),
        "rest": lambda flow, draft, _: engine.skip_rest(flow, draft),
        "unsure": lambda flow, draft, _: engine.unsure(flow, draft),
        "keep": lambda flow, draft, _: engine.keep(flow, draft),
        "fix": engine.change,
    }
)
ON_SUMMARY = frozenset({"fix", "back"})
STAYS = frozenset({"back", "p"})  # may leave the draft as it is: at the first question, in an open month


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the draft is now; `stuck` when nothing came of it because an answer is needed."""

    turn: Turn
    stuck: bool


def moved(flow: Flow, draft: Draft, verb: str, value: str) -> Moved | None:
    """The draft after a button, or after the words that stand for it; None where it means nothing."""
    now = engine.where(flow, draft)
    if verb not in MOVES or (isinstance(now, Done) and verb not in ON_SUMMARY):
        return None
    if verb == "done" and isinstance(now, Ask) and not now.draft.picking and now.step.optional:
        verb = "skip"
    turn = MOVES[verb](flow, draft, value)
    stuck = turn.draft == draft and isinstance(turn, Ask) and not turn.problem and verb not in STAYS
    return Moved(turn, stuck)


def ticked(flow: Flow, draft: Draft, value: str) -> Turn | None:
    """The draft after a tick; its button says which question it belongs to, so an old one is as good
    while that question stands. None when it does not."""
    key, _, wanted = value.partition(":")
    now = engine.where(flow, draft)
    if isinstance(now, Done) or now.step.key != key or wanted[:1] not in ("+", "-"):
        return None
    return engine.answer(flow, draft, Ticked(wanted[1:], wanted[0] == "+"))
