"""Where the map and its tables come from: what is shipped, or what the operator imported."""

from collections.abc import Callable
from pathlib import Path

from handlers.land import shapes as packed
from handlers.land.shapes import Shapes

HERE = Path(__file__).parent
KOMMUNER = "kommuner.land"
FOLDER = "geo"  # below the data directory
SHIPPED = (HERE, HERE.parent / "words")

_folders = [*SHIPPED]
_caches: list[Callable[[], None]] = []


def use(data_dir: Path | None) -> None:
    """From now on what was imported into this data directory comes before what is shipped."""
    _folders[:] = [data_dir / FOLDER, *SHIPPED] if data_dir else [*SHIPPED]
    for clear in _caches:
        clear()


def renews(clear: Callable[[], None]) -> None:
    """From now on this is called whenever the map may be another one."""
    _caches.append(clear)


def shapes() -> Shapes:
    """The shapes of the kommuner. Raises NotShapes when an import is damaged."""
    return packed.read(find(KOMMUNER))


def find(name: str) -> Path:
    """A file of the map or of its tables, the imported one before the shipped one."""
    return next(path for folder in _folders if (path := folder / name).is_file())


def imported() -> bool:
    """Whether the operator's own borders are in use."""
    return find(KOMMUNER).parent != HERE
