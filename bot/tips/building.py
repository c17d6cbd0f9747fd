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
from bot.tips.shared import Shared
from handlers.house import House
from handlers.tips.locks import Locks
from storage.store import Store

FOLDER = "tips"  # in the data directory: the district's public keys


def line_of(settings: Settings, house: House, store: Store, api: Api, speaker: Speaker, clock: Clock) -> Line:
    """The line of this process, with the keys that lie in its data directory."""
    locks = Locks.of(settings.data_dir / FOLDER, house.profile)
    url = settings.tips_memory
    sessions: Sessions = Shared(url, settings.token) if url else InMemory()
    aftermath = None if url else Aftermath(settings.data_dir, clock)  # what is shared outlives a process
    deeds = Deeds(store, clock, locks=locks, sessions=sessions, photos=Photos(api))
    chat = Chat(api, speaker)
    return Line(store, house, chat, clock, locks=locks, sessions=sessions, deeds=deeds, aftermath=aftermath)
