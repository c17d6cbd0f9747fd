"""Gatherings as a citizen meets them: the list, one of them, enrolling, leaving, and the question box."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from handlers.citizen.enrol import FLOW, LANE
from handlers.citizen.parts import back_to_menu
from handlers.drafts import drafting
from handlers.drafts.lane import Start
from handlers.drafts.screens import short
from handlers.reply import Button, Reply, Rows, Style, say
from handlers.rules import gatherings as rules
from handlers.rules import partnership
from handlers.text import N_
from handlers.visit import Visit
from handlers.wording import gatherings as wording
from storage import gatherings, partners, people
from storage.gathering_models import Gathering, Seat
from storage.gatherings import TAKEN
from storage.people import Known
from storage.work import Work

Act: TypeAlias = Callable[[Work, Visit, Known, Gathering], Reply]

QUESTION = "question"  # what her next words are
NONE_COMING = N_("Der er ikke planlagt noget, man kan tilmelde sig lige nu.")
COMING = N_("<b>Arrangementer</b>\nTryk på et for at se mere og tilmelde dig.")
ASK = N_(
    "Skriv dit spørgsmål til mødet i én besked. Vi gemmer ikke, hvem der spørger, så skriv ikke dit navn."
)
ASKED = N_("Tak. Spørgsmålet er lagt i kassen uden dit navn. Svaret kommer på mødet, eller her bagefter.")
REALLY = N_("Vil du afmelde <b>{title}</b>? Pladsen går til den næste på ventelisten.")
LEFT = N_("Du er afmeldt {title}. Tak, fordi du sagde til.")


def listed(work: Work, visit: Visit, known: Known, _rest: str = "") -> Reply:
    """What is coming, a button each; hers are marked."""
    found = gatherings.coming(work)
    if not found:
        return back_to_menu(visit, visit.t(NONE_COMING))
    rows = [(_button(work, visit, known, each),) for each in found]
    return say(visit.t(COMING), *rows, (Button(visit.t.plain("Menu"), "m:home"),))


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """A button about one gathering, or the list."""
    verb, _, number = rest.partition(":")
    found = gatherings.find(work, int(number)) if re.fullmatch(r"[0-9]{1,15}", number) else None
    act = TAPPED.get(verb)
    return act(work, visit, known, found) if act and found else listed(work, visit, known)


def show(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Reply:
    """One of them, and what she can do about it."""
    seat = gatherings.seat_of(work, gathering.id, known.id)
    free = rules.free(work, gathering)
    return say(wording.card(gathering, free, visit.t, seat), *_ways(work, visit, gathering, seat, free=free))


def join(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Reply:
    """Begins to enrol; whoever has enrolled already sees that."""
    if not rules.is_open(work, gathering) or gatherings.seat_of(work, gathering.id, known.id):
        return show(work, visit, known, gathering)
    note = wording.card(gathering, rules.free(work, gathering), visit.t)
    before = partnership.known(FLOW, partners.find(work, known.id))
    start = Start(kind=LANE.key, answers=before.sure, about=gathering.id, note=note)
    return drafting.begin(work, visit, known, LANE, start)


def really(_work: Work, visit: Visit, _known: Known, gathering: Gathering) -> Reply:
    """Asks before a seat is given back."""
    t = visit.t
    yes = Button(t.plain("Ja, afmeld"), f"g:gone:{gathering.id}", style=Style.DANGER)
    return say(
        t(REALLY, title=gathering.title), (yes, Button(t.plain("Nej, behold"), f"g:show:{gathering.id}"))
    )


def leave(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Reply:
    """The seat goes back."""
    seat = gatherings.seat_of(work, gathering.id, known.id)
    if seat is None or not rules.is_open(work, gathering):
        return show(work, visit, known, gathering)
    rules.give_up(work, seat)
    return back_to_menu(visit, visit.t(LEFT, title=gathering.title))


def ask(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Reply:
    """Her next words go into the box."""
    if not gathering.questions or not rules.is_open(work, gathering):
        return show(work, visit, known, gathering)
    people.turn_to(work, known.id, {"do": QUESTION, "gathering": gathering.id})
    return say(visit.t(ASK), (Button(visit.t.plain("Fortryd"), f"g:noask:{gathering.id}"),))


def no_question(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Reply:
    """She has none after all."""
    people.turn_to(work, known.id, None)
    return show(work, visit, known, gathering)


def asked(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """The words came: they are kept, and whose they are is not."""
    gathering = gatherings.find(work, int((known.topic or {}).get("gathering", 0)))
    people.turn_to(work, known.id, None)
    if gathering is None or not rules.is_open(work, gathering):
        return back_to_menu(visit, visit.t(rules.OVER))
    rules.ask(work, gathering, text)
    return say(visit.t(ASKED), (Button(visit.t.plain(wording.SEE), f"g:show:{gathering.id}"),))


def _button(work: Work, visit: Visit, known: Known, gathering: Gathering) -> Button:
    mine = "✓ " if gatherings.seat_of(work, gathering.id, known.id) else ""
    label = short(f"{gathering.title}, {wording.when(gathering, visit.t)}", 60)
    return Button(f"{mine}{label}", f"g:show:{gathering.id}")


def _ways(work: Work, visit: Visit, gathering: Gathering, seat: Seat | None, *, free: int) -> Rows:
    t, rows = visit.t, list[tuple[Button, ...]]()
    if rules.is_open(work, gathering) and seat is None:
        text = t.plain("Tilmeld dig") if free > 0 else t.plain("Skriv mig på ventelisten")
        rows.append((Button(text, f"g:join:{gathering.id}", style=Style.PRIMARY),))
    if rules.is_open(work, gathering) and seat is not None:
        text = t.plain("Afmeld") if seat.status == TAKEN else t.plain("Slet mig fra ventelisten")
        rows.append((Button(text, f"g:leave:{gathering.id}"),))
    if rules.is_open(work, gathering) and gathering.questions:
        rows.append((Button(t.plain("Stil et spørgsmål til mødet"), f"g:ask:{gathering.id}"),))
    back = (Button(t.plain("Andre arrangementer"), "g:list"), Button(t.plain("Menu"), "m:home"))
    return (*rows, back)


TAPPED: Mapping[str, Act] = MappingProxyType(
    {"show": show, "join": join, "leave": really, "gone": leave, "ask": ask, "noask": no_question}
)
