"""Reminders of what was agreed on: a week and a day before, each once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from handlers.rules import promise
from storage.booking_models import Booking
from storage.gathering_models import Seat
from storage.work import Work

WEEK = timedelta(days=7)
BATCH = 50
Due = TypeVar("Due", Booking, Seat)


def remind(work: Work, unreminded: Callable[..., Sequence[Due]], tell: Callable[[Work, Due], None]) -> int:
    """Tells of each that is due; `unreminded` is asked for those that begin before a moment."""
    tomorrow = promise.end_of_day(work.now(), 1) + timedelta(seconds=1)
    soon = unreminded(work, tomorrow, week=False, limit=BATCH)
    for each in soon:
        each.told_day = each.told_week = True
        tell(work, each)
    work.session.flush()
    later = unreminded(work, work.now() + WEEK, week=True, limit=BATCH)
    for each in later:
        each.told_week = True
        tell(work, each)
    return len(soon) + len(later)


def within_a_week(work: Work, starts_at: datetime) -> bool:
    """So soon that the week's reminder would tell nothing new."""
    return starts_at - work.now() < WEEK


def is_near(work: Work, starts_at: datetime) -> bool:
    """Today or tomorrow, so that the day's reminder would tell nothing new either."""
    return promise.days_between(work.now(), starts_at) <= 1
