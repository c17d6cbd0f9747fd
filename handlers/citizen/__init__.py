"""Everything a citizen can say or tap in the private chat, in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from handlers.citizen import gatherings, handoff, local, located, menu, mine, own_data, spoken, times
from handlers.drafts import lanes
from handlers.reply import Reply
from handlers.visit import Visit
from storage.people import Known
from storage.work import Work

# The last argument is the rest of the command line, or of the callback data.
Handler: TypeAlias = Callable[[Work, Visit, Known, str], Reply]

COMMANDS: Mapping[str, Handler] = MappingProxyType(
    {
        "start": menu.start,
        "bestil": menu.order,
        "mine": mine.listed,
        "arrangementer": gatherings.listed,
        "lokalbetjent": local.asked,
        "annuller": menu.cancel,
        "hjaelp": menu.help_,
        "hjælp": menu.help_,
        "help": menu.help_,
        "sprog": own_data.speak,
        "privatliv": own_data.about,
    }
)
TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "b": times.tapped,
        "d": lanes.tapped,
        "g": gatherings.tapped,
        "h": handoff.tapped,
        "m": menu.tapped,
        "c": mine.tapped,
        "x": spoken.tapped,
        "gp": located.own_place,
        "a": located.address,
    }
)


words = spoken.words
again = spoken.again
offers = menu.offers
