"""What a point on the map means in words: its kommune, a town nearby, or the water off it."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.land.borders import Borders, Near, borders
from handlers.text import N_, Texts
from handlers.words import places
from handlers.words.places import District, Kommune, Town

ASHORE = (
    2_500.0  # metres off the drawn land that still count as land: quays, bridges, and coasts drawn in short
)
AT_SEA = 25_000.0  # metres within which a point on the water is off some kommune
BORDER = 500.0  # metres from a border within which the kommune beyond it may be meant
REACHES = (1_000.0, 5_000.0, AT_SEA)  # looked through in turn: most points are near


class Sort(StrEnum):
    """Where a point can be."""

    LAND = "land"
    WATER = "water"  # off a kommune's coast
    SEA = "sea"  # too far out for any kommune
    ABROAD = "abroad"


WORDS = {
    Sort.LAND: N_("nær {town} i {kommune}"),
    Sort.WATER: N_("på vandet eller en ø ud for {kommune}"),
    Sort.SEA: N_("på havet, langt fra land"),
    Sort.ABROAD: N_("uden for Danmark"),
}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a point is, without the point itself.

    `town` is the nearest one of its kommune; `others` have their border so near that they may be meant.
    """

    sort: Sort
    kommune: Kommune | None = None
    town: Town | None = None
    others: tuple[Kommune, ...] = ()

    @property
    def district(self) -> District | None:
        """The police district, where there is a kommune."""
        return places.district(places.district_of(self.kommune.code)) if self.kommune else None

    @property
    def address(self) -> str:
        """As one writes it in Danish: "4622 Havdrup, Solrød Kommune"; empty where there is no kommune."""
        if self.kommune is None:
            return ""
        return f"{self.town}, {self.kommune.full}" if self.town else f"ud for {self.kommune.full}"

    def words(self, t: Texts) -> str:
        """In plain words: "nær Havdrup i Solrød Kommune"."""
        kommune = self.kommune.full if self.kommune else ""
        return t.plain(WORDS[self.sort], town=self.town.name if self.town else kommune, kommune=kommune)


def whereabouts(latitude: float, longitude: float) -> Whereabouts:
    """Where a point in degrees is. Nothing is kept of it, and nobody is asked."""
    land = borders()
    near = kommune_near(land, latitude, longitude)
    outside = near is None or near.metres > 0
    if outside and places.abroad(latitude, longitude):
        return Whereabouts(Sort.ABROAD)
    found = places.kommune(near.code) if near else None
    if near is None or found is None:
        return Whereabouts(Sort.SEA)
    if near.metres > ASHORE:
        return Whereabouts(Sort.WATER, found)
    beyond = (places.kommune(each.code) for each in land.around(latitude, longitude, BORDER + near.metres))
    return Whereabouts(
        Sort.LAND,
        found,
        places.nearest_town_in(found.code, latitude, longitude),
        tuple(each for each in beyond if each and each != found),
    )


def kommune_near(land: Borders, latitude: float, longitude: float) -> Near | None:
    """The kommune a point lies in, at distance 0, or the nearest one; None when all are far away."""
    if code := land.kommune_at(latitude, longitude):
        return Near(code, 0.0)
    for reach in REACHES:
        if near := land.around(latitude, longitude, reach):
            return near[0]
    return None
