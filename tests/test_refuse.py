"""Saying no: never without a reason, and never a word that staff have not seen first."""

import pytest

from handlers.rules.moves import Status
from tests.desk import EMMA, GROUP, INGE, KARLA, SARA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def test_a_refusal_needs_a_reason_and_is_read_before_it_is_sent(station: Station) -> None:
    station.receives()
    station.posts()

    station.taps(INGE, "Afvis", chat=GROUP)
    assert "Hvad er grunden?" in station.reads(GROUP)
    station.taps(INGE, "Hører til kommunen", chat=GROUP)
    preview = station.reads(GROUP)
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.later_posts()

    letter = station.reads(KARLA)
    assert "Vi kan ikke imødekomme din bestilling nr. 1." in letter
    assert "Det er kommunen, der tager sig af det." in letter
    assert "Solrød Kommune: https://solrod.dk" in letter
    assert letter in preview
    assert station.status(1) is Status.DECLINED
    assert station.case(1).reason == "municipal"


def test_own_words_come_after_the_reason_and_only_their_writer_sends_them(station: Station) -> None:
    station.receives()
    station.posts()

    station.taps(INGE, "Afvis", chat=GROUP)
    station.taps(INGE, "Privat vej", chat=GROUP)
    station.taps(INGE, "Skriv egne ord", chat=GROUP)
    prompt = station.newest(GROUP).id
    station.group("Vejen ejes af <Solhøj>", reply_to=prompt)
    station.taps(SARA, "Send afvisningen", chat=GROUP)
    assert "kollegas udkast" in station.toast(GROUP)
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.later_posts()

    letter = station.reads(KARLA)
    assert (
        letter.index("privat vej") < letter.index("Vejen ejes af &lt;Solhøj&gt;") < letter.index("grundejer")
    )
    assert station.case(1).reason_words == "Vejen ejes af <Solhøj>"


def test_afvis_with_words_that_name_no_reason_keeps_them_for_the_reason_that_is_picked(
    station: Station,
) -> None:
    station.receives()

    station.group("/afvis 1 Vi var der i tirsdags")
    station.taps(INGE, "Målt for nylig", chat=GROUP)

    assert "Vi var der i tirsdags" in station.reads(GROUP)
    assert station.status(1) is Status.RECEIVED


@pytest.mark.parametrize(
    ("words", "reason", "own"),
    [
        ("kommunen", "det er kommunen", ""),
        ("Hører til kommunen", "det er kommunen", ""),
        ("privat vej, den ejes af Solhøj", "det er en privat vej", "den ejes af Solhøj"),
        ("vejen er privat, sagde kommunen", "hvad er grunden?", ""),
    ],
)
def test_afvis_hears_one_reason_in_words_and_asks_when_there_are_two(
    station: Station, words: str, reason: str, own: str
) -> None:
    station.receives()

    answer = station.group(f"/afvis 1 {words}")

    assert reason in answer.lower()
    assert own in answer
    assert station.status(1) is Status.RECEIVED


def test_an_english_reader_s_refusal_is_shown_as_she_reads_it(station: Station) -> None:
    station.receives(EMMA)

    station.group("/afvis 1 ressourcer")

    assert "(English)" in station.reads(GROUP)
