"""Inge reads on her own machine, in a bundle or the database: the same rules, and one way home."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select

from handlers.sealing import code, envelope
from handlers.sealing.keys import PublicKey, write_private, write_public
from handlers.tips import intake, reading, thread
from handlers.tips.content import Status, Told
from storage import audit, members, tips
from storage.models import Notice
from storage.opening import open_store
from storage.tip_models import Tip, TipAudit
from storage.work import Work
from tests.conftest import Clock
from tests.safe import DEALING, MONTH, NOW, Safe, safe
from tests.tips_cli.terminal import PASSPHRASE, Does

T = TypeVar("T")
CODE = "7H2KQ9XWB4TN0V1M"
WORDS = "De sælger ved kiosken"


@dataclass
class House:
    """A district that reads elsewhere: its database, its keys, and a reader's own folder."""

    url: str
    keys: Safe
    folder: Path
    does: Does
    out: Path

    def work(self, decide: Callable[[Work], T]) -> T:
        """One unit of work in the database at home."""

        async def done() -> T:
            store = await open_store(self.url, clock=Clock(), alone=False)
            try:
                return await store.write(decide)
            finally:
                await store.close()

        return asyncio.run(done())

    def receives(self, told: Told = DEALING, receipt: str = CODE) -> str:
        """A tip that was written; gives its name."""
        sealed = self.keys.locks.seal(told, receipt, NOW)
        self.work(lambda work: intake.put(work, [sealed]))
        return reading.name_of(sealed.id)

    def reads(self, *arguments: str, typed: tuple[str, ...] = (PASSPHRASE,)) -> str:
        """A command that goes well, with the keys; gives what it said."""
        ended, said, complained = self.does("tips", *arguments, "--keys", str(self.folder), typed=typed)
        assert (ended, complained) == (0, "")
        return said

    def tells(self, *arguments: str) -> str:
        """A command without keys that goes well."""
        ended, said, complained = self.does("tips", *arguments)
        assert (ended, complained) == (0, "")
        return said

    def status(self, name: str) -> str:
        """A tip's state at home."""
        return self.work(lambda work: the(work, name)).status

    def trail(self) -> list[tuple[str, str]]:
        """Who did what, at home."""
        return self.work(lambda work: [(line.who, line.what) for line in audit.everything(work)])


def the(work: Work, name: str) -> Tip:
    tip = reading.named(work, name)
    assert tip is not None
    return tip


@pytest.fixture
def house(does: Does, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> House:
    """Inge reads; Bo is an officer with a key of his own, Lise an officer without."""
    keys = safe(tmp_path / "data" / "tips")
    folder = tmp_path / "inges maskine"
    write_private(folder, MONTH, keys.pair, PASSPHRASE, recovery=None)
    bo = envelope.fresh_pair()
    write_private(tmp_path / "bos maskine", "bo", bo, PASSPHRASE, recovery=None)
    write_public(folder / "readers", PublicKey(keys.profile.key, "bo", bo.public))
    monkeypatch.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")
    monkeypatch.setenv("BETJENT_DATABASE_URL", database_url)
    made = House(database_url, keys, folder, does, tmp_path / "pakke.sqlite3")

    def hired(work: Work) -> None:
        for number, (name, role) in enumerate((("Bo", "officer"), ("Lise", "officer"), ("Inge", "staff")), 7):
            members.join(work, number, role=role, name=name, kommuner=())

    made.work(hired)
    return made


def test_a_tip_is_read_in_the_database_and_the_reading_is_written_down(house: House) -> None:
    name = house.receives(Told({"what": WORDS}, (b"jpeg one", b"jpeg two")))

    listed = house.tells("list")
    said = house.reads("read", name, "--as", "Inge Holm")

    assert WORDS not in listed
    assert f"{name}  uge 47  nyt" in listed
    assert WORDS in said
    assert house.status(name) == Status.READ
    assert house.trail() == [("Inge Holm", "tip.opened")]


def test_photos_are_written_only_when_they_are_asked_for(house: House, tmp_path: Path) -> None:
    name = house.receives(Told({"what": WORDS}, (b"jpeg one", b"jpeg two")))
    before = set(tmp_path.rglob("*.jpg"))

    house.reads("read", name)
    none = set(tmp_path.rglob("*.jpg"))
    said = house.reads("read", name, "--photos", str(tmp_path / "billeder"))

    written = sorted((tmp_path / "billeder").iterdir())
    assert before == none == set()
    assert [path.read_bytes() for path in written] == [b"jpeg one", b"jpeg two"]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert all(str(path) in said for path in written)


def test_without_a_name_the_next_one_that_waits_is_read(house: House) -> None:
    house.receives()
    urgent = house.receives(Told({"what": "Ved skolen"}, school=True), code.fresh())

    assert urgent in house.reads("read")
    assert WORDS in house.reads("read")
    assert "ingen nye tips" in house.reads("read", typed=())


def test_words_that_would_order_a_terminal_about_are_only_words(house: House) -> None:
    name = house.receives(Told({"what": "rød\x1b[2J\x9b31m \u202evarevogn <b>&amp;</b>\x07"}))

    said = house.reads("read", name)

    assert "rød[2J31m varevogn <b>&amp;</b>" in said
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(said)


def test_a_whole_case_in_a_bundle_comes_home_once(house: House) -> None:
    name = house.receives()
    bundle = ("--bundle", str(house.out))

    house.tells("pull", "--out", str(house.out), "--as", "Inge")
    house.reads("read", name, *bundle, "--as", "Inge")
    house.reads("answer", name, "Hvilken  farve har døren?", *bundle, "--as", "Inge")
    house.reads("summarise", name, *bundle, typed=("Handel ved en kiosk", "torsdage", "", PASSPHRASE))
    house.reads("assign", name, "Bo", *bundle, "--as", "Inge")
    house.tells("urgent", name, *bundle)
    house.tells("exclude", name, "Lise", *bundle)
    at_home = house.status(name), house.work(notices)
    said = house.tells("push", str(house.out), "--as", "Inge")

    assert at_home == (Status.NEW, [])
    assert house.status(name) == Status.HANDED
    assert house.work(lambda work: the(work, name).urgent)
    assert house.work(notices) == [("tip_summary", 7, {"tip": name})]
    assert house.work(lambda work: tips.members(work, the(work, name).id)) == {7: "officer", 8: "excluded"}
    assert [what for _, what in house.trail()] == [
        "tips.pulled", "tip.opened", "tip.asked", "tip.summarised", "tip.handed", "tip.urgent",
        "tip.excluded", "tips.pushed",
    ]  # fmt: skip
    assert "1 tips er ændret, 6 linjer" in said
    assert house.does("audit", "verify")[0] == 0
    waiting = house.work(lambda work: thread.look(work, house.keys.locks, ticket(house)))
    assert waiting is not None
    assert waiting.questions == ("Hvilken farve har døren?",)

    again = house.does("tips", "push", str(house.out))
    assert again[0] == 1
    assert "lagt ind allerede" in again[2]


def test_a_push_that_was_cut_off_before_the_bundle_knew_is_not_done_twice(house: House) -> None:
    name = house.receives()
    house.tells("pull", "--out", str(house.out))
    house.tells("urgent", name, "--bundle", str(house.out))
    copy = house.out.with_name("kopi.sqlite3")
    copy.write_bytes(house.out.read_bytes())
    house.tells("push", str(house.out))
    trail = house.trail()

    said = house.tells("push", str(copy))

    assert "var lagt ind allerede" in said
    assert house.trail() == trail


def test_bo_reads_his_summary_with_his_own_key_and_never_the_tip(house: House, tmp_path: Path) -> None:
    name = house.receives()
    house.reads("summarise", name, "Handel ved en kiosk")
    house.reads("assign", name, "bo")

    his = ("--keys", str(tmp_path / "bos maskine"), "--as", "Bo")
    ended, said, _ = house.does("tips", "read", name, *his, typed=(PASSPHRASE,))
    refused = house.does("tips", "summarise", name, "x", *his, typed=(PASSPHRASE,))

    assert ended == 0
    assert "Handel ved en kiosk" in said
    assert WORDS not in said
    assert refused[0] == 1
    assert house.trail()[-1] == ("Bo", "summary.opened")


def test_everything_that_keeps_a_summary_from_an_officer_is_said_at_once(house: House) -> None:
    name = house.receives()

    def refusal(who: str) -> list[str]:
        arguments = ("tips", "assign", name, who, "--keys", str(house.folder))
        ended, _, complained = house.does(*arguments, typed=(PASSPHRASE,))
        assert ended == 1
        return [line.removeprefix("✗ ") for line in complained.splitlines()]

    assert [line.split(":")[0] for line in refusal("Lise")] == [
        "Skriv først et resumé", "readers/lise.pub",
    ]  # fmt: skip
    assert [line.split(":")[0] for line in refusal("Inge")] == [
        "Skriv først et resumé", "Inge", "readers/inge.pub",
    ]  # fmt: skip
    assert "findes ikke. Der er: Bo, Inge, Lise" in refusal("Nobody")[1]


def test_whoever_is_kept_out_neither_reads_nor_gets_it(house: House) -> None:
    name = house.receives()
    house.reads("summarise", name, "Handel ved en kiosk")
    for who in ("Bo", "Inge"):
        house.tells("exclude", name, who, "--as", "Sara")

    kept_out = [
        house.does("tips", *command, "--keys", str(house.folder), typed=(PASSPHRASE,))
        for command in (("read", name, "--as", "inge"), ("assign", name, "Bo", "--as", "Sara"))
    ]

    assert [ended for ended, _, _ in kept_out] == [1, 1]
    assert all("holdt ude" in complained for _, _, complained in kept_out)
    assert "Der er ingen" in house.tells("list", "--as", "Inge")
    house.tells("exclude", name, "Inge", "--admit", "--as", "Sara")
    assert name in house.tells("list", "--as", "Inge")


@pytest.mark.parametrize(
    ("command", "state", "line"),
    [
        (("end", "videregivet"), Status.PASSED_ON, "tip.passed_on"),
        (("end", "kasseret", "--reason", "tomt"), Status.DISCARDED, "tip.discarded"),
        (("spam",), Status.DISCARDED, "tip.discarded"),
        (("duplicate",), Status.DISCARDED, "tip.discarded"),
    ],
)
def test_a_tip_is_ended_once_and_counted(
    house: House, command: tuple[str, ...], state: Status, line: str
) -> None:
    name = house.receives()
    bundle = ("--bundle", str(house.out))
    house.tells("pull", "--out", str(house.out))

    house.reads(command[0], name, *command[1:], *bundle)
    again = house.does("tips", "spam", name, *bundle, "--keys", str(house.folder), typed=(PASSPHRASE,))
    house.tells("push", str(house.out))

    assert "afsluttet allerede" in again[2]
    assert house.status(name) == state
    assert house.work(lambda work: tips.counts(work, "2026-W01")) == {("2026-W47", "0265", state): 1}
    assert line in [what for _, what in house.trail()]


@pytest.mark.parametrize("reason", [("kasseret",), ("arkiveret", "--reason", "spam")])
def test_a_reason_belongs_to_what_is_discarded(house: House, reason: tuple[str, ...]) -> None:
    name = house.receives()

    assert house.does("tips", "end", name, *reason, "--keys", str(house.folder))[0] == 1
    assert house.status(name) == Status.NEW


def test_a_tip_that_was_withdrawn_meanwhile_stays_away(house: House) -> None:
    name = house.receives()
    other = house.receives(receipt=code.fresh())
    bundle = ("--bundle", str(house.out))
    house.tells("pull", "--out", str(house.out))
    for each in (name, other):
        house.reads("summarise", each, "Handel ved en kiosk", *bundle)
        house.reads("assign", each, "Bo", *bundle)
    house.work(lambda work: thread.withdraw(work, ticket(house)))

    said = house.tells("push", str(house.out))

    assert f"! {name}: er trukket tilbage" in said
    assert house.work(lambda work: reading.named(work, name)) is None
    assert house.status(other) == Status.HANDED
    assert [args for _, _, args in house.work(notices)] == [{"tip": other}]


def test_newer_words_of_the_tipster_are_not_lost_under_what_the_reader_did(house: House) -> None:
    name = house.receives()
    bundle = ("--bundle", str(house.out))
    house.tells("pull", "--out", str(house.out))
    house.reads("end", name, "arkiveret", *bundle)
    said_again = Told({"words": "Og på Torvet"})
    house.work(lambda work: thread.answer(work, house.keys.locks, ticket(house), said_again))

    said = house.tells("push", str(house.out))

    assert f"! {name}: der er kommet nye ord" in said
    assert house.status(name) == Status.ANSWERED
    assert "Og på Torvet" in house.reads("read")


def test_two_readers_do_not_undo_each_other(house: House) -> None:
    name = house.receives()
    other = house.out.with_name("anden.sqlite3")
    for out in (house.out, other):
        house.tells("pull", "--out", str(out))
        house.reads("summarise", name, f"Skrevet i {out.stem}", "--bundle", str(out))
    house.reads("end", name, "samlet", "--bundle", str(house.out))
    house.tells("exclude", name, "Lise", "--bundle", str(other))

    house.tells("push", str(house.out))
    house.tells("push", str(other))

    said = house.reads("read", name)
    assert house.work(lambda work: tips.members(work, the(work, name).id)) == {8: "excluded"}
    assert "Skrevet i anden" in said
    assert "Skrevet i pakke" not in said
    assert house.status(name) == Status.MERGED


def test_a_bundle_holds_no_word_and_only_what_is_open(house: House) -> None:
    name = house.receives()
    ended = house.receives(receipt=code.fresh())
    house.reads("end", ended, "arkiveret")
    house.tells("pull", "--out", str(house.out))
    house.reads("answer", name, "Hvilken farve?", "--bundle", str(house.out))

    body = house.out.read_bytes()
    listed = house.tells("list", "--bundle", str(house.out))

    assert house.out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in house.out.parent.glob("pakke*")] == ["pakke.sqlite3"]
    assert (name in listed, ended in listed) == (True, False)
    for words in (WORDS, "Hvilken farve", PASSPHRASE, CODE):
        assert words.encode() not in body
        assert words.encode("utf-16-le") not in body


def test_a_bundle_whose_trail_was_changed_is_not_brought_home(house: House) -> None:
    name = house.receives()
    house.tells("pull", "--out", str(house.out))
    house.reads("read", name, "--bundle", str(house.out))
    home, house.url = house.url, f"sqlite:///{house.out}"

    def forged(work: Work) -> None:
        line = work.session.scalars(select(TipAudit)).one()
        line.who = "Sara"

    house.work(forged)
    broken = house.does("audit", "verify", "--bundle", str(house.out))
    house.url = home
    refused = house.does("tips", "push", str(house.out))

    assert (broken[0], refused[0]) == (1, 1)
    assert "revisionsspor" in refused[2]
    assert house.status(name) == Status.NEW


def test_a_chain_that_was_cut_off_shows_in_the_sum_that_was_written_down(house: House) -> None:
    name = house.receives()
    for who in ("Inge", "Sara"):
        house.reads("read", name, "--as", who)
    sums = re.findall(r"sum: (\w+)", house.does("audit", "verify")[1])

    house.work(lambda work: work.session.delete(audit.everything(work)[-1]))

    assert house.does("audit", "verify")[0] == 0
    assert house.does("audit", "verify", "--head", sums[0])[0] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--bundle", "missing.sqlite3"), "missing.sqlite3: findes ikke"),
        (("push", "missing.sqlite3"), "missing.sqlite3: findes ikke"),
        (("read", "0000-0000"), "der er ikke ét tip"),
        (("urgent", "ikke et navn"), "der er ikke ét tip"),
    ],
)
def test_what_is_not_there_is_said(house: House, arguments: tuple[str, ...], words: str) -> None:
    ended, _, complained = house.does("tips", *arguments)

    assert ended == 1
    assert words in complained


def test_a_file_that_exists_is_never_written_over(house: House) -> None:
    house.out.write_text("noget andet")

    ended, _, complained = house.does("tips", "pull", "--out", str(house.out))

    assert ended == 1
    assert str(house.out) in complained
    assert house.out.read_text() == "noget andet"
    assert house.does("tips", "list", "--bundle", str(house.out))[0] == 1


def test_keys_that_do_not_open_it_are_said(house: House, tmp_path: Path) -> None:
    name = house.receives()
    strange = safe(tmp_path / "strange")
    write_private(tmp_path / "andre", MONTH, strange.pair, PASSPHRASE, recovery=None)

    answers = [
        house.does("tips", "read", name, "--keys", str(folder), typed=(typed,))
        for folder, typed in (
            (tmp_path / "ingen", PASSPHRASE), (house.folder, "forkert"), (tmp_path / "andre", PASSPHRASE),
        )
    ]  # fmt: skip

    assert [ended for ended, _, _ in answers] == [1, 1, 1]
    for (_, _, complained), words in zip(
        answers, (f"her er ingen nøgle, der åbner {name} ({MONTH})", "passer ikke", "åbner ikke"), strict=True
    ):
        assert words in complained
    assert house.status(name) == Status.NEW


def ticket(house: House) -> code.Ticket:
    return house.keys.locks.ticket(CODE)


def notices(work: Work) -> list[tuple[str, int | None, object]]:
    return [(row.what, row.person_id, row.args) for row in work.session.scalars(select(Notice))]
