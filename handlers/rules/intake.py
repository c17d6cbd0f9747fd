"""Makes a case of a draft that was sent: once, with its deadlines, its audit line and the card for staff."""

from datetime import date, datetime

from handlers.conversation.flow import Draft
from handlers.conversation.steps import Pictures
from handlers.house import COPENHAGEN, House
from handlers.questions.places import place_of
from handlers.requests import Kind, kinds
from handlers.rules.diary import wishes_in
from handlers.rules.moves import OPENED, Role, Status
from handlers.rules.promise import LAST_SECOND, end_of_day
from handlers.words.moments import days_of
from storage import cases, drafts, media, privacy
from storage.models import Case
from storage.people import Known
from storage.work import Work

PLACE_LIMIT = 200  # what the column holds


def open_case(work: Work, house: House, person: Known, draft: Draft) -> Case:
    """The case of this draft, opened now unless it already was. The draft is gone afterwards."""
    if opened := cases.of_draft(work, draft.id):
        return opened
    kind = kinds()[draft.kind]
    case = _new(work.now(), house, kind, draft)
    case.person_id = person.id
    work.session.add(case)
    work.session.flush()
    privacy.keep_photos(work, draft.id, _photos(kind, draft))
    media.attach(work, draft.id, case.id)
    drafts.drop(work, person.id)
    work.note(OPENED, Role.CITIZEN, case)
    work.post("card", "staff", case)
    return case


def _new(now: datetime, house: House, kind: Kind, draft: Draft) -> Case:
    spot, promise = place_of(draft.answers, kind.place), house.profile.promise
    answer_by = end_of_day(now, promise.answer_days)
    return Case(
        kind=draft.kind,
        schema=draft.schema,
        status=Status.RECEIVED,
        draft_id=draft.id,
        answers=draft.answers,
        words=draft.words,
        place=str(spot)[:PLACE_LIMIT],
        kommune=spot.kommune,
        created_at=now,
        answer_by=answer_by,
        done_by=max(end_of_day(now, promise.done_days), _last_wish(kind, draft)),
        due_at=answer_by,
        is_open=True,
        version=0,
    )


def _last_wish(kind: Kind, draft: Draft) -> datetime:
    """The end of the last day she wishes for: nobody can promise to be done before it."""
    days = [days_of(wish)[-1] for wish in wishes_in(kind.meeting, draft.answers)]
    return datetime.combine(max(days, default=date.min), LAST_SECOND, COPENHAGEN)


def _photos(kind: Kind, draft: Draft) -> list[str]:
    shown = [step.key for step in kind.order.steps if isinstance(step, Pictures)]
    return [media_id for key in shown for media_id in draft.answers.get(key) or []]
