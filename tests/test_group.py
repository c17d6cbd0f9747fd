"""The bot's standing in groups: ready in its own, out of all others, and never deaf to a move."""

from dataclasses import replace

import pytest

from handlers.reply import Reply
from handlers.visit import Membership, Moved, Visit, What
from tests.desk import GROUP, INGE, KARLA, Someone
from tests.station import Station

ELSEWHERE = -100999


@pytest.fixture
def station() -> Station:
    return Station()


def happens(station: Station, what: What, chat: int = GROUP, who: Someone = INGE) -> Reply:
    """A service update in a group."""
    visit = Visit(station.house, 900, chat, chat, who.id, private=False, what=what, language="da")
    return station.visits(visit)


def test_in_its_own_group_it_says_that_it_is_ready(station: Station) -> None:
    reply = happens(station, Membership(present=True, admin=False, title="Vagten"))

    assert "/hjaelp" in reply.says[0].text
    assert not reply.leave


def test_in_a_strange_group_it_says_which_id_to_set_and_leaves(station: Station) -> None:
    reply = happens(station, Membership(present=True, admin=True, title="Naboer"), ELSEWHERE)

    assert "BETJENT_STAFF_CHAT=-100999" in reply.says[0].text
    assert reply.leave


def test_before_a_group_is_set_it_says_the_id_and_stays(station: Station) -> None:
    station.house = replace(station.house, staff_chat=None)

    reply = happens(station, Membership(present=True, admin=True, title="Vagten"), ELSEWHERE)

    assert "BETJENT_STAFF_CHAT=-100999" in reply.says[0].text
    assert not reply.leave


def test_put_out_of_a_group_it_says_nothing(station: Station) -> None:
    assert happens(station, Membership(present=False, admin=False, title="Vagten")) == Reply()


def test_a_move_of_another_group_is_not_followed(station: Station) -> None:
    happens(station, Moved(-100777), ELSEWHERE, KARLA)

    assert "<b>Køen</b>" in station.group("/koe")


def test_in_a_strange_group_commands_open_nothing(station: Station) -> None:
    station.receives()

    reply = station.says(INGE, "/imoedekom 1", chat=ELSEWHERE)

    assert reply.says[0].text == "Det kan kun bruges i vagtens gruppe."
    assert station.events(1) == ["case.opened"]


def test_the_configured_group_wins_over_a_move_that_was_before_it(station: Station) -> None:
    happens(station, Moved(-100777))
    station.house = replace(station.house, staff_chat=ELSEWHERE)

    assert "<b>Køen</b>" in station.says(INGE, "/koe", chat=ELSEWHERE).says[0].text
