"""What we keep about Karla can be read, taken along and deleted; and time deletes it too."""

from __future__ import annotations

import json

import pytest

from handlers.rules import privacy
from handlers.visit import Picture, Pin
from storage import cases, remarks
from storage.models import Case, DraftRow, Event, Media, Person, Remark
from storage.work import Work
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


SEEN = (
    "Vi kender dig på dit Telegram-id 1001. Dit sprog er Dansk.",
    "<b>Nr. 1 Færdselskontrol</b>",
    "Sendt mandag den 2. marts. Vi har modtaget den. Du får svar senest mandag den 16. marts.",
    "Sted: Skolevej ved Netto, 4320 Lejre",
    "Kommune: Lejre",
    "Problem: For høj fart",
    "Kontakt: +45 20 12 34 56",
    "Vi har 1 billede fra dig.",
    "<b>Du skrev mandag den 2. marts:</b> Min nabo hedder &lt;Ole&gt; &amp; er sur",
    "<b>Vi skrev mandag den 2. marts:</b> Tak, vi ser på det.",
)


@pytest.mark.parametrize("line", SEEN)
def test_she_sees_all_of_it_in_plain_words(desk: Desk, line: str) -> None:
    desk.work(answered)
    desk.says(KARLA, "/privatliv")
    desk.taps(KARLA, "Se det")

    assert line in "\n".join(desk.texts(KARLA)[-1:])
    assert "Kender hende" not in desk.reads(KARLA)


def answered(work: Work) -> None:
    """Staff have written to her, and to each other."""
    case = cases.find(work, 1)
    assert case is not None
    remarks.add(work, case, remarks.TO_CITIZEN, "Tak, vi ser på det.", "Inge")
    remarks.add(work, case, remarks.INTERNAL, "Kender hende", "Inge")


def test_she_sees_her_draft_and_the_words_that_came_to_nothing(desk: Desk) -> None:
    desk.says(KARLA, "Ole larmer igen")
    desk.presses(KARLA, "x:see")
    assert "uden at det blev til en bestilling:</b> Ole larmer igen" in desk.reads(KARLA)

    for said in ("/bestil", "Skolevej 12, 4300 Holbæk"):
        desk.says(KARLA, said)
    desk.presses(KARLA, "x:see")

    seen = desk.reads(KARLA) + desk.texts(KARLA)[-2]
    assert "<b>Færdselskontrol</b>, ikke sendt" in seen
    assert "Skolevej 12, 4300 Holbæk" in seen


def test_she_sees_the_point_she_sent_and_how_it_ended(desk: Desk) -> None:
    desk.presses(KARLA, "c:1:withdraw")
    for said in ("/bestil", "støj"):
        desk.says(KARLA, said)
    desk.sends(KARLA, Pin(55.6, 12.0, "Netto", "Hovedgaden 5, 4320 Lejre"))
    for said in ("hverdage 7-8", "gå til oversigten", "send"):
        desk.says(KARLA, said)

    desk.presses(KARLA, "x:see")

    seen = "\n".join(desk.texts(KARLA))
    assert "Du har trukket den tilbage.\nAfsluttet mandag den 2. marts." in seen
    assert "Punkt på kortet: https://www.openstreetmap.org/?mlat=55.60000&amp;mlon=12.00000" in seen


def test_what_is_long_comes_in_several_messages_with_the_buttons_last(desk: Desk) -> None:
    for number in range(7):
        desk.presses(KARLA, "c:1:add")
        desk.says(KARLA, f"{number} & mere " * 100)
    before = len(desk.texts(KARLA))

    desk.presses(KARLA, "x:see")

    whole = "\n".join(desk.texts(KARLA)[before - 1 :])
    assert len(desk.texts(KARLA)) > before + 1
    assert [f"{number} &amp; mere" in whole for number in range(7)] == [True] * 7
    assert desk.labels(KARLA) == ["Tag det med", "Tilbage"]


def test_she_takes_it_with_her_as_two_files(desk: Desk) -> None:
    reply = desk.presses(KARLA, "x:copy")

    files = [each.file for each in reply.says if each.file]
    assert [name for name, _ in files] == ["mine-oplysninger.txt", "mine-oplysninger.json"]
    assert "Min nabo hedder <Ole> & er sur" in files[0][1].decode()
    copy = json.loads(files[1][1])
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


def test_time_takes_words_out_of_the_trail_and_leaves_who_did_what(desk: Desk) -> None:
    said = {"reason_words": "Ole igen"}
    desk.work(
        lambda work: work.note("case.tried", "staff", work.session.get(Case, 1), before=said, detail=said)
    )
    desk.presses(KARLA, "c:1:withdraw")

    desk.waits(days=181)
    desk.work(lambda work: privacy.expire(work, desk.house))

    assert "Ole igen" not in everything(desk)
    assert "case.tried" in {event.name for event in desk.all(Event)}


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
