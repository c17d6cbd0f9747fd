"""What an officer sees while agreeing on a time: wishes with what stands in their way, and free hours."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from handlers.officer.gate import OwnTurn, button
from handlers.questions.month import MONTH, first_of, month_rows
from handlers.questions.picked_times import PENDING
from handlers.reply import Button, Reply, Rows, Say, Style, paired, say, toast
from handlers.rules import promise
from handlers.rules.diary import diary, exact, length_of, openings, wishes_of
from handlers.staff.gate import remember
from handlers.text import N_, capital
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.moments import Bounds, Moment, Time, days_of, from_code, show, show_short, to_code
from storage import bookings
from storage.bookings import HELD, OFFERED, Stretch

DO_MEET = "meet"
AHEAD = Bounds(horizon=365)
DAYS, SLOTS, ACROSS = 15, 30, 3  # on one screen
OLD = N_("Den knap er forældet. Skriv /mine.")
HOW = N_("Tryk på en tid, eller skriv op til tre, for eksempel »torsdag kl. 19«.")
FREE_DAYS = N_("De her dage har du fri tid. Vælg en.")
FREE = N_("Du er fri på de her tider. Tryk på en, så holder vi den.")
WAITS = N_("<b>Venter på borgeren:</b> {hours}")
PICKED = N_("<b>Valgt:</b> {hours}")
NONE_FREE = N_("Du har ingen fri tid der.")


def meet(turn: OwnTurn, said: str = "") -> Reply:
    """What she wished for, what is held and offered, and the ways to other times."""
    remember(turn, do=DO_MEET, case=turn.case.id)
    rows = [*_wish_rows(turn), *_held_rows(turn)]
    ways = (button(turn.case, DA.plain("Find i kalenderen"), "mmonth"),)
    text = "\n\n".join(filter(None, [_head(turn), _wished(turn), _so_far(turn), DA(HOW)]))
    shown = Say(text, (*rows, ways, (button(turn.case, DA.plain("Tilbage"), "card"),)))
    return Reply((shown,), toast=said) if turn.is_tap or not said else Reply((Say(said), shown))


def find(turn: OwnTurn) -> Reply:
    """The days of one of her wishes that have a free time."""
    wishes = wishes_of(turn.case)
    place = int(turn.value) if turn.value.isdecimal() else len(wishes)
    if place >= len(wishes):
        return toast(DA.plain(OLD))
    return _days(turn, wishes[place])


def month(turn: OwnTurn) -> Reply:
    """A month to choose a day from."""
    now = turn.work.now()
    rows = month_rows(first_of(turn.value, AHEAD, now), _days_taken(turn), AHEAD, now, "da")
    shown = tuple(tuple(button(turn.case, each.label, _verb(each.key)) for each in row) for row in rows)
    back = (button(turn.case, DA.plain("Tilbage"), "meet"),)
    return Reply((Say(_head(turn), (*shown, back)),))


def day(turn: OwnTurn) -> Reply:
    """The free times of a day."""
    found = from_code(turn.value)
    return _slots(turn, found) if isinstance(found, Moment) else toast(DA.plain(OLD))


def off(turn: OwnTurn) -> Reply:
    """Really?"""
    text = DA(
        "<b>Sag {number}</b>: Vil du aflyse {hour}? Borgeren får besked, og I skal finde en ny tid.",
        number=turn.case.id, hour=lines.planned(turn.work, turn.case),
    )  # fmt: skip
    yes = button(turn.case, DA.plain("Ja, aflys tiden"), "offyes", Style.DANGER)
    return say(text, (yes,), (button(turn.case, DA.plain("Nej"), "card"),))


def held(turn: OwnTurn) -> list[Stretch]:
    """What the officer has picked so far."""
    found = bookings.waiting(turn.work, turn.case.id, HELD)
    return [bookings.stretch_of(each) for each in found]


def code_of(stretch: Stretch) -> str:
    """What a button carries."""
    return to_code(lines.moment_of(stretch.starts_at))


def _short(stretch: Stretch) -> str:
    return show_short(lines.moment_of(stretch.starts_at), "da")


def _is_agreed(turn: OwnTurn, wanted: Stretch) -> bool:
    agreed = bookings.kept(turn.work, turn.case.id)
    return agreed is not None and agreed.starts_at == wanted.starts_at


def _days(turn: OwnTurn, wish: Time) -> Reply:
    """The days within a wish on which something is free, so that one sees the whole week at once."""
    each_day = [Moment(day, wish.hours) for day in days_of(wish)]
    found = [each for each in each_day if openings(turn.work, turn.visit.house, turn.case, each, 1)]
    if len(each_day) == 1:
        return _slots(turn, each_day[0])
    rows = paired([_day_button(turn, each) for each in found[:DAYS]], ACROSS)
    return _list(turn, wish, FREE_DAYS if found else NONE_FREE, rows)


def _day_button(turn: OwnTurn, wish: Moment) -> Button:
    return button(turn.case, show_short(Moment(wish.day), "da"), f"mday:{to_code(wish)}")


def _slots(turn: OwnTurn, wish: Moment) -> Reply:
    """The free times of a day, or of a part of it."""
    found = openings(turn.work, turn.visit.house, turn.case, wish, SLOTS)
    slots = [button(turn.case, promise.clock(each.starts_at), f"pick:{code_of(each)}") for each in found]
    return _list(turn, wish, FREE if found else NONE_FREE, paired(slots, ACROSS))


def _list(turn: OwnTurn, wish: Time, said: str, rows: Rows) -> Reply:
    back = (button(turn.case, DA.plain("Kalender"), "mmonth"), button(turn.case, DA.plain("Tilbage"), "meet"))
    text = "\n".join((_head(turn), DA("<b>{when}</b>", when=capital(show(wish, "da"))), DA(said)))
    return Reply((Say(text, (*rows, back)),))


def _wish_rows(turn: OwnTurn) -> list[tuple[Button, ...]]:
    """An exact wish that can be had is agreed by a tap; in a wider one free times are looked for."""
    found = (_wish_row(turn, place, wish) for place, wish in enumerate(wishes_of(turn.case)))
    return [(each,) for each in found if each]


def _wish_row(turn: OwnTurn, place: int, wish: Time) -> Button | None:
    wanted, when = exact(turn.visit.house, turn.case, wish), show_short(wish, "da")
    if wanted is None:
        return button(turn.case, DA.plain("Find tid: {when}", when=when), f"find:{place}")
    if _in_the_way(turn, wanted) or _is_agreed(turn, wanted):
        return None
    return button(turn.case, DA.plain("Aftal {when}", when=when), f"book:{code_of(wanted)}", Style.SUCCESS)


def _held_rows(turn: OwnTurn) -> list[tuple[Button, ...]]:
    picked = held(turn)
    rows = list[tuple[Button, ...]]()
    for each in picked:
        label = DA.plain("Fjern {when}", when=_short(each))
        rows.append((button(turn.case, label, f"drop:{code_of(each)}"),))
    if picked:
        label = DA.many("Send {count} tid til borgeren", "Send {count} tider til borgeren", len(picked))
        rows.append((button(turn.case, label, "send", Style.PRIMARY),))
    return rows


def _head(turn: OwnTurn) -> str:
    minutes = int(length_of(turn.case).total_seconds() // 60)
    text = "<b>Sag {number}</b>: {kind}, cirka {minutes} minutter"
    return DA(text, number=turn.case.id, kind=lines.kind_title(turn.case), minutes=minutes)


def _wished(turn: OwnTurn) -> str:
    """Her wishes, each with what stands in the way of it."""
    told = [_wish_line(turn, wish) for wish in wishes_of(turn.case)]
    return "\n".join([DA("<b>Borgeren kan</b>"), *told]) if told else ""


def _wish_line(turn: OwnTurn, wish: Time) -> str:
    wanted = exact(turn.visit.house, turn.case, wish)
    why = _in_the_way(turn, wanted) if wanted else ""
    line = DA("• {time}", time=show(wish, "da"))
    return f"{line}\n→ {escape(why, quote=False)}" if why else line


def _so_far(turn: OwnTurn) -> str:
    """What is agreed, offered and held."""
    agreed = bookings.kept(turn.work, turn.case.id)
    told = [DA("<b>Aftalt:</b> {hour}", hour=lines.hour(agreed.starts_at))] if agreed else []
    for label, status in ((WAITS, OFFERED), (PICKED, HELD)):
        found = bookings.waiting(turn.work, turn.case.id, status)
        if found:
            told.append(DA(label, hours="; ".join(_short(bookings.stretch_of(each)) for each in found)))
    return "\n".join(told)


def _in_the_way(turn: OwnTurn, wanted: Stretch) -> str:
    known = diary(turn.work, turn.visit.house, turn.case, wanted.busy_from, wanted.busy_until)
    found = known.obstacle(wanted)
    return DA.plain(found.text, **dict(found.values)) if found else ""


def _days_taken(turn: OwnTurn) -> list[date]:
    return [promise.today(each.starts_at) for each in bookings.of_case(turn.work, turn.case.id)]


def _verb(key: str) -> str:
    if key.startswith(PENDING):
        return f"mday:{key.removeprefix(PENDING)}"
    return f"mmonth:{key}" if key.startswith(MONTH) else "idle"


SCREENS: Mapping[str, Callable[[OwnTurn], Reply]] = MappingProxyType(
    {"meet": meet, "find": find, "mmonth": month, "mday": day, "off": off}
)
