"""Pieces that several of the citizen's screens share."""

from datetime import datetime

from handlers.drafts.screens import short
from handlers.house import House
from handlers.reply import Button, Reply, Rows, paired, say
from handlers.requests import GROUP_TITLES, Group, Kind, kinds
from handlers.rules.moves import CITIZEN_WORDS, Status
from handlers.rules.promise import today
from handlers.text import N_, Texts
from handlers.visit import Visit
from handlers.wording import lines
from handlers.words.times import show_day
from storage import remarks
from storage.models import Case, Remark
from storage.work import Work

# What we promise next, by whether she has our answer, and whether the day is over.
PROMISED = {
    (False, False): N_("Du får svar senest {day}."),
    (False, True): N_("Du skulle have haft svar senest {day}. Det nåede vi ikke, og du hører fra os."),
    (True, False): N_("Vi regner med at være færdige senest {day}."),
    (True, True): N_("Vi skulle have været færdige senest {day}. Det nåede vi ikke, og du hører fra os."),
}
FEW = 3  # so many kinds have a button each; more are grouped, or the menu would be a wall


def offered(house: House) -> list[Kind]:
    """The kinds everybody may order here, in menu order; "*" in the profile means all there are."""
    return [kind for kind in taken_here(house) if not kind.partners]


def taken_here(house: House) -> list[Kind]:
    """The kinds this district takes orders for, those for partners as well."""
    wanted = house.profile.kinds
    return [kind for kind in kinds().values() if kind.key in wanted or "*" in wanted]


def order_rows(visit: Visit) -> Rows:
    """What can be ordered: a button each while they are few, else those in front and then the groups."""
    found = offered(visit.house)
    if len(found) <= FEW:
        return tuple((kind_button(visit, kind),) for kind in found)
    front = [kind_button(visit, kind) for kind in found if kind.in_front]
    groups = [_group_button(visit, group, found) for group in _groups(found)]
    if any(kind.partners for kind in taken_here(visit.house)):
        groups.append(Button(visit.t.plain(GROUP_TITLES[Group.PARTNER]), "m:partner"))
    return (*paired(front), *paired(groups))


def kind_button(visit: Visit, kind: Kind) -> Button:
    """Begins an order of this kind."""
    return Button(visit.t.plain(kind.title), f"m:new:{kind.key}")


def in_group(house: House, group: str) -> list[Kind]:
    """What is behind the button of a group."""
    return [kind for kind in offered(house) if kind.group == group]


def _groups(found: list[Kind]) -> list[Group]:
    """Those with something in them that does not stand in front already."""
    return [group for group in Group if any(kind.group is group and not kind.in_front for kind in found)]


def _group_button(visit: Visit, group: Group, found: list[Kind]) -> Button:
    """A group of one is that one."""
    behind = [kind for kind in found if kind.group is group]
    if len(behind) == 1:
        return kind_button(visit, behind[0])
    return Button(visit.t.plain(GROUP_TITLES[group]), f"m:group:{group}")


def menu_rows(visit: Visit) -> Rows:
    """Everything a citizen can do, as buttons."""
    t = visit.t
    return (
        *order_rows(visit),
        (Button(t.plain("Giv et tip"), "tip:begin"), Button(t.plain("Råd og hjælp"), "h:all")),
        (Button(t.plain("Arrangementer"), "g:list"), Button(t.plain("Mine bestillinger"), "m:mine")),
        (
            Button(t.plain("Hjælp"), "m:help"),
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


def state_line(work: Work, case: Case, t: Texts) -> str:
    """How it stands and by when she hears more, as HTML."""
    status = Status(case.status)
    words = t(CITIZEN_WORDS[status])
    if status is Status.PLANNED and case.planned_for and lines.day_is_told(case):
        words = t("Den er planlagt til {day}.", day=lines.planned(work, case, t))
    if not case.is_open or status in (Status.DONE, Status.WAITING):
        return words
    promise = PROMISED[case.answered_at is not None, work.now() > case.due_at]
    return f"{words} {t(promise, day=deadline_day(case.due_at, t))}"


def said_by(visit: Visit, remark: Remark) -> str:
    """What she or we wrote about a case, as HTML."""
    words = short(remark.text, 700)
    if remark.audience == remarks.TO_CITIZEN:
        return visit.t("<b>Vi skrev:</b> {words}", words=words)
    return visit.t("<b>Du skrev:</b> {words}", words=words)
