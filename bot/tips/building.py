"""Puts the line for tips together."""

from bot.clock import Clock
from bot.settings import Settings
from bot.telegram.api import Api
from bot.telegram.speak import Speaker
from bot.tips.aftermath import Aftermath
from bot.tips.chat import Chat
from bot.tips.deeds import Deeds
from bot.tips.line import Line
from bot.tips.photos import Photos
from bot.tips.sessions import InMemory, Sessions
from handlers.house import House
from handlers.tips.locks import Locks
from storage.store import Store

FOLDER = "tips"  # in the data directory: the district's public keys


def line_of(settings: Settings, house: House, store: Store, api: Api, speaker: Speaker, clock: Clock) -> Line:
    """The line of this process, with the keys that lie in its data directory."""
    locks = Locks.of(settings.data_dir / FOLDER, house.profile)
    sessions = _sessions(settings)
    # What is shared outlives a process.
    aftermath = None if settings.tips_memory else Aftermath(settings.data_dir, clock)
    deeds = Deeds(store, clock, locks=locks, sessions=sessions, photos=Photos(api))
    chat = Chat(api, speaker)
    return Line(store, house, chat, clock, locks=locks, sessions=sessions, deeds=deeds, aftermath=aftermath)


def _sessions(settings: Settings) -> Sessions:
    """In this process, or in a memory that several replicas share."""
    if settings.tips_memory is None:
        return InMemory()
    from bot.tips.shared import Shared  # the client weighs something, and most have one replica

    return Shared(settings.tips_memory, settings.webhook_secret or settings.token)
