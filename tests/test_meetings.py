"""A time that both agree on: wished for, proposed, taken, moved and called off."""

from __future__ import annotations

import pytest

from handlers.rules.moves import Status
from storage.booking_models import Booking
from tests.desk import BO, EMMA, KARLA
from tests.hall import Hall


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_bo_takes_a_wished_time_by_one_tap_and_both_have_it_in_their_calendars(hall: Hall) -> None:
    number = hall.agreed()

    assert hall.status(number) is Status.PLANNED
    assert "<b>Aftalt: torsdag den 26. marts kl. 19.</b>" in hall.reads(KARLA)
    assert hall.newest(KARLA).say.file is not None
    assert "torsdag den 26. marts kl. 19" in hall.reads(BO)
    assert hall.newest(BO).say.file is not None


def test_of_a_wider_wish_free_times_are_found_and_up_to_three_are_offered(hall: Hall) -> None:
    number = hall.taken()
    hall.taps(BO, "Aftal tid")
    hall.taps(BO, "Find tid: man. 30. mar.–ons. 1. apr.")
    hall.taps(BO, "man. 30. mar.")
    hall.taps(BO, "17.00")
    hall.taps(BO, "Find tid: man. 30. mar.–ons. 1. apr.")
    hall.taps(BO, "man. 30. mar.")
    hall.taps(BO, "17.30")
    hall.says(BO, "onsdag den 1/4 kl. 19")
    hall.taps(BO, "Send 3 tider")
    hall.later_posts()

    assert "Hvilken tid passer jer?" in hall.reads(KARLA)
    assert hall.labels(KARLA)[:3] == [
        "Mandag den 30. marts kl. 17", "Mandag den 30. marts kl. 17.30", "Onsdag den 1. april kl. 19",
    ]  # fmt: skip
    hall.taps(KARLA, "Mandag den 30. marts kl. 17.30")
    hall.later_posts()

    assert hall.agreed_at(number) == "2026-03-30T15:30:00+00:00"
    assert [each.status for each in hall.all(Booking)].count("gone") >= 2
    assert "<b>Aftalt: mandag den 30. marts kl. 17.30.</b>" in hall.reads(KARLA)
    assert "Aftalt" in hall.reads(BO)


def test_what_stands_in_the_way_of_a_wish_is_told_and_it_cannot_be_pressed(hall: Hall) -> None:
    hall.agreed()
    hall.says(BO, "/fravaer uge 14")
    second = hall.taken(
        EMMA, wishes=[{"day": "2026-03-26", "start": "20:00"}, {"day": "2026-03-31", "start": "18:00"}]
    )

    hall.presses(BO, f"o:{second}:{hall.case(second).version}:meet")

    assert "Du er optaget da: sag 1 kl. 19.00-20.00, og kørslen med." in hall.reads(BO)
    assert "Du er meldt væk den dag." in hall.reads(BO)
    assert not any(label.startswith("Aftal ") for label in hall.labels(BO))
    hall.presses(BO, f"o:{second}:{hall.case(second).version}:book:2026-03-26@20:00")
    assert hall.agreed_at(second) == ""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("torsdag den 26/3 kl. 21", "uden for arbejdstiden"),
        ("torsdag den 26/3 kl. 07.15", "uden for arbejdstiden"),
        ("i går kl. 19", "er forbi"),
        ("torsdag den 26/3", "Skriv dag og klokkeslæt"),
        ("en aften i uge 14", "Skriv dag og klokkeslæt"),
        ("når det passer", "forstod vi ikke"),
        ("den 29/3 kl. 02.30", "stilles uret"),
    ],
)
def test_an_hour_that_cannot_be_had_is_refused_with_its_reason(hall: Hall, said: str, answer: str) -> None:
    hall.taken()
    hall.taps(BO, "Aftal tid")
    hall.says(BO, said)

    assert answer in hall.reads(BO)
    assert not hall.all(Booking)
    hall.says(BO, "fredag den 27/3 kl. 19")
    assert len(hall.all(Booking)) == 1


def test_a_fourth_time_is_one_too_many_and_each_can_be_taken_out_again(hall: Hall) -> None:
    hall.taken()
    hall.taps(BO, "Aftal tid")
    hall.says(BO, "den 24/3 kl. 19, den 25/3 kl. 19 eller den 26/3 kl. 18")
    hall.says(BO, "den 27/3 kl. 19")
    assert "Du kan foreslå højst 3 tider" in hall.reads(BO)
    hall.presses(BO, f"o:1:{hall.case(1).version}:meet")
    hall.taps(BO, "Fjern ons. 25. mar.")
    hall.says(BO, "den 27/3 kl. 19")

    assert "Valgt:</b> tirs. 24. mar. kl. 19; tors. 26. mar. kl. 18; fre. 27. mar. kl. 19" in hall.reads(BO)


def test_two_who_are_offered_the_same_hour_by_one_officer_cannot_be(hall: Hall) -> None:
    hall.taken(KARLA)
    hall.proposes(1, "den 24/3 kl. 19")
    hall.taken(EMMA)
    hall.presses(BO, f"o:2:{hall.case(2).version}:meet")
    hall.says(BO, "den 24/3 kl. 19.30")

    assert "Du er optaget da: sag 1" in hall.reads(BO)


def test_what_an_officer_only_looked_at_is_free_after_half_an_hour(hall: Hall) -> None:
    hall.taken(KARLA)
    hall.taps(BO, "Aftal tid")
    hall.says(BO, "den 24/3 kl. 19")
    hall.taken(EMMA)
    hall.waits(minutes=31)
    hall.proposes(2, "den 24/3 kl. 19")

    hall.presses(BO, f"o:1:{hall.case(1).version}:send")

    assert hall.toast(BO) == "Vælg mindst én tid først."
    assert "Which time suits you?" in hall.reads(EMMA)


def test_offered_times_lapse_and_neither_is_left_in_silence(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19", "den 25/3 kl. 19")
    old = hall.data(KARLA, "Tirsdag den 24. marts kl. 19")
    hall.waits(days=3, minutes=1)
    hall.tends()

    assert "så de er givet fri igen" in hall.reads(KARLA)
    assert "Borgeren svarede ikke på tiderne" in hall.reads(BO)
    hall.presses(KARLA, old)
    assert "Den tid er ikke holdt længere." in hall.reads(KARLA)
    assert hall.agreed_at(1) == ""
    hall.presses(KARLA, "b:1:move")
    hall.says(KARLA, "torsdag den 2/4 kl. 19")
    assert "helligdagen" in hall.reads(KARLA)
    hall.says(KARLA, "tirsdag den 7/4 kl. 19")
    hall.posts()
    assert "• tirsdag den 7. april kl. 19" in hall.reads(BO)


def test_none_of_them_fits_and_her_own_times_reach_bo_who_takes_one(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19", "den 25/3 kl. 19")
    hall.taps(KARLA, "Ingen af dem passer")
    hall.says(KARLA, "tirsdag den 31/3 kl. 18 eller onsdag den 1/4 kl. 19")
    hall.posts()

    assert "• tirsdag den 31. marts kl. 18" in hall.reads(BO)
    assert not [each for each in hall.all(Booking) if each.status != "gone"]
    hall.taps(BO, "Aftal tid")
    hall.taps(BO, "Aftal ons. 1. apr. kl. 19")
    hall.later_posts()
    assert "Aftalt: onsdag den 1. april kl. 19." in hall.reads(KARLA)


def test_words_that_are_no_time_reach_bo_as_they_are(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19")
    hall.taps(KARLA, "Ingen af dem passer")
    hall.says(KARLA, "Vi må spørge <bestyrelsen> først & vender tilbage")
    hall.posts()

    assert "Vi må spørge &lt;bestyrelsen&gt; først &amp; vender tilbage" in hall.reads(BO)


def test_karla_moves_an_agreed_time_and_the_old_one_stands_until_then(hall: Hall) -> None:
    hall.agreed()
    hall.taps(KARLA, "Flyt tiden")
    assert "Den aftalte tid, torsdag den 26. marts kl. 19, gælder" in hall.reads(KARLA)
    hall.says(KARLA, "torsdag den 26/3 kl. 19.30")
    hall.posts()
    assert hall.agreed_at(1) == "2026-03-26T18:00:00+00:00"

    hall.taps(BO, "Aftal tid")
    hall.taps(BO, "Aftal tors. 26. mar. kl. 19.30")
    hall.later_posts()

    assert hall.agreed_at(1) == "2026-03-26T18:30:00+00:00"
    assert "Aftalt: torsdag den 26. marts kl. 19.30." in hall.reads(KARLA)


def test_bo_moves_an_agreed_time_by_proposing_also_half_an_hour_later(hall: Hall) -> None:
    hall.agreed()
    hall.proposes(1, "den 26/3 kl. 19.30", "den 27/3 kl. 19")
    assert hall.agreed_at(1) == "2026-03-26T18:00:00+00:00"
    hall.taps(KARLA, "Torsdag den 26. marts kl. 19.30")
    hall.later_posts()

    assert hall.agreed_at(1) == "2026-03-26T18:30:00+00:00"
    assert [each.status for each in hall.all(Booking)].count("kept") == 1


def test_bo_calls_off_and_a_new_time_is_found(hall: Hall) -> None:
    hall.agreed()
    hall.presses(BO, f"o:1:{hall.case(1).version}:off")
    assert "Vil du aflyse torsdag den 26. marts kl. 19?" in hall.reads(BO)
    hall.taps(BO, "Ja, aflys tiden")
    hall.later_posts()

    assert hall.status(1) is Status.ASSIGNED
    assert "er aflyst. Vi finder en ny tid" in hall.reads(KARLA)
    assert hall.newest(KARLA).say.file is not None
    assert hall.agreed_at(1) == ""


def test_karla_withdraws_and_bo_s_evening_is_free(hall: Hall) -> None:
    hall.agreed()
    hall.taps(KARLA, "Aflys")
    hall.taps(KARLA, "Ja, træk den tilbage")
    hall.later_posts()

    assert any("Aftalen torsdag den 26. marts kl. 19 er aflyst" in text for text in hall.texts(BO))
    assert hall.agreed_at(1) == ""
    hall.taken(EMMA)
    hall.presses(BO, f"o:2:{hall.case(2).version}:meet")
    hall.taps(BO, "Aftal tors. 26. mar. kl. 19")
    assert hall.agreed_at(2)


def test_a_new_offer_stands_without_the_one_before_it(hall: Hall) -> None:
    hall.taken()
    hall.proposes(1, "den 24/3 kl. 19")
    hall.proposes(1, "den 24/3 kl. 19.30")

    (offered,) = (each for each in hall.all(Booking) if each.status == "offered")

    assert (offered.busy_until - offered.busy_from).total_seconds() == 2 * 3600
