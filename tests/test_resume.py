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
