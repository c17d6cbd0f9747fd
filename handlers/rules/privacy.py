"""What we keep about a person, why and until when; what may be deleted now, and what time deletes."""

from datetime import timedelta
from typing import Any, TypeAlias

from handlers.conversation.steps import Choice, Choices, Step, Words
from handlers.house import House
from handlers.questions.places import place_of
from handlers.requests import kinds
from handlers.rules import gatherings as seating
from handlers.rules import triage
from handlers.rules.moves import ACTIVE, Status
from storage import bookings, cases, gatherings, partners, people, privacy, ratings, remarks
from storage.booking_models import Booking
from storage.gathering_models import Seat
from storage.models import Case
from storage.people import Known
from storage.work import Work

Json: TypeAlias = dict[str, Any]
BATCH = 50


def record(work: Work, known: Known) -> Json:
    """Everything that is kept about a person, ready for JSON."""
    mine = privacy.cases_of(work, known.id)
    return {
        "person": {"id": known.id, "language": known.language, "since": known.since.isoformat()},
        "unanswered": known.topic,
        "drafts": [
            {"kind": draft.kind, "state": draft.state, "updated_at": draft.updated_at.isoformat()}
            for draft in privacy.drafts_of(work, known.id)
        ],
        "cases": [_case(work, case) for case in mine],
        "partner": _partner(work, known.id),
        "gatherings": [_seat(seat) for seat in gatherings.seats_of_person(work, known.id)],
    }


def still_open(work: Work, person_id: int) -> list[Case]:
    """Cases that must be withdrawn before they can be forgotten."""
    return [case for case in privacy.cases_of(work, person_id) if Status(case.status) in ACTIVE]


def forget(work: Work, house: House, known: Known) -> int:
    """Withdraws what is open, takes the person out of every case, deletes the rest; gives how many cases."""
    mine = privacy.cases_of(work, known.id)
    for case in mine:
        cases.lock(work, case.id)
        if Status(case.status) in ACTIVE:
            triage.withdraw(work, house, case)
        anonymise(work, case)
    privacy.forget(work, known.id)
    partners.forget(work, known.id)
    for seat in gatherings.seats_of_person(work, known.id):
        seating.give_up(work, seat)
    gatherings.forget(work, known.id)
    people.forget(work, known.id)
    work.note("person.forgotten", "citizen", detail={"cases": len(mine)})
    return len(mine)


def anonymise(work: Work, case: Case) -> None:
    """Keeps what statistics need: the kind, the town, the times, what was ticked and how it ended."""
    kind = kinds().get(case.kind)
    steps = kind.order.steps if kind else ()
    ticked = {step.key: value for step in steps if (value := _ticked(step, case.answers.get(step.key)))}
    town = place_of(case.answers, kind.place).town if kind else ""
    privacy.anonymise(work, case, ticked, town)
    ratings.forget_words(work, case)
    if kind and case.result:
        case.result = {
            step.key: case.result[step.key]
            for step in kind.report.steps
            if step.key in case.result and _is_nobodys_words(step, case.result[step.key])
        }
    work.note("case.anonymised", "system", case)
    work.post("card", "staff", case)


def _ticked(step: Step, value: object) -> object:
    """An answer as far as it is one of our own choices; nobody's words."""
    keys = {option.key for option in step.choices} if isinstance(step, Choice | Choices) else set[str]()
    if isinstance(value, list):
        return [key for key in value if key in keys]
    return value if isinstance(value, str) and value in keys else None


def _is_nobodys_words(step: Step, value: object) -> bool:
    """Whether an answer of the report is a day, a number or a choice of ours."""
    return not isinstance(step, Words) and (
        not isinstance(step, Choice | Choices) or _ticked(step, value) == value
    )


def expire(work: Work, house: House) -> int:
    """Anonymises cases that were closed long enough ago, and forgets people who have nothing with us.

    A small batch of each; gives how many, 0 when none is left.
    """
    before = work.now() - timedelta(days=house.profile.times.case_keep_days)
    old = [case for case in privacy.expired(work, before, BATCH) if _still_known(work, case)]
    for case in old:
        anonymise(work, case)
    strangers = privacy.idle(work, before, BATCH)
    for person_id in strangers:
        people.forget(work, person_id)
    return len(old) + len(strangers)


def _still_known(work: Work, case: Case) -> bool:
    """Held until the commit, and neither opened again nor anonymised by another process meanwhile."""
    cases.lock(work, case.id)
    return case.person_id is not None and not case.is_open


def _partner(work: Work, person_id: int) -> Json | None:
    partner = partners.find(work, person_id)
    if partner is None:
        return None
    told = {"organisation": partner.organisation, "sort": partner.sort, "name": partner.name}
    return {**told, "since": partner.since.isoformat(), "profile": partner.profile}


def _seat(seat: Seat) -> Json:
    told = {"gathering": seat.gathering_id, "name": seat.name, "number": seat.number, "status": seat.status}
    return {**told, "at": seat.at.isoformat(), "came": seat.came}


def _case(work: Work, case: Case) -> Json:
    said = [remark for remark in remarks.of(work, case.id, 200) if remark.audience != remarks.INTERNAL]
    return {
        "number": case.id,
        "kind": case.kind,
        "status": case.status,
        "place": case.place,
        "kommune": case.kommune,
        "created_at": case.created_at.isoformat(),
        "answer_by": case.answer_by.isoformat(),
        "done_by": case.done_by.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "words": case.words,
        "answers": case.answers,
        "reason": case.reason,
        "reason_words": case.reason_words,
        "result": case.result,
        "photos": privacy.photos_of(work, case.id),
        "times": [_time(booking) for booking in bookings.of_case(work, case.id, *bookings.TOLD)],
        "rating": _rating(work, case),
        "messages": [
            {
                "at": remark.at.isoformat(),
                "from_you": remark.audience == remarks.FROM_CITIZEN,
                "text": remark.text,
            }
            for remark in said
        ],
    }


def _time(booking: Booking) -> Json:
    told = {"starts_at": booking.starts_at.isoformat(), "ends_at": booking.ends_at.isoformat()}
    return {**told, "status": booking.status}


def _rating(work: Work, case: Case) -> Json | None:
    given = ratings.find(work, case.id)
    return {"score": given.score, "words": given.words} if given else None
