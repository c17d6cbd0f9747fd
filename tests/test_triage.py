"""The table of moves, walked at random: no illegal state, no clock that runs while we wait, no silent end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.conversation.flow import Draft
from handlers.house import House
from handlers.rules import moves, promise, triage
from handlers.rules.moves import ASSESSED, HELD, MOVES, OPEN, Role, Status
from handlers.rules.reasons import CANNOT, REASONS
from handlers.rules.triage import CITIZEN, SYSTEM, Actor, Rejected
from handlers.rules.undo import undo
from handlers.text import texts
from storage import cases, members, remarks
from storage.models import Case, Event, Member, Notice
from storage.work import Work
from tests.desk import BO, GROUP, INGE, KARLA, LISE
from tests.station import RESULT, Station

ENDED = {Status.CLOSED, Status.DECLINED, Status.FORWARDED, Status.WITHDRAWN}
HEARD = {Status.CLOSED: "done", Status.DECLINED: "declined", Status.FORWARDED: "forwarded"}


def member(work: Work, person_id: int) -> Member:
    """Somebody of the cast."""
    found = members.find(work, person_id)
    assert found is not None
    return found


def inge(work: Work) -> Actor:
    """Inge, as staff."""
    return triage.staff(member(work, INGE.id))


def bo(work: Work) -> Actor:
    """Bo, as an officer."""
    return triage.officer(member(work, BO.id))


Try = Callable[[Work, House, Case], object]

TRIES: dict[str, Try] = {
    "take": lambda work, house, case: triage.take(work, house, case, inge(work)),
    "grant": lambda work, house, case: triage.grant(work, house, case, inge(work)),
    "refuse": lambda work, house, case: triage.refuse(work, house, case, inge(work), "resources", "Desværre"),
    "no reason": lambda work, house, case: triage.refuse(work, house, case, inge(work), "because"),
    "forward": lambda work, house, case: triage.forward(work, house, case, inge(work), "0269"),
    "ask": lambda work, house, case: triage.ask(work, house, case, inge(work), "Hvor?"),
    "reply": lambda work, house, case: triage.reply(work, house, case, inge(work), "Tak"),
    "empty": lambda work, house, case: triage.reply(work, house, case, inge(work), "  \n "),
    "note": lambda work, house, case: triage.note(work, house, case, inge(work), "Intern"),
    "delay": lambda work, house, case: triage.delay(
        work, house, case, inge(work), promise.end_of_day(work.now(), 7)
    ),
    "offer bo": lambda work, house, case: triage.offer(work, house, case, inge(work), member(work, BO.id)),
    "offer lise": lambda work, house, case: triage.offer(
        work, house, case, inge(work), member(work, LISE.id)
    ),
    "accept": lambda work, house, case: triage.accept(work, house, case, bo(work)),
    "decline": lambda work, house, case: triage.decline(work, house, case, bo(work), "busy"),
    "give back": lambda work, house, case: triage.give_back(work, house, case, bo(work), "holiday"),
    "bo stops": lambda work, house, case: triage.officer_left(work, house, case, inge(work)),
    "lapse": lambda work, house, case: triage.offer_lapsed(work, house, case),
    "plan": lambda work, house, case: triage.plan(work, house, case, bo(work), date(2026, 3, 9)),
    "complete": lambda work, house, case: triage.complete(
        work, house, case, bo(work), Draft("report", "traffic_check", 1, RESULT)
    ),
    "conclude": lambda work, house, case: triage.conclude(work, house, case, inge(work), "Målt"),
    "close": lambda work, house, case: triage.close(work, house, case, inge(work)),
    "withdraw": lambda work, house, case: triage.withdraw(work, house, case),
    "add": lambda work, house, case: triage.add(work, house, case, "Mere"),
    "answer": lambda work, house, case: triage.answer(work, house, case, "Ved bageren"),
    "undo": lambda work, _house, case: undo(work, inge(work), case.id),
    "bo undoes": lambda work, _house, case: undo(work, bo(work), case.id),
    "bo as staff": lambda work, house, case: triage.grant(work, house, case, bo(work)),
    "she grants": lambda work, house, case: triage.grant(work, house, case, CITIZEN),
    "nobody plans": lambda work, house, case: triage.plan(work, house, case, SYSTEM, date(2026, 3, 9)),
}
FORBIDDEN = {"no reason", "empty", "bo as staff", "she grants", "nobody plans"}

WALK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def trace(work: Work, case: Case) -> tuple[object, ...]:
    """Everything a move may leave behind."""
    events, said = cases.events(work, case.id), remarks.of(work, case.id)
    posted = list(work.session.scalars(select(Notice.id)))
    return cases.snapshot(case, (*triage.TRACKED, "version")), len(events), len(said), posted


def make(station: Station, name: str, number: int) -> bool:
    """Whether the move could be made; a move that could not has left no trace."""

    def trial(work: Work) -> bool:
        case = cases.lock(work, number)
        assert case is not None
        before = trace(work, case)
        try:
            TRIES[name](work, station.house, case)
        except Rejected as refusal:
            refused = refusal.words(texts("da"))
        else:
            return True
        assert refused
        assert trace(work, case) == before
        return False

    return station.work(trial)


def check(station: Station, number: int) -> None:
    """What must hold whatever has happened."""
    case = station.case(number)
    status = Status(case.status)
    assert (case.paused_at is not None) == (status is Status.WAITING)
    assert case.is_open == (status in OPEN)
    assert (case.closed_at is None) == case.is_open
    assert (case.answered_at is None) == (status in ASSESSED)
    assert case.offered_at is None or (status is Status.GRANTED and case.officer_id is not None)
    assert status not in HELD or case.officer_id is not None
    assert (status is Status.PLANNED) <= (case.planned_for is not None)
    assert (status is Status.DECLINED) <= bool(case.reason)
    assert (status in {Status.DONE, Status.CLOSED}) <= (case.result is not None)
    assert case.due_at == (case.done_by if case.answered_at and status in OPEN else case.due_at)


@WALK
@given(st.lists(st.tuples(st.sampled_from(sorted(TRIES)), st.integers(0, 3)), max_size=20))
def test_no_walk_reaches_an_illegal_state(walk: list[tuple[str, int]]) -> None:
    station = Station()
    number = station.receives()

    for name, days in walk:
        station.waits(days=days)
        made = make(station, name, number)
        assert not (made and name in FORBIDDEN)
        check(station, number)
        if days:
            station.posts()

    station.later_posts()
    check(station, number)
    status = station.status(number)
    if status in HEARD:
        sent = {notice.what for notice in station.all(Notice) if notice.outcome == "sent"}
        assert HEARD[status] in sent


@WALK
@given(st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_days_we_wait_for_her_are_never_counted(pauses: list[int]) -> None:
    station = Station()
    number = station.receives()
    before = station.case(number)

    for days in pauses:
        make(station, "ask", number)
        station.waits(days=days)
        make(station, "answer", number)

    after = station.case(number)
    moved = timedelta(days=sum(pauses))
    assert promise.today(after.answer_by) == promise.today(before.answer_by) + moved
    assert promise.today(after.done_by) == promise.today(before.done_by) + moved
    assert promise.clock(after.answer_by) == "23.59"


@pytest.mark.parametrize("path", [
    ("take",), ("grant",), ("refuse",), ("forward",), ("ask",), ("delay",), ("grant", "offer bo"),
    ("grant", "refuse"), ("grant", "offer bo", "offer lise"), ("grant", "conclude"),
])  # fmt: skip
def test_the_last_move_is_undone_without_a_trace_but_in_the_record(path: tuple[str, ...]) -> None:
    station = Station()
    number = station.receives()
    for name in path[:-1]:
        assert make(station, name, number)
    before = station.work(lambda work: cases.snapshot(_case(work, number), triage.TRACKED))

    assert make(station, path[-1], number)
    assert make(station, "undo", number)

    assert station.work(lambda work: cases.snapshot(_case(work, number), triage.TRACKED)) == before
    assert station.events(number)[-1] == "case.undone"
    undone: list[Event] = station.work(lambda work: cases.events(work, number))
    assert undone[-2].undone_at is not None


def test_every_move_is_one_line_in_the_record_and_one_card() -> None:
    station = Station()
    number = station.receives()
    made = ("take", "ask", "answer", "note", "grant", "offer bo", "accept", "plan", "complete", "close")

    for count, name in enumerate(made, start=2):
        assert make(station, name, number), name
        assert len(station.events(number)) == count

    assert [notice.what for notice in station.outbox].count("card") == 1


def test_a_move_by_two_at_once_is_made_once() -> None:
    station = Station()
    number = station.receives()

    assert make(station, "grant", number)
    assert not make(station, "grant", number)
    assert station.events(number) == ["case.opened", "case.granted"]


@pytest.mark.parametrize("ending", ["refuse", "forward", "withdraw"])
def test_after_the_end_only_words_to_her_and_notes_are_left(ending: str) -> None:
    station = Station()
    number = station.receives()
    assert make(station, ending, number)

    left = {name for name in sorted(TRIES) if "undo" not in name and make(station, name, number)}

    assert left == {"reply", "note"}


def test_the_table_names_every_state_and_only_real_ones() -> None:
    reached = {move.to for move in MOVES if move.to} | {Status.RECEIVED, Status.MERGED}

    assert reached == set(Status)
    assert set(moves.STAFF_WORDS) == set(moves.CITIZEN_WORDS) == set(Status)
    assert all(move.who and move.starts for move in MOVES)
    assert not any(move.starts & ENDED for move in MOVES if move.to)


def test_the_citizen_can_only_do_what_is_hers() -> None:
    hers = {move.event for move in MOVES if Role.CITIZEN in move.who}

    assert hers == {"case.withdrawn", "case.added", "case.answered", "case.booked", "case.wished"}


def test_keys_of_reasons_are_unique_and_every_refusal_says_what_instead() -> None:
    assert len({reason.key for reason in REASONS}) == len(REASONS) == 10
    assert all(reason.sentence and reason.instead and len(reason.key) <= 20 for reason in REASONS)
    assert len({reason.key for reason in CANNOT}) == len(CANNOT)


def test_nobody_in_the_house_stands_in_the_citizen_s_record() -> None:
    station = Station()
    number = station.receives()
    make(station, "add", number)

    assert all(event.member_id != KARLA.id for event in station.all(Event))
    assert GROUP not in station.chats


def _case(work: Work, number: int) -> Case:
    case = cases.find(work, number)
    assert case is not None
    return case
