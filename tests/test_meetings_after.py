"""An agreed time when the case moves on, when the day comes near, afterwards, and when somebody forges."""

from __future__ import annotations

import pytest

from handlers.conversation.flow import Draft
from handlers.rules import intake
from handlers.rules.moves import Status
from storage import people
from storage.booking_models import Rating
from storage.work import Work
from tests.desk import BO, EMMA, GROUP, INGE, KARLA, LISE
from tests.hall import TALK, Hall


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.mark.parametrize("undone", [True, False])
def test_a_refusal_frees_the_evening_and_taking_it_back_brings_it_again(hall: Hall, undone: bool) -> None:
    hall.agreed()
    hall.group("/afvis 1 ressourcer")
    hall.taps(INGE, "Send", chat=GROUP)
    assert hall.agreed_at(1) == ""
    if not undone:
        hall.later_posts()
        assert "er aflyst" in "".join(hall.texts(KARLA)[-2:])
        return
    hall.group("/fortryd")
    hall.later_posts()

    assert hall.agreed_at(1) == "2026-03-26T18:00:00+00:00"
    assert hall.status(1) is Status.PLANNED
    assert "er aflyst" not in hall.reads(KARLA)


def test_what_cannot_be_brought_back_is_to_be_agreed_anew(hall: Hall) -> None:
    hall.agreed()
    hall.group("/afvis 1 ressourcer")
    hall.taps(INGE, "Send", chat=GROUP)
    hall.later_posts()
    hall.agreed(EMMA)
    hall.group("/fortryd 1")
    if hall.status(1) is Status.DECLINED:
        hall.group("/fortryd")

    assert hall.agreed_at(2)
    assert hall.agreed_at(1) == ""
    assert hall.status(1) in {Status.ASSIGNED, Status.DECLINED}


def test_given_to_another_officer_the_time_goes_and_she_hears_it(hall: Hall) -> None:
    hall.agreed()
    hall.group("/tildel 1 Lise")
    hall.later_posts()

    assert "er aflyst. Vi finder en ny tid" in hall.reads(KARLA)
    assert any("er aflyst" in text for text in hall.texts(BO))
    hall.taps(LISE, "Tag den")
    hall.taps(LISE, "Aftal tid")
    hall.taps(LISE, "Aftal tors. 26. mar. kl. 19")
    assert hall.agreed_at(1)


def test_both_are_reminded_a_week_and_a_day_before_once_each(hall: Hall) -> None:
    hall.agreed()
    hall.waits(days=16)
    assert hall.tends() == 0
    hall.waits(days=2)
    assert hall.tends() == 1
    assert "<b>Husk: torsdag den 26. marts kl. 19.</b>" in hall.reads(KARLA)
    assert "<b>Husk: torsdag den 26. marts kl. 19.</b>" in hall.reads(BO)
    assert hall.tends() == 0
    hall.waits(days=5)
    assert hall.tends() == 1
    assert hall.tends() == 0


def test_afterwards_bo_tells_and_karla_is_asked_one_question(hall: Hall) -> None:
    hall.agreed()
    hall.waits(days=24, hours=12)
    hall.tends()
    hall.tends()
    assert sum("Hvordan gik det" in text for text in hall.texts(BO)) == 1
    hall.taps(BO, "Meld udført")
    for said in ("Det blev holdt", "i dag", "35"):
        hall.says(BO, said)
    hall.taps(BO, "Gå til oversigten")
    hall.taps(BO, "Send rapporten")
    hall.later_posts()

    assert "Hvordan var det?" in hall.reads(KARLA)
    hall.taps(KARLA, "5")
    hall.says(KARLA, "Alle tog noget med hjem")
    hall.posts()

    assert [(each.score, each.words) for each in hall.all(Rating)] == [(5, "Alle tog noget med hjem")]
    assert "Borgeren gav 5 af 5. »Alle tog noget med hjem«" in hall.reads(BO)
    assert "Borgeren gav 5 af 5" in "".join(hall.texts(GROUP))


def test_what_she_writes_a_day_after_a_rating_is_no_part_of_it(hall: Hall) -> None:
    hall.agreed()
    hall.waits(days=24, hours=12)
    hall.presses(BO, f"o:1:{hall.case(1).version}:report")
    for said in ("Det blev holdt", "i dag", "35"):
        hall.says(BO, said)
    hall.taps(BO, "Gå til oversigten")
    hall.taps(BO, "Send rapporten")
    hall.later_posts()
    hall.taps(KARLA, "4")
    hall.waits(days=1)

    hall.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto")

    assert "Er det noget nyt, eller handler det om din bestilling?" in hall.reads(KARLA)
    assert [(each.score, each.words) for each in hall.all(Rating)] == [(4, "")]


def test_nobody_is_asked_how_a_talk_was_that_was_called_off(hall: Hall) -> None:
    hall.agreed()
    hall.presses(BO, f"o:1:{hall.case(1).version}:report")
    for said in ("Arrangøren aflyste", "i dag"):
        hall.says(BO, said)
    hall.taps(BO, "Gå til oversigten")
    hall.taps(BO, "Send rapporten")
    hall.later_posts()

    assert not any("Hvordan var det?" in text for text in hall.texts(KARLA))
    assert hall.agreed_at(1) == ""


def test_strangers_and_forgers_move_nobody_s_time(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19")
    hers = hall.data(KARLA, "Tirsdag")
    for data in (
        hers,
        "b:1:star:5",
        "b:1:move",
        "b:1:wish:2026-03-24@19:00",
        "b:99:take:1",
        "b::take:",
        "b:1:x",
        "b",
    ):
        hall.presses(EMMA, data)
    for data in ("o:1:0:send", "o:1:0:pick:2026-03-25@19:00", "o:1:0:off", "o:1:0:meet"):
        hall.presses(LISE, data)
    for data in ("b:1:star:9", "b:1:star:", "b:1:take:x", "b:1:wish:nonsense", "b:1:quiet"):
        hall.presses(KARLA, data)

    assert hall.agreed_at(1) == ""
    hall.presses(KARLA, hers)
    assert hall.agreed_at(1)


def test_a_time_taken_twice_is_agreed_once(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19", "den 25/3 kl. 19")
    first, second = hall.data(KARLA, "Tirsdag"), hall.data(KARLA, "Onsdag")
    hall.presses(KARLA, first)
    hall.repeats()
    hall.presses(KARLA, first)
    assert "Den tid er ikke holdt længere." in hall.reads(KARLA) or "allerede den tid" in hall.reads(KARLA)
    hall.presses(KARLA, second)

    assert hall.agreed_at(1) == "2026-03-24T18:00:00+00:00"
    assert hall.events(1).count("case.booked") == 1


def test_a_later_day_that_she_agreed_to_moves_the_promise(hall: Hall) -> None:
    hall.agreed(wishes=[{"day": "2026-03-26", "start": "19:00"}])
    hall.taken(EMMA)
    hall.proposes(2, "den 20/5 kl. 19")
    hall.taps(EMMA, "Wednesday")

    assert hall.case(2).done_by.date().isoformat() == "2026-05-23"


def test_a_visit_without_wishes_is_proposed_and_taken(hall: Hall) -> None:
    def sent(work: Work) -> int:
        known = people.meet(work, KARLA.id, "da")
        answers = {
            "about": "burglary",
            "how": "visit",
            "town": TALK["town"],
            "contact": {"phone": "+4520123456"},
        }
        draft = Draft("visit", "follow_up", 1, answers)
        return intake.open_case(work, hall.house, known, draft).id

    number = hall.work(sent)
    hall.group(f"/imoedekom {number}")
    hall.group(f"/tildel {number} bo")
    hall.posts()
    hall.taps(BO, "Tag den")
    hall.proposes(number, "i morgen kl. 10")
    hall.taps(KARLA, "Tirsdag den 3. marts kl. 10")

    assert hall.agreed_at(number) == "2026-03-03T09:00:00+00:00"
