"""`betjent tips keygen, rotate, recover, destroy-epoch`: the key ceremony, without bot and token."""

import argparse
import asyncio
from pathlib import Path

from bot.clock import WallClock
from bot.settings import SettingsFault, StartFault, profile_path, read_ground
from bot.startup import database_plainly
from bot.tips import ceremony, terminal
from bot.tips.ceremony import READERS, RECOVERY, Made
from handlers.profile import Profile, read_profile
from handlers.sealing.keys import EPOCH, PRIVATE
from handlers.tips.week import epoch_of, months
from storage import migrate, tips
from storage.opening import open_store

MOST = 24  # months at a time

SHEETS = (
    "",
    "TRE ARK TIL GENSKABELSE. Skriv hvert af dem på sit eget papir, og gem papirerne tre forskellige steder.",
    "To af de tre giver nøglerne igen, hvis adgangskoden går tabt. De vises kun denne ene gang.",
    "",
)


def keygen(options: argparse.Namespace) -> int:
    """The first ceremony; or, with a name, the pair of somebody who gets summaries."""
    profile = _profile(options.district)
    if options.reader is not None:
        return _reader_pair(options, profile)
    first = options.first or epoch_of(WallClock().now())
    faults = _month_faults(first, options.months)
    epochs = months(first, options.months) if not faults else []
    faults += ceremony.in_the_way(options.keys, [*epochs, RECOVERY])
    if faults:
        raise StartFault(*faults)
    made = ceremony.begin(options.keys, profile.key, epochs, _new_passphrase())
    terminal.say(*SHEETS, *(f"  Ark {at}: {sheet}" for at, sheet in enumerate(made.sheets, 1)))
    return _made(options.keys, made)


def _reader_pair(options: argparse.Namespace, profile: Profile) -> int:
    owner = ceremony.owner_of(options.reader)
    if faults := ceremony.in_the_way(options.keys, [owner]):
        raise StartFault(*faults)
    made = ceremony.own_pair(options.keys, profile.key, owner, _new_passphrase())
    terminal.say(
        f"{options.keys / owner}.key bliver hos dig.",
        f"Giv {owner}.pub til den, der læser tips; den skal ligge i mappen {READERS} hos de andre nøgler.",
        f"Læs aftrykket op for hinanden: {made.keys[0].fingerprint}",
    )
    return 0


def rotate(options: argparse.Namespace) -> int:
    """Goes on after the last month."""
    if faults := _month_faults(None, options.months):
        raise StartFault(*faults)
    passphrase = terminal.secret("Adgangskode")
    return _made(options.keys, ceremony.add_months(options.keys, options.months, passphrase))


def recover(options: argparse.Namespace) -> int:
    """A new passphrase by two sheets."""
    sheets = terminal.line("Et ark"), terminal.line("Et andet ark")
    pairs = ceremony.recovered(options.keys, sheets)
    ceremony.lock_again(options.keys, pairs, _new_passphrase())
    opened = ", ".join(owner for owner in pairs if owner != RECOVERY)
    terminal.say(f"✓ {opened}: har fået den nye adgangskode. Arkene gælder stadig.")
    return 0


async def destroy(options: argparse.Namespace) -> int:
    """Ends a month for good, when that was meant."""
    if not EPOCH.fullmatch(options.month):
        raise StartFault(*_month_faults(options.month, 1))
    path = options.keys / (options.month + PRIVATE)
    if not path.is_file():
        raise StartFault(f"{path}: findes ikke")
    waiting = await _still_there(options.month)
    if waiting and not options.anyway:
        raise StartFault(
            f"{options.month}: databasen har {waiting} tips, som kun den nøgle åbner. "
            "Læs og afslut dem først, eller brug --anyway."
        )
    if not options.yes and terminal.line(f"Skriv {options.month} for at ødelægge nøglen") != options.month:
        raise StartFault("Intet er ændret.")
    ceremony.destroy(options.keys, options.month)
    terminal.say(
        f"✓ {path} er overskrevet og slettet. Ødelæg også kopier af den: på USB-nøgler, i sikkerhedskopier."
    )
    return 0


async def _still_there(epoch: str) -> int:
    """How many tips in the database need this month's key; 0 where there is no database to look in."""
    try:
        ground = read_ground()
    except SettingsFault:
        return 0
    with database_plainly():
        if await asyncio.to_thread(migrate.current, ground.database) is None:
            return 0
        store = await open_store(ground.database, clock=WallClock().now, alone=False)
        try:
            return await store.read(lambda work: tips.needing(work, epoch))
        finally:
            await store.close()


def _profile(district: str | None) -> Profile:
    """Raises SettingsFault or ProfileFault."""
    return read_profile(profile_path(district) if district else read_ground().profile_path)


def _month_faults(first: str | None, count: int) -> list[str]:
    faults = []
    if first is not None and not EPOCH.fullmatch(first):
        faults.append(f"{first}: er ingen måned; skriv den som 2026-12")
    if not 1 <= count <= MOST:
        faults.append(f"--months {count}: skal være fra 1 til {MOST}")
    return faults


def _new_passphrase() -> str:
    passphrase = terminal.secret("Ny adgangskode")
    again = terminal.secret("Den samme igen")
    faults = [] if passphrase == again else ["De to adgangskoder er ikke ens."]
    if weak := ceremony.weakness(passphrase):
        faults.append(weak)
    if faults:
        raise StartFault(*faults)
    return passphrase


def _made(folder: Path, made: Made) -> int:
    terminal.say(
        "",
        f"✓ {folder}: nøgler til {', '.join(key.owner for key in made.keys)}.",
        "Kopiér kun filerne, der ender på .pub, til mappen tips i bottens datamappe.",
        "Føj disse linjer til kredsens profil:",
        "",
        "[tips.fingerprints]",
        *(f'"{key.owner}" = "{key.fingerprint}"' for key in made.keys),
    )
    return 0
