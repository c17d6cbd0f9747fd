"""Which of her cases she means: the one she replies to, or the only one in which we wait for her."""

import re

from handlers.rules.moves import Status
from handlers.visit import Visit
from storage import cases
from storage.models import Case
from storage.work import Work

NAMED = re.compile(r"\b(?:nr|no)\. ([0-9]{1,15})\b", re.IGNORECASE)  # in every language we write


def replied_to(work: Work, visit: Visit) -> Case | None:
    """Her open case that the message she replies to is about; None when it names none, or several."""
    numbers = set(NAMED.findall(visit.replied))
    if len(numbers) != 1:
        return None
    case = cases.lock(work, int(numbers.pop()))
    return case if case and case.is_open and case.person_id == visit.person_id else None


def waiting(work: Work, person_id: int) -> Case | None:
    """The only case of hers to which we have asked a question; None when there is none, or several."""
    found = cases.in_state(work, person_id, Status.WAITING, limit=2)
    return cases.lock(work, found[0]) if len(found) == 1 else None
