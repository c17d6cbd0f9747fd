"""The other kinds of request: found in a menu that stays small, carried out, reported in words that fit."""

from __future__ import annotations

from typing import Any

import pytest

from bot.script import script
from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done
from handlers.conversation.flow import Draft, Flow
from handlers.requests import Kind, kinds
from handlers.rules import intake, triage
from handlers.text import texts
from handlers.wording import cards, lines
from storage import cases, people
from storage.models import Case, DraftRow, Member
from storage.work import Work
from tests.desk import BO, EMMA, GROUP, INGE, KARLA, Desk, Someone, a_house
from tests.station import Station
from tests.test_every_kind import KINDS, blank, by_button, by_words

every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.key for kind in KINDS])


@pytest.fixture
def desk() -> Desk:
    return Desk(a_house(kinds=["*"]))


@pytest.fixture
def station() -> Station:
    return Station(a_house(kinds=["*"]))


def filled(flow: Flow, **chosen: object) -> dict[str, Any]:
    """Every question answered by its first button, or by words; `chosen` answers stand already."""
    draft = blank(flow).next(answers=dict(chosen))
    turn = engine.where(flow, draft)
    while isinstance(turn, Ask):
        turn = by_button(flow, turn) or by_words(flow, turn) or turn
    assert isinstance(turn, Done)
    return turn.draft.answers


def received(station: Station, kind: Kind, who: Someone = KARLA, **answers: object) -> int:
    """A bestilling of this kind; gives its number."""

    def sent(work: Work) -> int:
        known = people.meet(work, who.id, who.language)
        draft = Draft("draft", kind.key, kind.order.schema, filled(kind.order, **answers))
        return intake.open_case(work, station.house, known, draft).id

    return station.work(sent)


def carried_out(station: Station, number: int, **report: object) -> None:
    """Granted, taken by Bo and reported."""
    station.presses_card(number, "grant")
    station.group(f"/tildel {number} Bo")
    station.presses(BO, f"o:{number}:{station.case(number).version}:accept")

    def reported(work: Work) -> None:
        case = cases.lock(work, number)
        member = work.session.get(Member, BO.id)
        assert case
        assert member
        flow = kinds()[case.kind].report
        draft = Draft("report", flow.key, flow.schema, filled(flow, **report))
        triage.complete(work, station.house, case, triage.officer(member), draft)

    station.work(reported)
    station.later_posts()


def heard(station: Station, who: Someone) -> str:
    """The result; after a meeting there is one question more."""
    return "\n".join(station.texts(who)[-2:])


@every_kind
@pytest.mark.parametrize("who", [KARLA, EMMA], ids=["da", "en"])
def test_every_kind_goes_from_its_card_to_a_result_in_plain_words(
    station: Station, kind: Kind, who: Someone
) -> None:
    number = received(station, kind, who)
    station.posts()
    title = texts("da").plain(kind.title)
    assert title in station.reads(GROUP)
    assert title in station.group("/koe")

    carried_out(station, number)

    result = heard(station, who)
    assert texts(who.language)(kind.done, number=number) in result
    assert lines.result_words(station.case(number), texts(who.language))
    assert "{" not in result
    assert station.status(number) == "closed"


@every_kind
def test_the_whole_dialogue_of_every_kind_can_be_read(kind: Kind) -> None:
    said = "\n".join(script(kind))

    assert all(texts(language).plain(kind.title) in said for language in ("da", "en"))
    assert all(f"[{step.key}]" in said for step in (*kind.order.steps, *kind.report.steps))


def test_the_first_menu_is_short_and_everything_is_one_tap_behind_it(desk: Desk) -> None:
    desk.says(KARLA, "/start")
    first = desk.labels(KARLA)

    behind: set[str] = set()
    for label in first:
        if desk.data(KARLA, label).startswith("m:group"):
            desk.taps(KARLA, label)
            behind.update(desk.labels(KARLA))
            desk.taps(KARLA, "Tilbage")

    assert first[:2] == ["Færdselskontrol", "Foredrag"]
    assert len(desk.newest(KARLA).say.rows) <= 8
    offered = {texts("da").plain(kind.title) for kind in KINDS if not kind.partners}
    assert offered <= behind | set(first)


def test_a_guess_among_many_is_offered_alone_with_the_menu_behind_it(desk: Desk) -> None:
    desk.says(KARLA, "Kan I komme og holde et foredrag om indbrud for vores forening i Havdrup?")

    assert "Det lyder som: Foredrag." in desk.reads(KARLA)
    assert desk.labels(KARLA) == ["Foredrag", "Noget for kommunen", "Noget andet"]
    desk.taps(KARLA, "Noget andet")
    assert "Trafik" in desk.labels(KARLA)


def test_a_talk_from_first_words_to_case(desk: Desk) -> None:
    desk.says(KARLA, "/start")
    desk.taps(KARLA, "Foredrag")
    desk.taps(KARLA, "Svindel mod ældre")
    assert "Ældre" in desk.labels(KARLA)
    for said in (
        "ældre",
        "40",
        "Aktivitetshuset, 4320 Lejre",
        "torsdag den 3/12 kl. 14 eller en formiddag i uge 49",
        "videre",
        "Mette, 20 12 34 56",
    ):
        desk.says(KARLA, said)
    desk.taps(KARLA, "Gå til oversigten")
    assert "Svindel mod ældre (cirka 60 minutter)" in desk.reads(KARLA)
    desk.taps(KARLA, "Send bestillingen")

    case = desk.all(Case)[0]
    assert (case.kind, case.kommune, case.answers["number"]) == ("talk", "0350", 40)
    assert case.answers["contact"] == {"phone": "+4520123456", "words": "Mette"}
    assert case.answers["wishes"] == [
        {"day": "2026-12-03", "start": "14:00"},
        {"first": "2026-11-30", "last": "2026-12-06", "part": "forenoon"},
    ]
    card = desk.work(lambda work: cards.staff_card(work, desk.house, cases.lock(work, 1) or case)).text
    assert "Tidspunkter: 1. torsdag den 3. december kl. 14\n2. en dag i uge 49" in card


def test_the_topics_are_the_districts_and_read_in_her_language(desk: Desk) -> None:
    desk.presses(EMMA, "m:new:talk")

    assert "Fraud against older people" in desk.labels(EMMA)
    desk.says(EMMA, "how to train a police dog")
    assert desk.all(DraftRow)[0].state["answers"]["topic"] == {"words": "how to train a police dog"}


def test_a_contact_person_may_give_an_address_and_the_group_reads_only_that_there_is_one(
    station: Station,
) -> None:
    contact = {"email": "mette@havdrup.dk", "words": "Mette"}
    received(station, kinds()["talk"], contact=contact)
    station.posts()

    assert "mette@havdrup.dk" not in station.reads(GROUP)
    assert "e-mail oplyst" in station.reads(GROUP)


@pytest.mark.parametrize(
    ("outcome", "told", "untold"),
    [
        ("phone", "Vi talte med dig i telefonen mandag", "Vi besøgte"),
        ("visit", "Vi besøgte dig mandag", "i telefonen"),
        ("attempt", "men det lykkedes ikke", "Det talte vi om"),
    ],
)
def test_a_follow_up_tells_how_it_was_done_and_that_we_tried(
    station: Station, outcome: str, told: str, untold: str
) -> None:
    number = received(station, kinds()["follow_up"])

    carried_out(station, number, outcome=outcome, date="2026-03-02", told=None)

    assert told in heard(station, KARLA)
    assert untold not in heard(station, KARLA)


def test_mopeds_are_a_traffic_check_whose_problem_is_given(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:moped")

    assert "Hvor er det?" in desk.texts(KARLA)[-2]
    assert desk.all(DraftRow)[0].state["answers"] == {"problem": ["moped"]}


def test_nobody_opens_by_a_forged_button_what_is_for_partners(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:narcotics_dog")
    desk.says(KARLA, "/start narcotics_dog")

    assert not desk.all(DraftRow)


def test_staff_put_something_else_in_its_place_by_one_tap_and_can_take_it_back(station: Station) -> None:
    words = "Kan I måle farten? De kører alt for stærkt"
    number = received(station, kinds()["something_else"], more=words)
    station.posts()
    before = station.case(number).answers

    station.taps(INGE, "Færdselskontrol", chat=GROUP)

    case = station.case(number)
    assert (case.kind, case.answers) == ("traffic_check", before)
    assert "Færdselskontrol" in station.reads(GROUP)
    assert words in station.reads(GROUP)
    station.group("/fortryd")
    assert station.case(number).kind == "something_else"


def test_any_kind_is_two_taps_away_and_a_forged_one_is_refused(station: Station) -> None:
    number = received(station, kinds()["something_else"])
    station.posts()

    station.taps(INGE, "Vælg slags", chat=GROUP)
    assert "Noget andet" not in station.labels(GROUP)
    station.presses_card(number, "sort:nonsense")
    assert station.case(number).kind == "something_else"
    station.taps(INGE, "Råd mod indbrud", chat=GROUP)

    assert station.case(number).kind == "home_advice"


def test_a_place_in_another_district_is_met_also_where_only_the_town_is_asked(desk: Desk) -> None:
    desk.presses(KARLA, "m:new:something_else")
    desk.says(KARLA, "Kan I hjælpe os med noget?")
    desk.says(KARLA, "8600 Silkeborg")
    assert "Midt- og Vestjyllands Politi" in desk.reads(KARLA)

    desk.taps(KARLA, "Ret stedet")
    desk.says(KARLA, "4320 Lejre")

    assert "Må vi ringe til dig?" in desk.texts(KARLA)[-2]


def test_an_officer_s_own_words_go_when_the_case_is_anonymised_and_what_was_counted_stays(
    station: Station,
) -> None:
    number = received(station, kinds()["presence"])
    carried_out(station, number, date="2026-03-02", visitors=40, told="Karla var der")

    station.presses(KARLA, "x:forget-all")

    result = station.case(number).result or {}
    assert (result["date"], result["visitors"]) == ("2026-03-02", 40)
    assert "told" not in result
