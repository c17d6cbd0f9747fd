"""Emma reads English from the first screen to the last, though everything is written in Danish."""

import re
from pathlib import Path

import pytest

from handlers.profile import ProfileFault, read_profile
from handlers.requests import kinds
from tests.desk import DISTRICT, EMMA, Desk

DANISH = re.compile(r"[æøåÆØÅ]|\b(?:og|ikke|til|det|er|vi|skriv|tryk)\b", re.IGNORECASE)
NAMES = ("Midt- og Vestsjælland", "Skolevej", "Lejre", "Dansk")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def danish_on_screen(desk: Desk) -> list[str]:
    """The words in all her messages and on all her buttons that nobody has translated."""
    buttons = [label for _, label in desk.buttons(EMMA)]
    text = "\n".join([*desk.texts(EMMA), *buttons])
    for name in NAMES:
        text = text.replace(name, "")
    return DANISH.findall(text)


def test_an_order_is_english_from_start_to_receipt(desk: Desk) -> None:
    desk.says(EMMA, "/start")
    assert "Here you can request a police officer in Midt- og Vestsjælland." in desk.reads(EMMA)

    desk.says(EMMA, "they drive far too fast on Skolevej in 4320 Lejre")
    desk.taps(EMMA, "Traffic check")
    desk.says(EMMA, "weekdays 7-8")
    desk.taps(EMMA, "Go to the summary")
    desk.says(EMMA, "send the request")

    assert "We have received your request. It is no. 1." in desk.reads(EMMA)
    assert danish_on_screen(desk) == []


def test_her_requests_say_in_english_when_she_hears_from_us(desk: Desk) -> None:
    desk.says(EMMA, "they drive far too fast on Skolevej in 4320 Lejre every morning")
    desk.taps(EMMA, "Traffic check")
    desk.taps(EMMA, "Go to the summary")
    desk.taps(EMMA, "Send the request")

    desk.says(EMMA, "/mine")

    assert "We have received it. You will get our answer by Monday 16 March." in desk.reads(EMMA)
    assert danish_on_screen(desk) == []


def test_every_kind_is_offered_under_an_english_name(desk: Desk) -> None:
    desk.says(EMMA, "/start")

    assert not {kind.title for kind in kinds().values()} & set(desk.labels(EMMA))


def test_a_district_must_say_in_danish_who_it_is(tmp_path: Path) -> None:
    source = tmp_path / "kreds.toml"
    shipped = DISTRICT.read_text(encoding="utf-8").splitlines()
    source.write_text("\n".join(line for line in shipped if not line.startswith("about.da")), "utf-8")

    with pytest.raises(ProfileFault) as caught:
        read_profile(source)

    assert "kreds.toml: about" in caught.value.faults[0]


def test_a_language_without_words_of_the_district_gets_the_danish_ones() -> None:
    profile = read_profile(DISTRICT)

    assert profile.about_in("fo") == profile.about["da"]
