"""Typed words that do what a button does: "tilbage", "spring over", "send", "ja"."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.match import matching
from handlers.conversation.steps import Option, Step
from handlers.words.lexicon import one_error_apart

SPOKEN: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("tilbage", "gå tilbage", "back", "go back"), "back")
    | dict.fromkeys(("spring over", "skip", "springover"), "skip")
    | dict.fromkeys(
        ("annuller", "annullér", "anullere", "anuler", "afbryd", "stop", "luk", "luk nu", "cancel", "close"),
        "cancel",
    )
    | dict.fromkeys(
        (
            *("ved ikke", "ved det ikke", "det ved jeg ikke", "jeg ved det ikke", "jeg ved ikke"),
            *(
                "ved ik",
                "aner det ikke",
                "aner ikke",
                "ingen anelse",
                "don't know",
                "i don't know",
                "dont know",
                "no idea",
                "not sure",
            ),
        ),
        "unsure",
    )
    | dict.fromkeys(("videre", "næste", "færdig", "next", "done", "continue", "fortsæt"), "done")
    | dict.fromkeys(
        ("gå til oversigten", "oversigt", "til oversigten", "go to the summary", "summary"), "rest"
    )
    | dict.fromkeys(("behold", "keep"), "keep")
    | dict.fromkeys(
        (
            "send",
            "send den",
            "send det",
            "send nu",
            "send bestillingen",
            "send rapporten",
            "send it",
            "send request",
            "send the request",
        ),
        "send",
    )
)
YES = frozenset(
    {
        "ja",
        "ja tak",
        "jo",
        "jep",
        "yes",
        "yes please",
        "yep",
        "det er rigtigt",
        "that is right",
        "that's right",
    }
)
WAYS_BACK: Mapping[str, str] = MappingProxyType(
    dict.fromkeys((*YES, "fortsæt", "videre", "continue", "go on"), "resume")
    | dict.fromkeys(("start forfra", "forfra", "start over"), "new")
    | dict.fromkeys(("slet", "delete"), "drop")
)
CHANGE = re.compile(r"(?:ret|rette|ændr|ændre|skift|change|edit)[ :]+(.+)", re.IGNORECASE)
SHORTEST_FORGIVEN = 6
LONGEST = 1 + max(map(len, SPOKEN))
NOTHING_MORE = frozenset({"nej", "nej tak", "no", "no thanks", "ingen", "ikke noget", "nothing"})


def control(text: str, now: Turn) -> str:
    """The verb of the button that these words stand for here; empty when they are an answer."""
    verb = spoken(text)
    if not verb and _is_enough(text, now):
        return "skip"
    if verb == "send" and isinstance(now, Ask):
        return "rest"  # nothing is sent before she has seen the summary
    if verb == "unsure" and isinstance(now, Ask) and now.step.optional and not now.step.unsure:
        return "skip"
    return verb if verb and _fits(verb, now) else ""


def spoken(text: str) -> str:
    """The verb of the control that these words are, wherever they are said; else empty."""
    said = _plain(text)
    return SPOKEN.get(said) or _nearly(said)


def to_change(text: str, steps: Sequence[Step]) -> str:
    """The key of the one answer that "ret sted" means on the summary; empty when it means none."""
    said = CHANGE.fullmatch(text.strip())
    found = matching(said[1], [Option(step.key, step.label) for step in steps]) if said else []
    return found[0] if len(found) == 1 else ""


def way_back(text: str) -> str:
    """The verb of the button under "go on, begin again or delete?" that these words stand for; else empty."""
    return WAYS_BACK.get(_plain(text), "")


def agrees(text: str) -> bool:
    """Whether this says yes and nothing else."""
    return _plain(text) in YES


def declines(text: str) -> bool:
    """Whether this says no and nothing else."""
    return _plain(text) in NOTHING_MORE


def is_bare(text: str) -> bool:
    """Whether this only moves a conversation along, and tells nothing by itself."""
    return agrees(text) or declines(text) or _plain(text) in SPOKEN


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


def _nearly(said: str) -> str:
    """The verb of a control with one wrong letter: "tilbag", "ved ikk"; short ones are other words then."""
    if not SHORTEST_FORGIVEN <= len(said) <= LONGEST:
        return ""
    near = (
        verb
        for words, verb in SPOKEN.items()
        if len(words) >= SHORTEST_FORGIVEN and one_error_apart(said, words)
    )
    return next(near, "")


def _is_enough(text: str, now: Turn) -> bool:
    """ "No" passes over a voluntary question that has no buttons of its own."""
    if isinstance(now, Done) or not now.step.optional or now.step.options(now.draft.known):
        return False
    return declines(text)


def _fits(verb: str, now: Turn) -> bool:
    """Whether a control word fits here; elsewhere it is an answer like any other."""
    if isinstance(now, Done):
        return verb in {"send", "back", "cancel"}
    if verb in {"back", "cancel"}:
        return True
    step = now.step
    fits = {
        "skip": True,
        "unsure": True,
        "done": step.several or step.optional,
        "rest": step.optional,
        "keep": step.key in now.draft.kept,
    }
    return fits.get(verb, False)
