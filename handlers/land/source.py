"""Where the map and its tables come from: what is shipped, or what the operator imported."""

from collections.abc import Callable
from pathlib import Path

from handlers.land import shapes as packed
from handlers.land.shapes import Shapes

HERE = Path(__file__).parent
KOMMUNER = "kommuner.land"
FOLDER = "geo"  # below the data directory
SHIPPED = (HERE, HERE.parent / "words")

_data_dir: list[Path | None] = [None]
_folders = [*SHIPPED]
_imported_at = [0.0]
_caches: list[Callable[[], None]] = []


def use(data_dir: Path | None) -> None:
    """From now on what was imported into this data directory comes before what is shipped."""
    _data_dir[:] = [data_dir]
    own = data_dir / FOLDER / KOMMUNER if data_dir else None
    at = own.stat().st_mtime if own and own.is_file() else 0.0
    folders = [own.parent, *SHIPPED] if own and at else [*SHIPPED]
    if (folders, [at]) == (_folders, _imported_at):
        return  # the same map: what was made of it can stay
    _folders[:], _imported_at[:] = folders, [at]
    for clear in _caches:
        clear()


def data_dir() -> Path | None:
    """Where imports are looked for, as `use` was told."""
    return _data_dir[0]


def renews(clear: Callable[[], None]) -> None:
    """From now on this is called whenever the map may be another one."""
    _caches.append(clear)


def shapes() -> Shapes:
    """The shapes of the kommuner. Raises NotShapes when an import is damaged."""
    return packed.read(find(KOMMUNER))


def find(name: str) -> Path:
    """A file of the map or of its tables, the imported one before the shipped one."""
    return next(path for folder in _folders if (path := folder / name).is_file())
