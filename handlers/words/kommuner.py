"""The kommuner and their police districts, found by code or by a name near enough."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from handlers.land import source
from handlers.words import split, table
from handlers.words.alike import alike

_FULL_NAMES = {
    "København": "Københavns Kommune",
    "Bornholm": "Bornholms Regionskommune",
    "Christiansø": "Christiansø",
}
OTHER_NAMES = {
    "copenhagen": "koebenhavn",
    "cph": "koebenhavn",
    "kbh": "koebenhavn",
    "elsinore": "helsingoer",
}


@dataclass(frozen=True)
class Kommune:
    """A kommune; `share` is its part of the area asked about, from 0 to 1."""

    code: str
    name: str
    share: float = 1.0

    @property
    def full(self) -> str:
        """As it calls itself: "Køge Kommune", "Københavns Kommune"."""
        return _FULL_NAMES.get(self.name, f"{self.name} Kommune")


@dataclass(frozen=True)
class District:
    """A police district, and the page that says how to reach it."""

    code: str
    name: str
    kommuner: tuple[Kommune, ...]
    page: str


def kommune(name_or_code: str) -> Kommune | None:
    """A kommune by its code or by a name near enough: "Køge", "koege kommune", "Københavns"."""
    code = name_or_code.strip()
    if code.isdigit():
        return by_code().get(code.zfill(4))
    words = [word for word in split(name_or_code) if word not in {"kommune", "municipality"}]
    name = " ".join(words)
    name = OTHER_NAMES.get(name, name)
    names = _kommune_names()
    known = names.get(name) or names.get(name.removesuffix("s")) or names.get(name + "s")
    close = alike(name, names, 1)
    return known or (names[close[0]] if close else None)


def kommuner_written_in(text: str) -> set[str]:
    """The codes of the kommuner that a text calls by their full names: "i Køge Kommune"."""
    said = f" {' '.join(split(text))} "
    return {code for code, each in by_code().items() if f" {' '.join(split(each.full))} " in said}


def district_of(kommune_code: str) -> str:
    """The code of a kommune's police district.

    Raises KeyError for a code that is no kommune's.
    """
    return district_codes()[kommune_code]


@cache
def districts() -> tuple[District, ...]:
    """Denmark's twelve police districts in the official order."""
    members: dict[str, list[Kommune]] = defaultdict(list)
    for code, district in district_codes().items():
        members[district].append(by_code()[code])
    return tuple(
        District(code, name, tuple(members[code]), page) for code, _, name, page in table("kredse.csv")
    )


def district(code: str) -> District:
    """One police district.

    Raises KeyError for a code that is none's.
    """
    return {each.code: each for each in districts()}[code]


@cache
def by_code() -> dict[str, Kommune]:
    """Every kommune and Christiansø."""
    return {code: Kommune(code, name) for code, name, _, _ in table("kommuner.csv")}


@cache
def _kommune_names() -> dict[str, Kommune]:
    return {" ".join(split(kommune.name)): kommune for kommune in by_code().values()}


@cache
def district_codes() -> dict[str, str]:
    """The police district of every kommune, by their codes."""
    return {code: district for code, _, district, _ in table("kommuner.csv")}


for _kept in (districts, by_code, _kommune_names, district_codes):
    source.renews(_kept.cache_clear)
