"""Notices are worded when they are sent, in the reader's language, and dropped when they are outdated."""

import pytest

from handlers.visit import Moved, Visit
from handlers.wording import notices
from handlers.wording.notices import Letter
from handlers.wording.staff_notices import TO_STAFF
from storage import outbox, people
from storage.models import Case, Notice, Person
from tests.desk import BO, EMMA, GROUP, INGE, KARLA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def worded(station: Station, what: str, audience: str = "staff", **fields: object) -> Letter | None:
    """A notice by itself, as delivery would word it."""
    notice = Notice(what=what, audience=audience, **{"args": {}, **fields})
    return station.work(lambda work: notices.word(work, notice, station.house))


def test_a_decision_that_was_overtaken_is_not_sent(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/afvis 1 ressourcer")
    station.taps(INGE, "Send afvisningen", chat=GROUP)

    station.later_posts()

    assert len(station.texts(KARLA)) == 1
    assert "Vi kan ikke imødekomme" in station.reads(KARLA)


def test_an_offer_that_came_too_late_is_not_sent(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.group("/tildel 1 lise")

    station.posts()

    assert not any("Vil du tage den her?" in text for text in station.texts(BO))


def test_a_forgotten_citizen_is_written_to_no_more(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.work(lambda work: people.forget(work, KARLA.id))

    station.later_posts()

    assert KARLA.id not in station.chats


def test_everything_is_said_in_the_reader_s_language(station: Station) -> None:
    station.receives(EMMA)
    station.work(lambda work: people.speak(work, EMMA.id, "en"))
    station.group("/imoedekom 1")

    station.later_posts()

    assert "April" in station.reads(EMMA)


def test_who_has_blocked_us_is_marked_and_staff_hear_it_once(station: Station) -> None:
    station.receives()
    station.posts()
    station.group("/svar 1 Hej")
    station.group("/imoedekom 1")
    station.waits(minutes=1)

    station.block(1)
    station.posts()

    assert station.case(1).unreachable
    assert [person.blocked_at is None for person in station.all(Person)] == [False]
    told = [text for text in station.texts(GROUP) if "kan ikke nås i chatten længere" in text]
    assert len(told) == 1
    card = next(text for text in station.texts(GROUP) if text.startswith("<b>Sag 1 · "))
    assert "Borgeren kan ikke nås i chatten." in card


def test_who_can_be_reached_again_is_no_longer_marked(station: Station) -> None:
    station.receives()
    station.group("/svar 1 Hej")
    station.waits(minutes=1)
    station.block(1)

    station.group("/svar 1 Er du der igen?")
    station.later_posts()

    assert "Er du der igen?" in station.reads(KARLA)
    assert not station.case(1).unreachable


def test_an_officer_who_has_blocked_us_is_told_of_in_the_group(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.posts()
    station.group("/tildel 1 bo")

    station.block(1)
    station.posts()

    assert "Bo kan ikke nås i chatten." in station.reads(GROUP)
    assert not station.case(1).unreachable


def test_a_card_is_posted_once_and_edited_from_then_on(station: Station) -> None:
    station.receives()
    station.posts()
    first = station.newest(GROUP).id

    station.group("/note 1 Husk tavlen")
    letter = worded(station, "card", case_id=1)

    assert letter is not None
    assert (letter.chat_id, letter.edits) == (GROUP, first)


def test_in_a_group_that_has_moved_the_card_is_posted_anew(station: Station) -> None:
    station.receives()
    station.posts()
    moved = Visit(
        station.house, 900, GROUP, GROUP, INGE.id, private=False, what=Moved(-100777), language="da"
    )

    station.visits(moved)
    letter = worded(station, "card", case_id=1)

    assert letter is not None
    assert (letter.chat_id, letter.edits) == (-100777, None)
    assert "<b>Køen</b>" in station.says(INGE, "/koe", chat=-100777).says[0].text


def test_news_about_a_case_answers_its_card(station: Station) -> None:
    station.receives()
    station.posts()
    card = station.newest(GROUP).id

    station.presses(KARLA, "c:1:withdraw")
    station.posts()

    said = station.newest(GROUP).say
    assert said.text == "<b>Sag 1</b>: Borgeren har trukket bestillingen tilbage."
    assert said.reply_to == card


def test_trouble_in_the_service_is_told_without_content(station: Station) -> None:
    letter = worded(station, "system", args={"code": "U17", "error": "BadRequest"})

    assert letter is not None
    assert "Kode U17" in letter.say.text


def test_without_a_staff_group_nothing_is_worded_for_it() -> None:
    station = Station()
    house = station.house
    lonely = type(house)(house.profile, house.bot_id, house.bot_username, staff_chat=None)
    notice = Notice(what="card", audience="staff", case_id=1, args={})

    assert station.work(lambda work: notices.word(work, notice, lonely)) is None


@pytest.mark.parametrize("audience", ["staff", "officer", "citizen"])
def test_a_notice_whose_case_is_gone_is_dropped(station: Station, audience: str) -> None:
    assert (
        worded(station, "card" if audience == "staff" else "offer", audience, case_id=99, person_id=BO.id)
        is None
    )


@pytest.mark.parametrize("what", sorted({"unknown", *TO_STAFF}))
def test_a_notice_from_another_version_harms_nobody(station: Station, what: str) -> None:
    station.receives()

    for audience in ("officer", "citizen"):
        assert worded(station, what, audience, case_id=1, person_id=KARLA.id) is None


def test_the_result_that_was_not_delivered_leaves_the_case_open(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/luk 1 Vi målte i tirsdags.")
    station.waits(minutes=1)

    station.block(1)
    station.posts()
    assert station.status(1) == "done"
    station.group("/luk 1")

    assert station.status(1) == "closed"
    assert not station.case(1).is_open


def test_a_case_closed_by_hand_still_tells_its_result(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/luk 1 Vi målte i tirsdags.")
    station.group("/luk 1")

    station.later_posts()

    assert "Vi målte i tirsdags." in station.reads(KARLA)


def test_what_was_sent_is_settled(station: Station) -> None:
    station.receives()

    station.posts()

    assert station.outbox == []
    assert station.work(lambda work: outbox.oldest_waiting(work)) is None
    assert [case.card_chat for case in station.all(Case)] == [GROUP]
