"""The whole rule: ask the first question that is wanted and has no answer.

"Back" takes the last answer away, "change" a chosen one; answers to questions no longer wanted fall away.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from handlers.conversation.flow import SKIPPED, UNSURE, Draft, Flow
from handlers.conversation.said import More, Picked, Pictured, Problem, Read, Said, Value
from handlers.conversation.steps import Step


@dataclass(frozen=True, slots=True)
class Ask:
    """This question comes next; `problem` tells why the last answer could not be used."""

    draft: Draft
    step: Step
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Every wanted question has an answer: show the summary."""

    draft: Draft


Turn: TypeAlias = Ask | Done


def where(flow: Flow, draft: Draft) -> Turn:
    """Where the conversation stands, without moving it."""
    first = flow.first_open(draft.answers)
    return Ask(draft, first) if first else Done(draft)


def answer(flow: Flow, draft: Draft, said: Said) -> Turn:
    """The draft after something was said to the current question."""
    now = where(flow, draft)
    if isinstance(now, Done):
        return now
    read = now.step.read(said, draft.picking or [], draft.known)
    match read:
        case Problem():
            return Ask(_holding(draft, now.step, read.fits), now.step, read)
        case More(picking, album, problem):
            return Ask(replace(draft, picking=picking, album=album), now.step, problem)
        case Value(value):
            return _with(flow, draft, now.step, value)


def skip(flow: Flow, draft: Draft) -> Turn:
    """Passes over the current question, if it is optional; what was ticked or sent for it is its answer."""
    now = where(flow, draft)
    if isinstance(now, Ask) and now.step.optional:
        if draft.picking and now.step.enough(draft.picking):
            return answer(flow, draft, Picked("done"))
        return _with(flow, draft, now.step, SKIPPED)
    return now


def skip_rest(flow: Flow, draft: Draft) -> Turn:
    """Passes over every optional question that is left."""
    now = skip(flow, draft)
    while isinstance(now, Ask) and now.step.optional:
        now = skip(flow, now.draft)
    return now


def unsure(flow: Flow, draft: Draft) -> Turn:
    """Answers the current question with "I do not know", where that is an answer."""
    now = where(flow, draft)
    if isinstance(now, Ask) and now.step.unsure:
        return _with(flow, draft, now.step, UNSURE)
    return now


def keep(flow: Flow, draft: Draft) -> Turn:
    """Gives the current question the answer it had before it was taken back."""
    now = where(flow, draft)
    if isinstance(now, Ask) and now.step.key in draft.kept:
        return _with(flow, draft, now.step, draft.kept[now.step.key])
    return now


def back(flow: Flow, draft: Draft) -> Turn:
    """Takes the last answer before the current question away; at the first question it stays there."""
    now = where(flow, draft)
    before = [step.key for step in flow.wanted(draft.answers) if _was_asked(step, draft)]
    if isinstance(now, Ask):
        order = [step.key for step in flow.steps]
        before = [key for key in before if order.index(key) < order.index(now.step.key)]
    return change(flow, draft, before[-1]) if before else now


def change(flow: Flow, draft: Draft, key: str) -> Turn:
    """Asks one question again; its old answer is kept beside it."""
    if key not in draft.answers:
        return where(flow, draft)
    answers = {name: value for name, value in draft.answers.items() if name != key}
    kept = {**draft.kept, key: draft.answers[key]} if _says(draft.answers[key]) else draft.kept
    turn = where(flow, draft.next(answers=answers, kept=kept))
    if isinstance(turn, Done) or turn.step.key != key or not _says(draft.answers[key]):
        return turn
    return replace(turn, draft=replace(turn.draft, picking=turn.step.reopens(draft.answers[key])))


def aside(flow: Flow, draft: Draft, said: Said) -> tuple[Draft, Step] | None:
    """Files what answers another question than the current one, and tells which; None when none does."""
    for step in flow.wanted(draft.answers):
        old = draft.answers.get(step.key)
        value = step.joins(old, said) if _says(old) else _whole(step.read(said, [], draft.known))
        if value is not None:
            album = said.album if isinstance(said, Pictured) else draft.album
            answers = _assumed(flow, {**draft.answers, step.key: value}, step)
            return replace(draft, answers=answers, album=album), step
    return None


def remember(flow: Flow, draft: Draft, said: Said) -> Draft | None:
    """Keeps what would answer the current question beside it, unconfirmed; None when it answers nothing."""
    now = where(flow, draft)
    if isinstance(now, Done) or now.step.several:
        return None
    read = now.step.read(said, [], draft.known)
    if not isinstance(read, Value):
        return None
    return replace(draft, kept={**draft.kept, now.step.key: read.value})


def renew(flow: Flow, draft: Draft) -> Turn:
    """A draft of another version of this flow, begun again; answers that still fit are kept beside it."""
    old = {**draft.kept, **draft.answers}
    fitting = {
        step.key: old[step.key] for step in flow.steps if step.key in old and step.keeps(old[step.key])
    }
    fresh = replace(draft, schema=flow.schema)
    return where(flow, fresh.next(answers={}, kept=fitting))


def _was_asked(step: Step, draft: Draft) -> bool:
    """Whether there is an answer, and not one that was only assumed."""
    if step.key not in draft.answers:
        return False
    assumed = step.assumes(draft.answers)
    return assumed is None or draft.answers[step.key] != assumed


def _assumed(flow: Flow, answers: dict[str, Any], given: Step) -> dict[str, Any]:
    """The answers, and those that the one just `given` lets us assume."""
    if not given.renews:
        return answers
    open_now = [step for step in flow.wanted(answers) if step.key in given.renews and step.key not in answers]
    assumed = {step.key: step.assumes(answers) for step in open_now}
    return answers | {key: value for key, value in assumed.items() if value is not None}


def _says(value: object) -> bool:
    """Passing over a question, or not knowing, is an answer that nobody wants back."""
    return value is not SKIPPED and value != UNSURE


def _holding(draft: Draft, step: Step, fits: object) -> Draft:
    """The first part that fitted stays, however many long messages follow."""
    if fits is None or step.key in draft.kept:
        return draft
    return replace(draft, kept={**draft.kept, step.key: fits})


def _whole(read: Read) -> object:
    match read:
        case Value(value):
            return value
        case More(picking):
            return picking
        case Problem():
            return None


def _with(flow: Flow, draft: Draft, step: Step, value: object) -> Turn:
    stale = {name: old for name, old in draft.answers.items() if name in step.renews}
    answers = {name: old for name, old in draft.answers.items() if name not in stale}
    answers = _assumed(flow, {**answers, step.key: value}, step)
    kept = {name: old for name, old in {**draft.kept, **stale}.items() if name != step.key}
    wanted = {each.key for each in flow.wanted(answers)}
    dropped = {name: old for name, old in answers.items() if name not in wanted}
    left = {name: old for name, old in answers.items() if name in wanted}
    return where(flow, draft.next(answers=left, kept={**kept, **dropped}))
