"""Inge takes the open tips with her in a file, and brings home what she did: once, over no newer words."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.sealing import code
from handlers.tips import reading, thread
from handlers.tips.content import Status, Told
from storage import audit, tips
from storage.tip_models import TipAudit
from storage.work import Work
from tests.tips_cli.elsewhere import CODE, WORDS, House, notices, the, ticket
from tests.tips_cli.terminal import PASSPHRASE


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


def test_the_trail_at_home_tells_when_it_was_read_and_not_when_it_came_home(house: House) -> None:
    name = house.receives()
    house.tells("pull", "--out", str(house.out))
    house.reads("read", name, "--bundle", str(house.out))
    home, house.url = house.url, f"sqlite:///{house.out}"
    (read,) = house.work(audit.everything)
    house.url = home

    house.tells("push", str(house.out))

    assert [line.at for line in house.work(audit.everything) if line.what == "tip.opened"] == [read.at]


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


def test_a_file_that_exists_is_never_written_over(house: House) -> None:
    house.out.write_text("noget andet")

    ended, _, complained = house.does("tips", "pull", "--out", str(house.out))

    assert ended == 1
    assert str(house.out) in complained
    assert house.out.read_text() == "noget andet"
    assert house.does("tips", "list", "--bundle", str(house.out))[0] == 1
