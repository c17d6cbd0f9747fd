"""/koe: the open cases, the oldest promise first, six at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from handlers.conversation.match import matching
from handlers.conversation.steps import Option
from handlers.reply import Button, Reply, Rows, Say, paired, toast
from handlers.requests import kinds
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.places import kommune
from storage import cases
from storage.models import Case

PAGE = 6
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class View:
    """What the list is narrowed to; empty means everything."""

    kind: str = ""
    kommune: str = ""

    @property
    def data(self) -> str:
        """As it stands in a button."""
        return f"{self.kind}:{self.kommune}"


def koe(turn: Turn) -> Reply:
    """The first page; words after the command filter by kind or kommune."""
    if not turn.rest:
        return Reply((_page(turn, View()),))
    view = _narrowed(turn.rest)
    if view == View():
        text = "Det kunne jeg ikke filtrere på: {words}. Skriv en kommune eller en slags sag: /koe køge"
        return Reply((Say(DA(text, words=lines.cut(turn.rest, 100)), _filters(turn, view)),))
    return Reply((_page(turn, view),))


def paged(turn: Turn) -> Reply:
    """A button under the list: `l` narrows it, `f` shows how, `a` and `b` are the pages after and before.

    Behind `f` stands the page that was left, so that there is a way back to it.
    """
    match turn.rest.split(":"):
        case ["f", kind, code, *page]:
            view = View(kind, code)
            back = f"q:{':'.join(page) or 'l'}:{view.data}"
            return Reply((Say(DA("Vis kun:"), _filters(turn, view, back)),))
        case ["l", kind, code]:
            return Reply((_page(turn, View(kind, code)),))
        case ["a", due, number, kind, code] if due.isdecimal() and number.isdecimal():
            return Reply((_page(turn, View(kind, code), after=_place(due, number)),))
        case ["b", due, number, kind, code] if due.isdecimal() and number.isdecimal():
            return Reply((_page(turn, View(kind, code), before=_place(due, number)),))
        case _:
            return toast(DA.plain("Den knap er forældet. Skriv /koe."))


def _page(turn: Turn, view: View, after: cases.Place | None = None, before: cases.Place | None = None) -> Say:
    """One more than a page is read, so that nothing is ever counted."""
    read = partial(
        cases.queue, turn.work, kind=view.kind or None, kommune=view.kommune or None, limit=PAGE + 1
    )
    found = read(after=after, before=before)
    if before and len(found) <= PAGE:
        before, found = None, read()
    more = len(found) > PAGE
    shown = found[1:] if before and more else found[:PAGE]
    here = f":a:{_key(*after)}" if after else f":b:{_key(*before)}" if before else ""
    pages = _pages(shown, back=bool(here), onward=bool(before) or more)
    buttons = [Button(DA.plain(text), f"q:{page}:{view.data}") for text, page in pages]
    buttons.append(Button(DA.plain("Filtrér"), f"q:f:{view.data}{here}"))
    return Say("\n".join([_heading(view), "", *_lines(turn, shown)]), (*_opens(shown), tuple(buttons)))


def _pages(shown: list[Case], *, back: bool, onward: bool) -> list[tuple[str, str]]:
    """The ways on from a page: the label, and where the page behind it begins."""
    if not shown:
        return []
    first, last = shown[0], shown[-1]
    ways = [(N_("Forrige"), f"b:{_key(first.due_at, first.id)}")] if back else []
    return [*ways, (N_("Næste"), f"a:{_key(last.due_at, last.id)}")] if onward else ways


def _place(due: str, number: str) -> cases.Place:
    return EPOCH + int(due[:17]) * MICROSECOND, int(number[:18])


def _lines(turn: Turn, shown: list[Case]) -> list[str]:
    if not shown:
        return [DA("Der er ingen åbne sager her.")]
    return [lines.short_line(turn.visit.house, case, turn.work.now()) for case in shown]


def _heading(view: View) -> str:
    what, where = kinds().get(view.kind), kommune(view.kommune) if view.kommune else None
    names = [DA.plain(what.title)] if what else []
    names += [DA.plain("{kommune} Kommune", kommune=where.name)] if where else []
    if not names:
        return DA("<b>Køen</b>, ældste løfte først")
    return DA("<b>Køen</b>, ældste løfte først. Kun {names}", names=", ".join(names))


def _opens(shown: list[Case]) -> Rows:
    buttons = [
        Button(DA.plain("Sag {number}", number=case.id), f"s:{case.id}:{case.version}:show") for case in shown
    ]
    return paired(buttons, 3)


def _key(due_at: datetime, number: int) -> str:
    return f"{(due_at - EPOCH) // MICROSECOND}:{number}"


def _filters(turn: Turn, view: View, back: str = "") -> Rows:
    """Every kind, and every kommune of the district; the other filter stays as it is."""
    known = turn.visit.house.profile.kommuner
    sorts = [Button(DA.plain(each.title), f"q:l:{key}:{view.kommune}") for key, each in kinds().items()]
    places = [Button(authority.name, f"q:l:{view.kind}:{code}") for code, authority in known.items()]
    ways = [Button(DA.plain("Vis alle"), "q:l::")]
    if back:
        ways.append(Button(DA.plain("Tilbage til køen"), back))
    return (*paired(sorts), *paired(places, 3), tuple(ways))


def _narrowed(words: str) -> View:
    """The kind, the kommune, or both in either order, that these words name."""
    said = words.split()
    for cut in range(len(said) + 1):
        parts = " ".join(said[:cut]), " ".join(said[cut:])
        for kind, place in (parts, parts[::-1]):
            view = View(_kind(kind), _code(place))
            if bool(view.kind) == bool(kind) and bool(view.kommune) == bool(place):
                return view
    return View()


def _kind(words: str) -> str:
    found = matching(words, [Option(key, each.title) for key, each in kinds().items()]) if words else []
    return found[0] if found else ""


def _code(words: str) -> str:
    found = kommune(words) if words else None
    return found.code if found else ""
