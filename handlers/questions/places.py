"""The questions that say where: a place in words or as a pin, its town, and its kommune when in doubt."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from handlers.conversation.flow import UNSURE
from handlers.conversation.said import Picked, Placed, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, Answers, Extra, Option, Step, tidied
from handlers.land.sketch import Mark, Sketch
from handlers.questions import pins
from handlers.text import N_, Texts
from handlers.words import places

Json: TypeAlias = dict[str, Any]

WHERE_LIMIT = 300
LEAST_WORDS = 3
MOST_NEAR = 3  # towns offered for a pin
SLIVER = 0.02  # of a postcode's area; a kommune with less is not offered
KEY_BYTES = 40  # what a callback has room for
FOREIGN = N_(
    "Det ligger i {country}, og vi kan kun hjælpe i Danmark. Kontakt politiet der. "
    "Er der fare, så ring 112 eller landets eget alarmnummer."
)
_PLACE_FOLLOWS = re.compile(r",|\b(?:i|in)\b|(?=\b\d{4}\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Step):
    """A place in words, or as a pin or venue; a town that the words name is kept with it."""

    extra: Extra = Extra.LOCATION
    extra_text: str = N_("Del min placering")

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `text`, and with `pin` (latitude, longitude) and `town` where they are known."""
        match said:
            case Typed(text):
                if country := _country_in(text):
                    return Problem(FOREIGN, (("country", country),))
                return tidied(text, WHERE_LIMIT, _place_in_words, least=LEAST_WORDS)
            case Placed(latitude, longitude, title):
                venue = _place_in_words(title[:WHERE_LIMIT], written=False)
                refused = pins.refusal(latitude, longitude)
                return refused or Value({**venue, "pin": [latitude, longitude]})
            case _:
                return Problem(N_("Skriv stedet med ord, eller send en placering."))

    def joins(self, value: Any, said: Said) -> Any:  # noqa: ANN401
        """A pin beside the words."""
        if not isinstance(said, Placed) or pins.refusal(said.latitude, said.longitude):
            return None
        return {**value, "text": value["text"] or said.title, "pin": [said.latitude, said.longitude]}

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """Words or a point."""
        return (
            isinstance(value, dict)
            and isinstance(value.get("text"), str)
            and bool(value["text"] or "pin" in value)
        )

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The words, and that there is a point."""
        if "pin" not in value:
            return str(value["text"])
        point = "{:.5f}, {:.5f}".format(*value["pin"])
        return t.plain(N_("{words} (punkt på kortet)"), words=value["text"]) if value["text"] else point


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Step):
    """A postcode or town, typed or misspelt; `where` is the step whose words and pin suggest some."""

    where: str = "where"

    def asks(self, answers: Answers) -> str:
        """With a pin the map has an answer, which is only to be confirmed."""
        return pins.IS_IT_HERE if pins.pinned(answers.get(self.where)) else self.question

    def tells(self, answers: Answers, t: Texts) -> str:
        """Where the pin is."""
        found = pins.pinned(answers.get(self.where))
        return pins.told(found, t) if found else ""

    def sketch(self, answers: Answers) -> Sketch | None:
        """The pin in its kommune, or the towns that may be meant."""
        spot = answers.get(self.where) or {}
        if found := pins.pinned(spot):
            return pins.sketch(spot, found)
        return _towns_on_a_map(places.find_town(spot.get("text", "")))

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """That the pin is right, and the towns nearest to it; else those that the words may mean."""
        spot = answers.get(self.where) or {}
        near = _near(spot) if "pin" in spot else places.find_town(spot.get("text", ""))
        towns = tuple(Option(_town_key(town), str(town)) for town in near)
        return (pins.HERE, *towns) if pins.pinned(spot) else towns

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `postcode`, `name`, `kommune` where there is no doubt of it, else perhaps `likely`."""
        here = pins.pinned(answers.get(self.where))
        match said:
            case Picked() | Typed() if here and pins.agrees(said):
                return Value(pins.town_at(here))
            case Picked(key):
                found = [town for town in _spelled(key) if _town_key(town) == key]
                said_so = "pin" not in (answers.get(self.where) or {})  # else it was only the nearest
                return Value(_town_value(found[0], named=said_so)) if found else Problem(ANSWER_HERE)
            case Typed(text):
                return Problem(pins.NOT_HERE) if here and pins.denies(text) else _town_in(text)
            case _:
                return Problem(N_("Skriv postnummer eller by."))

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A town with its three fields."""
        return isinstance(value, dict) and {"postcode", "name", "kommune"} <= value.keys()

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """Postcode and name."""
        return f"{value['postcode']} {value['name']}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class KommuneOf(Step):
    """The kommune, when the place alone does not tell it; one called like the town she named is assumed."""

    where: str = "where"
    town: str = "town"

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The kommuner that share the town, or that lie around the pin."""
        spot, town = answers.get(self.where) or {}, _town_of(answers, self.where, self.town)
        here = pins.pinned(spot)
        on_the_map = [each for each in (here.kommune, *here.others) if each] if here else []
        if town:
            found = [each for each in places.kommuner_of(town["postcode"]) if each.share >= SLIVER]
        elif "pin" in spot:
            found = [near.kommuner[0] for near in _near(spot)]
        else:
            found = []
        names = {each.code: each.name for each in (*on_the_map, *found)}
        return tuple(Option(code, name) for code, name in names.items())

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The kommune's code."""
        text = said.value if isinstance(said, Picked) else said.text if isinstance(said, Typed) else ""
        found = places.kommune(text)
        return Value(found.code) if found else Problem(N_("Den kommune kender vi ikke. Skriv dens navn."))

    def tells(self, answers: Answers, t: Texts) -> str:
        """Where the pin is."""
        found = pins.pinned(answers.get(self.where))
        return pins.told(found, t) if found else ""

    def sketch(self, answers: Answers) -> Sketch | None:
        """The kommuner to choose from, where the question before this one has not shown a map."""
        spot = answers.get(self.where) or {}
        if "town" not in spot:
            return None
        here, codes = pins.pinned(spot), tuple(option.key for option in self.options(answers))
        marks = pins.sketch(spot, here).marks if here else _marks(_spelled(str(spot["town"]["postcode"])))
        return Sketch(codes, marks) if codes else None

    def assumes(self, answers: Answers) -> Any:  # noqa: ANN401
        """The code of the kommune that is called like the town she named."""
        return (_town_of(answers, self.where, self.town) or {}).get("likely")

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A code."""
        return isinstance(value, str) and places.kommune(value) is not None

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The kommune's name."""
        found = places.kommune(str(value))
        return found.name if found else str(value)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is, as far as it is known."""

    text: str
    town: str
    kommune: str | None
    told: bool = False  # the words name the town themselves

    def __str__(self) -> str:
        return ", ".join(part for part in (self.text, "" if self.told else self.town) if part)


ON_THE_ROAD = N_(
    "Skriv vej og strækning, for eksempel »Skolevej fra Netto til skolen«, eller send et punkt på kortet."
)
AT_AN_ADDRESS = N_("Skriv adresse og by, eller send et punkt på kortet.")


def place_steps(
    keys: tuple[str, str, str] = ("where", "town", "kommune"),
    *,
    question: str = N_("Hvor er det?"),
    help: str = ON_THE_ROAD,
    reuse: str = "",
) -> tuple[Step, Step, Step]:
    """The three questions that say where; the last two are asked only when they are needed."""
    where, town, kommune = keys
    asked = Where(
        key=where, label=N_("Sted"), question=question, help=help, renews=(town, kommune), reuse=reuse
    )
    return (asked, *town_steps(keys, reuse=reuse))


def town_steps(
    keys: tuple[str, str, str] = ("where", "town", "kommune"),
    *,
    question: str = N_("Hvilken by eller hvilket postnummer?"),
    reuse: str = "",
) -> tuple[Step, Step]:
    """The town and, in case of doubt, the kommune: enough where the very spot does not matter."""
    where, town, kommune = keys
    return (
        Town(
            key=town,
            label=N_("By"),
            question=question,
            unsure=True,
            renews=(kommune,),
            reuse=f"{reuse}_town" if reuse else "",
            where=where,
            columns=1,
            asked_if=lambda answers: not (answers.get(where) or {}).get("town"),
        ),
        KommuneOf(
            key=kommune,
            label=N_("Kommune"),
            question=N_("Hvilken kommune ligger det i?"),
            reuse=f"{reuse}_kommune" if reuse else "",
            help=N_("Tryk på en knap, eller skriv kommunens navn."),
            unsure=True,
            where=where,
            town=town,
            columns=1,
            asked_if=lambda answers: not (_town_of(answers, where, town) or {}).get("kommune"),
        ),
    )


def place_of(answers: Answers, keys: tuple[str, str, str] = ("where", "town", "kommune")) -> Spot:
    """What the three questions of `place_steps` came to."""
    where, town, kommune = keys
    spot, found = answers.get(where) or {}, _town_of(answers, where, town) or {}
    chosen = answers.get(kommune)
    code = chosen if isinstance(chosen, str) and chosen != UNSURE else found.get("kommune") or None
    name = f"{found.get('postcode', '')} {found.get('name', '')}".strip()
    words = str(spot.get("text") or "")
    return Spot(words, name, code, told=bool(spot.get("town")))


def _country_in(text: str) -> str:
    """The country that a place lies in by its last words, "i Malmø" or ", Flensborg"; empty in Denmark."""
    return places.foreign(_PLACE_FOLLOWS.split(text)[-1])


def _place_in_words(text: str, *, written: bool = True) -> Json:
    """A town counts only where a town is said: "Køge Landevej" is a road, and may lie elsewhere.

    What she has not `written` herself is a venue's postal address, which says nothing of its kommune.
    """
    spot: Json = {"text": text}
    for piece in _PLACE_FOLLOWS.split(text)[1:]:
        towns = places.towns_named(piece)
        if len(towns) == 1:
            spot["town"] = _town_value(towns[0], named=written and places.named(towns[0], piece))
    return spot


def _town_value(town: places.Town, *, named: bool) -> Json:
    """Whoever writes "Køge" means the kommune too; a postcode that two kommuner share says nothing of it."""
    sure = "" if places.ambiguous(town) else town.kommuner[0].code
    value = {"postcode": town.postcode, "name": town.name, "kommune": sure}
    likely = places.namesake(town) if named and not sure else None
    return {**value, "likely": likely.code} if likely else value


def _town_in(text: str) -> Read:
    """The one town that typed words mean, or the question which."""
    if country := places.foreign(text):
        return Problem(FOREIGN, (("country", country),))
    found = places.find_town(text)
    if len(found) == 1:
        return Value(_town_value(found[0], named=places.named(found[0], text)))
    if found:
        offers = tuple((_town_key(town), str(town)) for town in found)
        return Problem(N_("Hvilken af dem mener du?"), offers=offers)
    return Problem(N_("Den by kunne vi ikke finde. Skriv postnummeret, eller tryk Ved ikke."))


def _town_key(town: places.Town) -> str:
    """The town's name as far as a button has room for it."""
    return str(town).encode()[:KEY_BYTES].decode(errors="ignore").strip()


def _spelled(text: str) -> list[places.Town]:
    code = places.town_of(text[:4])
    return [code] if code else places.towns_named(text)


def _town_of(answers: Answers, where: str, town: str) -> Json | None:
    spot, named = answers.get(where), answers.get(town)
    told: Json | None = spot.get("town") if isinstance(spot, dict) else None
    return told or (named if isinstance(named, dict) else None)


def _towns_on_a_map(towns: list[places.Town]) -> Sketch | None:
    if not towns:
        return None
    codes = tuple(dict.fromkeys(town.kommuner[0].code for town in towns))
    return Sketch(codes, _marks(towns))


def _marks(towns: list[places.Town]) -> tuple[Mark, ...]:
    points = [(town, places.middle_of(town)) for town in towns]
    return tuple(Mark(*point, town.name) for town, point in points if point)


def _near(spot: Json) -> list[places.Town]:
    latitude, longitude = spot["pin"]
    return places.nearest_towns(latitude, longitude, MOST_NEAR)
