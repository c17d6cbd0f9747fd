"""The engine's one rule, under any order of answers, steps back, changes and skips."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.flow import SKIPPED, UNSURE, Draft, Flow
from handlers.conversation.said import Picked, Pictured, Placed, Said, Ticked, Typed
from handlers.conversation.steps import Choice, Choices, Number, Option, Pictures, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade(Words):
    """Who says "rød" as good as says which shade."""

    def assumes(self, answers: Mapping[str, Any]) -> object:
        return "mørk" if answers.get("colour") == "red" else None


COLOURS = (Option("red", "Rød"), Option("blue", "Blå"))
FLOW = Flow(
    "test",
    1,
    (
        Choice(key="colour", label="Farve", question="Hvilken farve?", choices=COLOURS),
        Choices(key="many", label="Flere", question="Hvilke?", choices=COLOURS),
        Number(
            key="count",
            label="Antal",
            question="Hvor mange?",
            asked_if=lambda known: known.get("colour") == "red",
        ),
        Words(key="words", label="Ord", question="Hvad?", unsure=True, renews=("note",)),
        Words(key="note", label="Note", question="Mere?", optional=True),
        Pictures(key="photos", label="Billeder", question="Billeder?", optional=True),
    ),
)
BLANK = Draft(id="draft", kind="test", schema=1)
ANSWERS: dict[str, Said] = {
    "colour": Picked("red"),
    "many": Typed("blå"),
    "count": Typed("12"),
    "words": Typed("et ord"),
    "note": Typed("en note"),
    "photos": Pictured("photo"),
}

Move = Callable[[Draft], Turn]
SAID: tuple[Said, ...] = (
    *(Picked(value) for value in ("red", "blue", "done", "9")),
    *(Typed(text) for text in ("rød", "7", "nogle ord", "", "x" * 2000)),
    Ticked("red", on=True),
    Ticked("red", on=False),
    Pictured("p", "album"),
    Placed(55.0, 12.0),
)
PLAIN = (engine.skip, engine.skip_rest, engine.unsure, engine.keep, engine.back, engine.where)


def saying(said: Said) -> Move:
    return lambda draft: engine.answer(FLOW, draft, said)


def changing(key: str) -> Move:
    return lambda draft: engine.change(FLOW, draft, key)


def moving(move: Callable[[Flow, Draft], Turn]) -> Move:
    return lambda draft: move(FLOW, draft)


MOVES: st.SearchStrategy[Move] = st.one_of(
    st.sampled_from(SAID).map(saying),
    st.sampled_from([step.key for step in FLOW.steps]).map(changing),
    st.sampled_from(PLAIN).map(moving),
)


def answered(*keys: str) -> Draft:
    """A draft in which these questions were answered in order."""
    draft = BLANK
    for key in keys:
        draft = engine.answer(FLOW, draft, ANSWERS[key]).draft
    return draft


def asked(turn: Turn) -> str:
    assert isinstance(turn, Ask)
    return turn.step.key


def test_the_first_question_without_an_answer_is_asked() -> None:
    assert asked(engine.where(FLOW, BLANK)) == "colour"
    assert asked(engine.where(FLOW, answered("colour", "many"))) == "count"


def test_a_question_that_is_not_wanted_is_not_asked() -> None:
    draft = engine.answer(FLOW, BLANK, Picked("blue")).draft

    assert asked(engine.answer(FLOW, draft, Typed("rød"))) == "words"


def test_back_takes_the_last_answer_away_and_offers_it_again() -> None:
    turn = engine.back(FLOW, answered("colour", "many"))

    assert asked(turn) == "many"
    assert turn.draft.kept == {"many": ["blue"]}
    assert asked(engine.keep(FLOW, turn.draft)) == "count"


def test_back_at_the_first_question_stays_there() -> None:
    assert engine.back(FLOW, BLANK) == Ask(BLANK, FLOW.steps[0])


def test_an_answer_that_is_not_wanted_any_more_is_kept_beside() -> None:
    draft = engine.change(FLOW, answered("colour", "many", "count"), "colour").draft

    turn = engine.answer(FLOW, draft, Picked("blue"))

    assert "count" not in turn.draft.answers
    assert turn.draft.kept == {"count": 12}


def test_a_new_answer_makes_what_depends_on_it_stale() -> None:
    draft = engine.change(FLOW, answered("colour", "many", "count", "words", "note"), "words").draft

    turn = engine.answer(FLOW, draft, Typed("andre ord"))

    assert asked(turn) == "note"


def test_only_a_voluntary_question_can_be_passed_over() -> None:
    assert engine.skip(FLOW, BLANK).draft == BLANK

    turn = engine.skip_rest(FLOW, answered("colour", "many", "count", "words"))

    assert turn == Done(turn.draft)
    assert turn.draft.answers["note"] is SKIPPED
    assert engine.change(FLOW, turn.draft, "note").draft.kept == {}


def test_not_knowing_is_an_answer_only_where_that_is_one() -> None:
    assert engine.unsure(FLOW, BLANK).draft == BLANK
    assert engine.unsure(FLOW, answered("colour", "many", "count")).draft.answers["words"] == UNSURE


def test_ticks_stay_on_the_question_and_a_second_press_changes_nothing() -> None:
    draft = answered("colour")
    once = engine.answer(FLOW, draft, Ticked("red", on=True))
    twice = engine.answer(FLOW, once.draft, Ticked("red", on=True))

    assert once == twice
    assert once.draft.turn == draft.turn
    assert engine.answer(FLOW, once.draft, Picked("done")).draft.answers["many"] == ["red"]


def test_the_part_of_a_long_answer_that_fits_is_offered() -> None:
    turn = engine.answer(FLOW, answered("colour", "many", "count"), Typed("x" * 1500))

    assert isinstance(turn, Ask)
    assert turn.problem is not None
    assert engine.keep(FLOW, turn.draft).draft.answers["words"] == "x" * 1000


def test_a_photo_out_of_turn_is_filed_under_its_own_question() -> None:
    filed = engine.aside(FLOW, BLANK, Pictured("photo", "album"))

    assert filed is not None
    draft, step = filed
    assert step.key == "photos"
    assert draft.answers == {"photos": ["photo"]}
    again = engine.aside(FLOW, draft, Pictured("other", "album"))
    assert again is not None
    assert again[0].answers == {"photos": ["photo", "other"]}
    assert asked(engine.where(FLOW, draft)) == "colour"


def test_a_draft_of_another_version_keeps_what_still_fits() -> None:
    old = Draft("draft", "test", 0, answers={"colour": "red", "many": ["green"], "words": "ord", "gone": 1})

    turn = engine.renew(FLOW, old)

    assert turn.draft.answers == {}
    assert turn.draft.kept == {"colour": "red", "words": "ord"}
    assert turn.draft.schema == FLOW.schema


def test_two_steps_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        Flow("test", 1, (FLOW.steps[0], FLOW.steps[0]))


@settings(max_examples=150, deadline=None)
@given(st.lists(MOVES, max_size=30))
def test_no_order_of_moves_loses_an_answer_or_gets_stuck(moves: list[Move]) -> None:
    draft = BLANK
    for move in moves:
        before, draft = draft, move(draft).draft
        lost = [key for key, value in before.answers.items() if value not in (SKIPPED, UNSURE)]
        stale = {"note"} if draft.answers.get("words") != before.answers.get("words") else set[str]()
        assert {*lost} - stale <= draft.answers.keys() | draft.kept.keys()
        assert draft.turn >= before.turn

    assert isinstance(to_the_end(draft), Done)


@settings(max_examples=100, deadline=None)
@given(st.lists(MOVES, max_size=20))
def test_a_draft_survives_json(moves: list[Move]) -> None:
    draft = BLANK
    for move in moves:
        draft = move(draft).draft

    state = json.loads(json.dumps(draft.dump()))
    back = Draft.load(id=draft.id, kind=draft.kind, schema=draft.schema, turn=draft.turn, state=state)

    assert back.dump() == draft.dump()
    assert engine.where(FLOW, back).draft.answers == draft.answers


def to_the_end(draft: Draft) -> Turn:
    """Answers whatever is asked; a conversation that needs more than two rounds is stuck."""
    turn = engine.where(FLOW, draft)
    for _ in range(2 * len(FLOW.steps)):
        if isinstance(turn, Done):
            break
        turn = engine.answer(FLOW, turn.draft, ANSWERS[turn.step.key])
        if isinstance(turn, Ask) and turn.step.several and turn.draft.picking:
            turn = engine.answer(FLOW, turn.draft, Picked("done"))
    return turn


SHADED = Flow(
    "shaded",
    1,
    (
        Choice(
            key="colour",
            label="Farve",
            question="Hvilken farve?",
            choices=COLOURS,
            renews=("shade",),
        ),
        Shade(key="shade", label="Tone", question="Hvilken tone?"),
        Words(key="words", label="Ord", question="Hvad?"),
    ),
)


def test_an_answer_that_another_one_gives_is_assumed_and_not_asked_for() -> None:
    assert engine.answer(SHADED, BLANK, Picked("blue")).draft.answers == {"colour": "blue"}

    now = engine.answer(SHADED, BLANK, Picked("red"))

    assert isinstance(now, Ask)
    assert (now.step.key, now.draft.answers) == ("words", {"colour": "red", "shade": "mørk"})


def test_what_was_assumed_can_be_changed_and_back_passes_it_by() -> None:
    red = engine.answer(SHADED, BLANK, Picked("red")).draft

    changed = engine.change(SHADED, red, "shade")
    before = engine.back(SHADED, red)

    assert isinstance(changed, Ask)
    assert changed.step.key == "shade"
    light = engine.answer(SHADED, changed.draft, Typed("lys")).draft
    assert light.answers["shade"] == "lys"
    assert isinstance(before, Ask)
    assert before.step.key == "colour"
    again = engine.back(SHADED, light)
    assert isinstance(again, Ask)
    assert again.step.key == "shade"
