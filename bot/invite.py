"""One-time links for new colleagues, made outside Telegram: the way in for the very first one."""

import asyncio
import sys
from collections.abc import Sequence

from bot.clock import WallClock
from bot.settings import Settings
from bot.telegram.api import connected
from handlers.house import House
from handlers.profile import Profile, ProfileFault, read_profile
from handlers.staff.invite import make_link
from handlers.words import places
from storage import migrate
from storage.invites import NONE, Organisation
from storage.opening import open_store
from storage.store import Store
from storage.work import Work


async def invite(
    settings: Settings, *, role: str, name: str, kommuner: Sequence[str], organisation: Organisation = NONE
) -> int:
    """Prints one line with the link, also beside a running bot.

    Raises ProfileFault for a strange kommune, and for a partner who speaks for nobody.
    """
    profile = read_profile(settings.profile_path)
    codes = _codes(profile, role, kommuner)
    if role == "partner" and not (organisation.name and organisation.sort):
        raise ProfileFault(["--org og --sort mangler: hvem skriver partneren for, og hvilken slags er det?"])
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate.upgrade, settings.database)
    clock = WallClock()
    store = await open_store(settings.database, clock=clock.now, alone=False)
    try:
        async with connected(settings.token, settings.api_url) as api:
            house = House(profile, api.bot.id, api.bot.username or "")
        link = await invitation(store, house, role=role, name=name, kommuner=codes, organisation=organisation)
    finally:
        await store.close()
    sys.stdout.write(f"{link}\n")
    return 0


async def invitation(
    store: Store, house: House, *,
    role: str, name: str, kommuner: Sequence[str] = (), organisation: Organisation = NONE,
) -> str:  # fmt: skip
    """A link that makes whoever opens it a member, once; kommuner are codes."""

    def decide(work: Work) -> str:
        spelled = " ".join(name.split())
        return make_link(work, house, role=role, name=spelled, kommuner=kommuner, organisation=organisation)

    return await store.write(decide)


def _codes(profile: Profile, role: str, kommuner: Sequence[str]) -> list[str]:
    found = [(word, places.kommune(word)) for word in kommuner]
    faults = [
        f"--kommune {word}: hører ikke til {profile.name}. Der er: "
        + ", ".join(authority.name for authority in profile.kommuner.values())
        for word, kommune in found
        if kommune is None or kommune.code not in profile.kommuner
    ]
    if role == "officer" and not kommuner:
        faults.append("--kommune mangler: hvilken kommune skal lokalbetjenten have?")
    if faults:
        raise ProfileFault(faults)
    return [kommune.code for _, kommune in found if kommune]
