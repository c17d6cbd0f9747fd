"""The passphrase reaches the running bot, and nothing and nobody else."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import WallClock
from bot.settings import DISTRICTS, StartFault
from bot.tips.unlocking import BUSY, LONGEST, SOCKET, ask, unlocking
from handlers.house import House
from handlers.profile import read_profile
from handlers.sealing import code, envelope
from handlers.sealing.keys import PublicKey, write_private, write_public
from handlers.tips import intake, reading
from handlers.tips.locks import Locks
from handlers.tips.opened import Opened
from handlers.tips.week import epoch_of
from storage import audit, members
from storage.opening import open_store
from storage.store import Store
from storage.work import Work
from tests.machine import Machine, a_machine
from tests.safe import DEALING, MONTH, Safe, safe
from tests.tips_cli.terminal import PASSPHRASE, Does

DISTRICT = "midt-og-vestsjaelland"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which database it is makes no difference here."""
    return sqlite_url


@pytest.fixture
def keys(tmp_path: Path) -> Safe:
    """November's pair in the bot's folder, as a district that reads in chat has it."""
    made = safe(tmp_path / "tips", reading="chat")
    write_private(made.folder, MONTH, made.pair, PASSPHRASE, recovery=None)
    return made


def a_house(keys: Safe, opened: Opened) -> House:
    return House(keys.profile, 1000, "bestil_betjent_bot", opened=opened)


@pytest.fixture
async def opened(keys: Safe, store: Store) -> AsyncIterator[Opened]:
    """The door stands open to the right passphrase."""
    found = Opened()
    async with unlocking(keys.folder, store, a_house(keys, found)):
        yield found


async def test_the_right_passphrase_opens_and_lock_forgets(keys: Safe, opened: Opened, store: Store) -> None:
    assert await ask(keys.folder, "unlock", "Inge", PASSPHRASE) == [MONTH]
    pair = opened.pair(MONTH)
    assert await ask(keys.folder, "lock", "Inge") == []

    assert pair is not None
    assert pair.private == keys.pair.private
    assert opened.owners == ()
    lines = await store.read(lambda work: [(row.who, row.what, row.detail) for row in audit.everything(work)])
    assert lines == [("Inge", "keys.unlocked", MONTH), ("Inge", "keys.locked", "")]


async def test_a_wrong_passphrase_opens_nothing_and_is_not_repeated(keys: Safe, opened: Opened) -> None:
    with pytest.raises(StartFault) as refused:
        await ask(keys.folder, "unlock", "Inge", "noget helt andet")

    assert str(refused.value) == f"{MONTH}.key: adgangskoden passer ikke"
    assert opened.owners == ()


async def test_keys_open_all_or_none(keys: Safe, opened: Opened) -> None:
    write_private(keys.folder, "2026-12", envelope.fresh_pair(), "en anden adgangskode", recovery=None)

    with pytest.raises(StartFault, match=r"2026-12\.key"):
        await ask(keys.folder, "unlock", "Inge", PASSPHRASE)
    assert opened.owners == ()


@pytest.mark.usefixtures("honest_guesses")
async def test_only_one_tries_at_a_time(keys: Safe, opened: Opened) -> None:
    tries = [ask(keys.folder, "unlock", who, PASSPHRASE) for who in ("Inge", "Sara")]

    answers = await asyncio.gather(*tries, return_exceptions=True)

    assert sorted(map(str, answers)) == sorted([str([MONTH]), BUSY])
    assert opened.owners == (MONTH,)


@pytest.mark.parametrize(
    "said", [b"", b"\n", b"hvad\n", b"[]\n", b'{"do": "unlock"}\n', b"x" * (2 * LONGEST), b'{"do": 1}']
)
async def test_a_stranger_to_the_door_gets_no_answer_and_breaks_nothing(
    keys: Safe, opened: Opened, said: bytes
) -> None:
    reader, writer = await asyncio.open_unix_connection(keys.folder / SOCKET)
    writer.write(said)
    writer.write_eof()

    with suppress(ConnectionResetError):  # what was too long was not read to its end
        assert await reader.read() == b""
    writer.close()
    assert await ask(keys.folder, "unlock", "Inge", PASSPHRASE) == [MONTH]
    assert opened.owners == (MONTH,)


async def test_the_door_is_closed_to_others_and_gone_afterwards(keys: Safe, store: Store) -> None:
    path = keys.folder / SOCKET
    path.touch()  # as a process that was killed leaves it
    found = Opened()
    async with unlocking(keys.folder, store, a_house(keys, found)):
        assert path.stat().st_mode & 0o777 == 0o600
        await ask(keys.folder, "unlock", "Inge", PASSPHRASE)

    assert not path.exists()
    assert found.owners == ()
    with pytest.raises(StartFault, match="ingen svarer"):
        await ask(keys.folder, "unlock", "Inge", PASSPHRASE)


async def test_a_path_that_no_socket_can_have_is_said(keys: Safe, store: Store) -> None:
    with pytest.raises(StartFault, match="for lang"):
        async with unlocking(keys.folder / ("x" * 90), store, a_house(keys, Opened())):
            raise AssertionError("it started")


async def test_a_folder_without_keys_is_said(keys: Safe, store: Store) -> None:
    empty = keys.folder / "x"
    async with unlocking(empty, store, a_house(keys, Opened())):
        with pytest.raises(StartFault, match="ingen private nøgler"):
            await ask(empty, "unlock", "Inge", PASSPHRASE)


async def test_where_tips_are_read_elsewhere_there_is_no_door(tmp_path: Path, store: Store) -> None:
    elsewhere = safe(tmp_path / "elsewhere", reading="reader")
    async with unlocking(elsewhere.folder, store, a_house(elsewhere, Opened())):
        assert not (elsewhere.folder / SOCKET).exists()


def test_without_a_bot_that_reads_in_chat_nothing_is_asked(
    does: Does, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BETJENT_DISTRICT", DISTRICT)

    answers = [does("tips", command) for command in ("unlock", "lock")]

    assert [ended for ended, _, _ in answers] == [1, 1]
    assert all("læses tips i chatten?" in complained for _, _, complained in answers)


def chat_district(folder: Path) -> Locks:
    """A district that reads in chat, in files as an operator has them; real keys, this month's."""
    month, pair = epoch_of(WallClock().now()), envelope.fresh_pair()
    key = PublicKey(DISTRICT, month, pair.public)
    write_public(folder / "tips", key)
    write_private(folder / "tips", month, pair, PASSPHRASE, recovery=None)
    text = (DISTRICTS / f"{DISTRICT}.toml").read_text(encoding="utf-8")
    tips = f'\n[tips]\nreading = "chat"\n[tips.fingerprints]\n"{month}" = "{key.fingerprint}"\n'
    (folder / "kreds.toml").write_text(text + tips, encoding="utf-8")
    return Locks.of(folder / "tips", read_profile(folder / "kreds.toml"))


@dataclass
class Running:
    """A running bot whose district reads in chat; Inge has the role, and one tip waits."""

    machine: Machine
    process: Process
    name: str

    async def inge_opens(self) -> str:
        """Taps the tip in the list; gives the word over her screen, if there was one."""
        toast = await self.machine.inge.tap(self.name)
        return toast.text if toast else ""

    async def stopped(self) -> list[bytes]:
        """Stops it; gives everything it has left anywhere, its surroundings too."""
        surroundings = await asyncio.to_thread(Path(f"/proc/{self.process.pid}/environ").read_bytes)
        self.process.terminate()
        return [surroundings, *await self.process.communicate()]


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    locks = chat_district(tmp_path)
    async with a_machine(tmp_path, DISTRICT=str(tmp_path / "kreds.toml")) as machine:
        process = await machine.is_up()
        name = await given(tmp_path, locks, machine.inge.id)
        await machine.inge.send("/tips")
        await machine.reads(machine.inge, name)
        yield Running(machine, process, name)


async def given(folder: Path, locks: Locks, inge: int) -> str:
    """A tip in the database, and Inge's role beside it; gives the tip's name."""
    now = WallClock().now
    sealed = locks.seal(DEALING, code.fresh(), now())

    def decide(work: Work) -> None:
        members.join(work, inge, role="tips", name="Inge", kommuner=())
        intake.put(work, [sealed])

    store = await open_store(f"sqlite:///{folder}/betjent.sqlite3", clock=now, alone=False)
    await store.write(decide)
    await store.close()
    return reading.name_of(sealed.id)


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


@pytest.mark.timeout(180)  # two processes and a passphrase at its real price, perhaps on a busy machine
@pytest.mark.usefixtures("honest_guesses")
async def test_a_running_bot_is_unlocked_from_the_command_line(running: Running, tmp_path: Path) -> None:
    machine = running.machine
    assert "låst" in await running.inge_opens()

    right = await machine.does("tips", "unlock", "--as", "Inge", typed=f"{PASSPHRASE}\n")
    await running.inge_opens()
    said = await machine.reads(machine.inge, "Nørregade")
    await ask(tmp_path / "tips", "lock", "Inge")
    again = await running.inge_opens()
    left = await running.stopped()

    assert (right[0], "låst op: 20" in right[1]) == (0, True)
    assert "kiosken" in said
    assert "låst" in again
    for place in (*left, right[1].encode(), *files(tmp_path)):
        assert PASSPHRASE.encode() not in place
        assert json.dumps(PASSPHRASE).strip('"').encode() not in place
