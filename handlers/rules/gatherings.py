"""Gatherings with seats: who gets one, who waits, who moves up, and who is told what."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.conversation.flow import Draft
from handlers.house import COPENHAGEN, House
from handlers.questions.places import place_of
from handlers.rules import reminding
from handlers.rules.reminding import is_near, within_a_week
from handlers.rules.triage import Rejected
from handlers.text import N_
from storage import drafts, gatherings
from storage.drafts import ENROL, GATHERING
from storage.gathering_models import Asked, Gathering, Seat
from storage.gatherings import CANCELLED, GONE, HELD, OPEN, TAKEN, WAITING
from storage.models import Member
from storage.work import Work

BATCH = 50
PLACE_LIMIT, TITLE_LIMIT, WORDS_LIMIT = 200, 120, 600

OVER = N_("Man kan ikke tilmelde sig det længere.")
TOO_MANY = N_("Én tilmelding kan højst tage {most} pladser.")
NO_SEATS_LESS = N_("Der er allerede {taken}, der har plads. Der kan ikke være færre pladser end det.")


def make(work: Work, member: Member, draft: Draft) -> Gathering:
    """The gathering of this draft, made now unless it already was."""
    if made := gatherings.of_draft(work, draft.id):
        return made
    answers, spot = draft.answers, place_of(draft.answers)
    gathering = Gathering(
        draft_id=draft.id, sort=answers["sort"], title=answers["title"][:TITLE_LIMIT], answers=answers,
        place=str(spot)[:PLACE_LIMIT], kommune=spot.kommune, starts_at=moment_of(answers["time"]),
        seats=answers["seats"], most=answers["most"], status=OPEN, questions=answers["box"] == "yes",
        made_by=member.id, made_at=work.now(),
    )  # fmt: skip
    gatherings.add(work, gathering)
    drafts.drop(work, member.id, GATHERING)
    work.note("gathering.made", "staff", member=member, detail={"gathering": gathering.id})
    return gathering


def moment_of(value: dict[str, str]) -> datetime:
    """The time in an answer, as the clock in Copenhagen shows it."""
    hour = time.fromisoformat(value.get("start", "00:00"))
    return datetime.combine(date.fromisoformat(value["day"]), hour, COPENHAGEN)


def enrol(work: Work, person_id: int, gathering_id: int, draft: Draft) -> Seat:
    """A seat, or a place in the waiting line, for this draft; the same one when it is sent twice.

    Raises Rejected when it is too late, or too many are wanted at once.
    """
    gathering = gatherings.lock(work, gathering_id)
    if seat := gatherings.seat_of_draft(work, draft.id):
        return seat
    if gathering is None or not is_open(work, gathering):
        raise Rejected(OVER)
    if seat := gatherings.seat_of(work, gathering_id, person_id):
        return seat
    number = int(draft.answers["number"])
    if number > gathering.most:
        raise Rejected(TOO_MANY, most=gathering.most)
    seat = Seat(
        gathering_id=gathering_id, person_id=person_id, draft_id=draft.id, name=draft.answers["name"],
        number=number, status=TAKEN if number <= free(work, gathering) else WAITING, at=work.now(),
        told_week=within_a_week(work, gathering.starts_at), told_day=is_near(work, gathering.starts_at),
    )  # fmt: skip
    gatherings.add(work, seat)
    drafts.drop(work, person_id, ENROL)
    return seat


def is_open(work: Work, gathering: Gathering) -> bool:
    """Whether one can still enrol, or give a seat back."""
    return gathering.status == OPEN and gathering.starts_at > work.now()


def free(work: Work, gathering: Gathering) -> int:
    """Seats that nobody has; none while somebody waits, so that nobody new comes before them."""
    if gatherings.seats(work, gathering.id, WAITING):
        return 0
    return gathering.seats - gatherings.taken(work, gathering.id)


def give_up(work: Work, seat: Seat) -> None:
    """The seats go back, and whoever fits moves up."""
    gathering = gatherings.lock(work, seat.gathering_id)
    work.session.refresh(seat)
    if gathering is None or seat.status == GONE:
        return
    seat.status = GONE
    work.session.flush()
    move_up(work, gathering)


def move_up(work: Work, gathering: Gathering) -> list[Seat]:
    """From the head of the line on, everybody who fits gets seats and hears it.

    A large group that does not fit lets smaller ones behind it go first: empty seats help nobody.
    """
    if not is_open(work, gathering):
        return []
    left, moved = gathering.seats - gatherings.taken(work, gathering.id), list[Seat]()
    for seat in gatherings.seats(work, gathering.id, WAITING):
        if seat.number <= left:
            seat.status, left = TAKEN, left - seat.number
            seat.told_day = seat.told_day or is_near(work, gathering.starts_at)
            _tell(work, "seat_moved_up", seat)
            moved.append(seat)
    work.session.flush()
    return moved


def resize(work: Work, gathering: Gathering, member: Member, seats: int) -> list[Seat]:
    """More seats, or fewer but not less than are taken; gives who moved up."""
    gatherings.lock(work, gathering.id)
    used = gatherings.taken(work, gathering.id)
    if seats < used:
        raise Rejected(NO_SEATS_LESS, taken=used)
    gathering.seats = seats
    work.note("gathering.resized", "staff", member=member, detail={"gathering": gathering.id, "seats": seats})
    return move_up(work, gathering)


def cancel(work: Work, gathering: Gathering, member: Member, words: str) -> int:
    """It does not take place: everybody who has a seat or waits for one hears it once; gives how many."""
    gatherings.lock(work, gathering.id)
    if gathering.status != OPEN:
        return 0
    gathering.status = CANCELLED
    concerned = gatherings.seats(work, gathering.id)
    for seat in concerned:
        _tell(work, "seat_cancelled", seat, words=_tidy(words))
    work.note("gathering.cancelled", "staff", member=member, detail={"gathering": gathering.id})
    return len(concerned)


def mark(work: Work, seat: Seat, *, came: bool) -> None:
    """Who was there, in the staff's list."""
    seat.came = came
    work.session.flush()


def close(work: Work, gathering: Gathering, member: Member) -> int:
    """It has been held: those who came are thanked, and get the answers to what was asked."""
    gatherings.lock(work, gathering.id)
    if gathering.status != OPEN:
        return 0
    gathering.status = HELD
    there = [seat for seat in gatherings.seats(work, gathering.id, TAKEN) if seat.came is not False]
    for seat in there:
        _tell(work, "seat_thanked", seat)
    work.note("gathering.held", "staff", member=member, detail={"gathering": gathering.id})
    return len(there)


def ask(work: Work, gathering: Gathering, words: str) -> Asked:
    """Puts a question into the box; nothing says whose it is."""
    question = Asked(gathering_id=gathering.id, text=_tidy(words), answer="")
    gatherings.add(work, question)
    return question


def answer(work: Work, question: Asked, words: str) -> None:
    """What those who came will read; after the day, those who came hear it at once."""
    question.answer = _tidy(words)
    gathering = gatherings.find(work, question.gathering_id)
    if gathering is None or gathering.status != HELD:
        return
    for seat in gatherings.seats(work, gathering.id, TAKEN):
        if seat.came is not False:
            _tell(work, "seat_answered", seat, question=question.id)


def remind(work: Work, _house: House) -> int:
    """A week and a day before; each person once each."""
    return reminding.remind(work, gatherings.unreminded, _remind)


def forget_old(work: Work, house: House) -> int:
    """Takes out of gatherings of long ago who was there."""
    before = work.now() - timedelta(days=house.profile.times.case_keep_days)
    old: Sequence[int] = gatherings.old_seats(work, before, BATCH)
    gatherings.anonymise(work, old)
    return len(old)


def _remind(work: Work, seat: Seat) -> None:
    _tell(work, "seat_reminder", seat)


def _tell(work: Work, what: str, seat: Seat, **args: object) -> None:
    if seat.person_id is not None:
        told = {"seat": seat.id, "gathering": seat.gathering_id, **args}
        work.post(what, "citizen", person_id=seat.person_id, args=told)


def _tidy(words: str) -> str:
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())[:WORDS_LIMIT]
