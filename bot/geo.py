"""`betjent geo`: takes official borders into the data directory, and says which map is in use."""

from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings
from handlers.land import source


def take(settings: Settings, files: list[Path]) -> int:
    """Checks and imports; 0 when the new map is in place, 1 when nothing changed."""
    from handlers.land import geojson, official  # shapely is loaded here and nowhere else

    faults = list[str]()
    found = []
    for file in files:
        try:
            found.append(geojson.read(file))
        except geojson.NotOfficial as fault:
            faults += fault.faults
    if not faults:
        try:
            taken = official.take(found, settings.data_dir, date=f"{datetime.now(UTC):%Y-%m-%d}")
        except geojson.NotOfficial as fault:
            faults += fault.faults
    if faults:
        print("\n".join((*(f"✗ {line}" for line in faults), "Intet er ændret.")))  # noqa: T201
        return 1
    print("\n".join(f"✓ {line}" for line in taken.lines))  # noqa: T201
    print("Kortet bruges, når botten er startet igen.")  # noqa: T201
    return 0


def show(settings: Settings) -> int:
    """Which map this data directory gives, and how old it is."""
    source.use(settings.data_dir)
    kept = source.shapes()
    print(f"{kept.source}, {kept.date}: {len(kept.rings)} kommuner, {kept.corners} hjørner")  # noqa: T201
    return 0
