"""What is kept about a person, for showing it, taking it along and forgetting it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, select, true, update

from storage.drafts import ENROL, ORDER
from storage.gathering_models import Seat
from storage.models import Case, DraftRow, Event, Json, Media, Notice, Partner, Person, Remark
from storage.prepared import Prepared
from storage.work import Work

_UNSENT = (Media.draft_id == bindparam("draft"), Media.case_id.is_(None))
_KEEP_PHOTOS = delete(Media).where(*_UNSENT, Media.id.not_in(bindparam("keep", expanding=True)))
_KEEP_NO_PHOTO = Prepared(delete(Media).where(*_UNSENT))


def cases_of(work: Work, person_id: int) -> list[Case]:
    """Every case of a person, the oldest first."""
    return list(work.session.scalars(select(Case).where(Case.person_id == person_id).order_by(Case.id)))


def drafts_of(work: Work, person_id: int) -> list[DraftRow]:
    """What she has begun and not sent."""
    return list(work.session.scalars(select(DraftRow).where(DraftRow.person_id == person_id)))


def photos_of(work: Work, case_id: int) -> int:
    """How many photos a case has."""
    mine = select(func.count()).select_from(Media).where(Media.case_id == case_id)
    return work.connection.execute(mine).scalar_one()


def keep_photos(work: Work, draft_id: str, keep: Collection[str]) -> None:
    """Deletes the photos of a draft that its owner took out again."""
    if keep:
        work.connection.execute(_KEEP_PHOTOS, {"draft": draft_id, "keep": list(keep)})
    else:
        _KEEP_NO_PHOTO.change(work, {"draft": draft_id})


def expired(work: Work, before: datetime, limit: int) -> list[Case]:
    """Cases that were closed before this time and still lead to a person."""
    old = select(Case).where(Case.is_open != true(), Case.closed_at < before, Case.person_id.is_not(None))
    return list(work.session.scalars(old.order_by(Case.closed_at).limit(limit)))


def idle(work: Work, before: datetime, limit: int) -> list[int]:
    """People who came before this time and have nothing with us now."""
    draft = select(DraftRow.id).where(DraftRow.person_id == Person.id)
    case = select(Case.id).where(Case.person_id == Person.id)
    partner = select(Partner.person_id).where(Partner.person_id == Person.id, Partner.left_at.is_(None))
    seat = select(Seat.id).where(Seat.person_id == Person.id)
    without = (~draft.exists(), ~case.exists(), ~partner.exists(), ~seat.exists())
    nothing = select(Person.id).where(Person.since < before, *without)
    return list(work.session.scalars(nothing.limit(limit)))


def anonymise(work: Work, case: Case, answers: Json, place: str) -> None:
    """Leaves what happened and in which town; whoever asked, her words and her photos are gone for good."""
    work.session.execute(delete(Remark).where(Remark.case_id == case.id))
    work.session.execute(delete(Media).where(Media.case_id == case.id))
    about: ColumnElement[bool] = Notice.case_id == case.id
    waiting = update(Notice).where(about, Notice.audience == "citizen", Notice.done_at.is_(None))
    work.session.execute(waiting.values(done_at=work.now(), outcome="dropped"))
    work.session.execute(update(Notice).where(about, Notice.audience == "citizen").values(person_id=None))
    # The trail still says who did what and when; what they wrote, and the way back, go.
    work.session.execute(update(Event).where(Event.case_id == case.id).values(before=None, detail=None))
    if "words" in (case.result or {}):
        case.result = None
    case.person_id, case.draft_id = None, None
    case.words, case.reason_words = "", ""
    case.answers, case.place = answers, place
    work.session.flush()


def forget(work: Work, person_id: int) -> None:
    """Drafts, loose photos and waiting notices of a person go; the cases are seen to one by one."""
    work.session.execute(delete(Media).where(Media.person_id == person_id, Media.case_id.is_(None)))
    work.session.execute(
        delete(DraftRow).where(DraftRow.person_id == person_id, DraftRow.lane.in_((ORDER, ENROL)))
    )
    hers = (Notice.person_id == person_id, Notice.audience == "citizen")
    waiting = update(Notice).where(*hers, Notice.done_at.is_(None))
    work.session.execute(waiting.values(done_at=work.now(), outcome="dropped"))
