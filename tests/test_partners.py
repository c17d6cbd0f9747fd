"""Partners: invited, open to what their sort may, asked only once, and out again when either side wants."""

from __future__ import annotations

import pytest

from handlers.partners import SORTS, Invited, invited, may_open
from handlers.requests import kinds
from handlers.rules import privacy
from storage.models import Case, DraftRow, Partner
from tests.desk import EMMA, GROUP, INGE, KARLA, Someone, a_house
from tests.station import Station

SCHOOL = "Havdrup Skole, skole, Mette Hansen"
PLACE = "Skolevej 1, 4320 Lejre"


@pytest.fixture
def station() -> Station:
    return Station(a_house(kinds=["*"]))


def joins(station: Station, who: Someone = KARLA, text: str = SCHOOL) -> None:
    code = station.group(f"/inviter partner {text}").partition("?start=")[2].strip()
    station.says(who, f"/start {code}")


def asks_for_a_dog(station: Station) -> None:
    station.presses(KARLA, "m:new:narcotics_dog")
    station.says(KARLA, PLACE)
    station.taps(KARLA, "Kontrolbesøg")
    station.says(KARLA, "Mette Hansen, rektor, 20 12 34 56")
    station.taps(KARLA, "Gå til oversigten")
    station.taps(KARLA, "Send bestillingen")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SCHOOL, Invited("Havdrup Skole", "school", "Mette Hansen")),
        ("Bar  Nord; natteliv ; Ole", Invited("Bar Nord", "nightlife", "Ole")),
        ("Havdrup Skole, Mette Hansen", None),
        ("Havdrup Skole, rumvæsen, Mette", None),
        (", skole, Mette", None),
        ("Skolen, skole, " + "x" * 61, None),
        ("x" * 121 + ", skole, Mette", None),
        ("", None),
    ],
)
def test_an_invitation_names_the_organisation_its_sort_and_the_person(
    text: str, found: Invited | None
) -> None:
    assert invited(text) == found


def test_an_invitation_that_is_not_understood_says_how_it_is_written(station: Station) -> None:
    assert "Havdrup Skole, skole, Mette Hansen" in station.group("/inviter partner Havdrup")
    station.group("/inviter")
    station.taps(INGE, "Partner", chat=GROUP)
    asked = station.newest(GROUP).id
    assert "Linket til Mette Hansen" in station.group(SCHOOL, reply_to=asked)


def test_the_link_works_once_and_makes_nobody_a_colleague(station: Station) -> None:
    code = station.group(f"/inviter partner {SCHOOL}").partition("?start=")[2].strip()
    station.says(KARLA, f"/start {code}")
    assert "Du skriver nu for <b>Havdrup Skole</b> (skole)." in station.reads(KARLA)

    station.says(EMMA, f"/start {code}")

    assert "Linket virker ikke" in station.reads(EMMA)
    assert [partner.person_id for partner in station.all(Partner)] == [KARLA.id]
    station.says(KARLA, "/koe", chat=GROUP)
    assert "ikke inviteret" in station.reads(GROUP)


def test_a_partner_opens_what_its_sort_may_and_no_more(station: Station) -> None:
    joins(station)
    assert station.labels(KARLA)[:2] == ["Dialog med lokalpolitiet", "Narkohund på skolen"]

    joins(station, EMMA, "Bar Nord, natteliv, Emma")

    assert "Narcotics dog at the school" not in station.labels(EMMA)
    station.presses(EMMA, "m:new:narcotics_dog")
    assert not station.all(DraftRow)


def test_every_partner_kind_is_for_sorts_there_are_and_others_hear_why_not(station: Station) -> None:
    sorts = {sort.key for sort in SORTS}
    assert all(kind.partners <= sorts for kind in kinds().values())

    station.presses(KARLA, "m:partner")

    assert "som lokalpolitiet har inviteret" in station.reads(KARLA)
    assert not may_open(kinds()["partner_talk"], None)


def test_what_a_partner_told_once_is_not_asked_again(station: Station) -> None:
    joins(station)
    asks_for_a_dog(station)
    first = station.all(Case)[0]
    assert first.answers["school"] == "Havdrup Skole"

    station.presses(KARLA, "m:new:narcotics_dog")

    draft = station.all(DraftRow)[0].state
    assert draft["answers"]["contact"] == first.answers["contact"]
    assert f"Behold: {PLACE}" in station.labels(KARLA)
    station.taps(KARLA, "Behold")
    station.taps(KARLA, "Vi vil tale om det først")
    station.taps(KARLA, "Gå til oversigten")
    assert "Havdrup Skole" in station.reads(KARLA)


def test_a_citizen_s_answers_are_not_kept_for_next_time(station: Station) -> None:
    station.presses(KARLA, "m:new:talk")
    assert "organiser" not in station.all(DraftRow)[0].state.get("answers", {})


def test_the_card_says_for_whom_she_speaks(station: Station) -> None:
    joins(station)
    asks_for_a_dog(station)
    station.posts()

    assert "Partner: Havdrup Skole (Skole), Mette Hansen" in station.reads(GROUP)


def test_staff_end_it_and_what_was_begun_cannot_be_sent(station: Station) -> None:
    joins(station)
    station.presses(KARLA, "m:new:narcotics_dog")
    station.says(KARLA, PLACE)
    station.taps(KARLA, "Kontrolbesøg")
    station.says(KARLA, "Mette, 20 12 34 56")
    station.taps(KARLA, "Gå til oversigten")

    assert "Havdrup Skole (Skole): Mette Hansen" in station.group("/partnere")
    station.taps(INGE, "Mette", chat=GROUP)
    station.taps(INGE, "Fjern", chat=GROUP)
    station.taps(KARLA, "Send bestillingen")

    assert "Du er ikke partner længere" in station.reads(KARLA)
    assert not station.all(Case)
    assert "ingen partnere" in station.group("/partnere")


def test_a_partner_stops_by_two_taps_and_nothing_is_proposed_any_more(station: Station) -> None:
    joins(station)
    asks_for_a_dog(station)

    station.presses(KARLA, "m:partner")
    station.taps(KARLA, "Stop som partner")
    station.taps(KARLA, "Ja, stop")

    assert "slettet" in station.reads(KARLA)
    assert [(partner.profile, partner.left_at is None) for partner in station.all(Partner)] == [({}, False)]


def test_a_partner_reads_takes_along_and_deletes_what_we_know_of_the_organisation(station: Station) -> None:
    joins(station)
    asks_for_a_dog(station)

    station.presses(KARLA, "x:see")
    assert any("Du skriver for Havdrup Skole som Mette Hansen." in text for text in station.texts(KARLA))
    station.presses(KARLA, "x:copy")
    files = [shown.say.file for shown in station.chats[KARLA.id].messages if shown.say.file]
    assert b'"organisation": "Havdrup Skole"' in files[-1][1]
    station.presses(KARLA, "x:forget-all")

    assert not station.all(Partner)


def test_somebody_who_is_still_a_partner_is_not_forgotten_for_being_silent(station: Station) -> None:
    joins(station)
    station.says(EMMA, "/start")
    station.waits(days=400)

    station.work(lambda work: privacy.expire(work, station.house))

    station.says(KARLA, "/start")
    station.presses(KARLA, "m:partner")
    assert "Havdrup Skole" in station.reads(KARLA)


def test_garbage_under_the_list_is_refused(station: Station) -> None:
    for data in ("sp:yes:x", "sp:yes:77", "sp:no", "sp:"):
        station.presses(INGE, data, chat=GROUP)
    joins(station)
    station.presses(KARLA, f"sp:yes:{KARLA.id}")

    assert station.all(Partner)[0].left_at is None
