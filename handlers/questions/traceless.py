"""Questions whose answers must not lead back to whoever gave them."""

from dataclasses import dataclass, replace
from typing import Any

from handlers.conversation.said import Placed, Problem, Read, Said, Typed
from handlers.conversation.steps import Answers, Choices, Words, tidied
from handlers.land.whereabouts import whereabouts
from handlers.questions import pins
from handlers.text import N_, Texts
from handlers.words import places
from handlers.words.links import without_traces
from handlers.words.plates import plates_in, with_plates


def bare(text: str) -> str:
    """The words without what addresses tell of who shared them, and with plates as they stand on a car."""
    return with_plates(without_traces(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Words):
    """Free words; plates are shown back, addresses lose what names whoever shared them."""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The words, bare."""
        if isinstance(said, Typed):
            said = replace(said, text=bare(said.text))
        return Words.read(self, said, draft_picking, answers)

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The words, and the plates once more, so that a slip is seen."""
        plates = plates_in(str(value))
        if not plates or str(value) in plates:
            return str(value)
        return t.plain(N_("{words} (nummerplade: {plates})"), words=value, plates=", ".join(plates))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChoices(Choices):
    """Ticks, and own words that are made bare."""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """As Choices, with bare words."""
        if isinstance(said, Typed):
            said = replace(said, text=bare(said.text))
        return Choices.read(self, said, draft_picking, answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts(Words):
    """A place in words. A point on the map is turned into words at once, and not kept."""

    limit: int = 300
    least: int = 3

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The words alone."""
        match said:
            case Typed(text):
                return tidied(bare(text), self.limit, lambda words: words, self.least)
            case Placed(latitude, longitude, title):
                words = ", ".join(filter(None, (title, whereabouts(latitude, longitude).address)))
                refused = pins.refusal(latitude, longitude)
                return refused or tidied(words, self.limit, lambda text: text, 1)
            case _:
                return Problem(N_("Skriv stedet med ord."))


def kommune_in(words: str) -> str | None:
    """The code of the kommune that a place in words clearly lies in; one that is named itself counts most."""
    found: set[str | None] = {*places.kommuner_written_in(words)} or {
        town.kommuner[0].code if not places.ambiguous(town) else getattr(places.namesake(town), "code", None)
        for town in places.towns_named(words)
    }
    return found.pop() if len(found) == 1 else None
