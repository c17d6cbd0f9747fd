"""Danish postcodes, towns, kommuner and police districts, found however people spell them."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from handlers.land import source
from handlers.words import fold, split, table
from handlers.words.alike import alike
from handlers.words.kommuner import OTHER_NAMES, by_code, district_codes

# Whoever asks for places finds the kommuner here as well.
from handlers.words.kommuner import District as District
from handlers.words.kommuner import Kommune as Kommune
from handlers.words.kommuner import district as district
from handlers.words.kommuner import district_of as district_of
from handlers.words.kommuner import districts as districts
from handlers.words.kommuner import kommune as kommune
from handlers.words.kommuner import kommuner_written_in as kommuner_written_in

SURE_SHARE = 0.90  # A kommune with less of a postcode's area than this is asked about.
MOST_TOWNS = 5
LONGEST_NAME = 3  # Words.
SHORT_TEXT = 3  # Words; such an answer is nothing but a place.

_BORNHOLM = ((54.9, 55.4), (14.6, 15.3))  # Latitudes and longitudes, Christiansø included.
_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"\b\d{4}\b")
_BEFORE_A_PLACE = frozenset(split("i in ved near nær til to fra from omkring around by at"))
# Towns that are also everyday words: they count only after one of the words above.
_EVERYDAY = frozenset(
    split(
        """vejen give them hals tim lem rude ry vig gram borre ringe balle beder fur stige skive tarm
        lind lynge ans arden flemming lemming stege uldum indre varde hurup seden tune"""
    )
)
_REGIONS = {
    "sj": "sjaelland",
    "s": "sjaelland",
    "midtsj": "sjaelland",
    "j": "jylland",
    "jyll": "jylland",
    "vestj": "jylland",
    "f": "falster",
    "m": "mors",
    "l": "lolland",
    "st": "station",
}
_LEFT_OUT = frozenset(
    split(
        """sjælland jylland falster mors fyn sydfyn lolland thy djurs ærø stevns by station
        k v n s c m ø nv sv nø sø øst indre"""
    )
)


@dataclass(frozen=True)
class Town:
    """A town or a postcode's area. `postcode` is empty for a place that shares its postcode with others.

    The kommuner stand with the largest share first; `district` is the first one's police district.
    """

    postcode: str
    name: str
    kommuner: tuple[Kommune, ...]
    district: str

    def __str__(self) -> str:
        return f"{self.postcode} {self.name}".strip()


@dataclass(frozen=True)
class _Spot:
    town: Town
    last: str
    latitude: float
    longitude: float


def find_town(text: str) -> list[Town]:
    """The towns a text may mean, best first, at most five; one name never brings two of the same kommune."""
    named = towns_named(text)
    return named or _different(_resembling(_words(text)))[:MOST_TOWNS]


def towns_named(text: str) -> list[Town]:
    """Like `find_town`, but only names and postcodes that are spelled right."""
    coded = [town for code in _POSTCODE.findall(text) if (town := town_of(code))]
    names = list(_names_in(_WORD.findall(text)))
    named = [town for name in names for town in _different(_index()[name])]
    agreeing = [town for town in named if town in coded]
    found = _different(agreeing or coded + named) if coded else list(dict.fromkeys(named))
    return found[:MOST_TOWNS]


def town_of(postcode: str) -> Town | None:
    """The area of one four-figure postcode."""
    for spot in _spots():
        if spot.town.postcode and spot.town.postcode <= postcode <= spot.last:
            return replace(spot.town, postcode=postcode)
    return None


def kommuner_of(postcode: str) -> tuple[Kommune, ...]:
    """The kommuner a postcode lies in, the largest share first; empty for an unknown postcode."""
    town = town_of(postcode)
    return town.kommuner if town else ()


def ambiguous(town: Town) -> bool:
    """Whether the citizen must be asked which kommune it is (the share of area is not of addresses)."""
    return max((kommune.share for kommune in town.kommuner), default=0) < SURE_SHARE


def named(town: Town, said: str) -> bool:
    """Whether a text that led to this town gives its name, and not only its postcode."""
    return not _POSTCODE.search(said) or not set(names_of(town.name)).isdisjoint(
        _names_in(_WORD.findall(said))
    )


def namesake(town: Town) -> Kommune | None:
    """The one of a town's kommuner that is called like the town itself."""
    names = names_of(town.name)
    return next((each for each in town.kommuner if " ".join(split(each.name)) in names), None)


def nearest_towns(latitude: float, longitude: float, n: int = 3) -> list[Town]:
    """The n postcodes whose middles lie nearest to a point; a guess to confirm, no more."""
    coded = [spot for spot in _spots() if spot.town.postcode]
    coded.sort(key=lambda spot: _distance(spot, latitude, longitude))
    return [spot.town for spot in coded[:n]]


def nearest_town_in(code: str, latitude: float, longitude: float) -> Town | None:
    """The nearest town of a kommune, by its middle; None when no town lies mostly in it."""
    own = [spot for spot in _spots() if spot.town.postcode and spot.town.kommuner[0].code == code]
    own = own or [spot for spot in _spots() if any(each.code == code for each in spot.town.kommuner)]
    return min(own, key=lambda spot: _distance(spot, latitude, longitude)).town if own else None


def middle_of(town: Town) -> tuple[float, float] | None:
    """Latitude and longitude of a town's middle."""
    code = town.postcode
    for spot in _spots():
        if (spot.town.postcode <= code <= spot.last) if code else spot.town == town:
            return spot.latitude, spot.longitude
    return None


def abroad(latitude: float, longitude: float) -> bool:
    """Whether a point lies outside Denmark, give or take a kilometre along the border."""
    (south, north), (west, east) = _BORNHOLM
    bornholm = south < latitude < north and west < longitude < east
    return not (bornholm or _inside(_border(), latitude, longitude))


def foreign(text: str) -> str:
    """The country of a town abroad that these words name, and nothing else; empty for all others."""
    return _abroad().get(" ".join(split(text)), "")


def names_of(name: str) -> list[str]:
    """The folded names people use, the full one first: "Aarhus C" is also "aarhus"."""
    words = split(name)
    names = [" ".join(words)]
    if len(words) > 1 and words[-1] in _LEFT_OUT | _REGIONS.keys():
        if words[-1] in _REGIONS:
            names.append(" ".join([*words[:-1], _REGIONS[words[-1]]]))
        names.append(" ".join(words[:-1]))
    return names


def _words(text: str) -> list[str]:
    return [OTHER_NAMES.get(word, word) for word in split(text)]


def _names_in(written: list[str]) -> Iterator[str]:
    """The town names among the words: the longest at each place."""
    words = [OTHER_NAMES.get(fold(word), fold(word)) for word in written]
    at = 0
    while at < len(words):
        name = _name_at(words, at)
        if name and (name not in _EVERYDAY or _is_place(written, at)):
            yield name
        at += len(name.split()) or 1


def _name_at(words: list[str], at: int) -> str:
    for size in range(LONGEST_NAME, 0, -1):
        name = " ".join(words[at : at + size])
        if name in _index():
            return name
    return ""


def _is_place(written: list[str], at: int) -> bool:
    """Whether an everyday word stands for the town: alone, after a postcode, or as in "i Vejen"."""
    before = fold(written[at - 1]) if at else ""
    led_in = before in _BEFORE_A_PLACE
    alone = len(written) == 1 + led_in
    return alone or before.isdigit() or (led_in and written[at][0].isupper())


def _resembling(words: list[str]) -> list[Town]:
    """Towns whose names resemble a short answer, or what stands after a word such as "i" or "ved"."""
    candidates = [" ".join(words)] if len(words) <= SHORT_TEXT else []
    for before, word in pairwise(words):
        if before in _BEFORE_A_PLACE or len(words) <= SHORT_TEXT:
            candidates.append(word)
    names = [name for text in candidates for name in alike(text, _index(), MOST_TOWNS)]
    return [town for name in names for town in _index()[name]]


def _different(towns: Iterable[Town]) -> list[Town]:
    """One town for each first kommune: a second one would only make people choose for nothing."""
    first: dict[str, Town] = {}
    for town in towns:
        first.setdefault(town.kommuner[0].code, town)
    return list(first.values())


def _distance(spot: _Spot, latitude: float, longitude: float) -> float:
    """Comparable only: degrees, with the meridians drawn together as they are there."""
    narrow = math.cos(math.radians(latitude))
    return math.hypot(spot.latitude - latitude, (spot.longitude - longitude) * narrow)


def _inside(border: list[tuple[float, float]], latitude: float, longitude: float) -> bool:
    """Ray casting: a point is inside when a line from it crosses the border an odd number of times."""
    inside = False
    for (lat, lon), (next_lat, next_lon) in pairwise([*border, border[0]]):
        if (lat > latitude) != (next_lat > latitude):
            crossing = lon + (latitude - lat) / (next_lat - lat) * (next_lon - lon)
            inside ^= longitude < crossing
    return inside


@cache
def _border() -> list[tuple[float, float]]:
    return [(float(latitude), float(longitude)) for longitude, latitude in table("graense.csv")]


@cache
def _abroad() -> dict[str, str]:
    return {
        " ".join(split(name)): country for country, names in table("udland.csv") for name in names.split(", ")
    }


@cache
def _spots() -> tuple[_Spot, ...]:
    """Every postcode, then every place without one of its own."""
    postcodes = [
        _Spot(_town(first, name, shares), last, float(latitude), float(longitude))
        for first, last, name, shares, latitude, longitude in table("postnumre.csv")
    ]
    places = [
        _Spot(_town("", name, f"{code}:1"), "", float(latitude), float(longitude))
        for name, code, latitude, longitude in table("steder.csv")
    ]
    return (*postcodes, *places)


def _town(postcode: str, name: str, shares: str) -> Town:
    parts = [part.split(":") for part in shares.split()]
    kommuner = tuple(replace(by_code()[code], share=float(share)) for code, share in parts)
    return Town(postcode, name, kommuner, district_codes()[kommuner[0].code])


@cache
def _index() -> dict[str, list[Town]]:
    """Towns by every folded name people use for them, those with exactly that name first."""
    exact: dict[str, list[Town]] = defaultdict(list)
    short: dict[str, list[Town]] = defaultdict(list)
    for spot in _spots():
        full, *others = names_of(spot.town.name)
        exact[full].append(spot.town)
        for name in others:
            short[name].append(spot.town)
    return {name: exact.get(name, []) + short.get(name, []) for name in exact | short}


for _kept in (_border, _abroad, _spots, _index):
    source.renews(_kept.cache_clear)
