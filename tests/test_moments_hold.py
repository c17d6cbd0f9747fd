"""What holds for all words and every now: what is shown is read again, nothing over is given."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import handlers.words
from handlers.words.moments import (
    HOURS_OF,
    PARTS,
    ZONE,
    Answer,
    Bounds,
    Hours,
    Moment,
    No,
    Reason,
    Span,
    Time,
    Which,
    days_of,
    from_code,
    from_json,
    is_json,
    read,
    read_all,
    show,
    show_short,
    to_code,
    to_json,
)
from handlers.words.moments.limits import checked
from handlers.words.moments.values import trimmed

WEEKDAYS = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
FOLDER = Path(handlers.words.__file__).parent
CLASSES = tomllib.loads((FOLDER / "moments" / "words.toml").read_text(encoding="utf-8"))["classes"]
VOCABULARY = sorted({word for words in CLASSES.values() for word in words})
WRITTEN = [
    "3/12",
    "3.12",
    "d. 10.",
    "19",
    "19.30",
    "7-9",
    "10-12",
    "24",
    "0",
    "31/2",
    "2027",
    "54",
    ",",
    "\n",
]


def is_short(start: time, end: time) -> bool:
    """At most half a day, be it over midnight: longer ones would be read from the other half."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return 0 < minutes % (24 * 60) <= 12 * 60


NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
AHEAD = st.integers(0, 364)
LANGUAGES = st.sampled_from(["da", "en"])
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
CLOCKS = st.tuples(QUARTERS, st.one_of(st.none(), QUARTERS)).filter(
    lambda ends: ends[1] is None or is_short(ends[0], ends[1])
)
HOURS = st.one_of(
    st.just(Hours()),
    st.sampled_from(PARTS).map(lambda part: Hours(part=part)),
    CLOCKS.map(lambda ends: Hours(start=ends[0], end=ends[1])),
    QUARTERS.filter(bool).map(lambda end: Hours(end=end)),
)
TALKS = Bounds(notice=7, horizon=200, opens=time(8), closes=time(21), holidays=False)
BOUNDS = st.sampled_from([Bounds(), TALKS])


@st.composite
def times(draw: st.DrawFn, today: date) -> Time:
    """Any time that can be wished for."""
    hours, first = draw(HOURS), today + timedelta(draw(AHEAD))
    if draw(st.booleans()):
        return Moment(first, hours)
    run = sorted([draw(st.integers(0, 6)), draw(st.integers(0, 6))])
    weekdays = draw(st.sampled_from([(), (run[0],), tuple(range(run[0], run[1] + 1))]))
    span = trimmed(Span(first, first + timedelta(draw(st.integers(1, 60))), weekdays, hours))
    assume(hours.part != "night" and span)
    return span or Moment(first)


def today_of(now: datetime) -> date:
    return now.astimezone(ZONE).date()


def all_times(answer: Answer) -> list[Time]:
    match answer:
        case Which(_, choices):
            return list(choices)
        case No():
            return []
        case Moment() | Span():
            return [answer]


@settings(max_examples=200, deadline=None)
@given(st.data(), NOWS, LANGUAGES)
def test_what_is_shown_is_read_again(data: st.DataObject, now: datetime, language: str) -> None:
    today = today_of(now)
    asked = data.draw(times(today))
    can_be_had = checked(asked, now.astimezone(ZONE), Bounds())
    assume(not isinstance(can_be_had, No))

    assert read(show(asked, language, today=today), now, language=language) == can_be_had


@given(st.data(), NOWS, LANGUAGES)
def test_a_time_is_shown_with_its_weekday(data: st.DataObject, now: datetime, language: str) -> None:
    asked = data.draw(times(today_of(now)))
    first = asked.day if isinstance(asked, Moment) else asked.first

    assert WEEKDAYS[language][first.weekday()] in show(asked, language)
    assert WEEKDAYS[language][first.weekday()][:3] in show_short(asked, language)


@given(st.data(), NOWS)
def test_a_time_is_stored_and_found_again(data: st.DataObject, now: datetime) -> None:
    asked = data.draw(times(today_of(now)))

    assert from_json(to_json(asked)) == asked
    assert from_code(to_code(asked)) == asked
    assert is_json(to_json(asked))
    assert len(to_code(asked)) <= 40


@pytest.mark.parametrize(
    "forged", ["", "x", "2026-99-01", "2026-12-03@99:00", "2026-12-03@teatime", "2026-12-03@"]
)
def test_a_forged_time_is_none(forged: str) -> None:
    assert from_code(forged) is None
    assert not is_json({"day": forged})
    assert not is_json(forged)


SPELLINGS = (
    "{weekday} d. {d}/{m} kl. {h}.{min:02}",
    "{h}.{min:02} den {d}. {month}",
    "{d}/{m}-{y} kl {h:02}:{min:02}",
    "{y}-{m:02}-{d:02} {h:02}:{min:02}",
    "{d:02}.{m:02}.{y} kl. {h}.{min:02}",
    "{weekday} i uge {week} kl {h:02}.{min:02}",
    "d. {d}.{m}. kl. {h}.{min:02}",
    "om {ahead} dage kl {h:02}.{min:02}",
    "{weekday} {d}. {month} {y} klokken {h}.{min:02}",
)


@settings(max_examples=200, deadline=None)
@given(NOWS, st.integers(1, 300), QUARTERS, st.sampled_from(SPELLINGS))
def test_no_spelling_of_a_time_is_taken_for_another(
    now: datetime, ahead: int, hour: time, spelling: str
) -> None:
    day = today_of(now) + timedelta(ahead)
    words = {"d": day.day, "m": day.month, "y": day.year, "month": MONTHS[day.month - 1], "ahead": ahead}
    words |= {"weekday": WEEKDAYS["da"][day.weekday()], "week": day.isocalendar().week}
    answer = read(spelling.format(**words, h=hour.hour, min=hour.minute), now)

    if isinstance(answer, No):
        assert answer.reason in {Reason.CLOCKS_CHANGE, Reason.PAST}, answer
    elif not isinstance(checked(Moment(day, Hours(start=hour)), now, Bounds()), No):
        # An hour that comes twice that night is refused, and "02:00" may still be meant for 14:00.
        assert Moment(day, Hours(start=hour)) in all_times(answer)


@settings(max_examples=200, deadline=None)
@given(NOWS, st.lists(st.sampled_from(VOCABULARY + WRITTEN), max_size=8), BOUNDS, LANGUAGES)
def test_any_words_give_times_that_can_be_had_or_a_reason(
    now: datetime, words: list[str], bounds: Bounds, language: str
) -> None:
    keeps_its_promise(read_all(" ".join(words), now, bounds, language), now, bounds)


@settings(max_examples=200, deadline=None)
@given(NOWS, st.text(max_size=40), BOUNDS)
def test_any_text_gives_times_that_can_be_had_or_a_reason(now: datetime, text: str, bounds: Bounds) -> None:
    keeps_its_promise(read_all(text, now, bounds), now, bounds)


def keeps_its_promise(answers: tuple[Answer, ...], now: datetime, bounds: Bounds) -> None:
    local = now.astimezone(ZONE)
    assert answers
    for asked in (each for answer in answers for each in all_times(answer)):
        assert days_of(asked)
        for day in days_of(asked):
            assert bounds.notice <= (day - local.date()).days <= bounds.horizon
        if isinstance(asked, Moment) and asked.hours.start is not None and asked.hours.end is None:
            assert datetime.combine(asked.day, asked.hours.start, ZONE) > local
            assert bounds.opens <= asked.hours.start
        assert (
            not isinstance(asked, Moment)
            or asked.day > local.date()
            or not is_over(asked.hours, local.time())
        )


def is_over(hours: Hours, at: time) -> bool:
    return bool(hours.part) and HOURS_OF[hours.part][1] <= at


@given(NOWS, st.integers(0, 400), st.integers(1, 3))
def test_a_time_that_is_over_is_never_given(now: datetime, ago: int, minutes: int) -> None:
    at = now.astimezone(ZONE) - timedelta(days=ago, minutes=minutes)
    answer = read(f"{at:%Y-%m-%d} kl. {at:%H:%M}", now)

    if isinstance(answer, Which):  # "kl. 10" at one minute past: perhaps ten in the evening was meant
        answers = [each for each in answer.choices if isinstance(each, Moment) and each.hours.start]
        assert all(datetime.combine(each.day, each.hours.start or time(), ZONE) > now for each in answers)
        return
    assert isinstance(answer, No)
    assert answer.reason in {Reason.PAST, Reason.CLOCKS_CHANGE}
