"""When something begins: a day ahead and an hour, or the question again."""

from __future__ import annotations

import pytest

from handlers.conversation.said import Picked, Problem, Typed, Value
from handlers.questions.starts import StartsAt

TODAY = {"today": "2026-03-02", "now": "2026-03-02T09:00:00+00:00"}
WHEN = StartsAt(key="time", label="Tid", question="Hvornår?")


@pytest.mark.parametrize(
    ("said", "day", "start"),
    [
        ("torsdag den 26/3 kl. 19", "2026-03-26", "19:00"),
        ("i morgen kl 9.30", "2026-03-03", "09:30"),
        ("3. april 18:15", "2026-04-03", "18:15"),
        ("kl. 8 den 5/5", "2026-05-05", "08:00"),
    ],
)
def test_a_beginning_is_a_day_and_an_hour(said: str, day: str, start: str) -> None:
    read = WHEN.read(Typed(said), [], TODAY)

    assert read == Value({"day": day, "start": start})


@pytest.mark.parametrize(
    "said",
    [
        Typed("torsdag"),
        Typed("kl. 19"),
        Typed("den 26/3 kl. 25"),
        Typed("i går kl. 19"),
        Picked("2026-03-01@19:00"),
        Picked("2026-13-01@19:00"),
        Picked("x"),
        Picked("2026-03-05@99:00"),
    ],
)
def test_half_a_beginning_a_past_one_and_a_forged_one_are_asked_again(said: Typed | Picked) -> None:
    assert isinstance(WHEN.read(said, [], TODAY), Problem)
