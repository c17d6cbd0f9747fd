"""Photos: filed with the draft, rebuilt in the background, attached to the case."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from storage.models import DraftRow, Media
from storage.prepared import Prepared
from storage.work import Work

WAITING, READY, FAILED = "waiting", "ready", "failed"
TRIES = 5
PAUSE = timedelta(seconds=30)  # after the first failure; then four times as long each time
PRUNED = 100

_ATTACH = Prepared(
    update(Media).where(Media.draft_id == bindparam("draft"), Media.case_id.is_(None)), ("case_id",)
)


def file(work: Work, person_id: int, draft_id: str, file_id: str) -> str:
    """Remembers where Telegram keeps a photo; gives our own id for it."""
    media_id = secrets.token_urlsafe(9)
    row = {"id": media_id, "person_id": person_id, "draft_id": draft_id, "file_id": file_id, "at": work.now()}
    work.connection.execute(insert(Media), row)
    return media_id


def waiting(work: Work, limit: int) -> list[Media]:
    """Photos to fetch now, oldest first. Two processes may get the same one: the first to be ready counts."""
    line = select(Media).where(Media.state == WAITING, Media.at <= work.now())
    return list(work.session.scalars(line.order_by(Media.at, Media.id).limit(limit)))


def ready(work: Work, media_id: str, body: bytes) -> Media | None:
    """Keeps the pixels and forgets Telegram's handle; None when nobody waits for them any more."""
    photo = _waiting(work, media_id)
    if photo is not None:
        photo.body, photo.file_id, photo.state = body, "", READY
    return photo


def failed(work: Work, media_id: str, *, tries: int = TRIES) -> Media | None:
    """Counts a failed attempt and tries again later; after so many `tries` its state is `failed` for good."""
    photo = _waiting(work, media_id)
    if photo is not None:
        photo.at = work.now() + PAUSE * 4**photo.attempts
        photo.attempts += 1
        if photo.attempts >= tries:
            photo.state, photo.file_id = FAILED, ""
    return photo


def body(work: Work, media_id: str) -> bytes | None:
    """A JPEG without metadata; None while it is not ready."""
    return work.connection.execute(select(Media.body).where(Media.id == media_id)).scalar()


def ready_of(work: Work, case_id: int) -> list[str]:
    """The photos of a case that can be shown, in the order they were sent."""
    shown = select(Media.id).where(Media.case_id == case_id, Media.state == READY)
    return list(work.connection.execute(shown.order_by(Media.at, Media.id)).scalars())


def attach(work: Work, draft_id: str, case_id: int) -> int:
    """Gives a draft's photos to the case it became; gives how many."""
    return _ATTACH.change(work, {"draft": draft_id, "case_id": case_id})


def drop_unsent(work: Work, draft_id: str) -> int:
    """Deletes the photos of a draft that is given up; gives how many."""
    unsent = delete(Media).where(Media.draft_id == draft_id, Media.case_id.is_(None))
    return work.connection.execute(unsent).rowcount


def drop_of(work: Work, case_id: int) -> int:
    """Deletes the photos of a case; gives how many."""
    return work.connection.execute(delete(Media).where(Media.case_id == case_id)).rowcount


def prune(work: Work, older_than: datetime) -> int:
    """Deletes some photos from before that whose draft is gone unsent; gives how many, 0 when it is done."""
    draft = select(DraftRow.id).where(DraftRow.id == Media.draft_id)
    lost = select(Media.id).where(Media.case_id.is_(None), Media.at < older_than, ~draft.exists())
    return work.connection.execute(delete(Media).where(Media.id.in_(lost.limit(PRUNED)))).rowcount


def _waiting(work: Work, media_id: str) -> Media | None:
    photo = work.session.get(Media, media_id, with_for_update=True)
    return photo if photo is not None and photo.state == WAITING else None
