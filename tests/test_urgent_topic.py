"""An alarm in the middle of something leaves what was said before it as it was."""

import pytest

from handlers.reply import Reply
from tests.desk import KARLA, Desk

FIRST = "Folk kører for stærkt på Skolevej"
ALARM = "Hjælp, en mand truer mig med en kniv lige nu"


@pytest.fixture
def alarmed() -> Desk:
    """Karla has told what it is about, and then something that sounds like danger."""
    desk = Desk()
    desk.says(KARLA, FIRST)
    assert "Ring 112" in said(desk.says(KARLA, ALARM))
    return desk


def said(reply: Reply) -> str:
    return reply.says[0].text


@pytest.mark.parametrize("label", ["Det er ikke akut. Brug det, jeg skrev", "Fortsæt uden det"])
def test_she_can_go_on_from_the_warning(alarmed: Desk, label: str) -> None:
    assert "Skolevej" in said(alarmed.taps(KARLA, label))


def test_the_warning_stays_without_its_buttons_when_the_answer_comes_below() -> None:
    desk = Desk()
    for text in ("/bestil", "støj", ALARM):
        desk.says(KARLA, text)
    warning = desk.newest(KARLA)

    desk.taps(KARLA, "Det er ikke akut. Brug det, jeg skrev")

    assert "Ring 112" in warning.say.text
    assert warning.say.rows == ()


def test_she_can_just_write_on(alarmed: Desk) -> None:
    assert "Køge" in said(alarmed.says(KARLA, "Det er på Skolevej i Køge"))
