"""Typed words that are no command: whose turn they take, after a false alarm and after a lost answer too."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from handlers.citizen import (
    first_words,
    gatherings,
    handoff,
    local,
    meant,
    menu,
    mine,
    own_data,
    times,
    urgent,
)
from handlers.citizen.order import receipt
from handlers.citizen.parts import back_to_menu
from handlers.drafts import controls, lanes
from handlers.reply import Reply
from handlers.rules.moves import Status
from handlers.text import N_
from handlers.visit import Tap, Visit, Words
from handlers.words import split, understand
from handlers.words.acute import acute
from handlers.words.service import asked_for
from storage import cases, people
from storage.people import Known
from storage.work import Work

HELLO = N_(
    "Hej. Skriv, hvad det drejer sig om, eller tryk på en knap. Sker der noget lige nu, så ring {emergency}."
)
WELCOME = N_("Det var så lidt.")
POLITE: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("hej", "hejsa", "goddag", "hallo", "hello", "hi", "hey", "menu"), HELLO)
    | dict.fromkeys(("tak", "mange tak", "tak for det", "thanks", "thank you", "ok", "okay", "fint"), WELCOME)
)


JUST_NOW = timedelta(minutes=10)  # so long after the receipt a control word is an echo
MERE_THANKS = 5  # words; a longer text that begins with thanks says more


# Who asked for the next words.
ASKED = MappingProxyType(
    {
        "add": mine.told,
        times.DO_TIMES: times.typed,
        times.DO_RATE: times.rated,
        gatherings.QUESTION: gatherings.asked,
    }
)


def words(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """Words for the case she means, for the draft that is open, or the first of something new."""
    reply = _about_a_case(work, visit, known, text) or local.heard(work, visit, known, text)
    if reply is not None:
        return reply
    if known.draft is not None:
        return lanes.typed(work, visit, known, known.draft, text)
    if mere := _polite(text):
        note = visit.t(mere, emergency=visit.house.profile.phones.emergency)
        asked = meant.waiting(work, known.id) if mere is HELLO else None
        return mine.shown(work, visit, asked, note) if asked else back_to_menu(visit, note)
    if controls.is_bare(text) and (reply := _about_before(work, visit, known, text)):
        return reply
    if act := _instead_of_a_command(work, known, text):
        return act(work, visit, known, text)
    return first_words.heard(work, visit, known, text)


def _about_a_case(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """In reply to a message about it, or after she chose it; thanks for a message tell nothing."""
    case = None if _polite(text) else meant.replied_to(work, visit)
    if case and (case.status == Status.WAITING or not controls.is_bare(text)):
        return mine.answered(work, visit, case, text)
    topic = known.topic or {}
    answer = ASKED.get(topic.get("do", ""))
    if answer and "until" in topic and datetime.fromisoformat(topic["until"]) < work.now():
        people.turn_to(work, known.id, None)
        return None
    return answer(work, visit, known, text) if answer else None


def _about_before(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """A bare "yes" or "no" answers our guess; a bare "send" just after the receipt gets it once more."""
    if controls.spoken(text) == "cancel":
        return menu.cancel(work, visit, known, "")
    guessed = first_words.guessed_kind(work, visit, known)
    if guessed and controls.declines(text):
        return menu.everything(work, visit, known, "")
    if guessed and controls.agrees(text):
        act = first_words.municipal if guessed == first_words.MUNICIPAL else menu.agreed
        return act(work, visit, known, guessed)
    sent = cases.of_person(work, known.id, 1)
    if first_words.kept(work, known) or not sent or work.now() - sent[0].created_at > JUST_NOW:
        return None
    return receipt(sent[0], visit.t, visit.house)


Handler: TypeAlias = Callable[[Work, Visit, Known, str], Reply]

# What short words may ask of the service, by the command that would give it.
SERVICE: Mapping[str, Handler] = MappingProxyType(
    {"mine": mine.listed, "privatliv": own_data.about, "hjaelp": menu.help_, "sprog": own_data.speak}
)


def _instead_of_a_command(work: Work, known: Known, text: str) -> Handler | None:
    """None while we wait for her answer, which may be as short, and for words about something to order."""
    name = asked_for(text)
    if not name or understand.guess(text) or meant.waiting(work, known.id):
        return None
    return SERVICE[name]


def _polite(text: str) -> str | None:
    """What to say to a greeting or thanks; None when there is more to it."""
    said = split(text)
    thanks = len(said) <= MERE_THANKS and said[:1] in (["tak"], ["thanks"])
    return WELCOME if thanks else POLITE.get(" ".join(said))


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """The button under a warning, else those of /privatliv and /sprog."""
    if rest not in {"safe", "unsaid"}:
        return own_data.tapped(work, visit, known, rest)
    unsaid, topic = urgent.take_unsaid(work, known)
    known = replace(known, topic=topic)
    reply = words(work, visit, known, unsaid) if unsaid and rest == "safe" else _standing(work, visit, known)
    return replace(reply, spent=True)


# Commands that change nothing.
SHOWING: Mapping[str, Handler] = MappingProxyType(
    {"/mine": mine.listed, "/privatliv": own_data.about, "/arrangementer": gatherings.listed}
)


def again(work: Work, visit: Visit, known: Known) -> Reply:
    """Where she is now, for an update that was applied before; whatever this writes does not last."""
    match visit.what:
        case Words(text) if warned := _warned_again(visit, known, text):
            return warned
        case Words(text) if act := _that_shows(work, known, text):
            return act(work, visit, known, "")
        case Tap(data) if data.startswith("g:show:"):
            return gatherings.tapped(work, visit, known, data.partition(":")[2])
        case Tap(data) if data.startswith(("c:", "b:")):
            return mine.tapped(work, visit, known, f"{data.split(':')[1]}:look")
        case Tap(data) if data.startswith("d:"):
            return lanes.standing(work, visit, known, data.split(":")[1])
        case _:
            return _standing(work, visit, known)


def _that_shows(work: Work, known: Known, text: str) -> Handler | None:
    """What these words were answered with, when that changed nothing."""
    return SHOWING.get(text) or (None if known.draft else _instead_of_a_command(work, known, text))


def _warned_again(visit: Visit, known: Known, text: str) -> Reply | None:
    card = handoff.again(visit, text) if known.draft is None else None
    found = acute(text)
    return card or (urgent.shown(visit, found) if found else None)


def _standing(work: Work, visit: Visit, known: Known) -> Reply:
    if known.draft is not None:
        return lanes.current(work, visit, known, known.draft)
    return (
        first_words.about_what(work, visit, known) if first_words.kept(work, known) else menu.welcome(visit)
    )
