"""Inge reads tips in her private chat: opens, asks, summarises, gives on, ends; nobody else sees a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.house import House
from handlers.reply import Say
from handlers.sealing import code
from handlers.tips import figures, intake, reading, thread
from handlers.tips.content import Status, Told
from handlers.tips.opened import Opened
from storage import audit, members, outbox, tips
from storage.models import Notice
from storage.work import Work
from tests.desk import BO, GROUP, INGE, KARLA, LISE, SARA, Someone
from tests.safe import MONTH, Safe, safe
from tests.station import Station

CODE = "7H2KQ9XWB4TN0V1M"
SECRET = "De sælger fra en rød varevogn"
TOLD = Told({"what": SECRET}, (b"jpeg",), kommune="0265")
BOSSE = Someone(2009, "Bosse")


class Reading(Station):
    """A district that reads in chat; Inge has the role and the key is open."""

    def __init__(self, keys: Safe) -> None:
        super().__init__(House(keys.profile, 1000, "bestil_betjent_bot", GROUP, opened=keys.opened))
        self.keys = keys
        self.hires(BOSSE, staff=True, tips=True)

        def promoted(work: Work) -> None:
            members.join(work, INGE.id, role="tips", name="Inge", kommuner=())

        self.work(promoted)

    def receives_tip(self, told: Told = TOLD, receipt: str = CODE) -> str:
        """A tip that was written; gives its name."""
        sealed = self.keys.locks.seal(told, receipt, self.now)
        self.work(lambda work: intake.put(work, [sealed]))
        return reading.name_of(sealed.id)

    def state(self, name: str) -> str:
        """The tip's state."""
        found = self.work(lambda work: reading.named(work, name))
        assert found is not None
        return found.status

    def shows(self, who: Someone) -> Say:
        """The newest message in somebody's chat."""
        return self.newest(who).say

    def opens(self, name: str, who: Someone = INGE) -> None:
        """Opens a tip."""
        self.presses(who, f"t:{name}:open")


@pytest.fixture
def room(tmp_path: Path) -> Reading:
    return Reading(safe(tmp_path, months=("2026-03", MONTH), reading="chat"))


def notices(room: Reading, what: str) -> list[Notice]:
    def look(work: Work) -> list[Notice]:
        return list(work.session.query(Notice).filter_by(what=what))

    return room.work(look)


def test_inge_opens_a_tip_that_cannot_be_passed_on_and_goes_away(room: Reading) -> None:
    name = room.receives_tip()
    room.says(INGE, "/tips")
    assert SECRET not in room.reads(INGE)
    assert f"{name}: nyt, uge 10" in room.reads(INGE)

    room.taps(INGE, name)

    shown = room.shows(INGE)
    assert SECRET in shown.text
    assert shown.pictures == (b"jpeg",)
    assert shown.gone_after == 10
    assert room.state(name) == Status.READ


def test_the_ones_that_cannot_wait_stand_first(room: Reading) -> None:
    for _ in range(3):
        room.receives_tip(receipt=code.fresh())
    urgent = room.receives_tip(Told({}, school=True), code.fresh())

    room.says(INGE, "/tips")

    assert room.labels(INGE)[0] == urgent
    assert f"{urgent}: <b>haster</b>, nyt" in room.reads(INGE)


def test_a_long_list_has_pages_and_filters(room: Reading) -> None:
    names = {room.receives_tip(receipt=code.fresh()) for _ in range(10)}
    room.says(INGE, "/tips")
    first = {label for label in room.labels(INGE) if label in names}

    room.taps(INGE, "Flere")

    second = {label for label in room.labels(INGE) if label in names}
    assert (len(first), first | second) == (8, names)
    room.taps(INGE, "Nye svar")
    assert "Der er ingen." in room.reads(INGE)


def test_a_question_goes_to_the_code_and_not_to_the_chat(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Spørg tipgiver")

    room.says(INGE, "Hvilken farve har døren?")

    assert "venter på den, der har koden" in room.reads(INGE)
    ticket = code.ticket(CODE, room.keys.profile.key)
    waiting = room.work(lambda work: thread.look(work, room.keys.locks, ticket))
    assert waiting is not None
    assert waiting.questions == ("Hvilken farve har døren?",)
    assert len(notices(room, "erase")) == 1  # the words she typed
    room.opens(name)
    assert "<b>I spurgte:</b> Hvilken farve har døren?" in room.reads(INGE)


def test_a_reply_to_an_earlier_question_is_not_taken_for_the_latest_answer(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    card = room.newest(INGE).id
    room.taps(INGE, "Skriv resumé")
    summary = room.newest(INGE).id
    room.presses(INGE, f"t:{name}:ask", message_id=card)

    room.says(INGE, "Hash sælges fra kælderen", reply_to=summary)

    assert "Det var ikke mit seneste spørgsmål til dig." in room.reads(INGE)
    assert room.state(name) == Status.READ


def test_a_question_that_is_too_long_is_asked_for_again(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Spørg tipgiver")

    room.says(INGE, "x" * 2000)
    room.says(INGE, "Hvor?")

    assert "for langt" in room.texts(INGE)[-3]
    assert room.state(name) == Status.ASKED


def test_bo_gets_the_summary_and_never_the_tip(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Giv til betjent")
    assert "Skriv først et resumé" in room.chats[INGE.id].toast
    room.taps(INGE, "Skriv resumé")
    room.says(INGE, "Handel ved en kiosk i Nørregade, torsdage.")
    room.opens(name)
    room.taps(INGE, "Giv til betjent")
    room.taps(INGE, "Bo")
    room.posts()
    assert room.reads(BO) == "Vagten har et resumé af et tip til dig."

    room.taps(BO, "Vis resuméet")

    shown = room.shows(BO)
    assert "Handel ved en kiosk i Nørregade" in shown.text
    assert SECRET not in "".join(room.texts(BO))
    assert shown.gone_after == 10
    assert room.state(name) == Status.HANDED
    who = room.work(lambda work: [(row.who, row.what) for row in audit.trail(work, tip_id(work, name), 2)])
    assert who == [("Bo", "summary.opened"), ("Inge", "tip.handed")]


def tip_id(work: Work, name: str) -> bytes:
    found = reading.named(work, name)
    assert found is not None
    return found.id


def test_another_officer_cannot_open_it_with_the_same_button(room: Reading) -> None:
    name = room.receives_tip()

    for who in (LISE, KARLA):
        room.presses(who, f"ts:{name}")
        assert "jpeg" not in str(room.chats[who.id].messages)
        assert room.chats[who.id].toast


@pytest.mark.parametrize(
    "verb", ["open", "ask", "sum", "hand", "urgent:1", "end", "as:archived", "out", "log"]
)
def test_whoever_is_kept_out_gets_nowhere(room: Reading, verb: str) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Hold en kollega ude")
    room.taps(INGE, "Bosse")

    room.presses(BOSSE, f"t:{name}:{verb}")

    assert SECRET not in str(room.chats[BOSSE.id].messages)
    assert room.chats[BOSSE.id].toast == "Du er holdt ude af det tip."
    room.says(BOSSE, "/tips")
    assert "Der er ingen." in room.reads(BOSSE)
    room.says(BOSSE, f"/tips {name}")
    assert SECRET not in room.reads(BOSSE)


def test_who_was_kept_out_can_be_let_in_again(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Hold en kollega ude")
    room.taps(INGE, "Bosse")
    room.taps(INGE, "Bosse (ude)")

    room.opens(name, BOSSE)

    assert SECRET in room.reads(BOSSE)


@pytest.mark.parametrize("who", [SARA, BO, KARLA])
def test_nobody_without_the_role_sees_a_word(room: Reading, who: Someone) -> None:
    name = room.receives_tip()

    room.says(who, "/tips")
    for verb in ("open", "list:", "ask", "sum", "hand", "end", "as:archived", "out", "keep:1", "log", "gone"):
        room.presses(who, f"t:{name}:{verb}")

    assert SECRET not in str(room.chats[who.id].messages)
    assert room.state(name) == Status.NEW
    assert name not in "".join(room.texts(who))


def test_in_the_group_there_are_numbers_alone(room: Reading) -> None:
    name = room.receives_tip()
    room.receives_tip(Told({}, now=True), code.fresh())

    shown = room.group("/tips", SARA)

    assert "Nye: 2" in shown
    assert "Haster: 1" in shown
    assert name not in shown
    room.presses(INGE, f"t:{name}:open", chat=GROUP)
    assert SECRET not in "".join(room.texts(GROUP))


def test_the_group_hears_of_an_alarm_without_a_word_of_it(room: Reading) -> None:
    room.receives_tip(Told({"what": SECRET}, school=True))

    room.posts()

    assert room.reads(GROUP) == "<b>Et tip haster.</b> Læs det nu med /tips."
    assert notices(room, "tip_alarm") == []  # which would tell the minute it came


def test_an_end_is_obligatory_in_its_reason_and_only_once(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.presses(INGE, f"t:{name}:as:discarded")
    assert room.state(name) == Status.READ
    room.taps(INGE, "Kasseret: Dublet")
    assert room.state(name) == Status.DISCARDED

    room.presses(INGE, f"t:{name}:as:passed_on")

    assert room.chats[INGE.id].toast == "Det er afsluttet allerede."
    assert room.work(lambda work: tips.counts(work, "2026-W01")) == {("2026-W10", "0265", "discarded"): 1}


def test_spam_goes_with_one_tap(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)

    room.taps(INGE, "Spam")

    assert room.state(name) == Status.DISCARDED


def test_the_history_tells_who_did_what(room: Reading) -> None:
    name = room.receives_tip()
    room.opens(name)
    room.taps(INGE, "Haster")
    room.presses(INGE, f"t:{name}:log")

    assert "Inge satte det først" in room.reads(INGE)
    assert "Inge åbnede det" in room.reads(INGE)


def test_close_takes_away_at_once_what_is_shown(room: Reading) -> None:
    room.receives_tip()
    room.work(lambda work: work.post("erase", "chat", person_id=INGE.id, args={"messages": [1]}))

    room.presses(INGE, "t::gone")

    due = room.work(lambda work: [notice.what for notice in outbox.due(work, 9)])
    assert due == ["erase"]


def test_with_the_key_locked_nothing_opens_and_the_way_is_told(room: Reading) -> None:
    name = room.receives_tip()
    room.keys.opened.lock()

    room.opens(name)

    assert "betjent tips unlock" in room.chats[INGE.id].toast
    assert room.state(name) == Status.NEW


def test_a_district_that_reads_elsewhere_shows_nothing_in_chat(tmp_path: Path) -> None:
    room = Reading(safe(tmp_path, months=("2026-03",), reading="reader"))
    name = room.receives_tip()

    room.says(INGE, "/tips")
    room.opens(name)

    assert "betjent tips read" in room.reads(INGE)
    assert room.state(name) == Status.NEW
    assert "betjent tips read" in room.group("/tips")


def test_a_button_of_a_tip_that_was_withdrawn_says_so(room: Reading) -> None:
    name = room.receives_tip()
    ticket = code.ticket(CODE, room.keys.profile.key)
    room.work(lambda work: thread.withdraw(work, ticket))

    room.opens(name)

    assert room.chats[INGE.id].toast == "Det tip er her ikke længere."


@pytest.mark.parametrize(
    "data", ["t:", "t:::", "t:zzzz-zzzz:open", "t:0:list:x:y", "t:1:keep:x", "ts:", "t:" + "0" * 50]
)
def test_a_forged_button_is_answered_kindly(room: Reading, data: str) -> None:
    room.receives_tip()

    room.presses(INGE, data)

    assert room.chats[INGE.id].toast or room.texts(INGE)


def test_small_figures_are_not_shown() -> None:
    counts = {
        ("2026-W10", "0265", "archived"): 4,
        ("2026-W10", "0269", "archived"): 3,
        ("2026-W10", "0269", "merged"): 2,
    }

    assert figures.shown(counts) == [figures.Cell("2026-W10", "0269", 5)]


def test_a_locked_store_of_keys_knows_nobody() -> None:
    assert Opened().pair(MONTH) is None
    assert Opened().owners == ()
