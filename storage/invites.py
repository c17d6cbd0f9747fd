"""One-time ways in for staff and officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.models import Invite
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whom a partner speaks for, and of which sort that is; both are empty for colleagues."""

    name: str = ""
    sort: str = ""


NONE = Organisation()


def make(  # noqa: PLR0913 - an invitation has that many parts
    work: Work,
    *,
    role: str,
    name: str,
    kommuner: Sequence[str],
    code_hash: str,
    expires_at: datetime,
    organisation: Organisation = NONE,
) -> Invite:
    """Remembers an invitation by the hash of its code."""
    invite = Invite(
        code_hash=code_hash,
        role=role,
        name=name,
        kommuner=list(kommuner),
        created_at=work.now(),
        expires_at=expires_at,
        organisation=organisation.name,
        sort=organisation.sort,
    )
    work.session.add(invite)
    work.session.flush()
    return invite


def use(work: Work, code_hash: str, person_id: int) -> Invite | None:
    """Spends the invitation; None when it is unknown, spent or too old."""
    query = select(Invite).where(Invite.code_hash == code_hash).with_for_update()
    invite = work.session.scalars(query, execution_options={"populate_existing": True}).one_or_none()
    if invite is None or invite.used_at is not None or invite.expires_at <= work.now():
        return None
    invite.used_at, invite.used_by = work.now(), person_id
    work.session.flush()
    return invite
