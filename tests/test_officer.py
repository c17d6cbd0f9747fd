"""Bo joins by a link, takes or leaves an offer, plans, and reports in twenty seconds of tapping."""

import pytest

from handlers.rules.moves import Status
from storage.booking_models import Absence
from storage.models import Member, Remark
from tests.desk import BO, GROUP, INGE, KARLA, LISE, SARA, Someone, a_house
from tests.station import Station

NEWCOMER = Someone(2009, "Ulla")


@pytest.fixture
def station() -> Station:
    return Station()


@pytest.fixture
def offered(station: Station) -> Station:
    """Bo has an offer of case 1."""
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()
    return station


@pytest.fixture
def taken(offered: Station) -> Station:
    """Bo has case 1."""
    offered.taps(BO, "Tag den")
    return offered


def code_of(station: Station, command: str) -> str:
    """The code in the link that staff got."""
    return station.group(command).partition("?start=")[2].strip()


def test_a_link_makes_an_officer_once(station: Station) -> None:
    code = code_of(station, "/inviter betjent Ulla Holm Greve")

    joined = station.says(NEWCOMER, f"/start {code}")
    again = station.says(LISE, f"/start {code}")
    stranger = station.says(Someone(2010, "Per"), f"/start {code}")

    assert "Velkommen, Ulla Holm." in joined.says[0].text
    assert joined.commands_for == "officer"
    assert "Du er allerede med, Lise." in again.says[0].text
    assert "Linket virker ikke." in stranger.says[0].text
    ulla = next(member for member in station.all(Member) if member.id == NEWCOMER.id)
    assert (ulla.is_officer, ulla.is_staff, ulla.kommuner) == (True, False, ["0253"])


def test_a_link_for_staff_lets_its_holder_assess(station: Station) -> None:
    station.receives()
    code = code_of(station, "/inviter vagt Ulla Holm")

    joined = station.says(NEWCOMER, f"/start {code}")
    station.group("/imoedekom 1", NEWCOMER)

    assert joined.commands_for == "staff"
    assert station.status(1) is Status.GRANTED


@pytest.mark.parametrize("code", ["forkert", "x" * 500, "'; drop table invites"])
def test_a_wrong_code_gets_one_kind_answer(station: Station, code: str) -> None:
    assert "Linket virker ikke." in station.says(NEWCOMER, f"/start {code}").says[0].text


def test_a_link_is_too_old_after_a_week(station: Station) -> None:
    code = code_of(station, "/inviter vagt Ulla Holm")
    station.waits(days=8)

    assert "Linket virker ikke." in station.says(NEWCOMER, f"/start {code}").says[0].text


def test_an_offer_holds_everything_that_is_needed(station: Station) -> None:
    station.receives()
    photo = station.photo(1)
    station.group("/note 1 Ring til skolen")
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")

    station.posts()

    offer = station.newest(BO).say
    assert "Vil du tage den her?" in offer.text
    assert "Svar senest tirsdag den 3. marts kl. 10.00." in offer.text
    assert "+45 23 45 67 89" in offer.text
    assert "Ring til skolen" in offer.text
    assert offer.photos == (photo,)
    assert offer.pin == (55.4961, 12.1297)


def test_taken_it_is_his_and_the_citizen_hears_without_his_name(offered: Station) -> None:
    offered.taps(BO, "Tag den")
    offered.later_posts()

    assert offered.status(1) is Status.ASSIGNED
    assert offered.toast(BO) == "Sagen er din. Borgeren får besked."
    assert "En lokalbetjent har taget din bestilling nr. 1." in offered.reads(KARLA)
    assert not any("Bo" in text for text in offered.texts(KARLA))


@pytest.mark.parametrize("words", ["ja tak, den tager jeg", "Nej, jeg har ferie", "kan ikke"])
def test_a_yes_or_no_in_words_shows_the_offer_and_decides_nothing(offered: Station, words: str) -> None:
    offered.says(BO, words)

    assert offered.status(1) is Status.GRANTED
    assert "Tryk på knappen, så når dit svar frem." in offered.texts(BO)[-2]
    assert offered.labels(BO) == ["Tag den", "Kan ikke"]


def test_with_two_offers_a_yes_shows_both(offered: Station) -> None:
    offered.receives()
    offered.group("/imoedekom 2")
    offered.group("/tildel 2 bo")

    offered.says(BO, "ja")

    assert offered.labels(BO)[:2] == ["Sag 1", "Sag 2"]


@pytest.mark.parametrize("words", ["de kører for stærkt på Skolevej", "ja"])
def test_an_officer_without_an_offer_is_a_citizen_like_others(station: Station, words: str) -> None:
    station.says(BO, words)

    assert "Færdselskontrol" in station.labels(BO)


def test_the_name_is_shown_where_the_district_says_so() -> None:
    station = Station(a_house(show_officer_name=True))
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")
    station.posts()

    station.taps(BO, "Tag den")
    station.later_posts()

    assert "Bo har taget din bestilling nr. 1." in station.reads(KARLA)


def test_declined_with_a_reason_it_is_back_and_he_is_not_suggested_again(offered: Station) -> None:
    offered.taps(BO, "Kan ikke")
    offered.taps(BO, "Ferie")
    offered.posts()

    assert "Sag 1 er tilbage hos vurderingen." in offered.reads(BO).replace("</b>", "").replace("<b>", "")
    assert "er tilbage i køen. Bo: Ferie" in offered.reads(GROUP)
    offered.taps(INGE, "Tildel en betjent", chat=GROUP)
    assert [label for label in offered.labels(GROUP) if "·" in label] == ["Lise · 0 sager"]
    assert offered.status(1) is Status.GRANTED


def test_another_reason_is_said_in_words(offered: Station) -> None:
    offered.taps(BO, "Kan ikke")
    offered.taps(BO, "Andet")
    assert offered.status(1) is Status.GRANTED
    assert offered.case(1).officer_id == BO.id

    offered.says(BO, "Jeg bor på <vejen>", reply_to=offered.newest(BO).id)
    offered.posts()

    assert "Jeg bor på &lt;vejen&gt;" in offered.reads(GROUP)
    assert offered.case(1).officer_id is None


@pytest.mark.parametrize(
    "verb", ["accept", "cannot", "no:busy", "show", "plan", "day:2026-03-05", "report", "undo"]
)
@pytest.mark.parametrize("who", [LISE, KARLA, INGE])
def test_somebody_else_s_button_does_nothing(offered: Station, who: Someone, verb: str) -> None:
    before = offered.events(1)

    reply = offered.presses(who, f"o:1:{offered.case(1).version}:{verb}")

    assert reply.toast
    assert "Skolevej" not in "".join(say.text for say in reply.says)
    assert offered.events(1) == before


def test_an_offer_that_went_to_another_is_answered_kindly(offered: Station) -> None:
    accept = offered.data(BO, "Tag den")
    offered.group("/tildel 1 lise")
    offered.posts()
    assert offered.texts(BO) == [
        "Sag 1 er ikke hos dig længere.",
        "Sag 1 er givet til en anden. Du skal ikke gøre mere.",
    ]

    offered.presses(BO, accept)

    assert "ikke hos dig" in offered.toast(BO)
    assert offered.case(1).officer_id == LISE.id


@pytest.mark.parametrize(
    "data", ["o:", "o:1", "o:x:y:accept", "o:1:2:nonsense", "o:99:0:accept", "o:1:0:day:x", "o:0:0:away:x"]
)
def test_forged_buttons_are_answered(taken: Station, data: str) -> None:
    before = taken.events(1)

    reply = taken.presses(BO, data)

    assert reply.toast or reply.says
    assert taken.events(1) == before


def test_the_report_is_seven_taps_and_closes_the_case(taken: Station) -> None:
    taken.taps(BO, "Meld udført")
    for label in ("I dag", "45", "100", "10", "80", "5", "Send rapporten"):
        taken.taps(BO, label)
    assert "Rapporten om sag 1 er sendt." in taken.reads(BO)
    assert taken.status(1) is Status.DONE
    taken.later_posts()

    letter = taken.reads(KARLA)
    assert "Vi har gennemført din bestilling nr. 1." in letter
    assert "Vi kontrollerede trafikken mandag den 2. marts i 45 minutter." in letter
    assert "Køretøjer målt: 100\nOver grænsen: 10\nHøjeste fart: 80 km/t\nBøder: 5" in letter
    assert taken.status(1) is Status.CLOSED
    assert taken.events(1)[-2:] == ["case.done", "case.closed"]
    assert "afsluttet" in next(text for text in taken.texts(GROUP) if text.startswith("<b>Sag 1 · "))


def test_a_report_is_regretted_before_the_citizen_has_read_it(taken: Station) -> None:
    taken.taps(BO, "Meld udført")
    for label in ("I dag", "45", "100", "10", "80", "5", "Send rapporten"):
        taken.taps(BO, label)

    taken.taps(BO, "Fortryd rapporten")
    taken.later_posts()

    assert taken.status(1) is Status.ASSIGNED
    assert not any("gennemført din bestilling" in text for text in taken.texts(KARLA))


def test_a_report_whose_sending_is_delivered_twice_shows_its_receipt_again(taken: Station) -> None:
    taken.presses(BO, f"o:1:{taken.case(1).version}:report")
    for answer in ("I dag", "60", "0", "0"):
        taken.taps(BO, answer)
    reply = taken.taps(BO, "Send rapporten")
    again = taken.repeats()

    assert "Rapporten om sag 1 er sendt." in again.says[0].text
    assert again.says == reply.says
    assert taken.events(1).count("case.done") == 1


def test_a_report_that_was_begun_goes_on(taken: Station) -> None:
    taken.taps(BO, "Meld udført")
    taken.taps(BO, "I dag")

    taken.presses(BO, f"o:1:{taken.case(1).version}:report")

    assert "Hvor mange minutter?" in taken.reads(BO)


def test_a_report_on_a_case_that_is_gone_is_answered_kindly(taken: Station) -> None:
    taken.taps(BO, "Meld udført")
    for label in ("I dag", "45", "100", "10", "80", "5"):
        taken.taps(BO, label)
    taken.group("/tildel 1 lise")

    taken.taps(BO, "Send rapporten")

    assert "ikke dig, der har nu" in taken.reads(BO) or "ikke lade sig gøre" in taken.reads(BO)
    assert taken.status(1) is Status.GRANTED


def test_given_back_it_is_in_the_queue_again(taken: Station) -> None:
    taken.taps(BO, "Giv tilbage")
    taken.taps(BO, "Optaget")
    taken.posts()

    assert taken.status(1) is Status.GRANTED
    assert "er tilbage i køen. Bo: Optaget" in taken.reads(GROUP)


def test_his_note_is_for_the_house(taken: Station) -> None:
    taken.taps(BO, "Skriv note")
    taken.says(BO, "Kræver to mand", reply_to=taken.newest(BO).id)

    assert [(remark.audience, remark.author) for remark in taken.all(Remark)] == [("internal", "Bo")]


def test_mine_lists_offers_and_cases_by_promise(taken: Station) -> None:
    taken.receives()
    taken.group("/imoedekom 2")
    taken.group("/tildel 2 bo")

    taken.says(BO, "/mine")

    assert taken.reads(BO).index("Tilbud: <b>Sag 2</b>") < taken.reads(BO).index("<b>Sag 1</b>")
    assert taken.labels(BO) == ["Sag 2", "Sag 1", "Det, du selv har bestilt"]
    taken.taps(BO, "Sag 1")
    assert "Meld udført" in taken.labels(BO)


def test_absence_is_set_and_ended(station: Station) -> None:
    station.says(BO, "/fravaer til fredag")
    assert "væk fra mandag den 2. marts til og med fredag den 6. marts" in station.reads(BO)
    station.says(BO, "/fravaer")
    assert "Du er meldt væk" in station.reads(BO)
    station.says(BO, "/fravaer slut")

    assert station.all(Absence) == []


def test_absence_ahead_is_from_one_day_to_another_and_can_be_taken_out(station: Station) -> None:
    station.says(BO, "/fravaer fra 21/12 til 27/12")
    station.says(BO, "/fravaer uge 12")
    station.says(BO, "/fravaer fra tirsdag til fredag")

    days = sorted((str(each.first), str(each.last)) for each in station.all(Absence))
    assert days == [("2026-03-03", "2026-03-06"), ("2026-03-16", "2026-03-22"), ("2026-12-21", "2026-12-27")]
    station.taps(BO, "Fjern man. 21. dec.")
    assert [str(each.first) for each in station.all(Absence)] == ["2026-03-16", "2026-03-03"]


def test_days_away_that_touch_become_one_and_nonsense_is_asked_about(station: Station) -> None:
    station.says(BO, "/fravaer onsdag")
    station.says(BO, "/fravaer fra i dag til fredag")
    station.says(BO, "/fravaer når jeg gider")
    assert "Hvilken dag?" in station.reads(BO)
    station.says(BO, "/fravaer næste fredag")
    station.taps(BO, "fre. 13. mar.")

    days = [(str(each.first), str(each.last)) for each in station.all(Absence)]
    assert days == [("2026-03-02", "2026-03-06"), ("2026-03-13", "2026-03-13")]


def test_the_citizen_s_new_words_reach_the_officer_who_has_the_case(taken: Station) -> None:
    taken.presses(KARLA, "c:1:add")
    taken.says(KARLA, "De bor i nr. 12")
    taken.posts()

    assert "De bor i nr. 12" in taken.reads(BO)
    assert "De bor i nr. 12" in taken.reads(GROUP)


def test_a_withdrawn_bestilling_is_withdrawn_from_the_officer(taken: Station) -> None:
    taken.presses(KARLA, "c:1:withdraw")
    taken.posts()

    assert taken.reads(BO) == "Borgeren har trukket sag 1 tilbage. Du skal ikke gøre mere."
    assert taken.case(1).is_open is False


def test_an_officer_in_private_is_a_citizen_too(station: Station) -> None:
    reply = station.says(BO, "/bestil")

    assert reply.says
    assert "ikke inviteret" not in reply.says[0].text


def test_staff_commands_in_private_open_nothing(station: Station) -> None:
    station.receives()

    station.says(SARA, "/imoedekom 1")
    assert station.reads(SARA) == "Det kan kun bruges i vagtens gruppe."
    station.says(KARLA, "/imoedekom 1")

    assert "Den kommando kender vi ikke." in station.reads(KARLA)
    assert station.status(1) is Status.RECEIVED
