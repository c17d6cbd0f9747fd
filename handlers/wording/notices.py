"""Words what others should hear, at the moment it is sent and in the reader's language."""

from dataclasses import dataclass, replace

from handlers.house import House
from handlers.reply import Say
from handlers.rules import triage
from handlers.rules.moves import Status
from handlers.rules.staff_room import staff_room
from handlers.text import texts
from handlers.wording import cards, gatherings, staff_notices, staff_tip_notices
from handlers.wording.citizen_notices import REMINDER, TO_CITIZEN, reminder
from handlers.wording.erasing import to_erase
from handlers.wording.lines import DA
from handlers.wording.news import News
from handlers.wording.officer_notices import CARDS, OLD_CARD, PARTING, TO_OFFICER
from storage import cases, members, outbox, people
from storage.models import Case, Notice
from storage.work import Work

CARD = "card"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to a chat; `edits` is the message it replaces, `erases` what is to be taken away instead."""

    chat_id: int
    say: Say
    edits: int | None = None
    erases: tuple[int, ...] = ()


def word(work: Work, notice: Notice, house: House) -> Letter | None:
    """The message for a notice, or None when it is outdated or has nobody to go to."""
    if notice.audience == "staff":
        return _to_staff(work, notice, house)
    if notice.person_id is None:
        return None
    if erases := to_erase(notice):
        return Letter(notice.person_id, Say(""), erases=erases)
    case = cases.find(work, notice.case_id) if notice.case_id is not None else None
    if notice.audience == "officer":
        return _to_officer(work, notice, house, case)
    return _to_citizen(work, notice, house, case)


def sent(work: Work, notice: Notice, message_id: int, house: House) -> None:
    """Remembers where the cards are, and closes a case whose result has reached the citizen.

    When a tip made itself heard is remembered by nobody.
    """
    if notice.what in staff_tip_notices.TO_STAFF:
        outbox.forget(work, notice.id)
    case = cases.lock(work, notice.case_id) if notice.case_id is not None else None
    if case is None:
        return
    if notice.what == CARD:
        case.card_chat, case.card_message = staff_room(work, house), message_id
    if notice.audience == "officer" and notice.what in CARDS:
        outbox.remember(work, notice, message_id)
    if notice.audience == "citizen" and case.unreachable:
        case.unreachable = False
        work.post(CARD, "staff", case)
    if notice.what == "done" and case.status == Status.DONE:
        triage.close(work, house, case)


def refused(work: Work, notice: Notice, _house: House) -> None:
    """Somebody has blocked us: the case is marked, and staff hear that the citizen or officer cannot."""
    if notice.audience == "staff" or notice.person_id is None:
        return
    people.blocked(work, notice.person_id, work.now())
    case = cases.lock(work, notice.case_id) if notice.case_id is not None else None
    if case is None:
        return
    work.note("post.blocked", "system", case, detail={"what": notice.what, "audience": notice.audience})
    if notice.audience == "citizen" and not case.unreachable:
        case.unreachable = True
        work.post("unreachable", "staff", case)
        work.post(CARD, "staff", case)
    if notice.audience == "officer":
        work.post("officer_unreachable", "staff", case, args={"officer": notice.person_id})


def _to_staff(work: Work, notice: Notice, house: House) -> Letter | None:
    room = staff_room(work, house)
    if room is None:
        return None
    case = cases.find(work, notice.case_id) if notice.case_id is not None else None
    if notice.what == CARD:
        return _card(work, house, case, room)
    say = staff_notices.worded(work, notice, house, case)
    if say is None:
        return None
    near = case.card_message if case and case.card_chat == room else None
    return Letter(room, replace(say, reply_to=near))


def _card(work: Work, house: House, case: Case | None, room: int) -> Letter | None:
    """A card stays where it is; in a group that has moved, it is posted anew."""
    if case is None:
        return None
    edits = case.card_message if case.card_chat == room else None
    return Letter(room, cards.staff_card(work, house, case), edits)


def _to_officer(work: Work, notice: Notice, house: House, case: Case | None) -> Letter | None:
    if notice.what == staff_tip_notices.SUMMARY and notice.person_id is not None:
        there = members.find(work, notice.person_id)
        return Letter(notice.person_id, staff_tip_notices.to_officer(notice, house)) if there else None
    wording = TO_OFFICER.get(notice.what)
    if case is None or notice.person_id is None or wording is None:
        return None
    if notice.what not in PARTING and members.find(work, notice.person_id) is None:
        return None
    said = wording(News(work, house, notice, case, DA))
    if said is None or notice.what != OLD_CARD:
        return Letter(notice.person_id, said) if said else None
    edits = outbox.last_message(work, notice.person_id, case.id, CARDS)
    return Letter(notice.person_id, said, edits) if edits else None


def _to_citizen(work: Work, notice: Notice, house: House, case: Case | None) -> Letter | None:
    """None as well when she was forgotten after the notice was posted."""
    reader = people.find(work, notice.person_id) if notice.person_id is not None else None
    if reader is None:
        return None
    t = texts(reader.language)
    if notice.what == REMINDER:
        said = reminder(work, notice, house, t)
    elif notice.what in gatherings.TO_SEATED:
        said = gatherings.word(work, notice, house, t)
    elif case is None or case.person_id != reader.id or notice.what not in TO_CITIZEN:
        return None
    else:
        said = TO_CITIZEN[notice.what](News(work, house, notice, case, t))
    return Letter(reader.id, said) if said else None
