"""Typed words that do what a button does: "tilbage", "spring over", "send"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from handlers.conversation.engine import Done, Turn

SPOKEN: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("tilbage", "gå tilbage", "back", "go back"), "back")
    | dict.fromkeys(("spring over", "skip", "springover"), "skip")
    | dict.fromkeys(("annuller", "annullér", "afbryd", "stop", "cancel"), "cancel")
    | dict.fromkeys(("ved ikke", "ved det ikke", "det ved jeg ikke", "don't know", "i don't know"), "unsure")
    | dict.fromkeys(("videre", "færdig", "next", "done", "continue", "fortsæt"), "done")
    | dict.fromkeys(
        ("gå til oversigten", "oversigt", "til oversigten", "go to the summary", "summary"), "rest"
    )
    | dict.fromkeys(("behold", "keep"), "keep")
    | dict.fromkeys(
        ("send", "send bestillingen", "send rapporten", "send it", "send request", "send the request"), "send"
    )
)
NOTHING_MORE = frozenset({"nej", "nej tak", "no", "no thanks", "ingen", "ikke noget", "nothing"})


def control(text: str, now: Turn) -> str:
    """The verb of the button that these words stand for here; empty when they are an answer."""
    verb = SPOKEN.get(" ".join(re.findall(r"[\w']+", text.lower())), "")
    if not verb and _is_enough(text, now):
        return "skip"
    return verb if verb and _fits(verb, now) else ""


def _is_enough(text: str, now: Turn) -> bool:
    """ "No" passes over a voluntary question that has no buttons of its own."""
    if isinstance(now, Done) or not now.step.optional or now.step.options(now.draft.known):
        return False
    return text.strip().lower().rstrip(".!") in NOTHING_MORE


def _fits(verb: str, now: Turn) -> bool:
    """Whether a control word fits here; elsewhere it is an answer like any other."""
    if isinstance(now, Done):
        return verb in {"send", "back", "cancel"}
    if verb in {"back", "cancel"}:
        return True
    step = now.step
    fits = {
        "skip": True,
        "unsure": step.unsure or bool(step.options(now.draft.known)),
        "done": step.several or step.optional,
        "rest": step.optional,
        "keep": step.key in now.draft.kept,
    }
    return fits.get(verb, False)
