"""What every kind of request promises, and that one new file is all a kind takes."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers.requests
from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.flow import Draft, Flow
from handlers.conversation.said import Called, Picked, Pictured, Problem, Said, Ticked, Typed, Value
from handlers.conversation.steps import Pictures, Step
from handlers.questions.contact import Contact
from handlers.requests import Kind, kinds
from handlers.text import texts
from handlers.wording import cards
from storage import cases
from storage.models import Case
from tests.desk import KARLA, Desk, a_house

KINDS = list(kinds().values())
FLOWS = [(kind.key, flow) for kind in KINDS for flow in (kind.order, kind.report)]
STEPS = [(key, flow, step) for key, flow in FLOWS for step in flow.steps]
TODAY = "2026-03-02"
# One of these suits any question; a kind whose question needs other words adds them here.
WORDS = (
    "Skolevej ved Netto, 4320 Lejre",
    "4320 Lejre",
    "Lejre",
    "hverdage 7-8",
    "i går",
    "om 14 dage kl. 19",
    "20123456",
    "ja",
    "12",
)

every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.key for kind in KINDS])
every_flow = pytest.mark.parametrize(
    "flow", [flow for _, flow in FLOWS], ids=[f"{k}-{n}" for n, (k, _) in enumerate(FLOWS)]
)
every_step = pytest.mark.parametrize(
    ("flow", "step"),
    [(flow, step) for _, flow, step in STEPS],
    ids=[f"{key}-{step.key}" for key, _, step in STEPS],
)


def blank(flow: Flow) -> Draft:
    around = {"district": a_house().profile, "language": "da"}
    return Draft("draft", flow.key, flow.schema, today=TODAY, around=around)


def by_button(flow: Flow, turn: Ask) -> Turn | None:
    """The turn after the first button, ticked and confirmed where several may be."""
    options = turn.step.options(turn.draft.known)
    if not options:
        return None
    if not turn.step.several:
        return engine.answer(flow, turn.draft, Picked(options[0].key))
    ticked = engine.answer(flow, turn.draft, Ticked(options[0].key, on=True))
    return engine.answer(flow, ticked.draft, Picked("done"))


def by_words(flow: Flow, turn: Ask) -> Turn | None:
    """The turn after whichever of our words suits, or a button's own; a photo or a contact card else."""
    labels = [option.label for option in turn.step.options(turn.draft.known)]
    said: list[Said] = [*map(Typed, (*WORDS, *labels)), Called("+4520123456", own=True)]
    for each in said:
        after = engine.answer(flow, turn.draft, each)
        after = _finished(flow, after)
        if isinstance(after, Done) or (after.problem is None and after.step is not turn.step):
            return after
    if isinstance(turn.step, Pictures):
        sent = engine.answer(flow, turn.draft, Pictured("photo"))
        return engine.answer(flow, sent.draft, Picked("done"))
    return None


def _finished(flow: Flow, turn: Turn) -> Turn:
    """A question that stays open for more is told that this was all."""
    if isinstance(turn, Ask) and turn.draft.picking and turn.step.enough(turn.draft.picking):
        return engine.answer(flow, turn.draft, Picked("done"))
    return turn


def walked(flow: Flow, *, words: bool) -> list[Ask]:
    """Every question on the way to the summary, answered by words or by buttons where there are some."""
    asked, turn = [], engine.where(flow, blank(flow))
    while isinstance(turn, Ask):
        asked.append(turn)
        after = by_words(flow, turn) if words else by_button(flow, turn) or by_words(flow, turn)
        assert after is not None, f"nothing answers {turn.step.key}"
        turn = after
    return asked


@every_kind
def test_the_texts_of_a_kind_are_there_and_promise_nothing(kind: Kind) -> None:
    spoken = [
        kind.title,
        kind.pitch,
        kind.receipt,
        *(text for _, _, step in STEPS for text in (step.label, step.question)),
    ]

    assert all(spoken)
    for word in ("garanterer", "straks", "selvfølgelig", "!", "venligst"):
        assert not any(word in text for text in spoken)


@every_step
def test_a_question_is_a_question_with_a_short_label(flow: Flow, step: Step) -> None:
    assert step.question.endswith("?")
    assert len(step.label) <= 20
    assert len(step.key) <= 12
    assert flow.step(step.key) is step


@every_kind
def test_the_result_and_the_receipt_name_only_what_there_is(kind: Kind) -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    reported = {step.key: step for step in kind.report.steps}
    assert fields("".join(each.text for each in kind.sentences)) <= reported.keys()
    assert fields(kind.receipt) <= {"answer_by", "done_by"}
    assert fields(kind.done) <= {"number"}
    assert fields(kind.opening) <= {"police", "emergency"}
    for step, answer in (each.when for each in kind.sentences if each.when):
        assert answer in {option.key for option in reported[step].options({})}


@every_kind
def test_at_most_six_questions_are_obligatory_and_nobody_is_asked_for_a_number_first(kind: Kind) -> None:
    always = [step for step in kind.order.steps if not step.optional and step.asked_if is None]
    assert len(always) <= 6
    assert all(step.private for step in kind.order.steps if isinstance(step, Contact))
    assert not kind.order.steps[0].private


@every_flow
@pytest.mark.parametrize("words", [True, False], ids=["words", "buttons"])
def test_every_question_can_be_answered(flow: Flow, *, words: bool) -> None:
    assert walked(flow, words=words)


@every_flow
def test_every_answer_can_be_taken_back_kept_and_passed_over_where_that_is_offered(flow: Flow) -> None:
    for before, now in zip(walked(flow, words=True), walked(flow, words=True)[1:], strict=False):
        back = engine.back(flow, now.draft)
        assert isinstance(back, Ask)
        assert engine.keep(flow, back.draft).draft.answers == now.draft.answers
        if before.step.optional:
            assert engine.skip(flow, before.draft) != before
        if before.step.unsure:
            assert engine.unsure(flow, before.draft) != before


@every_step
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_answer_is_shown_in_plain_words(flow: Flow, step: Step, language: str) -> None:
    turns = {turn.step.key: turn for turn in walked(flow, words=True) + walked(flow, words=False)}
    turn = turns.get(step.key)
    after = by_words(flow, turn) if turn else None
    value = after.draft.answers.get(step.key) if after else None

    if value is not None:
        assert step.keeps(value)
        assert step.show(value, texts(language)).strip()


@every_step
def test_nonsense_never_breaks_a_question(flow: Flow, step: Step) -> None:
    assert step in flow.steps
    for said in (
        Typed(""),
        Typed("\x00"),
        Typed("?" * 5000),
        Picked(""),
        Picked("=x"),
        Ticked("", on=True),
        Typed("'"),
    ):
        read = step.read(said, [], blank(flow).known)
        assert isinstance(read, Problem | Value), said


STATION = '''
"""A kind that only this test knows."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Option, Words
from handlers.questions.places import place_steps
from handlers.requests import Kind

KIND = Kind(
    title="Mobil politistation",
    pitch="Politiet kommer med en vogn.",
    order=Flow("station", 1, (
        Choice(key="purpose", label="Formål", question="Hvad er formålet?",
               choices=(Option("talk", "Dialog"), Option("kids", "Børn"))),
        *place_steps(),
        Words(key="wishes", label="Ønsker", question="Har du ønsker?", optional=True),
    )),
    report=Flow("station", 1, (Words(key="visitors", label="Besøg", question="Hvor mange kom?"),)),
    result=("Der kom {visitors}.",),
)
'''


@pytest.fixture
def new_kind(tmp_path: Path) -> Iterator[str]:
    """One more file in one more folder of kinds."""
    (tmp_path / "station_of_the_test.py").write_text(STATION, encoding="utf-8")
    handlers.requests.__path__.append(str(tmp_path))
    kinds.cache_clear()
    yield "station"
    handlers.requests.__path__.remove(str(tmp_path))
    kinds.cache_clear()


def test_one_new_file_is_a_menu_entry_questions_a_summary_a_case_and_a_card(new_kind: str) -> None:
    desk = Desk(a_house(kinds=["*"]))

    desk.says(KARLA, "/start")
    desk.taps(KARLA, "Noget andet")
    desk.taps(KARLA, "Mobil politistation")
    for said in ("børn", "Torvet, 4320 Lejre"):
        desk.says(KARLA, said)
    desk.taps(KARLA, "Gå til oversigten")
    assert "<b>Formål</b>\nBørn" in desk.reads(KARLA)
    desk.taps(KARLA, "Send bestillingen")

    case = desk.all(Case)[0]
    assert (case.kind, case.answers["purpose"], case.kommune) == (new_kind, "kids", "0350")
    card = desk.work(lambda work: cards.staff_card(work, desk.house, cases.lock(work, 1) or case))
    assert "Mobil politistation" in card.text
    assert "Formål: Børn" in card.text


def test_a_kind_the_district_does_not_offer_is_not_on_the_menu(new_kind: str) -> None:
    desk = Desk(a_house(kinds=["traffic_check"]))

    desk.says(KARLA, "/start")
    assert "Mobil politistation" not in desk.labels(KARLA)
    desk.presses(KARLA, f"m:new:{new_kind}")

    assert "kan ikke bestilles her" in desk.reads(KARLA)
