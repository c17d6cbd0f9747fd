"""One file per kind of request: dropping a file in this folder is all it takes to offer a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from handlers.conversation.flow import Flow
from handlers.text import N_


class Group(StrEnum):
    """Where a kind stands in the menu, once there are too many for a button each."""

    TRAFFIC = "traffic"
    SAFETY = "safety"
    MEETING = "meeting"
    PARTNER = "partner"
    OTHER = "other"


GROUP_TITLES: Mapping[Group, str] = MappingProxyType(
    {
        Group.TRAFFIC: N_("Trafik"),
        Group.SAFETY: N_("Tryghed og indbrud"),
        Group.MEETING: N_("Foredrag og besøg"),
        Group.PARTNER: N_("For partnere"),
        Group.OTHER: N_("Noget andet"),
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the result: told when the report answers `when[0]` with `when[1]`; always without it."""

    text: str
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A kind that is done at an hour both have agreed on, and how long it takes."""

    minutes: int = 60
    wishes: str = ""  # the question that tells when they can; without one the officer proposes
    length: str = ""  # the question whose answer has `minutes` of its own
    unheld: frozenset[str] = frozenset()  # outcomes of the report after which nobody is asked how it was


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
    done: str = N_("Vi har gennemført din bestilling nr. {number}.")  # the result begins with it
    result: tuple[str | Sentence, ...] = ()  # the report for her; a sentence without its answers falls away
    day_is_told: bool = True  # the citizen hears the planned day; a check that is announced is none
    rank: int = 100  # order in the menu; of two that her words fit equally, the lower one is guessed
    group: Group = Group.OTHER
    in_front: bool = False  # a button of its own on the first menu, besides the one in its group
    place: tuple[str, str, str] = ("where", "town", "kommune")  # the steps that say where
    given: Mapping[str, Any] = field(default_factory=dict)  # answers that the choice of kind gives already
    asks: tuple[str, ...] = ()  # how people ask for it in their own words; a star ends a stem
    partners: frozenset[str] = frozenset()  # the sorts of partner that may open it; empty: everyone may
    meeting: Meeting | None = None  # else the officer sets a day alone
    unsorted: bool = False  # staff say by one tap which kind it really is

    @property
    def key(self) -> str:
        """Stored with every case, for ever."""
        return self.order.key

    @property
    def is_reused(self) -> bool:
        """Whether a partner need not answer all of it again."""
        return any(step.reuse for step in self.order.steps)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The result, each sentence with what it depends on."""
        return tuple(Sentence(each) if isinstance(each, str) else each for each in self.result)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind in this folder by its key, in menu order. Each module holds one `KIND`."""
    found = [import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__)]
    ordered = sorted(found, key=lambda kind: (kind.rank, kind.key))
    return MappingProxyType({kind.key: kind for kind in ordered})
