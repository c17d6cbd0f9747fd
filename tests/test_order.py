"""Karla orders a traffic check: every question by button or words, and exactly one case in the end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.conversation.flow import SKIPPED, UNSURE, Draft
from handlers.requests import kinds
from handlers.rules import intake
from handlers.visit import Picture, Pin
from handlers.wording import lines
from storage import people
from storage.models import Case, DraftRow, Event, Media
from storage.work import Work
from tests.desk import BO, EMMA, GROUP, INGE, KARLA, Desk, a_house


@pytest.fixture
def desk() -> Desk:
    return Desk()


def answers(desk: Desk) -> dict[str, object]:
    found: dict[str, object] = desk.all(DraftRow)[0].state.get("answers", {})
    return found


def question(desk: Desk) -> str:
    """The bold line of the newest message with buttons."""
    text = next(text for text in reversed(desk.texts(KARLA)) if "<b>" in text)
    return text.split("<b>")[1].split("</b>")[0]


def test_start_says_who_runs_it_what_it_is_not_for_and_shows_the_menu(desk: Desk) -> None:
    desk.says(KARLA, "/start")

    assert "Midt- og Vestsjælland" in desk.reads(KARLA)
    assert "112" in desk.reads(KARLA)
    assert "114" in desk.reads(KARLA)
    assert "Færdselskontrol" in desk.labels(KARLA)


def test_a_whole_order_by_buttons_alone(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    for label in ("For høj fart", "Farlig skolevej", "Videre"):
        desk.taps(KARLA, label)
    desk.sends(KARLA, Pin(55.6012, 11.9733))
    desk.taps(KARLA, desk.labels(KARLA)[0])
    for label in ("Hverdage", "Morgen", "Videre", "Gå til oversigten", "Send bestillingen"):
        desk.taps(KARLA, label)

    case = desk.all(Case)[0]
    assert case.answers["problem"] == ["speed", "school"]
    assert case.answers["when"]["days"] == [0, 1, 2, 3, 4]
    assert case.kommune == "0350"
    assert lines.pin_of(case) == (55.6012, 11.9733)
    assert case.status == "received"
    assert "nr. 1" in desk.reads(KARLA)


def test_the_same_order_in_typed_words(desk: Desk) -> None:
    for said in ("/bestil", "de kører for stærkt", "Skolevej ved Netto", "Havdrop", "Solrød", "hverdage 7-8"):
        desk.says(KARLA, said)
    for said in ("spring over", "børn", "ja uheld", "nej", "20123456", "nej tak", "send"):
        desk.says(KARLA, said)

    case = desk.all(Case)[0]
    assert case.place == "Skolevej ved Netto, 4622 Havdrup"
    assert case.kommune == "0269"
    assert case.answers["at_risk"] == ["children"]
    assert case.answers["contact"] == {"phone": "+4520123456"}
    assert case.answers["since"] is None


def test_free_first_words_become_a_guess_that_is_confirmed_before_anything_is_done(desk: Desk) -> None:
    desk.says(KARLA, "de kører alt for stærkt på Skolevej ved Netto hver morgen")

    assert "Det lyder som: Færdselskontrol." in desk.reads(KARLA)
    assert desk.labels(KARLA) == ["Færdselskontrol", "Noget for kommunen", "Noget andet"]
    assert not desk.all(DraftRow)

    desk.taps(KARLA, "Færdselskontrol")

    assert question(desk) == "Hvilken by eller hvilket postnummer?"
    assert answers(desk)["problem"] == ["speed"]
    assert desk.all(DraftRow)[0].state["words"] == "de kører alt for stærkt på Skolevej ved Netto hver morgen"


def test_a_broken_sign_is_the_kommunes_and_counts_as_sent_on(desk: Desk) -> None:
    desk.says(KARLA, "der er hul i asfalten på Hovedgaden i 4320 Lejre")
    desk.taps(KARLA, "Noget for kommunen")

    assert "https://lejre.dk" in desk.reads(KARLA)
    assert not desk.all(Case)
    noted = desk.all(Event)
    assert [(event.name, event.actor, event.detail) for event in noted] == [
        ("request.forwarded_municipal", "citizen", {"kommune": "0350"})
    ]


def test_a_kommune_that_is_named_is_the_one_to_write_to(desk: Desk) -> None:
    desk.says(KARLA, "skiltet er væltet på Skolevej i Ringsted")
    desk.taps(KARLA, "Noget for kommunen")

    assert "https://ringsted.dk" in desk.reads(KARLA)
    assert "https://greve.dk" not in desk.reads(KARLA)


def test_a_venue_tells_its_address_and_the_town_is_not_asked_again(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    desk.says(KARLA, "støj")
    desk.sends(KARLA, Pin(55.61, 11.97, "Netto", "Hovedgaden 5, 4320 Lejre"))

    assert question(desk) == "Hvornår sker det mest?"
    assert any("Netto, Hovedgaden 5, 4320 Lejre" in text for text in desk.texts(KARLA))


def test_not_knowing_is_never_taken_for_a_place_and_passes_over_what_is_voluntary(desk: Desk) -> None:
    for said in ("/bestil", "støj", "ved ikke"):
        desk.says(KARLA, said)
    assert "Det spørgsmål skal vi bruge et svar på." in desk.texts(KARLA)[-2]
    for said in ("Skolevej, 4320 Lejre", "jeg ved det ikke", "ved ikke", "aner det ikke"):
        desk.says(KARLA, said)

    assert question(desk) == "Har der været uheld eller næsten-uheld?"
    assert answers(desk)["when"] == UNSURE
    assert answers(desk)["since"] is SKIPPED


def test_ticks_carry_the_wanted_state_and_are_good_twice(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    tick = desk.data(KARLA, "For høj fart")

    desk.presses(KARLA, tick)
    desk.presses(KARLA, tick)

    assert "✓ For høj fart" in desk.labels(KARLA)
    desk.taps(KARLA, "For høj fart")
    assert "For høj fart" in desk.labels(KARLA)


def test_an_old_button_says_so_and_shows_where_she_is(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    old = desk.data(KARLA, "Annullér").replace("cancel", "done")
    desk.says(KARLA, "støj")

    desk.presses(KARLA, old)

    assert [statement.split()[0] for statement in desk.statements] == ["SELECT"]
    assert desk.toast(KARLA) == "Den knap er forældet. Vi er her:"
    assert question(desk) == "Hvor er det?"
    assert answers(desk) == {"problem": ["noise"]}


def test_back_offers_the_earlier_answer_and_keep_takes_it_again(desk: Desk) -> None:
    for said in ("/bestil", "støj", "Skolevej, 4320 Lejre"):
        desk.says(KARLA, said)

    desk.says(KARLA, "tilbage")
    assert question(desk) == "Hvor er det?"
    desk.taps(KARLA, "Behold: Skolevej, 4320 Lejre")

    assert question(desk) == "Hvornår sker det mest?"


def test_the_summary_shows_everything_and_each_answer_can_be_changed(desk: Desk) -> None:
    desk.fills_in(KARLA)
    assert "Den er ikke sendt endnu." in desk.reads(KARLA)
    assert desk.reads(KARLA).count("Ikke oplyst") == 6
    assert "Ret: Sted" in desk.labels(KARLA)

    desk.taps(KARLA, "Ret: Hvornår")
    desk.says(KARLA, "i weekenden")

    assert "i weekenden" in desk.reads(KARLA)
    assert "Send bestillingen" in desk.labels(KARLA)


def test_send_makes_one_case_with_its_promises_audit_and_card(desk: Desk) -> None:
    desk.orders(KARLA)

    case = desk.all(Case)[0]
    assert case.answer_by == datetime(2026, 3, 16, 22, 59, 59, tzinfo=UTC)
    assert case.done_by == datetime(2026, 4, 1, 21, 59, 59, tzinfo=UTC)
    assert case.due_at == case.answer_by
    assert [(event.name, event.actor, event.case_id) for event in desk.all(Event)] == [
        ("case.opened", "citizen", 1)
    ]
    assert [(notice.what, notice.audience) for notice in desk.outbox] == [("card", "staff")]
    assert not desk.all(DraftRow)
    receipt = desk.reads(KARLA)
    assert "mandag den 16. marts" in receipt
    assert "onsdag den 1. april" in receipt
    assert "112" in receipt
    assert desk.labels(KARLA) == ["Mine bestillinger", "Tilføj oplysninger"]


def test_a_second_send_gets_the_same_receipt_and_no_second_case(desk: Desk) -> None:
    desk.fills_in(KARLA)
    send = desk.data(KARLA, "Send bestillingen")
    desk.presses(KARLA, send)
    first = desk.reads(KARLA)

    desk.presses(KARLA, send)

    assert desk.reads(KARLA) == first
    assert len(desk.all(Case)) == 1
    assert desk.repeats().says[0].text == first


def test_an_old_tick_belongs_to_its_own_question(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    tick = desk.data(KARLA, "For høj fart")
    desk.says(KARLA, "støj")

    desk.presses(KARLA, tick)

    assert desk.toast(KARLA) == "Den knap er forældet. Vi er her:"


def test_the_same_draft_never_becomes_two_cases(desk: Desk) -> None:
    def open_it(work: Work) -> int:
        karla = people.meet(work, KARLA.id, "da")
        draft = Draft("draft", "traffic_check", 1, answers={"problem": ["speed"]})
        return intake.open_case(work, desk.house, karla, draft).id

    assert desk.work(open_it) == desk.work(open_it)
    assert len(desk.all(Event)) == 1


def test_nobody_else_gets_the_receipt(desk: Desk) -> None:
    desk.fills_in(KARLA)
    send = desk.data(KARLA, "Send bestillingen")
    desk.presses(KARLA, send)

    desk.presses(BO, send)

    assert "Skolevej" not in desk.reads(BO)


def test_somebody_elses_button_does_nothing(desk: Desk) -> None:
    desk.fills_in(KARLA)

    desk.presses(BO, desk.data(KARLA, "Send bestillingen"))

    assert not desk.all(Case)
    assert "sendt eller slettet" in desk.reads(BO)


def test_an_update_that_comes_twice_shows_the_question_again_and_changes_nothing(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")
    desk.says(KARLA, "støj")
    before = answers(desk)

    again = desk.repeats()

    assert "Hvor er det?" in again.says[0].text
    assert answers(desk) == before


def test_a_plain_answer_costs_two_statements_of_ours(desk: Desk) -> None:
    desk.says(KARLA, "/bestil")

    desk.says(KARLA, "støj")
    assert [statement.split()[0] for statement in desk.statements] == ["SELECT", "INSERT"]

    desk.says(KARLA, "Skolevej, 4320 Lejre")
    desk.taps(KARLA, "Hverdage")
    assert [statement.split()[0] for statement in desk.statements] == ["SELECT", "INSERT"]


def test_a_place_in_another_district_is_said_at_once_and_can_be_changed(desk: Desk) -> None:
    for said in ("/bestil", "støj", "Hovedgaden 1, 8000 Aarhus C"):
        desk.says(KARLA, said)

    assert "Østjyllands Politi" in desk.reads(KARLA)
    assert desk.labels(KARLA) == ["Ret stedet", "Kopiér det, du har skrevet", "Annullér"]
    desk.says(KARLA, "Skolevej, 4320 Lejre")
    assert question(desk) == "Hvornår sker det mest?"


def test_what_we_keep_is_told_once_before_the_first_contact_detail(desk: Desk) -> None:
    for said in ("/bestil", "støj", "Skolevej, 4320 Lejre", "altid", *["spring over"] * 4):
        desk.says(KARLA, said)
    assert question(desk) == "Må vi ringe til dig?"
    assert "/privatliv" in desk.texts(KARLA)[-2]

    desk.says(KARLA, "tilbage")
    desk.says(KARLA, "spring over")

    assert question(desk) == "Må vi ringe til dig?"
    assert "/privatliv" not in desk.texts(KARLA)[-2]


def test_photos_are_filed_an_album_is_one_answer_and_removed_ones_do_not_follow(desk: Desk) -> None:
    for said in ("/bestil", "støj", "Skolevej, 4320 Lejre", "altid", *["spring over"] * 3):
        desk.says(KARLA, said)
    desk.sends(KARLA, Picture("one", 10, album="a"))
    shown = len(desk.texts(KARLA))
    assert desk.reads(KARLA).startswith("1 af 5 billeder er modtaget.")
    desk.sends(KARLA, Picture("two", 10, album="a"))
    assert len(desk.texts(KARLA)) == shown
    assert desk.reads(KARLA).startswith("2 af 5 billeder er modtaget.")
    desk.taps(KARLA, "Videre")
    desk.taps(KARLA, "Gå til oversigten")
    assert "2 billeder" in desk.reads(KARLA)

    desk.taps(KARLA, "Ret: Billeder")
    desk.sends(KARLA, Picture("three", 10))
    for label in ("Videre", "Send bestillingen"):
        desk.taps(KARLA, label)

    assert [(photo.file_id, photo.case_id) for photo in desk.all(Media)] == [("three", 1)]


def test_words_on_the_summary_are_offered_as_more(desk: Desk) -> None:
    desk.fills_in(KARLA)

    desk.says(KARLA, "Det er værst om vinteren")
    desk.taps(KARLA, "Behold: Det er værst om vinteren")
    desk.says(KARLA, "send")

    assert desk.all(Case)[0].answers["more"] == "Det er værst om vinteren"


def test_it_is_all_there_in_english(desk: Desk) -> None:
    desk.says(EMMA, "they drive far too fast on Skolevej in 4320 Lejre every morning")
    desk.taps(EMMA, "Traffic check")
    desk.says(EMMA, "skip")
    desk.presses(EMMA, desk.data(EMMA, desk.labels(EMMA)[-1]).replace("cancel", "rest"))
    desk.says(EMMA, "send")

    assert desk.all(Case)[0].answers["problem"] == ["speed"]


def test_one_person_has_so_many_at_a_time_and_loses_nothing_of_the_next_one() -> None:
    desk = Desk(a_house(most_open=2))
    for _ in range(2):
        desk.says(KARLA, "/bestil")
        desk.fills_in(KARLA)
        desk.taps(KARLA, "Send bestillingen")
    desk.says(KARLA, "/bestil")
    desk.fills_in(KARLA)

    desk.taps(KARLA, "Send bestillingen")

    assert "Du har allerede 2 bestillinger" in desk.reads(KARLA)
    assert (len(desk.all(Case)), len(desk.all(DraftRow))) == (2, 1)
    desk.presses(KARLA, "c:1:withdraw")
    desk.says(KARLA, "/bestil")
    desk.taps(KARLA, "Fortsæt")
    desk.taps(KARLA, "Send bestillingen")
    assert len(desk.all(Case)) == 3


def test_a_traffic_check_asks_at_most_five_questions_that_must_be_answered() -> None:
    must = [step.key for step in kinds()["traffic_check"].order.steps if not step.optional]

    assert must == ["problem", "where", "town", "kommune", "when"]


@pytest.mark.parametrize("way", ["Gå til oversigten", "Spring over"])
def test_a_photo_and_ticks_that_came_are_not_lost_by_going_on_another_way(desk: Desk, way: str) -> None:
    desk.presses(KARLA, "m:new:traffic_check")
    for said in ("for stærkt", "Skolevej ved Netto, 4320 Lejre", "hverdage 7-8"):
        desk.says(KARLA, said)
    desk.taps(KARLA, "Spring over")
    desk.taps(KARLA, "Børn")
    desk.taps(KARLA, way)
    if way == "Spring over":
        desk.taps(KARLA, "Spring over")
        desk.sends(KARLA, Picture("file", 1000))
        desk.taps(KARLA, way)
        desk.taps(KARLA, "Gå til oversigten")
        assert "1 billede" in desk.reads(KARLA)

    assert "Børn" in desk.reads(KARLA)


def test_an_old_button_of_an_order_that_was_decided_shows_no_receipt(desk: Desk) -> None:
    desk.fills_in(KARLA)
    old = desk.data(KARLA, "Send bestillingen")
    desk.presses(KARLA, old)
    desk.hires(INGE, staff=True)
    desk.says(INGE, "/imoedekom 1", chat=GROUP)

    desk.presses(KARLA, old)

    assert "Vi har modtaget" not in desk.reads(KARLA)
    assert "Se din bestilling" in desk.labels(KARLA)
