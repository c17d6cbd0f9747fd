"""What time alone makes happen, each once however often a sweep runs."""

import pytest

from handlers.rules.moves import Status
from handlers.rules.sweeps import SWEEPS
from storage.models import Case, DraftRow, Event, Notice
from tests.desk import BO, GROUP, INGE, KARLA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def sweep(station: Station, name: str) -> int:
    """Runs one sweep, twice: the second time there is nothing left."""
    (found,) = [each for each in SWEEPS if each.name == name]
    done = station.work(lambda work: found.run(work, station.house))
    assert station.work(lambda work: found.run(work, station.house)) == 0
    return done


def group_says(station: Station, words: str) -> int:
    """How many messages in the group hold these words."""
    return sum(words in text for text in station.texts(GROUP))


@pytest.mark.parametrize(("days", "amber", "red"), [(9, 0, 0), (10, 1, 0), (14, 1, 0), (15, 0, 1)])
def test_staff_hear_in_time_that_an_answer_is_due(station: Station, days: int, amber: int, red: int) -> None:
    station.receives()
    station.waits(days=days, hours=5)

    sweep(station, "promises")
    station.posts()

    assert group_says(station, "nærmer sig fristen") == amber
    assert group_says(station, "er over fristen") == red


def test_the_second_promise_has_its_own_alarm(station: Station) -> None:
    station.receives()
    station.waits(days=11)
    sweep(station, "promises")
    station.group("/imoedekom 1")
    station.waits(days=15)

    assert sweep(station, "promises") == 1
    assert station.case(1).alarm == "amber"


def test_while_we_wait_for_her_no_alarm_is_raised(station: Station) -> None:
    station.receives()
    station.group("/svar 1 Hvor er det?")
    station.waits(days=40)

    assert sweep(station, "promises") == 0


def test_a_missed_promise_is_told_to_her_by_one_tap(station: Station) -> None:
    station.receives()
    station.waits(days=15)
    sweep(station, "promises")
    station.posts()
    assert group_says(station, "tager længere tid, end vi lovede") == 1

    station.taps(INGE, "Send besked om forsinkelse", chat=GROUP)
    station.later_posts()

    assert "Du hører fra os senest tirsdag den 24. marts." in station.reads(KARLA)
    assert station.case(1).alarm == ""
    assert sweep(station, "promises") == 0
    station.waits(days=4)
    assert sweep(station, "promises") == 1
    assert station.case(1).alarm == "amber"


def test_an_alarm_about_a_case_that_was_answered_meanwhile_is_dropped(station: Station) -> None:
    station.receives()
    station.waits(days=15)
    sweep(station, "promises")
    station.group("/imoedekom 1")

    station.posts()

    assert group_says(station, "er over fristen.") == 0


def test_an_offer_that_nobody_answers_goes_back_to_the_queue(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    accept = station.data(BO, "Tag den")
    station.waits(hours=23)
    assert sweep(station, "offers") == 0
    station.waits(hours=2)

    assert sweep(station, "offers") == 1
    station.posts()

    assert station.case(1).officer_id is None
    assert station.status(1) is Status.GRANTED
    assert "er tilbage i køen. Bo svarede ikke på tilbuddet." in station.reads(GROUP)
    assert station.texts(BO) == [
        "Tilbuddet om sag 1 er udløbet.",
        "Tilbuddet om sag 1 er udløbet. Den er tilbage hos vurderingen.",
    ]
    station.presses(BO, accept)
    assert "ikke hos dig" in station.toast(BO)


def test_an_offer_that_was_taken_does_not_lapse(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    station.taps(BO, "Tag den")
    station.waits(days=3)

    assert sweep(station, "offers") == 0
    assert station.case(1).officer_id == BO.id


def test_a_draft_is_recalled_once_and_goes_on_by_its_button(station: Station) -> None:
    station.says(KARLA, "/bestil")
    station.taps(KARLA, "For høj fart")
    station.waits(hours=25)

    assert sweep(station, "reminders") == 1
    station.posts()
    assert "ikke sendt den. Vil du gøre den færdig?" in station.reads(KARLA)
    station.taps(KARLA, "Fortsæt")
    assert "Hvad er problemet?" in station.reads(KARLA)
    assert len(station.all(DraftRow)) == 1


def test_a_draft_that_was_sent_meanwhile_is_not_recalled(station: Station) -> None:
    station.says(KARLA, "/bestil")
    station.waits(hours=25)
    sweep(station, "reminders")
    station.says(KARLA, "/annuller")

    station.posts()

    assert not any("Vil du gøre den færdig?" in text for text in station.texts(KARLA))


def test_a_draft_nobody_came_back_to_is_deleted(station: Station) -> None:
    station.says(KARLA, "/bestil")
    station.waits(days=29)
    assert sweep(station, "old_drafts") == 0
    station.waits(days=2)

    assert sweep(station, "old_drafts") == 1
    assert station.all(DraftRow) == []


def test_a_closed_case_loses_what_is_personal_when_its_time_is_over(station: Station) -> None:
    station.receives()
    station.group("/afvis 1 ressourcer")
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.later_posts()
    station.waits(days=179)
    assert sweep(station, "old_cases") == 0
    station.waits(days=2)

    assert sweep(station, "old_cases") >= 1

    (case,) = station.all(Case)
    assert case.person_id is None
    assert "contact" not in case.answers


def test_what_was_sent_long_ago_is_forgotten_but_the_record_is_not(station: Station) -> None:
    station.receives()
    station.posts()
    station.waits(days=31)

    sweep(station, "old_notices")

    assert station.all(Notice) == []
    assert [event.name for event in station.all(Event)] == ["case.opened"]


def test_sweeps_have_names_of_their_own_and_a_sensible_pace() -> None:
    assert len({each.name for each in SWEEPS}) == len(SWEEPS)
    assert all(60 <= each.every <= 86_400 for each in SWEEPS)
