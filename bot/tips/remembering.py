"""Where tips are while they are told, as `betjent check` sees it: in memory alone, shared by all bots."""

from collections.abc import AsyncIterator

from bot.finding import BAD, GOOD, ODD, Finding
from bot.settings import Settings
from storage.store import StoreAway

NO_DISK = {"save": "", "appendonly": "no"}


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Nothing to say when there can be only one bot."""
    if settings.tips_memory is not None:
        yield await _shared(settings.tips_memory)
    elif settings.database.startswith("postgres"):
        yield Finding(
            ODD,
            "tips: BETJENT_TIPS_MEMORY mangler: kør kun én bot, ellers går tips i gang tabt (beslutning 7)",
        )


async def _shared(url: str) -> Finding:
    from bot.tips.shared import Shared  # the client weighs something, and most have one bot

    memory = Shared(url, "")
    try:
        found = await memory.standing()
    except StoreAway:
        return Finding(BAD, "tips: BETJENT_TIPS_MEMORY svarer ikke")
    finally:
        await memory.close()
    if found != NO_DISK:
        return Finding(BAD, 'tips: Valkey skriver på disken: start den med --save "" --appendonly no')
    return Finding(GOOD, "tips: den fælles hukommelse svarer og skriver intet på disken")
