"""Inge reads on her own machine, in the database: the rules of the private chat, in a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.sealing import code
from handlers.sealing.keys import write_private
from handlers.tips.content import Status, Told
from storage import audit
from tests.safe import MONTH, safe
from tests.tips_cli.elsewhere import WORDS, House
from tests.tips_cli.terminal import PASSPHRASE

# What is kept is held on both databases in tests/test_tips_kept.py and test_bundle.py.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


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


@pytest.mark.parametrize("reason", [("kasseret",), ("arkiveret", "--reason", "spam")])
def test_a_reason_belongs_to_what_is_discarded(house: House, reason: tuple[str, ...]) -> None:
    name = house.receives()

    assert house.does("tips", "end", name, *reason, "--keys", str(house.folder))[0] == 1
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
