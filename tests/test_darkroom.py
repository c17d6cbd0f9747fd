"""Pictures are opened behind a wall: whatever happens there, the bot goes on and its secrets are safe."""

from __future__ import annotations

import asyncio
import io
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from bot.darkroom import door
from bot.darkroom.door import NotAPicture, NotDrawn, drawn, place_in, rebuilt
from bot.darkroom.frames import HEAD, receive, send
from bot.darkroom.process import Broken, Darkroom
from bot.telegram.atlas import Atlas
from handlers.land import source
from handlers.land.sketch import Mark, Sketch
from tests.town import photo_taken_at

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has")

HERE = (55.457, 12.182)
TOWNS = Sketch((), (Mark(55.93, 11.67, "Nykøbing Sj"), Mark(54.77, 11.87, "Nykøbing F")))
REBUILD = {"do": "rebuild"}


@pytest.fixture
def darkroom(monkeypatch: pytest.MonkeyPatch) -> Iterator[Darkroom]:
    """One of this test's own behind the door."""
    with closing(Darkroom()) as own:
        monkeypatch.setattr(door, "_darkroom", own)
        yield own


def number(darkroom: Darkroom) -> int:
    assert darkroom.pid is not None
    return darkroom.pid


def ends(pid: int) -> bool:
    """Waits for the end of a process that need not be a child of ours."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


async def test_pictures_places_and_maps_come_out_of_one_process(darkroom: Darkroom) -> None:
    photo = photo_taken_at(*HERE)

    clean = await rebuilt(photo)
    first = darkroom.pid
    place, drawing = await place_in(photo), await drawn(TOWNS)

    assert place == pytest.approx(HERE, abs=1e-5)
    assert await place_in(clean) is None
    with Image.open(io.BytesIO(drawing)) as image:
        assert image.format == "JPEG"
    assert darkroom.pid == first


async def test_when_it_is_killed_the_next_picture_gets_another(darkroom: Darkroom) -> None:
    await rebuilt(photo_taken_at(*HERE))
    fallen = number(darkroom)
    os.kill(fallen, signal.SIGKILL)

    assert await rebuilt(photo_taken_at(*HERE))

    assert number(darkroom) != fallen


async def test_what_takes_too_long_is_given_up_and_what_comes_after_is_not(
    darkroom: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Darkroom(patience=0.001)) as hasty:
        with pytest.raises(Broken):
            hasty.ask(REBUILD, photo_taken_at(*HERE))
        assert hasty.pid is None
        monkeypatch.setattr(door, "_darkroom", hasty)
        with pytest.raises(NotAPicture):
            await rebuilt(photo_taken_at(*HERE))
        with pytest.raises(NotDrawn):
            await drawn(TOWNS)
        assert await place_in(photo_taken_at(*HERE)) is None
    monkeypatch.setattr(door, "_darkroom", darkroom)
    assert await rebuilt(photo_taken_at(*HERE))


@linux
async def test_it_knows_no_token_and_can_write_no_file(
    darkroom: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BETJENT_TOKEN", "123:HEMMELIG")
    await rebuilt(photo_taken_at(*HERE))
    here = Path(f"/proc/{number(darkroom)}")

    assert b"PATH=" in (here / "environ").read_bytes()
    assert b"BETJENT" not in (here / "environ").read_bytes()
    limits = {line[:25].strip(): line[26:46].strip() for line in (here / "limits").read_text().splitlines()}
    assert (limits["Max file size"], limits["Max core file size"]) == ("0", "0")
    assert limits["Max address space"] == "1500000000"


@linux
def test_it_is_let_go_when_nobody_has_needed_it_for_a_while() -> None:
    with closing(Darkroom(rest=0.01)) as restless:
        restless.ask(REBUILD, photo_taken_at(*HERE))
        assert restless.pid is None or ends(restless.pid)
        assert restless.ask(REBUILD, photo_taken_at(*HERE))[1]


STARTS_ONE = """
import os
from bot.darkroom.process import Darkroom
own = Darkroom()
own.ask({"do": "place"}, b"")
print(own.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@linux
def test_it_ends_with_the_bot_also_after_kill_9() -> None:
    home = Path(__file__).parents[1]

    told = subprocess.run([sys.executable, "-c", STARTS_ONE], cwd=home, capture_output=True, check=False)

    assert told.returncode == -signal.SIGKILL
    assert ends(int(told.stdout))


def test_an_unknown_errand_is_answered() -> None:
    with closing(Darkroom()) as own:
        assert own.ask({"do": "sing"})[0] == {"fault": "ValueError"}


async def test_a_map_that_was_imported_and_is_damaged_is_said(tmp_path: Path, darkroom: Darkroom) -> None:
    assert await drawn(TOWNS)
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "kommuner.land").write_bytes(b"nothing of the sort")
    source.use(tmp_path)
    try:
        with pytest.raises(NotDrawn):
            await drawn(TOWNS)
    finally:
        source.use(None)
    assert await drawn(TOWNS)
    assert darkroom.pid is not None


async def test_those_who_ask_for_the_same_towns_at_once_get_one_drawing() -> None:
    atlas = Atlas()

    one, other = await asyncio.gather(atlas.drawn(TOWNS), atlas.drawn(TOWNS))

    assert one is other


async def test_where_somebody_stands_is_drawn_anew_each_time() -> None:
    atlas, here = Atlas(), Sketch(("0259",), (Mark(*HERE),))

    assert await atlas.drawn(here) is not await atlas.drawn(here)


@pytest.mark.parametrize(
    "said",
    [
        b"\0",
        HEAD.pack(2, 1) + b"{}",
        HEAD.pack(2, 10**6) + b"{}",
        HEAD.pack(1, 0) + b"{",
        HEAD.pack(2, 0) + b"[]",
    ],
    ids=["no head", "no body", "too much", "no JSON", "no object"],
)
def test_what_comes_out_of_it_is_not_trusted(said: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        receive(io.BytesIO(said), 1000)


def test_what_goes_in_comes_out() -> None:
    hatch = io.BytesIO()
    send(hatch, {"do": "æ"}, b"body")
    send(hatch, {}, b"")
    hatch.seek(0)

    assert [receive(hatch, 1000) for _ in range(3)] == [({"do": "æ"}, b"body"), ({}, b""), None]
