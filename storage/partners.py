"""People who speak for an organisation, what they told of it, and until when."""

from sqlalchemy import delete, select

from storage.models import Partner
from storage.work import Work


def find(work: Work, person_id: int | None) -> Partner | None:
    """The partner, unless the person never was one or is none any more."""
    partner = work.session.get(Partner, person_id) if person_id is not None else None
    return partner if partner and partner.left_at is None else None


def everyone(work: Work) -> list[Partner]:
    """All who speak for somebody now, by organisation."""
    query = select(Partner).where(Partner.left_at.is_(None))
    return list(work.session.scalars(query.order_by(Partner.organisation, Partner.name)))


def join(work: Work, person_id: int, *, organisation: str, sort: str, name: str) -> Partner:
    """Makes somebody speak for an organisation; of what they told of another one nothing is left."""
    partner = work.session.get(Partner, person_id)
    if partner is None:
        partner = Partner(person_id=person_id, profile={})
        work.session.add(partner)
    elif partner.organisation != organisation:
        partner.profile = {}
    partner.organisation, partner.sort, partner.name = organisation, sort, name
    partner.since, partner.left_at = work.now(), None
    work.session.flush()
    return partner


def leave(work: Work, partner: Partner) -> None:
    """The person speaks for nobody any more; what was told of the organisation goes."""
    partner.left_at, partner.profile = work.now(), {}
    work.session.flush()


def forget(work: Work, person_id: int) -> None:
    """Deletes the row."""
    work.session.execute(delete(Partner).where(Partner.person_id == person_id))
