"""Gatherings: made by staff, enrolled for by people, a line that moves by itself, one word to everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handlers.rules import gatherings as rules
from storage import gatherings
from storage.gathering_models import Asked, Gathering, Seat
from storage.models import DraftRow, Notice
from tests.desk import BO, EMMA, GROUP, INGE, KARLA, LISE, SARA, Someone, a_house
from tests.station import Station

TOLD = ("Borgermøde", "Om tryghed i Lejre", "torsdag den 26/3 kl. 19", "Salen, 4320 Lejre")


@pytest.fixture
def station() -> Station:
    return Station(a_house(kinds=["*"]))


def makes(station: Station, *, seats: int = 3, most: int = 2, box: str = "Ja") -> int:
    """Inge makes a gathering in private; gives its number."""
    station.says(INGE, "/start arrangement")
    for said in (*TOLD, str(seats), str(most), "Borgermøde"):
        station.says(INGE, said)
    station.taps(INGE, box)
    station.taps(INGE, "Gå til oversigten")
    station.taps(INGE, "Opret arrangementet")
    return station.all(Gathering)[-1].id


def enrols(station: Station, who: Someone, number: int = 1, seats: int = 1) -> str:
    """Somebody enrols by buttons and words; gives the answer."""
    station.presses(who, f"g:join:{number}")
    station.says(who, str(seats))
    station.says(who, who.name)
    station.presses(who, station._send(who))
    return station.reads(who)


def sweeps(station: Station) -> int:
    """The reminders that are due are posted and carried out."""
    done = station.work(lambda work: rules.remind(work, station.house))
    station.posts()
    return done


def heard(station: Station, who: Someone, words: str) -> int:
    return sum(words in text for text in station.texts(who))


def test_staff_make_one_in_private_by_the_link_from_the_group(station: Station) -> None:
    assert "ingen arrangementer" in station.group("/arrangement")
    assert any(
        button.url.endswith("?start=arrangement") for row in station.newest(GROUP).say.rows for button in row
    )

    number = makes(station)

    made = station.all(Gathering)[0]
    assert f"?start=g{number}" in station.reads(INGE)
    assert (made.title, made.kommune, made.seats, made.most) == ("Om tryghed i Lejre", "0350", 3, 2)
    assert made.starts_at.isoformat() == "2026-03-26T18:00:00+00:00"
    assert "Om tryghed i Lejre, torsdag den 26. marts kl. 19.00 · 0/3 · åben" in station.group("/arrangement")


def test_nobody_but_staff_makes_one(station: Station) -> None:
    for who in (KARLA, BO):
        station.says(who, "/start arrangement")
        assert "Linket virker ikke" in station.reads(who) or "allerede med" in station.reads(who)

    assert not station.all(DraftRow)


def test_one_who_is_taken_off_the_staff_meanwhile_makes_none(station: Station) -> None:
    station.says(INGE, "/start arrangement")
    for said in (*TOLD, "3", "2", "Borgermøde"):
        station.says(INGE, said)
    station.taps(INGE, "Ja")
    station.taps(INGE, "Gå til oversigten")
    station.group("/fjern Inge", SARA)
    station.taps(SARA, "Fjern Inge", chat=GROUP)

    station.taps(INGE, "Opret arrangementet")

    assert not station.all(Gathering)


def test_a_second_send_makes_no_second_one(station: Station) -> None:
    makes(station)
    made = station.all(Gathering)[0]

    station.presses(INGE, f"d:{made.draft_id}:12:send")

    assert "er oprettet" in station.reads(INGE)
    assert len(station.all(Gathering)) == 1


def test_people_find_it_in_the_menu_and_by_its_link(station: Station) -> None:
    makes(station)

    station.says(KARLA, "/start")
    station.taps(KARLA, "Arrangementer")
    station.taps(KARLA, "Om tryghed i Lejre")
    assert "3 ledige pladser" in station.reads(KARLA)
    assert "For: Borgermøde" in station.reads(KARLA)
    station.says(EMMA, "/start g1")
    assert "3 free seats" in station.reads(EMMA)
    station.says(EMMA, "/start g99")
    assert "Om tryghed" in "".join(station.labels(EMMA))


def test_a_seat_a_line_and_moving_up_by_itself(station: Station) -> None:
    makes(station)
    assert "<b>Du har 2 pladser.</b>" in enrols(station, KARLA, seats=2)
    assert "<b>Du har 1 plads.</b>" in enrols(station, LISE)
    assert "you are on the waiting list for 2 seats" in enrols(station, EMMA, seats=2)

    station.presses(KARLA, "g:show:1")
    station.taps(KARLA, "Afmeld")
    station.taps(KARLA, "Ja, afmeld")
    station.posts()

    assert "Du er afmeldt" in station.reads(KARLA)
    assert "There is room now. You have 2 seats" in station.reads(EMMA)
    assert [seat.status for seat in station.all(Seat)] == ["gone", "taken", "taken"]


def test_small_ones_go_before_a_group_that_does_not_fit_but_nobody_new_before_the_line(
    station: Station,
) -> None:
    makes(station, seats=2)
    enrols(station, KARLA)
    enrols(station, LISE)
    enrols(station, EMMA, seats=2)
    enrols(station, BO)

    station.presses(KARLA, "g:gone:1")

    assert [seat.status for seat in station.all(Seat)] == ["gone", "taken", "waiting", "taken"]
    assert "ventelisten" in enrols(station, SARA)


def test_nobody_takes_more_than_one_enrolment_may_nor_enrols_twice(station: Station) -> None:
    makes(station)
    station.presses(KARLA, "g:join:1")
    assert not {"3", "4", "30"} & set(station.labels(KARLA))
    station.says(KARLA, "3")
    assert "mellem 1 og 2" in station.reads(KARLA)
    station.presses(KARLA, "m:home")

    enrols(station, KARLA)
    station.presses(KARLA, "g:join:1")

    assert "Du har 1 plads" in station.reads(KARLA)
    assert len(station.all(Seat)) == 1


def test_a_second_send_gets_the_same_receipt(station: Station) -> None:
    makes(station)
    first = enrols(station, KARLA)
    seat = station.all(Seat)[0]

    station.presses(KARLA, f"d:{seat.draft_id}:3:send")

    assert station.reads(KARLA) == first


def test_reminders_come_a_week_and_a_day_before_once_each(station: Station) -> None:
    makes(station)
    enrols(station, KARLA)
    assert sweeps(station) == 0

    station.waits(days=17, hours=10)
    assert [sweeps(station) for _ in range(2)] == [1, 0]
    station.waits(days=5)
    assert sweeps(station) == 0
    station.waits(days=1)
    assert [sweeps(station) for _ in range(2)] == [1, 0]

    assert heard(station, KARLA, "Husk <b>Om tryghed i Lejre</b> torsdag den 26. marts kl. 19.00, Salen") == 2


def test_who_enrols_late_is_reminded_only_the_day_before_and_on_the_day_itself_not_at_all(
    station: Station,
) -> None:
    makes(station)
    station.waits(days=20)
    enrols(station, KARLA)
    assert sweeps(station) == 0
    station.waits(days=3)
    enrols(station, LISE)

    assert sweeps(station) == 1
    assert heard(station, LISE, "Husk") == 0


def test_a_reminder_is_not_sent_to_one_who_has_left(station: Station) -> None:
    makes(station)
    enrols(station, KARLA)
    station.waits(days=18)
    station.work(lambda work: rules.remind(work, station.house))
    station.presses(KARLA, "g:gone:1")

    station.posts()

    assert heard(station, KARLA, "Husk") == 0


def test_calling_it_off_is_one_message_to_everybody(station: Station) -> None:
    makes(station, seats=1)
    for who in (KARLA, EMMA):
        enrols(station, who)
    station.group("/arrangement 1")

    station.taps(INGE, "Aflys", chat=GROUP)
    asked = station.newest(GROUP).id
    assert "2 får besked" in station.group("Salen er <optaget>", reply_to=asked)
    station.later_posts()
    station.presses(INGE, "sg:cancel:1", chat=GROUP)
    station.group("igen", reply_to=station.newest(GROUP).id)
    station.later_posts()

    assert heard(station, KARLA, "er aflyst. Du skal ikke gøre mere.\n\nSalen er &lt;optaget&gt;") == 1
    assert heard(station, EMMA, "is called off") == 1
    station.presses(KARLA, "g:join:1")
    assert "slut eller aflyst" in station.reads(KARLA)
    station.waits(days=18)
    assert sweeps(station) == 0


def test_more_seats_let_the_line_in_and_fewer_than_are_taken_are_refused(station: Station) -> None:
    makes(station, seats=1)
    for who in (KARLA, EMMA):
        enrols(station, who)

    station.presses(INGE, "sg:seats:1", chat=GROUP)
    assert "1 rykkede op" in station.group("to", reply_to=station.newest(GROUP).id)
    station.presses(INGE, "sg:seats:1", chat=GROUP)
    assert "Der er allerede 2" in station.group("1", reply_to=station.newest(GROUP).id)
    station.presses(INGE, "sg:seats:1", chat=GROUP)
    assert "Skriv et tal" in station.group("mange", reply_to=station.newest(GROUP).id)

    station.posts()
    assert heard(station, EMMA, "There is room now") == 1


def test_the_list_is_ticked_and_those_who_came_get_thanks_proof_and_answers(station: Station) -> None:
    makes(station)
    for who in (KARLA, EMMA, LISE):
        enrols(station, who)
    station.presses(KARLA, "g:ask:1")
    station.says(KARLA, "Hvornår kommer der lys på stien?")
    station.presses(INGE, "sg:asked:1", chat=GROUP)
    station.taps(INGE, "Svar på 1", chat=GROUP)
    station.group("Kommunen sætter det op i maj", reply_to=station.newest(GROUP).id)

    station.presses(INGE, "sg:held:1", chat=GROUP)
    assert station.toast(GROUP) == "Det er ikke begyndt endnu."
    station.waits(days=25)
    station.presses(INGE, "sg:list:1", chat=GROUP)
    station.taps(INGE, "Karla (1)", chat=GROUP)
    assert "✓ Karla (1)" in station.labels(GROUP)
    emma = station.all(Seat)[1].id
    station.presses(INGE, f"sg:came:1:-{emma}", chat=GROUP)
    station.presses(INGE, "sg:held:1", chat=GROUP)
    station.posts()

    assert "bevis på, at Karla deltog med 1." in station.reads(KARLA)
    assert "Kommunen sætter det op i maj" in station.reads(KARLA)
    assert heard(station, LISE, "bevis") == 0
    assert heard(station, LISE, "Tak, fordi du kom") == 1
    assert heard(station, EMMA, "Thank you for coming") == 0


def test_a_question_keeps_nobody_and_an_answer_after_the_day_reaches_those_who_came(station: Station) -> None:
    makes(station)
    for who in (KARLA, LISE):
        enrols(station, who)
    station.presses(KARLA, "g:ask:1")
    station.says(KARLA, "Må man gå der om natten?")
    assert {column.name for column in Asked.__table__.columns} == {"id", "gathering_id", "text", "answer"}
    station.waits(days=25)
    station.presses(INGE, "sg:held:1", chat=GROUP)
    station.posts()

    station.presses(INGE, "sg:asked:1", chat=GROUP)
    station.taps(INGE, "Svar på 1", chat=GROUP)
    station.group("Ja, det må man", reply_to=station.newest(GROUP).id)
    station.posts()

    for who in (KARLA, LISE):
        assert "Ja, det må man" in station.reads(who)
        assert heard(station, who, "Svar efter <b>Om tryghed i Lejre</b>") == 1


def test_a_question_can_be_regretted_and_there_is_no_box_where_none_is_wanted(station: Station) -> None:
    makes(station)
    station.presses(KARLA, "g:ask:1")
    station.taps(KARLA, "Fortryd")
    station.says(KARLA, "hej")
    assert not station.all(Asked)

    makes(station, box="Nej")
    station.presses(KARLA, "g:ask:2")
    assert "Stil et spørgsmål til mødet" not in station.labels(KARLA)


def test_whoever_asks_to_be_forgotten_gives_her_seat_to_the_next(station: Station) -> None:
    makes(station, seats=1)
    for who in (KARLA, EMMA):
        enrols(station, who)
    station.presses(KARLA, "x:see")
    assert any("Tilmeldt Om tryghed i Lejre med 1 som Karla." in text for text in station.texts(KARLA))

    station.presses(KARLA, "x:forget-all")
    station.posts()

    assert [(seat.person_id, seat.status) for seat in station.all(Seat)] == [(EMMA.id, "taken")]
    assert heard(station, EMMA, "There is room now") == 1


def test_names_on_old_lists_go_when_everything_old_goes(station: Station) -> None:
    makes(station)
    enrols(station, KARLA)
    station.waits(days=25 + 180)

    assert station.work(lambda work: rules.forget_old(work, station.house)) == 1
    assert [(seat.person_id, seat.name, seat.number) for seat in station.all(Seat)] == [(None, "", 1)]
    assert station.work(lambda work: rules.forget_old(work, station.house)) == 0


@pytest.mark.parametrize(
    "data",
    [
        "sg:",
        "sg:show:x",
        "sg:show:99",
        "sg:came:1:+99",
        "sg:came:1:x",
        "sg:came:1:+",
        "sg:answer:1:9",
        "sg:x:1",
        "sg:held:",
    ],
)
def test_garbage_under_the_group_s_lists_changes_nothing(station: Station, data: str) -> None:
    makes(station)
    before = [(gathering.status, gathering.seats) for gathering in station.all(Gathering)]

    station.presses(INGE, data, chat=GROUP)

    assert [(gathering.status, gathering.seats) for gathering in station.all(Gathering)] == before
    assert not [notice for notice in station.all(Notice) if notice.what.startswith("seat")]


@pytest.mark.parametrize(
    "data", ["g:", "g:show:x", "g:join:99", "g:gone:1", "g:gone:99", "g:x:1", "g:leave:1", "g:noask:1"]
)
def test_garbage_from_a_citizen_is_answered(station: Station, data: str) -> None:
    makes(station)

    station.presses(KARLA, data)

    assert station.reads(KARLA)
    assert not station.all(Seat)


def test_somebody_else_s_list_is_not_for_citizens(station: Station) -> None:
    makes(station)
    station.presses(KARLA, "sg:list:1")

    assert "vagtens gruppe" in station.toast(KARLA)


def test_every_notice_has_words_for_a_seat_that_is_gone(station: Station) -> None:
    makes(station)
    enrols(station, KARLA)
    post: Callable[[str], None] = lambda what: station.work(  # noqa: E731
        lambda work: work.post(what, "citizen", person_id=KARLA.id, args={"seat": 99, "gathering": 1})
    )
    before = len(station.texts(KARLA))

    for what in ("seat_moved_up", "seat_reminder", "seat_cancelled", "seat_thanked", "seat_answered"):
        post(what)
    station.posts()

    assert len(station.texts(KARLA)) == before
    assert station.work(lambda work: gatherings.taken(work, 1)) == 1
