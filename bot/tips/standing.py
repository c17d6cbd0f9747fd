"""Whether tips can be taken, and who could read them: what `check` says, and when `run` refuses."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.finding import BAD, GOOD, ODD, Finding
from bot.settings import StartFault
from bot.tips.building import FOLDER
from handlers.profile import Profile
from handlers.sealing.keys import private_files, public_files
from handlers.tips.locks import Locks
from handlers.tips.week import epoch_of

SOON = timedelta(days=7)  # next month's key must be there so long before it is needed

CHAT = 'tips: læses i chatten: serveren kan læse dem, mens nøglen er låst op (sikrere: reading = "reader")'


def private_keys(data_dir: Path, profile: Profile) -> list[str]:
    """Where tips are read elsewhere: a line for each private key that the bot could read."""
    if profile.tips.reading == "chat":
        return []
    return [
        f"tips: {path}: en privat nøgle må ikke ligge på bottens maskine, når tips læses et andet sted"
        for path in private_files(data_dir)
    ]


def refuse_private_keys(data_dir: Path, profile: Profile) -> None:
    """Raises StartFault that names every private key."""
    if found := private_keys(data_dir, profile):
        raise StartFault(*found)


def findings(data_dir: Path, profile: Profile, now: datetime) -> Iterator[Finding]:
    """Everything `check` says about tips."""
    locks = Locks.of(data_dir / FOLDER, profile)
    if not profile.tips.fingerprints and not public_files(locks.folder):
        yield Finding(ODD, "tips: der er ingen nøgler, så der tages ikke imod tips: betjent tips keygen")
    else:
        yield from _months(locks, now)
    if profile.tips.reading == "chat":
        yield Finding(ODD, CHAT)
    yield from (Finding(BAD, fault) for fault in private_keys(data_dir, profile))


def _months(locks: Locks, now: datetime) -> Iterator[Finding]:
    usable = [path.stem for path in public_files(locks.folder) if locks.fault(path.stem) is None]
    if usable:
        yield Finding(GOOD, f"tips: nøgler til {', '.join(usable)}")
    if why := locks.why_not(now):
        yield Finding(BAD, f"tips: der tages ikke imod tips: {why}")
    if epoch_of(now + SOON) != epoch_of(now) and (why := locks.why_not(now + SOON)):
        yield Finding(ODD, f"tips: snart tages der ikke imod tips: {why} (betjent tips rotate)")
