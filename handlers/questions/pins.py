"""What a pin answers: the town and the kommune it lies in, said in words and on a map, to be confirmed."""

from typing import Any

from handlers.conversation.said import Picked, Problem, Said, Typed
from handlers.conversation.steps import Option
from handlers.land.sketch import Mark, Sketch
from handlers.land.whereabouts import Sort, Whereabouts, whereabouts
from handlers.text import N_, Texts
from handlers.words import split

HERE = Option("here", N_("Ja, det er rigtigt"))
IS_IT_HERE = N_("Er det rigtigt?")
NOT_HERE = N_("Skriv by eller postnummer, eller tryk Tilbage og send et andet punkt.")
YES = frozenset(
    {
        "ja",
        "ja tak",
        "jo",
        "jep",
        "yes",
        "yep",
        "ja det er rigtigt",
        "det er det",
        "rigtigt",
        "korrekt",
        "her",
        "right",
        "correct",
        "yes it is",
    }
)
NO = frozenset({"nej", "nej tak", "nej det er ikke rigtigt", "nej det er forkert", "forkert", "no", "wrong"})
REFUSED = {
    Sort.ABROAD: N_("Det punkt ligger uden for Danmark. Skriv stedet med ord."),
    Sort.SEA: N_("Det punkt ligger på havet, langt fra land. Send et andet, eller skriv stedet med ord."),
}


def refusal(latitude: float, longitude: float) -> Problem | None:
    """Why a point cannot be used; None when it can."""
    text = REFUSED.get(whereabouts(latitude, longitude).sort)
    return Problem(text) if text else None


def pinned(spot: Any) -> Whereabouts | None:  # noqa: ANN401 - an answer, which is any JSON
    """Where the pin of an answer is; None without a pin, or with one that lies nowhere of ours."""
    if not isinstance(spot, dict) or "pin" not in spot:
        return None
    found = whereabouts(*spot["pin"])
    return found if found.kommune else None


def agrees(said: Said) -> bool:
    """Whether this says that the pin is right."""
    match said:
        case Picked("here"):
            return True
        case Typed(text):
            return " ".join(split(text)) in YES
        case _:
            return False


def denies(text: str) -> bool:
    """Whether these words say that it is wrong."""
    return " ".join(split(text)) in NO


def town_at(found: Whereabouts) -> dict[str, str]:
    """The town of a point that was confirmed. Close to a border its kommune is only likely."""
    code = found.kommune.code if found.kommune else ""
    town = found.town
    name = town.name if town else found.kommune.full if found.kommune else ""
    value = {"postcode": town.postcode if town else "", "name": name}
    return {**value, "kommune": "", "likely": code} if found.others else {**value, "kommune": code}


def told(found: Whereabouts, t: Texts) -> str:
    """Where the point is, and which border is close, as HTML."""
    words = t(N_("Punktet ligger {place}."), place=found.words(t))
    if not found.others:
        return words
    close = t(N_("Det er tæt på {others}."), others=", ".join(other.full for other in found.others))
    return f"{words} {close}"


def sketch(spot: Any, found: Whereabouts) -> Sketch:  # noqa: ANN401
    """The kommune around the pin, with a dot."""
    latitude, longitude = spot["pin"]
    return Sketch((found.kommune.code,) if found.kommune else (), (Mark(latitude, longitude),))
