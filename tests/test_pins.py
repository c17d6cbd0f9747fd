"""A pin is said back in words and on a small map, and counts only when she says that it is right."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.land.sketch import Sketch
from handlers.visit import Odd, Picture, Pin
from storage.models import Case, DraftRow
from tests.desk import EMMA, KARLA, Desk, Someone

KOEGE, LEJRE, AT_A_BORDER = Pin(55.457, 12.182), Pin(55.6012, 11.9733), Pin(55.54, 12.115)
NORDFYN, AT_SEA, OFF_GRENAA = Pin(55.56, 10.20), Pin(57.5, 9.0), Pin(56.3, 11.0)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def answers(desk: Desk) -> dict[str, Any]:
    found: dict[str, object] = desk.all(DraftRow)[0].state.get("answers", {})
    return found


def pins(desk: Desk, pin: Pin, who: Someone = KARLA) -> str:
    """Begins a traffic check and says where by a pin; gives what is asked then."""
    desk.says(who, "/bestil")
    desk.says(who, "støj" if who.language == "da" else "noise")
    desk.sends(who, pin)
    return next(text for text in reversed(desk.texts(who)) if "<b>" in text)


def sketch(desk: Desk, who: Someone = KARLA) -> Sketch:
    """The newest map."""
    return next(
        shown.say.sketch for shown in reversed(desk.chats[who.id].messages) if shown.say.sketch is not None
    )


def test_a_pin_is_said_back_and_one_tap_makes_it_hers(desk: Desk) -> None:
    asked = pins(desk, KOEGE)

    assert asked == "Punktet ligger nær Køge i Køge Kommune.\n\n<b>Er det rigtigt?</b>"
    assert sketch(desk).kommuner == ("0259",)
    assert [(mark.latitude, mark.longitude) for mark in sketch(desk).marks] == [(55.457, 12.182)]
    assert desk.labels(KARLA)[:2] == ["Ja, det er rigtigt", "4600 Køge"]

    desk.taps(KARLA, "Ja, det er rigtigt")

    assert "Hvornår sker det mest?" in desk.reads(KARLA)
    assert answers(desk)["town"] == {"postcode": "4600", "name": "Køge", "kommune": "0259"}


@pytest.mark.parametrize("said", ["ja", "Ja!", "ja det er rigtigt", "yes"])
def test_yes_can_be_typed(desk: Desk, said: str) -> None:
    pins(desk, KOEGE)

    desk.says(KARLA, said)

    assert "Hvornår sker det mest?" in desk.reads(KARLA)


def test_no_leads_to_words_or_to_another_point(desk: Desk) -> None:
    pins(desk, KOEGE)

    desk.says(KARLA, "nej")
    assert "Skriv by eller postnummer" in desk.reads(KARLA)
    desk.says(KARLA, "Ringsted")

    assert answers(desk)["kommune"] == "0329"


def test_back_takes_the_point_away_and_another_can_be_sent(desk: Desk) -> None:
    pins(desk, KOEGE)

    desk.taps(KARLA, "Tilbage")
    desk.sends(KARLA, LEJRE)

    assert any("i Lejre Kommune" in text for text in desk.texts(KARLA))


def test_close_to_a_border_the_kommune_is_assumed_and_can_be_changed(desk: Desk) -> None:
    asked = pins(desk, AT_A_BORDER)

    assert "Det er tæt på Roskilde Kommune." in asked

    desk.taps(KARLA, "Ja, det er rigtigt")
    desk.says(KARLA, "hverdage 7-8")
    desk.taps(KARLA, "Gå til oversigten")
    assert "<b>Kommune</b>\nSolrød" in desk.reads(KARLA)
    desk.taps(KARLA, "Ret: Kommune")
    assert desk.labels(KARLA)[:2] == ["Solrød", "Roskilde"]
    desk.taps(KARLA, "Roskilde")
    desk.taps(KARLA, "Send bestillingen")

    assert desk.all(Case)[0].kommune == "0265"


def test_a_pin_on_the_water_is_off_a_kommune(desk: Desk) -> None:
    asked = pins(desk, OFF_GRENAA)

    assert "på vandet eller en ø ud for Norddjurs Kommune" in asked


@pytest.mark.parametrize(
    ("pin", "refused"), [(AT_SEA, "på havet, langt fra land"), (Pin(55.6, 13.0), "uden for Danmark")]
)
def test_a_pin_at_sea_or_abroad_is_kindly_refused(desk: Desk, pin: Pin, refused: str) -> None:
    asked = pins(desk, pin)

    assert refused in asked
    assert "where" not in answers(desk)
    assert "<b>Hvor er det?</b>" in asked


def test_in_english_the_kommune_keeps_its_name(desk: Desk) -> None:
    asked = pins(desk, KOEGE, EMMA)

    assert asked == "The point is near Køge in Køge Kommune.\n\n<b>Is that right?</b>"


def test_the_map_is_not_sent_again_for_a_wrong_answer(desk: Desk) -> None:
    pins(desk, KOEGE)
    before = sum(shown.say.sketch is not None for shown in desk.chats[KARLA.id].messages)

    desk.says(KARLA, "xyzzy")

    assert sum(shown.say.sketch is not None for shown in desk.chats[KARLA.id].messages) == before == 1


def test_an_album_beside_the_question_about_a_pin_has_one_answer_and_no_more_maps(desk: Desk) -> None:
    pins(desk, KOEGE)
    before = len(desk.texts(KARLA))

    for number in range(7):
        desk.sends(KARLA, Picture(f"photo{number}", 10, album="a"))
    assert len(desk.texts(KARLA)) == before + 1
    desk.sends(KARLA, Odd("voice"))

    assert sum(shown.say.sketch is not None for shown in desk.chats[KARLA.id].messages) == 1
    assert "Er det rigtigt?" in desk.reads(KARLA)
    assert len(answers(desk)["photos"]) == 5


def test_another_pin_in_its_place_has_a_map_of_its_own(desk: Desk) -> None:
    pins(desk, KOEGE)
    first = sketch(desk)

    desk.sends(KARLA, Pin(55.6, 12.0))

    assert sketch(desk) != first


@pytest.mark.parametrize(
    ("said", "marks", "kommuner"),
    [
        ("Nykøbing", 3, {"0306", "0376", "0773"}),
        ("Havdrop", 1, {"0269"}),
        ("Kalunborg", 1, {"0326"}),
    ],
)
def test_towns_that_may_be_meant_stand_on_a_map(
    desk: Desk, said: str, marks: int, kommuner: set[str]
) -> None:
    desk.says(KARLA, "/bestil")
    desk.says(KARLA, "støj")
    desk.says(KARLA, said)

    assert len(sketch(desk).marks) == marks
    assert set(sketch(desk).kommuner) == kommuner


def test_the_kommuner_that_share_a_town_stand_on_a_map(desk: Desk) -> None:
    for said in ("/bestil", "støj", "ved Netto i Havdrup"):
        desk.says(KARLA, said)

    assert set(sketch(desk).kommuner) == {"0269", "0265"}
    assert [mark.label for mark in sketch(desk).marks] == ["Havdrup"]
    assert desk.labels(KARLA)[:2] == ["Solrød", "Roskilde"]


@pytest.mark.parametrize(
    ("said", "country"),
    [("Strøget i Malmø", "Sverige"), ("Storegade, Flensborg", "Tyskland"), ("Nuuk", "Grønland")],
)
def test_a_place_abroad_in_words_is_kindly_refused(desk: Desk, said: str, country: str) -> None:
    for words in ("/bestil", "støj", said):
        desk.says(KARLA, words)

    assert f"Det ligger i {country}, og vi kan kun hjælpe i Danmark." in next(
        text for text in reversed(desk.texts(KARLA)) if "<b>" in text
    )
    assert "where" not in answers(desk)


def test_outside_the_district_she_hears_whose_it_is_and_can_copy_what_she_wrote(desk: Desk) -> None:
    pins(desk, NORDFYN)
    desk.taps(KARLA, "Ja, det er rigtigt")

    told = desk.reads(KARLA)
    assert "Det ligger i Nordfyns Kommune, og den hører til Fyns Politi." in told
    assert "politi.dk/fyns-politi" in told
    assert "114" in told
    assert "<pre>Færdselskontrol\nProblem: Støj og råkørsel\n" in told
    copied = [button.copy for row in desk.newest(KARLA).say.rows for button in row if button.copy]
    assert len(copied) == 1
    assert copied[0].startswith("Færdselskontrol\nProblem: Støj og råkørsel\nSted: 55.56000, 10.20000")

    desk.taps(KARLA, "Ret stedet")
    desk.says(KARLA, "Skolevej, 4600 Køge")
    assert "Hvornår sker det mest?" in desk.reads(KARLA)


def test_what_is_too_long_for_a_button_can_still_be_copied_from_the_message(desk: Desk) -> None:
    for said in ("/bestil", "støj", f"{'Skolevej <&> ' * 20}, 5000 Odense"):
        desk.says(KARLA, said)

    told = desk.reads(KARLA)
    assert "Skolevej &lt;&amp;&gt;" in told
    assert not [button for row in desk.newest(KARLA).say.rows for button in row if button.copy]
