"""What both sides hear of a time: proposed, agreed, called off, near, over; and how it was."""

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

from handlers.reply import Button, Say, Style
from handlers.rules.moves import ACTIVE, HELD, Status
from handlers.text import N_, Html, Texts, capital
from handlers.wording import calendar, lines
from handlers.wording.lines import DA
from handlers.wording.news import News
from handlers.words.moments import Time, from_json, is_json, show
from storage import bookings, ratings
from storage.booking_models import Booking
from storage.bookings import KEPT, OFFERED
from storage.models import Case
from storage.work import Work

Wording: TypeAlias = Callable[[News], Say | None]

BEST = 5
MOVE = N_("Flyt tiden")
CALL_OFF = N_("Aflys")
MINE = N_("Se din bestilling")
AGREE = N_("Aftal tid")
TIMES = N_(
    "<b>Hvilken tid passer jer?</b>\nDet gælder bestilling nr. {number}, {kind}. Vi holder tiderne til {day}."
)
WOULD_MOVE = N_("Betjenten vil gerne flytte aftalen {hour}. Den gælder, til du vælger en anden tid.")
BOOKED = N_(
    "<b>Aftalt: {hour}.</b>\nBestilling nr. {number}, {kind}, {place}. Det varer cirka {minutes} minutter."
)
TO_CALENDAR = N_("Åbn filen, så står det i din kalender.")
OFF = N_("Aftalen {hour} om bestilling nr. {number} er aflyst.")
OFF_ANEW = N_("Vi finder en ny tid, og du hører fra os. Det beklager vi.")
FROM_CALENDAR = N_("Åbn filen, så forsvinder den fra din kalender.")
LAPSED = N_(
    "Vi holdt nogle tider til bestilling nr. {number}, men hørte ikke fra dig, så de er givet fri igen.\n\n"
    "Skriv, hvornår I kan, så finder vi nye."
)
SOON = N_("<b>Husk: {hour}.</b>\nBestilling nr. {number}, {kind}, {place}.")
HOW_WAS_IT = N_(
    "<b>Hvordan var det?</b>\nGiv bestilling nr. {number} fra 1 til 5. 5 er bedst. "
    "Det er frivilligt. Den betjent, der kom, og vurderingen kan læse det."
)


def times(news: News) -> Say | None:
    """The times to choose from; dropped when they were taken back or one was taken."""
    return choice(news.work, news.case, news.t)


def choice(work: Work, case: Case, t: Texts) -> Say | None:
    """Every time that still can be taken, a button each; None when there is none."""
    offered = bookings.waiting(work, case.id, OFFERED)
    if not offered or case.status not in HELD:
        return None
    ends = min(each.expires_at for each in offered if each.expires_at)
    agreed = bookings.kept(work, case.id)
    asked = t(TIMES, number=case.id, kind=lines.kind_title(case, t), day=lines.day(ends, t))
    moves = t(WOULD_MOVE, hour=lines.hour(agreed.starts_at, t)) if agreed else ""
    text = "\n\n".join(filter(None, (moves, asked)))
    rows = [
        (Button(capital(lines.hour(each.starts_at, t)), f"b:{case.id}:take:{each.id}", style=Style.PRIMARY),)
        for each in offered
    ]
    none = Button(t.plain("Ingen af dem passer"), f"b:{case.id}:none")
    return Say(text, (*rows, (none,), (_mine(case, t),)))


def booked(news: News) -> Say | None:
    """What was agreed, with a file for her calendar; dropped when it was moved meanwhile."""
    booking, case, t = _booking(news), news.case, news.t
    if booking is None or booking.status != KEPT:
        return None
    file = calendar.invitation(news.house, booking, case, t, for_officer=False, now=news.work.now())
    return Say(f"{_agreed(case, booking, t)}\n\n{t(TO_CALENDAR)}", _ways(case, t), file=file)


def _agreed(case: Case, booking: Booking, t: Texts) -> str:
    """The agreed time as she reads it, HTML."""
    minutes = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    place = lines.cut(case.place, 200)
    hour, kind = lines.hour(booking.starts_at, t), lines.kind_title(case, t)
    return t(BOOKED, hour=hour, number=case.id, kind=kind, place=place, minutes=minutes)


def unbooked(news: News) -> Say | None:
    """It is off, for her and for her calendar; dropped when it is agreed again."""
    booking, case, t = _booking(news), news.case, news.t
    if booking is None or booking.status == KEPT or _is_back(news, booking):
        return None
    said = [t(OFF, hour=lines.hour(booking.starts_at, t), number=case.id)]
    said += [t(OFF_ANEW)] if case.status in ACTIVE else []
    file = calendar.invitation(
        news.house, booking, case, t, for_officer=False, cancelled=True, now=news.work.now()
    )
    return Say("\n\n".join([" ".join(said), t(FROM_CALENDAR)]), ((_mine(case, t),),), file=file)


def times_lapsed(news: News) -> Say | None:
    """The proposed times are free again; dropped when there are others or one was agreed."""
    case, t = news.case, news.t
    if bookings.of_case(news.work, case.id) or case.status not in HELD:
        return None
    tell = Button(t.plain("Skriv, hvornår I kan"), f"b:{case.id}:move", style=Style.PRIMARY)
    return Say(t(LAPSED, number=case.id), ((tell,), (_mine(case, t),)))


def soon(news: News) -> Say | None:
    """A week or a day before."""
    booking, case, t = _coming(news), news.case, news.t
    if booking is None:
        return None
    hour, kind = lines.hour(booking.starts_at, t), lines.kind_title(case, t)
    place = lines.cut(case.place, 200)
    return Say(t(SOON, hour=hour, number=case.id, kind=kind, place=place), _ways(case, t))


def how_was_it(news: News) -> Say | None:
    """One question; dropped when the report was taken back, or she has answered."""
    case, t = news.case, news.t
    if case.status not in {Status.DONE, Status.CLOSED} or ratings.find(news.work, case.id):
        return None
    stars = tuple(Button(str(score), f"b:{case.id}:star:{score}") for score in range(1, BEST + 1))
    return Say(t(HOW_WAS_IT, number=case.id), (stars,))


def officer_booked(news: News) -> Say | None:
    """The agreed time, for the officer and their calendar."""
    booking, case = _booking(news), news.case
    if booking is None or booking.status != KEPT or case.officer_id != news.notice.person_id:
        return None
    file = calendar.invitation(news.house, booking, case, DA, for_officer=True, now=news.work.now())
    hour, kind, place = lines.hour(booking.starts_at), lines.kind_title(case), lines.cut(case.place, 200)
    text = DA(
        "<b>Aftalt: {hour}.</b>\nSag {number}, {kind}, {place}",
        hour=hour,
        number=case.id,
        kind=kind,
        place=place,
    )
    return Say(text, ((_show(case),),), file=file)


def officer_unbooked(news: News) -> Say | None:
    """It is off, for the officer and their calendar."""
    booking, case = _booking(news), news.case
    if booking is None or booking.status == KEPT or _is_back(news, booking):
        return None
    file = calendar.invitation(
        news.house, booking, case, DA, for_officer=True, cancelled=True, now=news.work.now()
    )
    return Say(
        DA("Sag {number}: Aftalen {hour} er aflyst.", number=case.id, hour=lines.hour(booking.starts_at)),
        file=file,
    )


def wished(news: News) -> Say | None:
    """When she can instead."""
    case, args = news.case, news.notice.args
    if case.officer_id != news.notice.person_id or case.status not in HELD:
        return None
    told = [show(each, "da") for each in _times(args.get("times"))] or [str(args.get("words", ""))]
    said = "\n".join(DA("• {time}", time=each) for each in told)
    text = DA("<b>Sag {number}</b>: Borgeren ønsker en anden tid:\n{said}", number=case.id, said=Html(said))
    return Say(text, ((_agree(case),),))


def officer_lapsed(news: News) -> Say | None:
    """Nobody took the proposed times."""
    case = news.case
    if case.officer_id != news.notice.person_id or case.status not in HELD:
        return None
    text = DA("<b>Sag {number}</b>: Borgeren svarede ikke på tiderne. Du har dem fri igen.", number=case.id)
    return Say(text, ((_agree(case),),))


def officer_soon(news: News) -> Say | None:
    """A week or a day before."""
    booking, case = _coming(news), news.case
    if booking is None or case.officer_id != news.notice.person_id:
        return None
    hour, kind, place = lines.hour(booking.starts_at), lines.kind_title(case), lines.cut(case.place, 200)
    text = DA(
        "<b>Husk: {hour}.</b>\nSag {number}, {kind}, {place}",
        hour=hour,
        number=case.id,
        kind=kind,
        place=place,
    )
    return Say(text, ((_show(case),),))


def met(news: News) -> Say | None:
    """It is over: what came of it?"""
    booking, case = _booking(news), news.case
    if booking is None or case.status not in HELD or case.officer_id != news.notice.person_id:
        return None
    text = DA(
        "<b>Sag {number}</b>: Hvordan gik det {hour}? Borgeren venter på at høre det.",
        number=case.id,
        hour=lines.hour(booking.starts_at),
    )
    report = Button(DA.plain("Meld udført"), f"o:{case.id}:{case.version}:report", style=Style.SUCCESS)
    return Say(text, ((report,), (_show(case),)))


def rated(news: News) -> Say | None:
    """What she thought of it."""
    told = lines.rating(news.work, news.case, DA)
    return Say(DA("<b>Sag {number}</b>: {rating}", number=news.case.id, rating=Html(told))) if told else None


TO_CITIZEN: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "times": times,
        "booked": booked,
        "unbooked": unbooked,
        "times_lapsed": times_lapsed,
        "meeting_soon": soon,
        "how_was_it": how_was_it,
    }
)
TO_OFFICER: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "booked": officer_booked,
        "unbooked": officer_unbooked,
        "wished": wished,
        "times_lapsed": officer_lapsed,
        "meeting_soon": officer_soon,
        "met": met,
        "rated": rated,
    }
)


def _booking(news: News) -> Booking | None:
    return bookings.find(news.work, int(news.notice.args.get("booking", 0)))


def _coming(news: News) -> Booking | None:
    booking = _booking(news)
    there = booking is not None and booking.status == KEPT and booking.starts_at > news.work.now()
    return booking if there else None


def _is_back(news: News, booking: Booking) -> bool:
    """The very same hour is agreed again: a slip was taken back."""
    again = bookings.kept(news.work, news.case.id)
    return again is not None and again.starts_at == booking.starts_at


def _times(told: object) -> list[Time]:
    return [from_json(each) for each in told if is_json(each)] if isinstance(told, list) else []


def _ways(case: Case, t: Texts) -> tuple[tuple[Button, ...], ...]:
    move = Button(t.plain(MOVE), f"b:{case.id}:move")
    return ((move, Button(t.plain(CALL_OFF), f"c:{case.id}:drop")), (_mine(case, t),))


def _mine(case: Case, t: Texts) -> Button:
    return Button(t.plain(MINE), f"c:{case.id}:show")


def _show(case: Case) -> Button:
    return Button(DA.plain("Vis sagen"), f"o:{case.id}:{case.version}:show")


def _agree(case: Case) -> Button:
    return Button(DA.plain(AGREE), f"o:{case.id}:{case.version}:meet", style=Style.PRIMARY)
