"""Danger first: every message of a citizen is looked at before anything else is done with it."""

from handlers.reply import Button, Reply, say
from handlers.text import N_
from handlers.visit import Visit
from handlers.words.acute import Acute, acute
from storage import people
from storage.people import Known
from storage.work import Work

TEXTS = {
    Acute.DANGER: N_(
        "<b>Ring {emergency} nu, hvis der er fare.</b>\n\nHaster det mindre, så ring {police}. "
        "Vi læser ikke chatten døgnet rundt, så skriv ikke her, hvis nogen skal komme."
    ),
    Acute.SCHOOL_DEAL: N_(
        "<b>Sælger nogen stoffer ved en skole lige nu, så ring {police}. "
        "Er der fare, så ring {emergency}.</b>\n\n"
        "Politigarantien gælder, når nogen sælger stoffer åbenlyst ved en skole. "
        "Så rykker politiet ud, men det kræver, at du ringer. Vi læser ikke chatten døgnet rundt."
    ),
}


def before(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """What to do in an emergency, or None when nothing is acute. The words are kept for "go on"."""
    found = acute(text)
    if found is None:
        return None
    people.turn_to(work, known.id, {**(known.topic or {}), "unsaid": text, "unsaid_at": _at(known)})
    return shown(visit, found)


def take_unsaid(work: Work, known: Known) -> tuple[str, dict[str, object] | None]:
    """The words that gave the alarm and her topic without them; no words once she has gone on by herself."""
    topic: dict[str, object] = dict(known.topic or {})
    unsaid, at = topic.pop("unsaid", ""), topic.pop("unsaid_at", None)
    if unsaid:
        people.turn_to(work, known.id, topic or None)
    return (str(unsaid) if at == _at(known) else ""), topic or None


def shown(visit: Visit, found: Acute) -> Reply:
    """112 and 114, and two ways on: with the words that alarmed us, or without them."""
    phones = visit.house.profile.phones
    text = visit.t(TEXTS[found], emergency=phones.emergency, police=phones.police)
    use, forget = visit.t.plain("Det er ikke akut. Brug det, jeg skrev"), visit.t.plain("Fortsæt uden det")
    return say(text, (Button(use, "x:safe"),), (Button(forget, "x:unsaid"),))


def _at(known: Known) -> str:
    """Where she is, so that an alarm belongs to one question."""
    return f"{known.draft.id}:{known.draft.turn}" if known.draft else ""
