"""What can keep a command from starting, said in one plain line instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import NetworkError

from bot.settings import Settings, StartFault
from bot.telegram.api import BadToken
from bot.telegram.polling import AnotherReader
from handlers.land.shapes import NotShapes
from storage.address import UnknownDatabase
from storage.lockfile import Taken
from storage.migrate import MigrationFailed
from storage.store import StoreAway


@contextmanager
def plainly(settings: Settings) -> Iterator[None]:
    """Turns what an operator can mend into StartFault; everything else goes on as it is."""
    try:
        with database_plainly():
            yield
    except (AnotherReader, BadToken) as fault:
        raise StartFault(str(fault)) from None
    except NotShapes as fault:
        raise StartFault(f"Kortet {fault} er beskadiget: importér det igen, eller slet mappen") from None
    except NetworkError as fault:
        raise StartFault(f"{settings.api_url} svarer ikke ({fault})") from None
    except OSError as fault:
        raise StartFault(f"{settings.listen} eller {settings.data_dir}: {fault.strerror}") from None


@contextmanager
def database_plainly() -> Iterator[None]:
    """The same for what only the database can say."""
    try:
        yield
    except (Taken, UnknownDatabase) as fault:
        raise StartFault(str(fault)) from None
    except MigrationFailed as fault:
        raise StartFault(f"Databasen kunne ikke bringes op til denne udgave: {fault}") from None
    except StoreAway as fault:
        raise StartFault(f"Databasen svarer ikke: {str(fault).splitlines()[0]}") from None
