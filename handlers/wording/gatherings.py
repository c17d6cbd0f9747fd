"""A gathering in words: its card, and what those with a seat are told."""

from collections.abc import Callable
from html import escape
from types import MappingProxyType
from typing import TypeAlias

from handlers.house import House
from handlers.questions.topics import AudienceOf
from handlers.reply import Button, Say
from handlers.rules import promise
from handlers.text import N_, Html, Texts
from handlers.wording import lines
from storage import gatherings
from storage.gathering_models import Gathering, Seat
from storage.gatherings import OPEN, TAKEN, WAITING
from storage.models import Notice
from storage.work import Work

Wording: TypeAlias = Callable[[Work, Notice, Gathering, Seat, Texts], Say | None]

AUDIENCE = AudienceOf(key="audience", label=N_("For hvem"), question=N_("Hvem er det for?"), topic="")
SEE = N_("Se arrangementet")
OWN = MappingProxyType(
    {
        TAKEN: N_("<b>Du har {seats}.</b> Kan du ikke komme, så afmeld, så en anden kan få den."),
        WAITING: N_(
            "<b>Du står på ventelisten til {seats}.</b> Bliver der plads, rykker du selv op og får besked."
        ),
    }
)


def when(gathering: Gathering, t: Texts) -> str:
    """Day and hour, in plain words."""
    day, clock = lines.day(gathering.starts_at, t), promise.clock(gathering.starts_at)
    return t.plain("{day} kl. {clock}", day=day, clock=clock)


def card(gathering: Gathering, free: int, t: Texts, seat: Seat | None = None) -> str:
    """All of it, HTML: what, when, where, for whom, how many seats are left, and what is hers."""
    told = [
        f"<b>{escape(gathering.title, quote=False)}</b>",
        t("{when}, {place}", when=when(gathering, t), place=gathering.place),
    ]
    audience = gathering.answers.get("audience")
    if audience:
        told.append(t("For: {audience}", audience=AUDIENCE.show(audience, t)))
    if gathering.answers.get("more"):
        told.append(escape(str(gathering.answers["more"]), quote=False))
    if gathering.status != OPEN:
        told.append(t("Det er slut eller aflyst."))
    elif seat is None:
        left = t.many("{count} ledig plads", "{count} ledige pladser", max(free, 0))
        told.append(left if free > 0 else t("Alt er optaget. Du kan komme på ventelisten."))
    if seat is not None and seat.status in OWN:
        told.append(t(OWN[seat.status], seats=seats(seat, t)))
    return "\n".join(told)


def seats(seat: Seat, t: Texts) -> str:
    """How many, as people say it."""
    return t.many("{count} plads", "{count} pladser", seat.number)


def moved_up(_work: Work, _notice: Notice, gathering: Gathering, seat: Seat, t: Texts) -> Say | None:
    """A place in the line has become a seat."""
    if seat.status != TAKEN or gathering.status != OPEN:
        return None
    text = N_(
        "Der er blevet plads. Du har nu {seats} til <b>{title}</b> {when}.\n\nKan du ikke komme, så afmeld."
    )
    return _say(t(text, seats=seats(seat, t), title=gathering.title, when=when(gathering, t)), gathering, t)


def reminder(_work: Work, _notice: Notice, gathering: Gathering, seat: Seat, t: Texts) -> Say | None:
    """It is soon; dropped when the seat was given back."""
    if seat.status != TAKEN or gathering.status != OPEN:
        return None
    text = N_(
        "Husk <b>{title}</b> {when}, {place}.\n\n"
        "Du har {seats}. Kan du ikke komme, så afmeld, så en anden kan få plads."
    )
    values = {"title": gathering.title, "when": when(gathering, t), "place": gathering.place}
    return _say(t(text, seats=seats(seat, t), **values), gathering, t)


def cancelled(_work: Work, notice: Notice, gathering: Gathering, _seat: Seat, t: Texts) -> Say:
    """It does not take place, and why."""
    text = t(
        "<b>{title}</b> {when} er aflyst. Du skal ikke gøre mere.",
        title=gathering.title,
        when=when(gathering, t),
    )
    words = str(notice.args.get("words") or "")
    return Say(f"{text}\n\n{escape(words, quote=False)}".strip())


def thanked(work: Work, _notice: Notice, gathering: Gathering, seat: Seat, t: Texts) -> Say:
    """After the day: thanks, a proof where one was there, and the answers to what was asked."""
    told = [t("Tak, fordi du kom til <b>{title}</b> {when}.", title=gathering.title, when=when(gathering, t))]
    if seat.came:
        told.append(
            t(
                "Det her gælder som bevis på, at {name} deltog med {number}.",
                name=seat.name,
                number=seat.number,
            )
        )
    answered = [each for each in gatherings.asked(work, gathering.id) if each.answer]
    told += [_answer(each.text, each.answer, t) for each in answered]
    return Say("\n\n".join(told))


def answered(work: Work, notice: Notice, gathering: Gathering, _seat: Seat, t: Texts) -> Say | None:
    """A question that was left open on the day has its answer."""
    question = gatherings.question(work, int(notice.args["question"]))
    if question is None or not question.answer:
        return None
    head = t("Svar efter <b>{title}</b>", title=gathering.title)
    return Say(f"{head}\n\n{_answer(question.text, question.answer, t)}")


TO_SEATED: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "seat_moved_up": moved_up,
        "seat_reminder": reminder,
        "seat_cancelled": cancelled,
        "seat_thanked": thanked,
        "seat_answered": answered,
    }
)


def word(work: Work, notice: Notice, _house: House, t: Texts) -> Say | None:
    """What somebody with a seat is told; None when there is no such seat any more."""
    seat = gatherings.seat(work, int(notice.args["seat"]))
    gathering = gatherings.find(work, int(notice.args["gathering"]))
    if seat is None or gathering is None or seat.person_id != notice.person_id:
        return None
    return TO_SEATED[notice.what](work, notice, gathering, seat, t)


def _answer(question: str, answer: str, t: Texts) -> str:
    quoted = Html(f"<blockquote>{escape(question, quote=False)}</blockquote>")
    return t("{question}\n{answer}", question=quoted, answer=answer)


def _say(text: str, gathering: Gathering, t: Texts) -> Say:
    return Say(text, ((Button(t.plain(SEE), f"g:show:{gathering.id}"),),))
