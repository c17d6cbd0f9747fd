"""/kalender: an officer's appointments, as a list, as a file, and as a calendar their phone subscribes to."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.officer.gate import button
from handlers.reply import Button, Reply, Rows, Say, Style, paired, say, toast
from handlers.rules import feeds, promise
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.wording import calendar
from handlers.wording.lines import DA, cut, kind_title
from handlers.words.times import show_day
from storage import bookings
from storage.booking_models import Booking, Feed
from storage.feeds import current
from storage.models import Case

MOST = 10
FILE = "kalender.ics"
PLACE_LIMIT = 100

NONE = N_("Du har ingen aftaler endnu. Når du og en borger er enige om en tid, står den her.")
APPOINTMENT = N_("{day} kl. {start}–{end}\n<b>Sag {number}</b> {kind}, {place}")
MORE = N_("Der er flere. Hent dem alle som fil.")
IN_FILE = N_(
    "Dine aftaler. Åbn filen for at lægge dem i din kalender. Den følger ikke med, når noget ændres."
)
ADDRESS = N_(
    "<b>Abonnér på din kalender</b>\n"
    "Sæt denne adresse ind i din kalender. Så kommer nye, flyttede og aflyste aftaler af sig selv; "
    "nogle kalendere er et døgn om det.\n\n"
    "<code>{address}</code>\n\n"
    "Enhver, der har adressen, kan læse dine aftaler, så giv den ikke videre. "
    "Der er ingen telefonnumre eller e-mails i dem."
)
RENEWED = N_("Du har fået en ny adresse. Den gamle virker ikke længere.")
CLOSED = N_("Adressen er lukket. En kalender, der abonnerede på den, får ikke mere at vide.")
NOWHERE = N_("Jeres kreds har ingen adresse at abonnere på endnu. Du kan hente aftalerne som fil i stedet.")
OLD_BUTTON = N_("Den knap er forældet. Skriv /kalender.")


def kalender(turn: Turn) -> Reply:
    """What is agreed from now on."""
    found = bookings.agreed(turn.work, turn.member.id, turn.work.now(), MOST + 1)
    if not found:
        return say(DA(NONE), (_subscribe(),))
    told = [_line(turn, booking, case) for booking, case in found[:MOST]]
    more = [DA(MORE)] if len(found) > MOST else []
    buttons = [button(case, DA.plain("Sag {number}", number=case.id), "show") for _, case in found[:MOST]]
    rows = (*paired(buttons, 3), (Button(DA.plain("Hent som fil"), "k:file"), _subscribe()))
    return say("\n\n".join([DA("<b>Dine aftaler</b>"), *told, *more]), *rows)


def tapped(turn: Turn) -> Reply:
    """Every button of this screen; each lets only the officer's own calendar be seen."""
    act = TAPS.get(turn.rest)
    return act(turn) if act else toast(DA.plain(OLD_BUTTON))


def again(turn: Turn) -> Reply:
    """A tap that came twice: the address as it is now, else the appointments; nothing is made anew."""
    asked = turn.rest in {"sub", "new"} and current(turn.work, turn.member)
    return _subscription(turn) if asked else kalender(turn)


def _line(turn: Turn, booking: Booking, case: Case) -> str:
    today = promise.today(turn.work.now())
    day = show_day(promise.today(booking.starts_at), DA.language, today=today)
    return DA(
        APPOINTMENT,
        day=day[:1].upper() + day[1:],
        start=promise.clock(booking.starts_at),
        end=promise.clock(booking.ends_at),
        number=case.id,
        kind=kind_title(case),
        place=cut(case.place or DA.plain("sted ikke oplyst"), PLACE_LIMIT),
    )


def _file(turn: Turn) -> Reply:
    """All of them, in a message of its own that stays."""
    found = bookings.agreed(turn.work, turn.member.id, turn.work.now())
    if not found:
        return toast(DA.plain(NONE), alert=True)
    content = calendar.feed(turn.visit.house, found, turn.work.now())
    return Reply((Say(DA(IN_FILE), ((_subscribe(),),), file=(FILE, content)),), fresh=True)


def _subscription(turn: Turn, said: str = "") -> Reply:
    """The address, which is made when it is first asked for."""
    house = turn.visit.house
    if not house.public_url:
        return say(DA(NOWHERE), (Button(DA.plain("Hent som fil"), "k:file"), _back()))
    feed = feeds.subscribe(turn.work, turn.member)
    text = DA(ADDRESS, address=feeds.address(house, feed))
    return say("\n\n".join([*([DA(said)] if said else []), text]), *_ways(turn, feed))


def _ways(turn: Turn, feed: Feed) -> Rows:
    """A button may only lead to https, so it is a page of ours that hands on to the calendar."""
    house = turn.visit.house
    copy = Button(DA.plain("Kopiér adressen"), copy=feeds.address(house, feed))
    opens = Button(DA.plain("Åbn i kalenderen"), url=feeds.page(house, feed), style=Style.PRIMARY)
    first = (opens, copy) if house.public_url.startswith("https://") else (copy,)
    change = (Button(DA.plain("Ny adresse"), "k:new"), Button(DA.plain("Luk adressen"), "k:close"))
    return (first, change, (_back(),))


def _renewed(turn: Turn) -> Reply:
    if not turn.visit.house.public_url:
        return _subscription(turn)
    feeds.renew(turn.work, turn.member)
    return _subscription(turn, RENEWED)


def _closed(turn: Turn) -> Reply:
    feeds.close(turn.work, turn.member)
    return say(DA(CLOSED), (_subscribe(), _back()))


def _subscribe() -> Button:
    return Button(DA.plain("Abonnér"), "k:sub")


def _back() -> Button:
    return Button(DA.plain("Mine aftaler"), "k:list")


TAPS: Mapping[str, Callable[[Turn], Reply]] = MappingProxyType(
    {"list": kalender, "file": _file, "sub": _subscription, "new": _renewed, "close": _closed}
)
