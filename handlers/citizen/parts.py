"""Pieces that several of the citizen's screens share."""

from datetime import datetime

from handlers.drafts.screens import short
from handlers.house import House
from handlers.reply import Button, Reply, Rows, say
from handlers.requests import Kind, kinds
from handlers.rules.moves import CITIZEN_WORDS, Status
from handlers.rules.promise import today
from handlers.text import N_, Texts
from handlers.visit import Visit
from handlers.wording import lines
from handlers.words.times import show_day
from storage import remarks
from storage.models import Case, Remark


def offered(house: House) -> list[Kind]:
    """The kinds this district takes orders for, in menu order; "*" in the profile means all there are."""
    wanted = house.profile.kinds
    return [kind for kind in kinds().values() if kind.key in wanted or "*" in wanted]


def menu_rows(visit: Visit) -> Rows:
    """Everything a citizen can do, as buttons."""
    t = visit.t
    orders = [(Button(t.plain(kind.title), f"m:new:{kind.key}"),) for kind in offered(visit.house)]
    return (
        *orders,
        (Button(t.plain("Giv et tip"), "tip:begin"),),
        (Button(t.plain("Mine bestillinger"), "m:mine"), Button(t.plain("Hjælp"), "m:help")),
        (
            Button("English" if t.language == "da" else "Dansk", "x:speak"),
            Button(t.plain("Privatliv"), "x:data"),
        ),
    )


def back_to_menu(visit: Visit, text: str) -> Reply:
    """A text above the menu."""
    return say(text, *menu_rows(visit))


def deadline_day(moment: datetime, t: Texts) -> str:
    """The day a promise ends, as people say it."""
    return show_day(today(moment), t.language)


def kind_title(case: Case, t: Texts) -> str:
    """What was ordered, in plain words."""
    kind = kinds().get(case.kind)
    return t.plain(kind.title) if kind else t.plain("Bestilling")


def state_line(case: Case, t: Texts) -> str:
    """How it stands and by when she hears more, as HTML."""
    status = Status(case.status)
    words = t(CITIZEN_WORDS[status])
    if status is Status.PLANNED and case.planned_for and lines.day_is_told(case):
        words = t("Den er planlagt til {day}.", day=show_day(case.planned_for, t.language))
    if not case.is_open or status in (Status.DONE, Status.WAITING):
        return words
    when = deadline_day(case.due_at, t)
    promise = N_("Du får svar senest {day}.")
    if case.answered_at is not None:
        promise = N_("Vi regner med at være færdige senest {day}.")
    return f"{words} {t(promise, day=when)}"


def said_by(visit: Visit, remark: Remark) -> str:
    """What she or we wrote about a case, as HTML."""
    words = short(remark.text, 700)
    if remark.audience == remarks.TO_CITIZEN:
        return visit.t("<b>Vi skrev:</b> {words}", words=words)
    return visit.t("<b>Du skrev:</b> {words}", words=words)
