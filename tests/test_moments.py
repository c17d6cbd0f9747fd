"""Words for a time mean what people mean, or are honestly asked back: a table of phrases."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from handlers.words.moments import Answer, Moment, No, Span, Which, read, read_all, to_code

PHRASES = tomllib.loads((Path(__file__).parent / "data" / "moments.toml").read_text(encoding="utf-8"))
NOW: datetime = PHRASES["now"]


def coded(answer: Answer) -> str | list[str]:
    match answer:
        case Which(_, choices):
            return [to_code(choice) for choice in choices]
        case No(reason, found):
            return f"{reason} {to_code(found)}" if found else str(reason)
        case Moment() | Span():
            return to_code(answer)


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
