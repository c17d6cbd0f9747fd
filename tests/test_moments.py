"""Words for a time mean what people mean, or are honestly asked back: a table of phrases."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path

import pytest

from handlers.words.moments import Answer, Bounds, Moment, No, Span, Which, read, read_all, read_day, to_code

PHRASES = tomllib.loads((Path(__file__).parent / "data" / "moments.toml").read_text(encoding="utf-8"))
NOW: datetime = PHRASES["now"]


def coded(answer: Answer | date) -> str | list[str]:
    match answer:
        case Which(_, choices):
            return [to_code(choice) for choice in choices]
        case No(reason, found):
            return f"{reason} {to_code(found)}" if found else str(reason)
        case Moment() | Span():
            return to_code(answer)
        case date():
            return answer.isoformat()


@pytest.mark.parametrize(("text", "meant"), PHRASES["reads"].items())
def test_words_for_one_time_are_understood(text: str, meant: str) -> None:
    assert coded(read(text, NOW)) == meant


@pytest.mark.parametrize(("text", "meant"), PHRASES["several"].items())
def test_words_for_several_times_give_each_of_them(text: str, meant: list[str]) -> None:
    assert [coded(answer) for answer in read_all(text, NOW)] == meant


@pytest.mark.parametrize(("text", "choices"), PHRASES["asks"].items())
def test_what_may_be_two_things_is_asked(text: str, choices: list[str]) -> None:
    assert coded(read(text, NOW)) == choices


@pytest.mark.parametrize(("text", "reason"), PHRASES["refuses"].items())
def test_what_cannot_be_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert coded(read(text, NOW)) == reason


@pytest.mark.parametrize(("text", "day"), PHRASES["passed"].items())
def test_the_day_on_which_something_was_done_is_understood(text: str, day: str | list[str]) -> None:
    assert coded(read_day(text, NOW, Bounds(ahead=False))) == day


def test_english_dates_are_asked_about_where_two_countries_write_them_otherwise() -> None:
    assert coded(read("12/3", NOW, language="en")) == ["2027-03-12", "2026-12-03"]
    assert coded(read("13/1", NOW, language="en")) == "2027-01-13"
    assert coded(read("12 March", NOW, language="en")) == "2027-03-12"


TALKS = Bounds(notice=14, horizon=200, opens=time(8), closes=time(21), holidays=False)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("d. 10/12 halv otte", "2026-12-10@19:30"),
        ("d. 10/12 kl. 7.30", "2026-12-10@19:30"),
        ("d. 10/12 kl. 07.30", "closed 2026-12-10@07:30"),
        ("d. 10/12 kl. 22", "closed 2026-12-10@22:00"),
        ("d. 10/12 kl. 20-22", "closed 2026-12-10@20:00-22:00"),
        ("d. 10/12 efter kl. 17", "2026-12-10@17:00-00:00"),
        ("natten til d. 10/12", "closed 2026-12-10@night"),
        ("torsdag kl. 19", "too_soon 2026-11-26@19:00"),
        ("næste uge", "too_soon 2026-11-30/2026-12-06"),
        ("i december", "2026-12-08/2026-12-31"),
        ("1. juli", "too_far 2027-07-01"),
        ("i juni", "2027-06-01/2027-06-12"),
        ("2. juledag kl 14", "holiday 2026-12-26@14:00"),
        ("grundlovsdag", "holiday 2027-06-05"),
    ],
)
def test_a_time_outside_what_can_be_had_is_refused_by_name(text: str, answer: str) -> None:
    assert coded(read(text, NOW, TALKS)) == answer


def test_a_table_of_phrases_is_large_enough_to_trust() -> None:
    assert sum(len(PHRASES[group]) for group in ("reads", "several", "asks", "refuses", "passed")) >= 150
