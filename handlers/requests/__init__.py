"""One file per kind of request: dropping a file in this folder is all it takes to offer a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from handlers.conversation.flow import Flow
from handlers.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a kind of request is: all differences between kinds are said here, as data in marked Danish."""

    title: str  # "Færdselskontrol": on menus, cards and lists
    pitch: str  # the menu's one line on what one gets
    order: Flow  # what the citizen is asked; its key is the kind's key
    report: Flow  # what the officer is asked when it is done
    opening: str = ""  # said before the first question
    receipt: str = N_(
        "Vi vurderer den og svarer senest {answer_by}. "
        "Kan vi imødekomme den, regner vi med at være færdige senest {done_by}."
    )
    result: tuple[str, ...] = ()  # the report for the citizen; a sentence without its answers falls away
    day_is_told: bool = True  # the citizen hears the planned day; a check that is announced is none
    rank: int = 100  # order in the menu
    place: tuple[str, str, str] = ("where", "town", "kommune")  # the steps that say where

    @property
    def key(self) -> str:
        """Stored with every case, for ever."""
        return self.order.key


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind in this folder by its key, in menu order. Each module holds one `KIND`."""
    found = [import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__)]
    ordered = sorted(found, key=lambda kind: (kind.rank, kind.key))
    return MappingProxyType({kind.key: kind for kind in ordered})
