"""The promise clock: days count in Copenhagen, and each promise ends with the day."""

from datetime import date, datetime, time, timedelta

from handlers.house import COPENHAGEN

LAST_SECOND = time(23, 59, 59)
AMBER, RED = "amber", "red"  # the alarms staff hear: little is left, nothing is left


def local(moment: datetime) -> datetime:
    """A UTC time as the clock on the wall shows it."""
    return moment.astimezone(COPENHAGEN)


def today(moment: datetime) -> date:
    """The day it is in Copenhagen."""
    return local(moment).date()


def end_of_day(moment: datetime, days: int) -> datetime:
    """The last second of the day that comes `days` after this one, as UTC when stored."""
    return datetime.combine(today(moment) + timedelta(days), LAST_SECOND, COPENHAGEN)


def days_between(earlier: datetime, later: datetime) -> int:
    """Days by the calendar, as people count them."""
    return (today(later) - today(earlier)).days


def clock(moment: datetime) -> str:
    """The time of day as it is said: 10.32."""
    return f"{local(moment):%H.%M}"
