"""An officer's time: hours, drive, absence, what is taken, and the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.house import COPENHAGEN
from handlers.profile import Meetings
from handlers.rules.diary import Busy, Diary, at, length_of, starts
from handlers.words.moments import ANY_TIME, Hours
from storage.bookings import Stretch
from storage.models import Case
from tests.desk import a_house

NOW = datetime(2026, 10, 20, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOUSE = a_house(kinds=["*"])
QUARTERS = st.integers(0, 4 * 24 * 30)
LENGTHS = st.sampled_from([timedelta(minutes=45), HOUR, 2 * HOUR])


def begins(quarter: int) -> datetime:
    return NOW + timedelta(minutes=15 * quarter)


@given(
    wanted=st.tuples(QUARTERS, LENGTHS),
    others=st.lists(st.tuples(QUARTERS, LENGTHS), max_size=6),
    drive=st.integers(0, 90),
)
def test_a_time_that_can_be_had_never_meets_another_with_the_drive_between(
    wanted: tuple[int, timedelta], others: list[tuple[int, timedelta]], drive: int
) -> None:
    road = timedelta(minutes=drive)
    start = begins(wanted[0])
    asked = Stretch(start, start + wanted[1], road)
    busy = tuple(
        Busy(7, Stretch(begins(quarter), begins(quarter) + length, road)) for quarter, length in others
    )

    free = Diary(Meetings(), NOW, busy).obstacle(asked) is None

    for other in busy:
        apart = asked.starts_at >= other.stretch.ends_at + 2 * road or (
            other.stretch.starts_at >= asked.ends_at + 2 * road
        )
        assert apart or not free


@given(quarter=QUARTERS, length=LENGTHS)
def test_a_time_that_can_be_had_is_within_the_working_day_and_ahead(quarter: int, length: timedelta) -> None:
    start = begins(quarter)
    if Diary(Meetings(), NOW).obstacle(Stretch(start, start + length)) is not None:
        return

    there, over = start.astimezone(COPENHAGEN), (start + length).astimezone(COPENHAGEN)
    assert there.date() == over.date()
    assert time(8) <= there.time()
    assert over.time() <= time(21)
    assert start > NOW


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 24), 17),  # the day before the clocks go back
        (date(2026, 10, 25), 18),
        (date(2026, 12, 31), 18),
        (date(2027, 1, 1), 18),
        (date(2027, 3, 27), 18),
        (date(2027, 3, 28), 17),  # the day they go forward
    ],
)
def test_seven_in_the_evening_is_seven_by_the_clock_all_year(day: date, utc: int) -> None:
    stretch = at(HOUSE, day, time(19), HOUR)

    assert stretch.starts_at == datetime(day.year, day.month, day.day, utc, tzinfo=UTC)
    assert stretch.ends_at - stretch.starts_at == HOUR
    assert Diary(Meetings(), NOW).obstacle(stretch) is None


def test_weekdays_and_absence_of_the_district_are_kept() -> None:
    sunday = at(HOUSE, date(2026, 10, 25), time(12), HOUR)
    monday = at(HOUSE, date(2026, 10, 26), time(12), HOUR)
    away = ((date(2026, 10, 26), date(2026, 10, 30)),)

    assert Diary(Meetings(weekdays=[1, 2, 3, 4, 5]), NOW).obstacle(sunday) is not None
    assert Diary(Meetings(weekdays=[1, 2, 3, 4, 5]), NOW).obstacle(monday) is None
    assert Diary(Meetings(), NOW, away=away).obstacle(monday) is not None
    assert Diary(Meetings(), NOW, away=away).obstacle(sunday) is None


@pytest.mark.parametrize(
    ("kind", "answers", "hours", "minutes"),
    [
        ("talk", {"topic": {"minutes": 90}}, ANY_TIME, 90),
        ("talk", {"topic": {"words": "Noget helt andet"}}, ANY_TIME, 60),
        ("presence", {"day": {"day": "2026-12-12", "start": "10:00", "end": "14:00"}}, ANY_TIME, 240),
        ("presence", {"day": {"day": "2026-12-12", "start": "10:00"}}, ANY_TIME, 120),
        ("presence", {}, Hours(start=time(9), end=time(9, 30)), 30),
        ("follow_up", {}, ANY_TIME, 45),
        ("traffic_check", {}, ANY_TIME, 60),
    ],
)
def test_how_long_it_takes_is_said_by_the_hours_the_answer_or_the_kind(
    kind: str, answers: dict[str, object], hours: Hours, minutes: int
) -> None:
    assert length_of(Case(kind=kind, answers=answers), hours) == timedelta(minutes=minutes)


@given(opens=st.integers(0, 22), window=st.integers(1, 8), length=LENGTHS)
def test_what_is_proposed_is_over_before_her_hours_and_the_working_day_end(
    opens: int, window: int, length: timedelta
) -> None:
    rules, end = Meetings(), min(opens + window, 23)
    hours = Hours(start=time(opens), end=time(end))

    for start in starts(rules, hours, length):
        over = (datetime.combine(date.min, start) + length).time()
        assert time(opens) <= start < over <= min(time(end), rules.closes)


def test_from_five_to_eight_in_week_50_is_three_hours_and_begins_at_five() -> None:
    case, hours = Case(kind="talk", answers={}), Hours(start=time(17), end=time(20))

    assert list(starts(Meetings(), hours, length_of(case, hours))) == [time(17)]
