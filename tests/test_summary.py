"""What can be typed on the summary, and on the way to it: a change, a number, send."""

from __future__ import annotations

import pytest

from storage.models import Case
from tests.desk import KARLA, Desk


@pytest.mark.parametrize(
    ("said", "asked"), [("ret sted", "Hvor er det?"), ("Ændre hvornår", "Hvornår sker det mest?")]
)
def test_an_answer_is_changed_in_words_on_the_summary(said: str, asked: str) -> None:
    desk = Desk()
    desk.fills_in(KARLA)

    desk.says(KARLA, said)

    assert any(f"<b>{asked}</b>" in text for text in desk.texts(KARLA)[-2:])


def test_a_number_typed_on_the_summary_is_a_contact_and_not_words_for_the_whole_group() -> None:
    desk = Desk()
    desk.fills_in(KARLA)

    desk.says(KARLA, "20 12 34 56, ring efter 17")

    assert "Vi har lagt det under: Kontakt." in desk.reads(KARLA)
    desk.taps(KARLA, "Send bestillingen")
    assert desk.all(Case)[0].answers["contact"] == {"phone": "+4520123456", "words": "ring efter 17"}


@pytest.mark.parametrize("said", ["send", "Send den", "send bestilingen"])
def test_send_before_the_summary_leads_to_it_and_sends_nothing(said: str) -> None:
    desk = Desk()
    for answer in ("/bestil", "støj", "Skolevej, 4320 Lejre"):
        desk.says(KARLA, answer)

    desk.says(KARLA, said)
    assert "Det spørgsmål skal vi bruge et svar på." in desk.reads(KARLA)
    desk.says(KARLA, "hverdage")
    desk.says(KARLA, said)

    assert "Den er ikke sendt endnu." in desk.reads(KARLA)
    assert desk.all(Case) == []
    desk.says(KARLA, said)
    assert len(desk.all(Case)) == 1
