"""Words that answered no question: they count where she goes on from them, and nowhere else."""

from __future__ import annotations

import pytest

from storage.models import DraftRow, Person
from tests.desk import KARLA, Desk, a_house
from tests.station import Station

FIRST = "de kører alt for stærkt på Skolevej ved Netto i 4320 Lejre"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.says(KARLA, FIRST)
    return desk


def words(desk: Desk) -> str:
    """What the draft has kept of her own words."""
    return str(desk.all(DraftRow)[0].state.get("words", ""))


@pytest.mark.parametrize("hours", [0, 20])
def test_the_guess_is_agreed_to_with_its_words_also_later(desk: Desk, hours: int) -> None:
    desk.waits(hours=hours)

    desk.taps(KARLA, "Færdselskontrol")

    assert words(desk) == FIRST


def test_the_guess_stays_to_be_read_but_its_buttons_are_spent(desk: Desk) -> None:
    guess = desk.newest(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert "Det lyder som: Færdselskontrol." in guess.say.text
    assert guess.say.rows == ()
    assert desk.texts(KARLA).index(guess.say.text) < len(desk.texts(KARLA)) - 1


def test_the_menu_keeps_its_buttons() -> None:
    desk = Desk()
    desk.says(KARLA, "/start")
    menu = desk.newest(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert menu.say.rows


@pytest.mark.parametrize(("minutes", "kept"), [(2, FIRST), (30, "")])
def test_an_order_begun_anew_takes_only_words_of_a_moment_ago(desk: Desk, minutes: int, kept: str) -> None:
    desk.waits(minutes=minutes)

    desk.says(KARLA, "/bestil")

    assert words(desk) == kept


def test_new_words_much_later_are_not_joined_to_those_that_were_left(desk: Desk) -> None:
    desk.waits(hours=3)
    desk.says(KARLA, "knallerter larmer på Torvet i Køge")

    desk.taps(KARLA, "Færdselskontrol")

    assert words(desk) == "knallerter larmer på Torvet i Køge"


@pytest.mark.parametrize("said", ["ja", "Ja tak", "det er rigtigt", "yes"])
def test_a_typed_yes_agrees_to_the_guess(desk: Desk, said: str) -> None:
    desk.says(KARLA, said)

    assert words(desk) == FIRST


def test_a_typed_yes_agrees_that_it_is_the_kommunes() -> None:
    desk = Desk()
    desk.says(KARLA, "der er hul i asfalten på Hovedgaden i 4320 Lejre")

    desk.says(KARLA, "ja")

    assert "https://lejre.dk" in desk.reads(KARLA)


def test_a_town_in_her_first_words_settles_the_kommune_called_like_it() -> None:
    desk = Desk()
    desk.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto i Køge")
    assert "Kommune: Køge" in desk.reads(KARLA)

    desk.taps(KARLA, "Færdselskontrol")

    assert desk.all(DraftRow)[0].state["answers"]["kommune"] == "0259"


def test_a_postcode_in_her_first_words_does_not() -> None:
    desk = Desk()
    desk.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto i 4600")

    desk.taps(KARLA, "Færdselskontrol")

    assert "kommune" not in desk.all(DraftRow)[0].state["answers"]


def test_a_question_about_us_does_not_hide_what_she_then_says() -> None:
    desk = Desk()
    desk.says(KARLA, "hvad kan du?")

    desk.says(KARLA, FIRST)

    assert "Det lyder som: Færdselskontrol." in desk.reads(KARLA)
    desk.taps(KARLA, "Færdselskontrol")
    assert "Hvornår sker det mest?" in desk.reads(KARLA)


def test_words_that_we_cannot_place_are_told_whom_to_ring() -> None:
    desk = Desk()

    desk.says(KARLA, "min cykel er stjålet")

    assert "Passer intet af det, så ring 114." in desk.reads(KARLA)


def test_a_typed_no_to_the_guess_shows_what_else_there_is(desk: Desk) -> None:
    desk.says(KARLA, "nej")

    assert "Passer intet af det, så ring 114." in desk.reads(KARLA)
    desk.taps(KARLA, "Færdselskontrol")
    assert words(desk) == FIRST


def test_stop_ends_what_her_words_began(desk: Desk) -> None:
    desk.says(KARLA, "stop")

    assert "Du er ikke i gang med noget." in desk.reads(KARLA)
    assert desk.all(Person)[0].topic is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("er du en robot?", "Vil du tale med et menneske, så ring 114."),
        ("jeg vil gerne tale med et menneske", "Vil du tale med et menneske, så ring 114."),
        ("hvad kan du", "/privatliv · Hvad vi gemmer om dig"),
        ("slet mig", "Det gemmer vi om dig"),
        ("hvad gemmer I om mig?", "Det gemmer vi om dig"),
        ("status", "Du har ikke sendt nogen bestillinger endnu."),
        ("hvordan går det med min bestilling", "Du har ikke sendt nogen bestillinger endnu."),
        ("do you speak english?", "Hvilket sprog vil du bruge?"),
        ("på engelsk", "Hvilket sprog vil du bruge?"),
    ],
)
def test_what_she_asks_of_the_service_is_shown_as_by_its_command(desk: Desk, said: str, shown: str) -> None:
    desk.says(KARLA, said)
    assert shown in desk.reads(KARLA)

    assert shown in desk.repeats().says[-1].text


def test_english_please_is_english_at_once(desk: Desk) -> None:
    desk.says(KARLA, "English please")

    assert "Here you can request a police officer" in desk.reads(KARLA)


@pytest.mark.parametrize(
    "said",
    [
        "en medarbejder fra kommunen sagde, at vi skulle skrive til jer om støjen på vores vej",
        "de unge på Englishvej",
        "skolen vil gerne have besøg",
    ],
)
def test_a_story_is_not_taken_for_a_question_about_the_service(said: str) -> None:
    desk = Desk()

    desk.says(KARLA, said)

    assert desk.all(Person)[0].topic is not None


def test_while_we_wait_for_her_answer_short_words_may_be_it() -> None:
    station = Station()
    station.receives()
    station.group("/svar 1 Hvad er status?")
    station.posts()

    station.says(KARLA, "status er den samme")

    assert "Er det dit svar på vores spørgsmål til nr. 1?" in station.reads(KARLA)


def test_a_talk_with_its_time_in_the_first_words_is_understood_and_ordered() -> None:
    desk = Desk(a_house(kinds=["*"]))
    desk.says(KARLA, "kan i holde et oplæg om indbrud for vores gf den 12/5 kl 19")

    assert "Tidspunkter: tirsdag den 12. maj kl. 19" in desk.reads(KARLA)
    desk.taps(KARLA, "Foredrag")
    assert "Hvad skal foredraget handle om?" in desk.reads(KARLA)


def test_a_town_that_was_told_first_is_offered_again_beside_the_road() -> None:
    desk = Desk()
    desk.says(KARLA, "de kører alt for stærkt i Havdrup")
    desk.taps(KARLA, "Færdselskontrol")
    desk.says(KARLA, "Skolevej mellem Netto og den gamle station")

    assert any("Havdrup" in label for label in desk.labels(KARLA))
