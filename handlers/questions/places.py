"""The questions that say where: a place in words or as a pin, its town, and its kommune when in doubt."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from handlers.conversation.flow import UNSURE
from handlers.conversation.said import Picked, Placed, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, Answers, Extra, Option, Step, tidied
from handlers.text import N_, Texts
from handlers.words import places

Json: TypeAlias = dict[str, Any]

WHERE_LIMIT = 300
LEAST_WORDS = 3
MOST_NEAR = 3  # towns offered for a pin
SLIVER = 0.02  # of a postcode's area; a kommune with less is not offered
KEY_BYTES = 40  # what a callback has room for
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
                return tidied(text, WHERE_LIMIT, _place_in_words, least=LEAST_WORDS)
            case Placed(latitude, longitude, title) if not places.abroad(latitude, longitude):
                venue = _place_in_words(title[:WHERE_LIMIT], written=False)
                return Value({**venue, "pin": [latitude, longitude]})
            case Placed():
                return Problem(N_("Det punkt ligger uden for Danmark. Skriv stedet med ord."))
            case _:
                return Problem(N_("Skriv stedet med ord, eller send en placering."))

    def joins(self, value: Any, said: Said) -> Any:  # noqa: ANN401
        """A pin beside the words."""
        if not isinstance(said, Placed) or places.abroad(said.latitude, said.longitude):
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

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The towns nearest to the pin, else those that the words may mean."""
        spot = answers.get(self.where) or {}
        near = _near(spot) if "pin" in spot else places.find_town(spot.get("text", ""))
        return tuple(Option(_town_key(town), str(town)) for town in near)

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `postcode`, `name`, `kommune` where there is no doubt of it, else perhaps `likely`."""
        if isinstance(said, Picked):
            found = [town for town in _spelled(said.value) if _town_key(town) == said.value]
            said_so = "pin" not in (answers.get(self.where) or {})  # else it was only the nearest
            return Value(_town_value(found[0], named=said_so)) if found else Problem(ANSWER_HERE)
        if not isinstance(said, Typed):
            return Problem(N_("Skriv postnummer eller by."))
        found = places.find_town(said.text)
        if len(found) == 1:
            return Value(_town_value(found[0], named=places.named(found[0], said.text)))
        if not found:
            return Problem(N_("Den by kunne vi ikke finde. Skriv postnummeret, eller tryk Ved ikke."))
        return Problem(
            N_("Hvilken af dem mener du?"), offers=tuple((_town_key(town), str(town)) for town in found)
        )

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
        if town:
            found = [each for each in places.kommuner_of(town["postcode"]) if each.share >= SLIVER]
        elif "pin" in spot:
            found = [near.kommuner[0] for near in _near(spot)]
        else:
            found = []
        names = {each.code: each.name for each in found}
        return tuple(Option(code, name) for code, name in names.items())

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The kommune's code."""
        text = said.value if isinstance(said, Picked) else said.text if isinstance(said, Typed) else ""
        found = places.kommune(text)
        return Value(found.code) if found else Problem(N_("Den kommune kender vi ikke. Skriv dens navn."))

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


def _near(spot: Json) -> list[places.Town]:
    latitude, longitude = spot["pin"]
    return places.nearest_towns(latitude, longitude, MOST_NEAR)
