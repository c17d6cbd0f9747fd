"""Lets officers in: their own cases only, and a kind word for a button that has gone to somebody else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from handlers.house import House
from handlers.reply import Button, Reply, Rows, Say, Style, say, toast
from handlers.rules import moves
from handlers.rules.diary import meeting_of
from handlers.rules.moves import Status
from handlers.rules.triage import Actor, Rejected, officer
from handlers.staff.gate import Handler, Turn
from handlers.text import N_
from handlers.visit import Tap, Visit
from handlers.wording import cards
from handlers.wording.lines import DA, kind_of
from handlers.wording.officer_notices import offer_buttons, offer_card
from storage import bookings, members
from storage.models import Case
from storage.work import Work

NOT_OFFICER = N_("Det er for lokalbetjente. Er du det, så bed din vagt om et link.")
NOT_YOURS = N_("Sag {number} er ikke hos dig. Tilbuddet er udløbet eller givet til en anden.")
CHANGED = N_("Sagen er ændret siden. Her er den, som den er nu.")


@dataclass(frozen=True, slots=True)
class OwnTurn(Turn):
    """An officer's turn about a case that is theirs or offered to them."""

    case: Case
    value: str = ""

    @property
    def actor(self) -> Actor:
        """This member, as an officer."""
        return officer(self.member)


def gated(act: Callable[[Turn], Reply]) -> Handler:
    """The handler for officers in private; a move that cannot be made is explained."""

    def handle(work: Work, visit: Visit, rest: str) -> Reply:
        member = members.find(work, visit.person_id)
        if member is None or not member.is_officer:
            return _answer(visit, DA.plain(NOT_OFFICER))
        try:
            return act(Turn(work, visit, member, rest))
        except Rejected as no:
            return _answer(visit, no.words(DA))

    return handle


def screen(turn: OwnTurn, said: str = "", *, fresh: bool = False) -> Reply:
    """The officer's card; photos and pin come along only when it is a new message."""
    full = own_card(turn.work, turn.visit.house, turn.case)
    shown = full if fresh or not turn.is_tap else replace(full, photos=(), pin=None)
    if said and not turn.is_tap:
        return Reply((Say(escape(said, quote=False)), shown))
    return Reply((shown,), toast=said, fresh=fresh)


def own_card(work: Work, house: House, case: Case) -> Say:
    """The offer, or the case with what can be done with it now."""
    if case.offered_at is not None:
        return offer_card(work, house, case)
    return cards.officer_card(work, house, case, _buttons(work, case))


def button(case: Case, text: str, verb: str, style: Style = Style.PLAIN) -> Button:
    """A button on an officer's card."""
    return Button(text, f"o:{case.id}:{case.version}:{verb}", style=style)


def is_theirs(turn: Turn, case: Case | None) -> bool:
    """Whether the case is the member's own, or offered to them."""
    return case is not None and case.officer_id == turn.member.id


def _buttons(work: Work, case: Case) -> Rows:
    if case.offered_at is not None:
        return offer_buttons(case)
    rows: list[tuple[Button, ...]] = []
    if case.status in moves.HELD:
        done = button(case, DA.plain("Meld udført"), "report", Style.SUCCESS)
        rows += [(*_when(work, case), done)]
        rows += [
            (button(case, DA.plain("Giv tilbage"), "cannot"), button(case, DA.plain("Skriv note"), "note"))
        ]
        if phone := _phone(case):
            rows += [(Button(DA.plain("Kopiér nummeret"), copy=phone),)]
    if case.status == Status.DONE:
        rows += [(button(case, DA.plain("Fortryd rapporten"), "undo"),)]
    return (*rows, (Button(DA.plain("Mine sager"), "o:0:0:mine"),))


def _when(work: Work, case: Case) -> tuple[Button, ...]:
    """A day that the officer sets alone, or an hour that both agree on."""
    if meeting_of(case) is None:
        plan = DA.plain("Flyt dagen") if case.planned_for else DA.plain("Planlæg")
        return (button(case, plan, "plan", Style.PRIMARY),)
    agreed = bookings.kept(work, case.id)
    if agreed is None:
        return (button(case, DA.plain("Aftal tid"), "meet", Style.PRIMARY),)
    if agreed.starts_at <= work.now():
        return ()
    return button(case, DA.plain("Flyt tiden"), "meet"), button(case, DA.plain("Aflys tiden"), "off")


def _phone(case: Case) -> str:
    kind = kind_of(case)
    given = [case.answers.get(step.key) for step in kind.order.steps if step.private] if kind else []
    return next(
        (str(value["phone"]) for value in given if isinstance(value, dict) and value.get("phone")), ""
    )


def _answer(visit: Visit, text: str) -> Reply:
    if isinstance(visit.what, Tap):
        return toast(text[:200], alert=True)
    return say(escape(text, quote=False))
