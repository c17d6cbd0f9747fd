"""`betjent check`: looks at everything a deployment needs and names all faults at once."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from bot.app import hook_of
from bot.clock import WallClock
from bot.finding import BAD, GOOD, ODD, Finding
from bot.settings import Ground, Settings, SettingsFault, legible, read_settings
from bot.telegram.api import BadToken
from bot.telegram.standing import Standing, Unreachable, standing
from bot.tips import remembering
from bot.tips import standing as tips_standing
from handlers.handoff.cards import BY_KEY
from handlers.land import source
from handlers.land.shapes import NotShapes
from handlers.profile import Profile, ProfileFault, read_profile
from handlers.requests import kinds
from storage import migrate, settling
from storage.address import UnknownDatabase
from storage.store import StoreAway

STALE = timedelta(days=90)  # numbers and links are looked up again each quarter


async def check() -> int:
    """Prints every finding and gives the exit code: 1 when something must be mended."""
    found = [finding async for finding in findings()]
    for finding in found:
        print(f"{finding.mark} {finding.text}")  # noqa: T201
    bad = sum(finding.mark == BAD for finding in found)
    print(f"\n{bad} fejl skal rettes." if bad else "\nAlt er klar.")  # noqa: T201
    return 1 if bad else 0


async def findings() -> AsyncIterator[Finding]:
    """Looks at one thing after the other; only what an earlier fault hides is left out."""
    faults: list[str] = []
    settings: Ground | None = None
    try:
        settings = read_settings()
        yield Finding(GOOD, "indstillinger: alle er til at læse")
    except SettingsFault as fault:
        faults = fault.faults
        settings = legible()
    for line in faults:
        yield Finding(BAD, line)
    if settings is not None:
        async for finding in _ground(settings):
            yield finding
    if isinstance(settings, Settings):
        async for finding in _telegram(settings, hook_known=not any("WEBHOOK" in line for line in faults)):
            yield finding


async def _ground(settings: Ground) -> AsyncIterator[Finding]:
    """What needs no token: the profile, the data directory, the database, and the keys of tips."""
    looks = [_profile(settings), _folder(settings), _database(settings)]
    if isinstance(settings, Settings):
        looks.append(remembering.findings(settings))
    for look in looks:
        async for finding in look:
            yield finding
    if profile := _readable(settings):
        for finding in tips_standing.findings(settings.data_dir, profile, WallClock().now()):
            yield finding


def _readable(settings: Ground) -> Profile | None:
    with suppress(ProfileFault):  # _profile has told it
        return read_profile(settings.profile_path)
    return None


async def _profile(settings: Ground) -> AsyncIterator[Finding]:
    try:
        profile = read_profile(settings.profile_path)
    except ProfileFault as fault:
        for line in fault.faults:
            yield Finding(BAD, f"profil: {line}")
        return
    yield Finding(GOOD, f"profil: {profile.name}, {len(profile.kommuner)} kommuner")
    for kind in profile.kinds:
        if kind not in kinds() and kind != "*":
            yield Finding(BAD, f"profil: kinds: {kind} findes ikke; der er {', '.join(kinds())}")
    for finding in help_lines(profile, datetime.now(UTC).date()):
        yield finding
    if profile.numbers_checked is None:
        yield Finding(
            ODD, "profil: numbers_checked mangler: ring numrene op og åbn adresserne, og skriv datoen"
        )
    elif datetime.now(UTC).date() - profile.numbers_checked > STALE:
        yield Finding(ODD, f"profil: numre og adresser er sidst set efter {profile.numbers_checked}")


def help_lines(profile: Profile, today: date) -> list[Finding]:
    """Numbers on hand-off cards: each is rung again every quarter."""
    found: list[Finding] = []
    for key, line in profile.help.items():
        unknown = [card for card in line.cards if card not in BY_KEY]
        if unknown:
            known = ", ".join(BY_KEY)
            found.append(
                Finding(BAD, f"profil: help.{key}: {', '.join(unknown)} findes ikke; der er {known}")
            )
        if line.checked and today - line.checked > STALE:
            found.append(Finding(ODD, f"profil: help.{key}: {line.name} er sidst tjekket {line.checked}"))
        elif not line.checked and profile.numbers_checked is None:
            found.append(Finding(ODD, f"profil: help.{key}: {line.name} er aldrig tjekket"))
    return found


async def _folder(settings: Ground) -> AsyncIterator[Finding]:
    folder = settings.data_dir
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if os.access(nearest, os.W_OK):
        yield Finding(GOOD, f"datamappe: {folder}")
    else:
        yield Finding(BAD, f"datamappe: {folder} kan ikke skrives")
    try:
        source.use(folder)
        kept = source.shapes()
        yield Finding(GOOD, f"kort: {kept.source}, {kept.date}")
    except NotShapes as fault:
        yield Finding(BAD, f"kort: {fault} er beskadiget: importér det igen, eller slet mappen")


async def _database(settings: Ground) -> AsyncIterator[Finding]:
    try:
        version = await asyncio.to_thread(migrate.current, settings.database)
    except UnknownDatabase as fault:
        yield Finding(BAD, f"database: {fault}")
        return
    except StoreAway as fault:
        yield Finding(BAD, f"database: svarer ikke ({fault})")
        return
    if await asyncio.to_thread(settling.remembers_times, settings.database):
        yield Finding(
            ODD, "database: track_commit_timestamp er slået til og husker, hvornår tips kom: slå den fra"
        )
    if version == migrate.newest():
        yield Finding(GOOD, f"database: {version}")
    elif version is None:
        yield Finding(ODD, "database: tom; tabellerne kommer ved første start eller med betjent migrate")
    else:
        yield Finding(BAD, f"database: {version}, skal være {migrate.newest()}: kør betjent migrate")


async def _telegram(settings: Settings, *, hook_known: bool) -> AsyncIterator[Finding]:
    profile = _readable(settings)
    group = settings.staff_chat or (profile.staff_chat if profile else None)
    try:
        found = await standing(settings.token, settings.api_url, group, hook_of(settings))
    except BadToken as fault:
        yield Finding(BAD, f"Telegram: {fault}")
        return
    except Unreachable as fault:
        yield Finding(BAD, f"Telegram: {settings.api_url} svarer ikke ({fault})")
        return
    yield Finding(GOOD, f"Telegram: @{found.username} svarer")
    for finding in _group(found, group):
        yield finding
    for finding in _webhook(found, settings) if hook_known else ():
        yield finding


def _webhook(found: Standing, settings: Settings) -> list[Finding]:
    if found.webhook_faults:
        return [Finding(BAD, f"webhook: {line}") for line in found.webhook_faults]
    well = "webhook: som den skal være" if settings.webhook_url else "polling: ingen webhook i vejen"
    return [Finding(GOOD, well)]


def _group(found: Standing, group: int | None) -> list[Finding]:
    if group is None:
        return [
            Finding(
                BAD, "gruppe: BETJENT_STAFF_CHAT mangler: føj botten til gruppen, så skriver den nummeret"
            )
        ]
    if found.group_faults:
        return [Finding(BAD, f"gruppe: {fault}") for fault in found.group_faults]
    return [Finding(GOOD, f"gruppe: {found.group_title}, botten er administrator")]
