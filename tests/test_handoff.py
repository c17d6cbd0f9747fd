"""Hand-off cards: the right number at once, nothing kept of who read it, and one tap that takes it away."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.checks import help_lines
from handlers.handoff.cards import BY_KEY, CARDS, Card
from handlers.handoff.heard import heard
from handlers.handoff.shown import CLOSE
from handlers.profile import HelpLine
from handlers.text import texts
from handlers.visit import Words
from storage.columns import Base
from storage.models import DraftRow, Tally
from tests.desk import BO, EMMA, GROUP, INGE, KARLA, Desk, Someone, a_house
from tests.station import Station

every_card = pytest.mark.parametrize("card", CARDS, ids=[card.key for card in CARDS])
SAID = {
    "min mand slår mig, når han har drukket": "violence",
    "my husband threatens me": "violence",
    "min far tvinger mig til at gifte mig": "honour",
    "jeg tror min bror er ved at blive radikaliseret": "radical",
    "jeg vil ud af banden": "exit",
    "jeg er bekymret for min søn": "youth",
    "min kone er psykisk syg og jeg ved ikke hvad jeg skal gøre": "mental",
    "er jeg blevet snydt": "fraud",
    "nogen ringede og ville hente mit kort": "fraud",
    "de har delt et nøgenbillede af mig": "images",
    "jeg vil klage over politiet": "complaint",
    "er du ægte": "genuine",
    "er I det rigtige politi?": "genuine",
    "der var indbrud hos os i nat": "burglary",
    "vi har lige haft indbrud": None,  # it is an order for a call afterwards, which begins with 114
    "der går en mistænkelig mand rundt på vejen": "suspicious",
    "kan I holde et foredrag om vold i nære relationer": None,
    "kan I komme og holde oplæg om svindel for vores ældreklub": None,
    "de kører for stærkt på Skolevej": None,
    "der er hul i vejen": None,
    "knallerter larmer hver aften": None,
}


@pytest.fixture
def desk() -> Desk:
    return Desk(a_house(kinds=["*"]))


def stored(desk: Desk) -> dict[str, list[object]]:
    """Every row of every table but the tally."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != Tally.__tablename__]
    return desk.work(
        lambda work: {
            table.name: [tuple(row) for row in work.connection.execute(select(table))] for table in tables
        }
    )


@pytest.mark.parametrize(("text", "key"), SAID.items())
def test_the_words_that_mean_a_card_find_it_and_others_do_not(text: str, key: str | None) -> None:
    found = heard(text)

    assert (found.key if found else None) == key


@every_card
@pytest.mark.parametrize("who", [KARLA, EMMA], ids=["da", "en"])
def test_every_card_is_two_taps_away_and_leaves_no_trace_but_a_number(
    desk: Desk, card: Card, who: Someone
) -> None:
    desk.says(who, "/start")
    before = stored(desk)

    desk.presses(who, "h:all")
    desk.taps(who, texts(who.language).plain(card.title))

    assert any(word in desk.reads(who) for word in ("112", "114", "politi.dk"))
    assert "{" not in desk.reads(who)
    assert stored(desk) == before
    assert [(row.week, row.name, row.number) for row in desk.all(Tally)] == [
        ("2026-W10", f"card.{card.key}", 1)
    ]


def test_first_words_that_mean_a_guarded_card_are_kept_nowhere(desk: Desk) -> None:
    desk.says(KARLA, "/start")
    before = stored(desk)

    desk.says(KARLA, "min mand slår mig")

    assert "1888" in desk.reads(KARLA)
    assert "112" in desk.reads(KARLA)
    assert stored(desk) == before


def test_one_tap_takes_away_the_card_and_the_words_it_came_from(desk: Desk) -> None:
    desk.says(KARLA, "/start")
    desk.sends(KARLA, Words("min mand slår mig"))
    card = desk.newest(KARLA).id

    desk.taps(KARLA, "Luk nu")

    assert card in desk.chats[KARLA.id].erased
    assert len(desk.chats[KARLA.id].erased) == 2
    assert all("slår" not in text and "Vold" not in text for text in desk.texts(KARLA))


def test_a_forged_close_takes_away_no_more_than_the_tapped_message(desk: Desk) -> None:
    desk.says(KARLA, "/start")

    for value in ("x", "-5", "1:2", "9" * 40):
        desk.presses(KARLA, f"h:close:{value}")

    assert len(desk.chats[KARLA.id].erased) <= 6


@every_card
def test_a_guarded_card_can_be_closed_by_its_first_button(desk: Desk, card: Card) -> None:
    desk.presses(KARLA, f"h:show:{card.key}")

    assert (desk.labels(KARLA)[0] == CLOSE) == card.guarded


def test_danger_comes_first_also_on_a_card(desk: Desk) -> None:
    desk.says(KARLA, "hjælp min mand slår mig lige nu")

    assert desk.reads(KARLA).startswith("<b>Ring 112 nu")


def test_a_card_is_never_shown_in_the_middle_of_an_order(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:unsafe_area")
    desk.says(KARLA, "der er vold i hjemmet hos naboerne")

    assert "=der er vold i hjemmet hos naboerne" in desk.all(DraftRow)[0].state["answers"]["what"]


def test_a_second_delivery_shows_the_card_again_and_counts_it_once(desk: Desk) -> None:
    desk.says(KARLA, "min mand slår mig")

    reply = desk.repeats()

    assert "1888" in reply.says[0].text
    assert [row.number for row in desk.all(Tally)] == [1]


def test_a_number_says_when_it_was_checked_or_that_it_was_not() -> None:
    line = HelpLine(name="Hjælpen", phone="12 34", cards=["violence"], checked=date(2026, 2, 3))
    house = a_house(help={"one": line, "two": line.model_copy(update={"name": "Ny", "checked": None})})
    desk = Desk(house)

    desk.presses(KARLA, "h:show:violence")

    assert "tjekket tirsdag den 3. februar" in desk.reads(KARLA)
    assert "<b>Ny</b> · 12 34 (ikke tjekket af os)" in desk.reads(KARLA)


def test_every_line_of_the_shipped_profiles_is_on_a_card_there_is() -> None:
    cards = {card for line in a_house().profile.help.values() for card in line.cards}

    assert cards <= BY_KEY.keys()
    assert {"violence", "honour", "radical", "exit", "images", "complaint", "mental"} <= cards


def test_the_kommune_s_officers_are_named_only_where_the_district_shows_names() -> None:
    for shown in (False, True):
        desk = Desk(a_house(show_officer_name=shown))
        desk.hires(INGE, officer=True, kommuner=("0350",))
        desk.presses(KARLA, "h:local")
        desk.taps(KARLA, "Lejre")

        assert ("Inge" in desk.reads(KARLA)) == shown
        assert "114" in desk.reads(KARLA)


def test_staff_read_a_number_and_nothing_else(desk: Desk) -> None:
    desk.hires(INGE, staff=True)
    desk.presses(KARLA, "h:show:violence")
    desk.presses(EMMA, "h:show:violence")

    desk.says(INGE, "/statistik", chat=GROUP)

    assert "Vold derhjemme, vist: 2" in desk.reads(GROUP)


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (date(2026, 3, 1), []),
        (date(2025, 12, 2), []),
        (date(2025, 12, 1), ["! profil: help.one: Hjælpen er sidst tjekket 2025-12-01"]),
        (None, ["! profil: help.one: Hjælpen er aldrig tjekket"]),
    ],
)
def test_a_number_nobody_has_rung_for_a_quarter_is_named_by_betjent_check(
    checked: date | None, said: list[str]
) -> None:
    profile = a_house(help={"one": HelpLine(name="Hjælpen", cards=["violence"], checked=checked)}).profile

    found = help_lines(profile, date(2026, 3, 2))

    assert [f"{finding.mark} {finding.text}" for finding in found] == said


def test_a_line_for_a_card_that_is_none_is_a_fault() -> None:
    profile = a_house(help={"one": HelpLine(name="Hjælpen", cards=["vold"])}).profile

    assert help_lines(profile, date(2026, 3, 2))[0].mark == "✗"


def test_an_officer_s_note_about_a_case_is_no_cry_for_help() -> None:
    station = Station(a_house(kinds=["*"]))
    number = station.receives(KARLA)
    station.presses_card(number, "grant")
    station.group(f"/tildel {number} Bo")
    station.presses(BO, f"o:{number}:{station.case(number).version}:accept")
    station.presses(BO, f"o:{number}:{station.case(number).version}:note")

    station.says(BO, "Naboen siger, at der er vold i hjemmet")

    assert "Noten er gemt" in "".join(station.texts(BO)[-2:])
    assert not station.all(Tally)
