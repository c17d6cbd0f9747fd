"""Everything staff can type or tap in their group, and what the bot does in groups at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.commands import DANISH
from handlers.reply import SILENCE, Reply, say
from handlers.rules.staff_room import staff_room
from handlers.staff import (
    assign,
    case,
    gatherings,
    invite,
    leave,
    numbers,
    partners,
    queue,
    refuse,
    screen,
    search,
    tips,
)
from handlers.staff import words as writing
from handlers.staff.gate import (
    EARLIER,
    CaseTurn,
    Handler,
    Turn,
    asks,
    gated,
    is_answer,
    numbered,
    recalled,
    show_button,
)
from handlers.staff.group import standing as standing
from handlers.visit import Tap, Visit, Words
from handlers.wording.lines import DA, title
from storage import cases, members
from storage.work import Work

READING = frozenset(
    {"koe", "sag", "soeg", "betjente", "fjern", "partnere", "arrangement", "statistik", "tips", "hjaelp"}
)

COMMANDS: Mapping[str, Handler] = MappingProxyType(
    {
        "koe": gated(queue.koe),
        "sag": gated(case.numbered_command(screen.show, "/sag 17")),
        "imoedekom": gated(case.numbered_command(case.grant, "/imoedekom 17")),
        "afvis": gated(case.numbered_command(refuse.afvis, "/afvis 17")),
        "tildel": gated(case.numbered_command(assign.tildel, "/tildel 17 bo")),
        "svar": gated(case.numbered_command(writing.svar, "/svar 17 Hvor på vejen er det?")),
        "note": gated(case.numbered_command(writing.note, "/note 17 Ring til skolen først")),
        "videresend": gated(case.numbered_command(refuse.videresend, "/videresend 17 køge")),
        "luk": gated(case.numbered_command(case.close, "/luk 17")),
        "fortryd": gated(case.take_back),
        "soeg": gated(search.soeg),
        "betjente": gated(assign.betjente),
        "inviter": gated(invite.inviter),
        "partnere": gated(partners.partnere),
        "arrangement": gated(gatherings.arrangement),
        "fjern": gated(leave.fjern),
        "statistik": gated(numbers.statistik),
        "tips": gated(tips.tips),
        "hjaelp": gated(search.hjaelp),
        "start": gated(search.hjaelp),
    }
)
TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "s": gated(case.tapped),
        "q": gated(queue.paged),
        "si": gated(invite.picked),
        "sf": gated(leave.tapped),
        "sp": gated(partners.tapped),
        "sg": gated(gatherings.tapped),
        "sn": gated(numbers.tapped),
    }
)

# What a reply to one of our questions does.
ABOUT_A_CASE: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType(
    {
        writing.DO_ASK: writing.ask,
        writing.DO_REPLY: writing.reply,
        writing.DO_NOTE: writing.note,
        refuse.DO_REFUSE: refuse.with_words,
        refuse.DO_FORWARD: refuse.videresend,
    }
)
ABOUT_SOMEBODY: Mapping[str, Callable[[Turn], Reply]] = MappingProxyType(
    {
        "invite_officer": lambda turn: invite.named(turn, "officer"),
        "invite_staff": lambda turn: invite.named(turn, "staff"),
        "invite_partner": lambda turn: invite.named(turn, "partner"),
        **gatherings.REPLIES,
        "invite_tips": lambda turn: invite.named(turn, "tips"),
    }
)


def words(work: Work, visit: Visit, text: str) -> Reply:
    """What members say to each other is theirs; only a reply to our question to this very member is read."""
    member = members.find(work, visit.person_id) if visit.reply_to is not None else None
    if member is None or not member.is_staff or not member.prompt or not asks(visit.replied, member):
        return SILENCE
    return gated(_replied)(work, visit, text)


def unknown(work: Work, visit: Visit) -> Reply:
    """A slip in a command is said to staff in their group; anybody else's commands are not for us."""
    return _to_staff(work, visit, DA("Den kommando kender jeg ikke. /hjaelp viser, hvad der kan skrives."))


def corrected(work: Work, visit: Visit) -> Reply:
    """A command that was changed after it was carried out: what was written first stands."""
    return _to_staff(
        work,
        visit,
        DA("Jeg læser ikke rettelser. Det, du skrev først, gælder. Brug /fortryd, og skriv det igen."),
    )


def _to_staff(work: Work, visit: Visit, text: str) -> Reply:
    member = members.find(work, visit.person_id) if visit.chat_id == staff_room(work, visit.house) else None
    return SILENCE if member is None or not member.is_staff else say(text)


def again(work: Work, visit: Visit) -> Reply:
    """An update that came twice: shows what can be shown again, and changes nothing."""
    match visit.what:
        case Words(text) if text.startswith("/"):
            return _command_again(work, visit, text)
        case Tap(data):
            prefix, _, rest = data.partition(":")
            return TAPS_AGAIN[prefix](work, visit, rest) if prefix in TAPS_AGAIN else SILENCE
        case _:
            return SILENCE


def _replied(turn: Turn) -> Reply:
    kept = recalled(turn)
    if kept is None:
        return say(DA("Det er for længe siden, jeg spurgte. Tryk på knappen igen."))
    if not is_answer(turn.visit, kept):
        return say(DA(EARLIER))
    about = cases.lock(turn.work, kept["case"]) if "case" in kept else None
    if about is not None and kept["do"] in ABOUT_A_CASE:
        reply = ABOUT_A_CASE[kept["do"]](CaseTurn(turn.work, turn.visit, turn.member, turn.rest, about))
    elif kept["do"] in ABOUT_SOMEBODY:
        reply = ABOUT_SOMEBODY[kept["do"]](turn)
    else:
        return say(DA(EARLIER))
    if recalled(turn) == kept:
        turn.member.prompt = None
    return reply


def _command_again(work: Work, visit: Visit, text: str) -> Reply:
    name, _, rest = text[1:].partition(" ")
    name = name.partition("@")[0].lower().translate(DANISH)
    if name in READING:
        return COMMANDS[name](work, visit, rest)
    return gated(_case_again)(work, visit, rest) if name in COMMANDS else SILENCE


def _case_again(turn: Turn) -> Reply:
    number, _ = numbered(turn.rest)
    found = cases.find(turn.work, number) if number is not None else None
    return say(title(found), (show_button(found),)) if found else SILENCE


def _tap_again(turn: Turn) -> Reply:
    number = turn.rest.partition(":")[0]
    found = cases.find(turn.work, int(number[:18])) if number.isdecimal() else None
    if found is None:
        return SILENCE
    return screen.card(CaseTurn(turn.work, turn.visit, turn.member, "", found))


# A tap that came twice: what shows can be shown again.
TAPS_AGAIN: Mapping[str, Handler] = MappingProxyType(
    {
        "s": gated(_tap_again),
        "q": gated(queue.paged),
        "sf": gated(lambda turn: leave.fjern(replace(turn, rest=""))),
        "sp": gated(partners.partnere),
        "sg": gated(gatherings.again),
        "sn": gated(numbers.tapped),
    }
)
