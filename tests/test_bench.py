"""Keeps the benchmark honest: it counts right, sees what is lost or doubled, and spares real cases."""

from __future__ import annotations

import io
import sqlite3
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, running
from bot.bench import bench, citizens
from bot.bench.bookings import crowded
from bot.bench.citizens import PEER
from bot.bench.ours import cases_of, settings_for
from bot.bench.peers import default_application
from bot.bench.places import places
from bot.bench.queue import long_queue
from bot.bench.report import Report
from bot.bench.script import ORDER
from bot.bench.town import Heard
from handlers.land import shapes, source
from handlers.land.shapes import Ring, Shapes
from storage import people
from storage.measure import clear, counting
from storage.models import Person
from storage.opening import open_store
from storage.store import Store
from storage.work import Work

ONE_KIND = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
async def town() -> AsyncIterator[citizens.Town]:
    town = citizens.Town()
    await town.sandbox.start()
    yield town
    await town.sandbox.stop()


@asynccontextmanager
async def a_bot(town: citizens.Town, data_dir: Path, database_url: str) -> AsyncIterator[App]:
    settings = settings_for(town.sandbox.url, town.group.id, data_dir, database_url)
    async with running(settings, paced=False, ticking=False) as app:
        yield app


def heard(*, wrong: int = 0, astray: int = 0) -> Heard:
    return Heard(
        seconds=1.0, latencies=[1.0, 2.0, 9.0], people=[1, 2], screens=[15, 15],
        repeats=0, wrong=wrong, astray=astray,
    )  # fmt: skip


@ONE_KIND
@pytest.mark.parametrize("twice", [0.0, 1.0])
async def test_every_conversation_ends_with_one_case_however_often_its_updates_come(
    town: citizens.Town, tmp_path: Path, database_url: str, twice: float
) -> None:
    async with a_bot(town, tmp_path, database_url) as app:
        came = Heard(**await town.talk({"conversations": 5, "citizens": 3, "twice": twice}))
        found = await cases_of(app.store, came.people)

    assert (came.updates, came.wrong, came.astray) == (5 * len(ORDER), 0, 0)
    assert list(found.values()) == [1] * 5
    assert came.repeats == came.updates * twice


@ONE_KIND
async def test_at_a_rate_every_conversation_that_is_begun_is_ended(
    town: citizens.Town, tmp_path: Path, database_url: str
) -> None:
    async with a_bot(town, tmp_path, database_url) as app:
        came = Heard(**await town.rate({"rate": 400, "updates": 20}))
        found = await cases_of(app.store, came.people)

    assert came.updates == len(came.people) * len(ORDER)
    assert set(found.values()) == {1}


async def test_the_library_we_are_held_beside_goes_through_the_same_conversation(town: citizens.Town) -> None:
    async with default_application(town.sandbox.url, PEER):
        came = Heard(**await town.talk({"conversations": 2, "citizens": 2, "token": PEER}))

    assert (came.updates, came.wrong, came.astray) == (2 * len(ORDER), 0, 0)


@pytest.mark.parametrize(
    ("cases", "came"),
    [
        ({1: 1, 2: 0}, heard()),
        ({1: 1, 2: 2}, heard()),
        ({1: 2, 2: 0}, heard()),
        ({1: 1}, heard()),
        ({1: 1, 2: 1}, heard(wrong=1)),
        ({1: 1, 2: 1}, heard(astray=1)),
    ],
)
def test_what_is_lost_doubled_or_wrong_is_said(cases: dict[int, int], came: Heard) -> None:
    report = Report(io.StringIO(), io.StringIO())

    report.rightness(2, cases, came)

    assert not report.sound


def test_when_all_is_right_the_report_is_sound() -> None:
    out = io.StringIO()
    report = Report(out, io.StringIO())

    report.rightness(2, {1: 1, 2: 1}, heard())
    report.answers(heard())

    assert report.sound
    assert "2 sager af 2 samtaler, 0 tabt, 0 dobbelte, 0 forkerte svar" in out.getvalue()
    assert "p50 2,00, p95 9,00, p99 9,00 ms" in out.getvalue()


async def test_a_database_with_somebody_in_it_is_left_alone(
    database_url: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    await store.write(lambda work: work.session.add(Person(id=1, language="da", since=work.now())))
    await store.close()
    asked = Namespace(
        database_url=database_url,
        conversations=1,
        citizens=1,
        delay_ms=0,
        rate=0,
        cases=9,
        chaos=False,
        places=False,
        bookings=False,
        tips=False,
    )

    code = await bench(asked)

    assert code == 2
    assert "Giv bench en tom database" in capsys.readouterr().err


async def test_a_database_for_measuring_is_emptied_each_time(store: Store) -> None:
    await store.write(clear)
    await store.write(lambda work: work.session.add(Person(id=1, language="da", since=work.now())))

    await store.write(clear)

    assert await store.read(lambda work: work.session.get(Person, 1)) is None


async def test_statements_are_counted_with_the_inbox_and_without_begin_and_commit(
    database_url: str,
) -> None:
    def look(work: Work) -> None:
        people.meet(work, 1, "da")  # asked, and welcomed

    with counting() as tally:
        store = await open_store(database_url, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
        await store.read(lambda _: None)
        before = tally.statements
        await store.once(1, 1, look, look)
        await store.close()

    assert tally.statements - before == 3


async def test_the_screens_of_staff_are_timed_with_few_cases_and_with_many(
    database_url: str, tmp_path: Path
) -> None:
    out = io.StringIO()

    await long_queue(Report(out, io.StringIO()), tmp_path, database_url, size=150, small=100, times=1)

    assert "Vagtens skærme, 100 og 150 sager" in out.getvalue()
    assert out.getvalue().count("forhold") == 5


async def test_each_time_that_many_want_goes_to_one_of_them(database_url: str, tmp_path: Path) -> None:
    out = io.StringIO()
    report = Report(out, io.StringIO())

    await crowded(report, tmp_path, database_url, slots=20)

    assert report.sound
    assert "20 af 20 tider givet, 0 dobbelte" in out.getvalue()


async def test_an_officer_who_stands_in_two_places_is_seen(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("DROP TRIGGER bookings_one_place_added")
    out = io.StringIO()
    report = Report(out, io.StringIO())

    await crowded(report, tmp_path, sqlite_url, slots=2)

    assert not report.sound
    assert "10 af 2 tider givet, 8 dobbelte" in out.getvalue()


def test_the_map_is_measured_and_one_that_is_shifted_is_not_sound(tmp_path: Path) -> None:
    out = io.StringIO()
    report = Report(out, io.StringIO())

    places(report)
    assert report.sound
    for label in ("Indlæsning", "Punkt til kommune", "cities.json", "Skrevet rigtigt", "Med én fejl"):
        assert label in out.getvalue()

    kept = source.shapes()
    north = {code: tuple(_moved(ring) for ring in rings) for code, rings in kept.rings.items()}
    (tmp_path / source.FOLDER).mkdir()
    shapes.write(tmp_path / source.FOLDER / source.KOMMUNER, Shapes("forskudt", "2026-11-28", north))
    source.use(tmp_path)
    try:
        places(report)
    finally:
        source.use(None)
    assert not report.sound


def _moved(ring: Ring) -> Ring:
    return tuple((longitude, latitude - 0.05) for longitude, latitude in ring)
