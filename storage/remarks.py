"""What was said about a case: to the citizen, from her, or inside the house."""

from sqlalchemy import select

from storage.models import Case, Remark
from storage.work import Work

TO_CITIZEN, FROM_CITIZEN, INTERNAL = "to_citizen", "from_citizen", "internal"


def add(work: Work, case: Case, audience: str, text: str, author: str = "") -> Remark:
    """Keeps a remark and gives it back with its id."""
    remark = Remark(case_id=case.id, at=work.now(), audience=audience, author=author, text=text)
    work.session.add(remark)
    work.session.flush()
    return remark


def find(work: Work, remark_id: int) -> Remark | None:
    """One remark, unless it was taken back."""
    return work.session.get(Remark, remark_id)


def of(work: Work, case_id: int, limit: int = 20) -> list[Remark]:
    """The newest remarks on a case, in the order they were made."""
    query = select(Remark).where(Remark.case_id == case_id).order_by(Remark.id.desc()).limit(limit)
    return list(work.session.scalars(query))[::-1]


def drop(work: Work, remark_id: int) -> None:
    """Takes a remark back that nobody outside the house has read."""
    if remark := find(work, remark_id):
        work.session.delete(remark)
        work.session.flush()
