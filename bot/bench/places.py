"""The map and the place names: how quick, how light and how right they are."""

import random
import time
import timeit
import tracemalloc
from collections.abc import Callable

from bot.bench.report import Report, number
from handlers.land import crosscheck, source
from handlers.land.borders import Borders
from handlers.land.whereabouts import whereabouts
from handlers.words import table
from handlers.words.places import find_town

RIGHT = 0.99  # of all places in the kommune they belong to
LOAD_MS, LOAD_MB, LOOK_UP_US = 300, 30, 50
MICRO = 1e6
SEED = 4  # the same slips of the finger each time
SHORTEST = 5  # letters of a name in which a wrong one is forgiven


def places(report: Report) -> None:
    """Prints every number of the map. It is sound when places lie in the right kommune."""
    cities = table(crosscheck.CITIES)
    points = [(float(row[2]), float(row[3])) for row in cities]
    kept = source.shapes()
    report.heading(f"Kortet: {kept.source}, {kept.date}, {kept.corners} hjørner")
    land, kept_mb, peak_mb = _loaded()
    load = _least(lambda: Borders(source.shapes()), 5) * 1000
    size = f"{number(peak_mb)} MB, bagefter {number(kept_mb)} MB"
    report.line("Indlæsning", f"{number(load)} ms, {size}", f"{LOAD_MS} ms, {LOAD_MB} MB")
    look_up = _least(lambda: [land.kommune_at(*point) for point in points], 20) / len(points)
    report.line("Punkt til kommune", f"{number(look_up * MICRO)} µs", f"{LOOK_UP_US} µs")
    in_words = _least(lambda: [whereabouts(*point) for point in points], 3) / len(points)
    report.line("Punkt til ord", f"{number(in_words * MICRO)} µs")
    _rightness(report)
    _names(report, cities)


def _rightness(report: Report) -> None:
    for found, target in ((crosscheck.places(), RIGHT), (crosscheck.middles(), RIGHT)):
        report.line("Rigtighed", found.title, f"{target:.0%}")
        for difference in found.differences:
            report.line("", difference)
        report.sound = report.sound and found.share >= target


def _names(report: Report, cities: list[list[str]]) -> None:
    """How often a place is among the candidates when its name is typed, right and with one wrong letter."""
    report.heading("Stednavne")
    chance = random.Random(SEED)  # noqa: S311 - a measurement that can be repeated
    names = [(row[0], row[1]) for row in cities]
    for label, typed in (
        ("Skrevet rigtigt", names),
        ("Med én fejl", [(_slip(name, chance), code) for name, code in names if len(name) >= SHORTEST]),
    ):
        find_town(typed[0][0])
        began = time.process_time()
        found = sum(_finds(name, code) for name, code in typed)
        each = (time.process_time() - began) / len(typed) * MICRO
        report.line(label, f"{found} af {len(typed)} blandt de første fem, {number(each)} µs")


def _finds(name: str, code: str) -> bool:
    return any(kommune.code == code for town in find_town(name) for kommune in town.kommuner)


def _slip(name: str, chance: random.Random) -> str:
    """One letter left out, doubled or swapped with the next; never the first."""
    at = chance.randrange(1, len(name) - 1)
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return chance.choice(ways)


def _loaded() -> tuple[Borders, float, float]:
    """The map, and the megabytes that it keeps and that loading it takes."""
    tracemalloc.start()
    land = Borders(source.shapes())
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return land, kept / 1e6, peak / 1e6


def _least(act: Callable[[], object], times: int) -> float:
    """Seconds of our own work, whatever else the machine is doing."""
    return min(timeit.repeat(act, number=1, repeat=times, timer=time.process_time))
