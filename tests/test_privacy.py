"""What we keep about Karla can be read, taken along and deleted; and time deletes it too."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from handlers.rules import privacy
from handlers.visit import Picture
from storage.models import Case, DraftRow, Event, Media, Person, Remark
from tests.desk import KARLA, Desk


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.says(KARLA, "Ole Hansen i nummer syv plager os")
    desk.fills_in(KARLA)
    desk.sends(KARLA, Picture("file", 10))
    desk.taps(KARLA, "Ret: Kontakt")
    desk.says(KARLA, "20123456")
    desk.taps(KARLA, "Send bestillingen")
    desk.taps(KARLA, "Tilføj oplysninger")
    desk.says(KARLA, "Min nabo hedder <Ole> & er sur")
    return desk


def everything(desk: Desk) -> str:
    """All columns of all tables that could hold something of hers."""
    rows: list[object] = [
        row for model in (Case, DraftRow, Remark, Event, Media, Person) for row in desk.all(model)
    ]
    return "\n".join(str(vars(row)) for row in rows) + str([vars(notice) for notice in desk.outbox])


def test_what_why_and_until_when(desk: Desk) -> None:
    desk.says(KARLA, "/privatliv")

    text = desk.reads(KARLA)
    assert "30 dage" in text
    assert "180 dage" in text
    assert desk.labels(KARLA) == ["Se det", "Tag det med", "Slet det", "Menu"]


def test_she_sees_it(desk: Desk) -> None:
    desk.says(KARLA, "/privatliv")
    desk.taps(KARLA, "Se det")

    assert "Nr. 1 Færdselskontrol, Skolevej ved Netto, 4320 Lejre" in desk.reads(KARLA)


def test_she_takes_it_with_her_as_json_in_messages_of_a_length_that_can_be_sent(desk: Desk) -> None:
    for _ in range(5):
        desk.presses(KARLA, "c:1:add")
        desk.says(KARLA, "& mere " * 200)
    sent = len(desk.texts(KARLA))

    desk.presses(KARLA, "x:copy")

    pages = [text for text in desk.texts(KARLA)[sent:] if text.startswith("<pre>")]
    copy = json.loads(unescape("".join(re.sub("</?pre>", "", page) for page in pages)))
    assert len(pages) > 2
    assert copy["person"]["id"] == KARLA.id
    assert copy["cases"][0]["answers"]["contact"] == {"phone": "+4520123456"}
    assert copy["cases"][0]["messages"][0]["text"] == "Min nabo hedder <Ole> & er sur"


def test_deleting_withdraws_what_is_open_after_asking_and_leaves_nothing_of_her(desk: Desk) -> None:
    desk.fills_in(KARLA, "Hemmelig Gade 7, 4300 Holbæk")
    desk.says(KARLA, "/privatliv")
    desk.taps(KARLA, "Slet det")
    assert "nr. 1" in desk.reads(KARLA)
    assert len(desk.all(Person)) == 1

    desk.taps(KARLA, "Ja, slet det hele")

    left = everything(desk)
    for trace in (str(KARLA.id), "20123456", "Ole", "Netto", "Hemmelig"):
        assert trace not in left
    case = desk.all(Case)[0]
    assert (case.status, case.place, case.answers) == ("withdrawn", "4320 Lejre", {"problem": ["speed"]})
    assert [event.name for event in desk.all(Event)][-3:] == [
        "case.withdrawn",
        "case.anonymised",
        "person.forgotten",
    ]
    assert "withdrawn" in [notice.what for notice in desk.outbox]


def test_she_may_change_her_mind_about_deleting(desk: Desk) -> None:
    desk.presses(KARLA, "x:forget")
    desk.taps(KARLA, "Nej, behold det")

    assert desk.all(Case)[0].person_id == KARLA.id


def test_time_forgets_a_closed_case_and_then_the_person(desk: Desk) -> None:
    desk.presses(KARLA, "c:1:withdraw")
    desk.waits(days=179)
    assert desk.work(lambda work: privacy.expire(work, desk.house)) == 0

    desk.waits(days=2)
    assert desk.work(lambda work: privacy.expire(work, desk.house)) == 2
    assert desk.work(lambda work: privacy.expire(work, desk.house)) == 0

    assert str(KARLA.id) not in everything(desk)
    assert "20123456" not in everything(desk)


def test_the_language_is_chosen_and_kept(desk: Desk) -> None:
    desk.says(KARLA, "/sprog")
    assert desk.labels(KARLA) == ["Dansk", "English"]

    desk.taps(KARLA, "English")

    assert desk.all(Person)[0].language == "en"
    desk.says(KARLA, "/sprog dansk")
    assert desk.all(Person)[0].language == "da"


def test_help_names_every_command_and_a_human(desk: Desk) -> None:
    desk.says(KARLA, "/hjaelp")

    text = desk.reads(KARLA)
    for wanted in ("/bestil", "/mine", "/sprog", "/privatliv", "/annuller", "112", "114"):
        assert wanted in text
