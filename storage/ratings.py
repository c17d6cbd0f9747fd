"""Queries on what citizens thought of it afterwards."""

from storage.booking_models import Rating
from storage.models import Case
from storage.upsert import insert
from storage.work import Work


def find(work: Work, case_id: int) -> Rating | None:
    """The rating of a case, if it has one."""
    return work.session.get(Rating, case_id, populate_existing=True)


def give(work: Work, case: Case, score: int) -> Rating:
    """One to five; a second tap changes it."""
    values = {"case_id": case.id, "score": score, "words": "", "at": work.now()}
    given = insert(work, Rating).values(values)
    work.session.execute(given.on_conflict_do_update(index_elements=["case_id"], set_={"score": score}))
    return work.session.get_one(Rating, case.id, populate_existing=True)


def forget_words(work: Work, case: Case) -> None:
    """The number stays for the statistics; nobody's words do."""
    if rating := find(work, case.id):
        rating.words = ""
        work.session.flush()
