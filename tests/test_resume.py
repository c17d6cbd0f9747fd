"""Karla goes silent, or the questions change under her: she finds back, and nothing is lost unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import drafts
from storage.models import DraftRow
from storage.work import Work
from tests.desk import KARLA, Desk


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


@pytest.mark.parametrize("said", ["/start", "/bestil", "hverdage"])
def test_after_a_silence_she_is_asked_whether_to_go_on(desk: Desk, said: str) -> None:
    for words in ("/bestil", "støj", "Skolevej, 4320 Lejre"):
        desk.says(KARLA, words)
    desk.waits(days=3)

    desk.says(KARLA, said)

    assert desk.labels(KARLA) == ["Fortsæt", "Start forfra", "Slet"]
    assert "Hvornår" in desk.reads(KARLA)


def test_words_after_a_silence_are_kept_as_an_answer_to_confirm(desk: Desk) -> None:
    for words in ("/bestil", "støj"):
        desk.says(KARLA, words)
    desk.waits(days=3)
    desk.says(KARLA, "Skolevej, 4320 Lejre")

    desk.taps(KARLA, "Fortsæt")
    desk.taps(KARLA, "Behold: Skolevej")

    assert question(desk) == "Hvornår sker det mest?"


@pytest.mark.parametrize("said", ["ja", "Yes", "fortsæt", "Ja tak."])
def test_a_typed_yes_goes_on_and_is_no_answer_to_the_question(desk: Desk, said: str) -> None:
    desk.fills_in(KARLA)
    desk.taps(KARLA, "Ret: Uheld")
    desk.says(KARLA, "/start")

    desk.says(KARLA, said)

    assert question(desk) == "Har der været uheld eller næsten-uheld?"
    desk.says(KARLA, "ja uheld")
    assert answers(desk)["near_miss"] == "accident"


@pytest.mark.parametrize("said", ["nej", "No thanks."])
def test_a_typed_no_leaves_everything_as_it_is(desk: Desk, said: str) -> None:
    desk.fills_in(KARLA)
    desk.taps(KARLA, "Ret: Uheld")
    desk.says(KARLA, "/start")
    before = answers(desk)

    desk.says(KARLA, said)

    assert desk.labels(KARLA) == ["Fortsæt", "Start forfra", "Slet"]
    assert answers(desk) == before


@pytest.mark.parametrize(("said", "left"), [("start forfra", 1), ("slet", 0)])
def test_the_other_ways_can_be_typed_too(desk: Desk, said: str, left: int) -> None:
    for words in ("/bestil", "støj", "/start"):
        desk.says(KARLA, words)

    desk.says(KARLA, said)

    assert len(desk.all(DraftRow)) == left
    assert all(row.state == {} for row in desk.all(DraftRow))


def test_yes_after_a_silence_goes_on_and_the_next_words_are_an_answer(desk: Desk) -> None:
    for words in ("/bestil", "støj"):
        desk.says(KARLA, words)
    desk.waits(days=3)

    desk.says(KARLA, "ja")
    assert question(desk) == "Hvor er det?"
    desk.says(KARLA, "Skolevej, 4320 Lejre")

    assert question(desk) == "Hvornår sker det mest?"


def test_one_word_after_a_silence_never_deletes_what_she_has_not_just_seen(desk: Desk) -> None:
    for words in ("/bestil", "støj"):
        desk.says(KARLA, words)
    desk.waits(days=3)

    desk.says(KARLA, "slet")

    assert answers(desk) == {"problem": ["noise"]}


def test_start_over_begins_with_nothing_and_delete_leaves_nothing(desk: Desk) -> None:
    desk.fills_in(KARLA)
    desk.says(KARLA, "/start")
    desk.taps(KARLA, "Start forfra")
    assert question(desk) == "Hvad er problemet?"
    assert answers(desk) == {}

    desk.says(KARLA, "/start")
    desk.taps(KARLA, "Slet")

    assert not desk.all(DraftRow)
    assert "Kladden er slettet" in desk.reads(KARLA)


def test_cancel_asks_before_it_throws_answers_away(desk: Desk) -> None:
    desk.fills_in(KARLA)

    desk.says(KARLA, "annuller")
    desk.taps(KARLA, "Nej, fortsæt")
    assert "Send bestillingen" in desk.labels(KARLA)

    desk.says(KARLA, "/annuller")
    desk.taps(KARLA, "Ja, slet")
    assert not desk.all(DraftRow)


def test_a_draft_of_an_older_version_is_restarted_kindly_with_what_still_fits(desk: Desk) -> None:
    desk.fills_in(KARLA)
    age(desk, schema=0)

    desk.says(KARLA, "hej igen")

    assert "Spørgsmålene er ændret" in desk.reads(KARLA)
    desk.taps(KARLA, "Behold: For høj fart")
    assert question(desk) == "Hvor er det?"


def test_a_draft_of_a_kind_that_is_gone_is_closed_kindly(desk: Desk) -> None:
    desk.fills_in(KARLA)
    age(desk, kind="gone")

    desk.says(KARLA, "hej igen")

    assert "kan ikke bestilles her mere" in desk.reads(KARLA)
    assert not desk.all(DraftRow)


def age(desk: Desk, **changes: object) -> None:
    """Makes the stored draft look as another version left it."""
    row = desk.all(DraftRow)[0]

    def change(work: Work) -> None:
        stored = drafts.find(work, KARLA.id, row.id)
        assert stored is not None
        fields = {"schema": stored.schema, "kind": stored.kind, **changes}
        drafts.save(
            work, KARLA.id, replace(stored, schema=int(str(fields["schema"])), kind=str(fields["kind"]))
        )

    desk.work(change)
