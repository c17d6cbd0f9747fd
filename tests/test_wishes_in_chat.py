"""Karla wishes for times in chat: in words, in the calendar, with second thoughts and with old buttons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers.requests
from handlers.requests import kinds
from tests.desk import EMMA, KARLA, Desk, a_house

TALK = '''
"""A kind that only this test knows."""

from datetime import time

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Words
from handlers.questions.places import place_steps
from handlers.questions.wishes import Wishes
from handlers.requests import Kind
from handlers.words.moments import Bounds

KIND = Kind(
    title="Foredrag",
    pitch="En betjent fortæller.",
    order=Flow("lecture", 1, (
        Wishes(key="wishes", label="Tid", question="Hvornår passer det?", help="Skriv, eller vælg.",
               bounds=Bounds(notice=7, horizon=200, opens=time(8), closes=time(21), holidays=False)),
        *place_steps(),
        Words(key="more", label="Mere", question="Mere?", optional=True),
    )),
    report=Flow("lecture", 1, (Words(key="went", label="Gik", question="Hvordan gik det?"),)),
)
'''


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "lecture_of_the_test.py").write_text(TALK, encoding="utf-8")
    handlers.requests.__path__.append(str(tmp_path))
    kinds.cache_clear()
    yield Desk(a_house(kinds=["*"]))
    handlers.requests.__path__.remove(str(tmp_path))
    kinds.cache_clear()


def test_karla_wishes_in_words_and_in_the_calendar_and_thinks_better_of_one(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:lecture")
    assert desk.labels(KARLA) == ["Vælg i kalenderen", "Annullér"]
    desk.says(KARLA, "torsdag d. 12/3 kl 19")
    assert "1. torsdag den 12. marts kl. 19" in desk.reads(KARLA)
    desk.taps(KARLA, "Vælg i kalenderen")
    assert desk.labels(KARLA)[:3] == ["marts 2026", "apr. »", "ma"]
    desk.taps(KARLA, "apr. »")
    desk.taps(KARLA, "15")
    assert "Onsdag den 15. april: Hvad tid?" in desk.reads(KARLA)
    desk.taps(KARLA, "Aften")
    assert "2. onsdag den 15. april om aftenen" in desk.reads(KARLA)
    desk.taps(KARLA, "Fjern tors. 12. mar.")
    assert "1. onsdag den 15. april om aftenen" in desk.reads(KARLA)

    desk.taps(KARLA, "Videre")
    desk.says(KARLA, "Torvet, 4320 Lejre")
    desk.taps(KARLA, "Gå til oversigten")
    assert "<b>Tid</b>\nonsdag den 15. april om aftenen" in desk.reads(KARLA)
    desk.taps(KARLA, "Ret: Tid")
    assert "1. onsdag den 15. april om aftenen" in desk.reads(KARLA)
    desk.says(KARLA, "16/4 kl 19")
    desk.says(KARLA, "videre")
    assert "2. torsdag den 16. april kl. 19" in desk.reads(KARLA)


def test_a_refused_day_is_told_over_the_screen_and_a_typed_one_in_it(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:lecture")
    desk.taps(KARLA, "Vælg i kalenderen")
    desk.taps(KARLA, "·")
    assert desk.toast(KARLA).endswith("er forbi. Vælg en senere tid.")
    assert "marts 2026" in desk.labels(KARLA)
    desk.taps(KARLA, "ma")
    assert desk.toast(KARLA).startswith("Tryk på en dag")

    desk.says(KARLA, "i morgen kl 19")
    assert "Tirsdag den 3. marts kl. 19 er for tidligt." in desk.reads(KARLA)
    assert "Hvornår passer det?" in desk.reads(KARLA)


def test_what_may_be_two_times_becomes_buttons(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:lecture")
    desk.says(KARLA, "en torsdag kl 19")
    offered = desk.labels(KARLA)

    assert offered[0] == "tors. 12. mar. kl. 19"
    desk.taps(KARLA, "tors. 12. mar.")
    assert "1. torsdag den 12. marts kl. 19" in desk.reads(KARLA)


def test_a_button_of_an_earlier_view_still_says_its_own_day(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:lecture")
    desk.taps(KARLA, "Vælg i kalenderen")
    old = desk.data(KARLA, "20")
    desk.taps(KARLA, "apr. »")
    desk.presses(KARLA, old)
    assert "Fredag den 20. marts: Hvad tid?" in desk.reads(KARLA)
    desk.presses(KARLA, old)
    assert "Fredag den 20. marts: Hvad tid?" in desk.reads(KARLA)
    desk.taps(KARLA, "Formiddag")
    desk.taps(KARLA, "Videre")
    desk.presses(KARLA, old)

    assert desk.toast(KARLA) == "Den knap er forældet. Vi er her:"


def test_emma_wishes_in_english(desk: Desk) -> None:
    desk.presses(EMMA, "m:new:lecture")
    desk.says(EMMA, "Thursday 12 March at 7 pm")
    assert "1. Thursday 12 March at 19:00" in desk.reads(EMMA)
    desk.taps(EMMA, "Choose in the calendar")
    assert desk.labels(EMMA)[2:9] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    desk.says(EMMA, "8/4 at 19:00")

    assert desk.labels(EMMA)[:2] == ["Wed 8 Apr at 19:00", "Tue 4 Aug at 19:00"]
