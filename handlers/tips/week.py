"""The only time that a tip is kept with: the ISO week in Denmark, as 2026-W48, which sorts as text."""

from datetime import datetime, timedelta

from handlers.rules.promise import today


def week_of(moment: datetime) -> str:
    """The week it is."""
    year, week, _ = today(moment).isocalendar()
    return f"{year}-W{week:02}"


def weeks_ago(moment: datetime, days: int) -> str:
    """The week it was so many days ago; whatever is from an earlier one is at least that old."""
    return week_of(moment - timedelta(days))


def epoch_of(moment: datetime) -> str:
    """The month whose key is used, as 2026-11."""
    return f"{today(moment):%Y-%m}"


def months(first: str, count: int) -> list[str]:
    """So many months from this one on."""
    year, month = (int(part) for part in first.split("-"))
    numbers = range(year * 12 + month - 1, year * 12 + month - 1 + count)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]
