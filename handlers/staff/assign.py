"""Finding an officer: suggestions by kommune, load and absence, and one tap to offer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from handlers.reply import Button, Reply, Say, Style, say, toast
from handlers.rules import moves, promise, triage
from handlers.staff.gate import CaseTurn, Turn
from handlers.staff.screen import OLD_BUTTON, done, line, overtaken
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.places import kommune
from storage import absences, cases, members
from storage.models import Case, Member

MOST = 8  # suggestions on one screen
SAID_NO = frozenset({moves.DECLINE.event, moves.LAPSE.event, moves.GIVE_BACK.event})


def tildel(turn: CaseTurn) -> Reply:
    """/tildel N navn: offers it to the one officer who is meant, else asks who."""
    if turn.case.status not in moves.OFFER.starts or not turn.rest:
        return menu(turn)
    named = members.named(turn.work, turn.rest)
    if len(named) == 1 and not _away(turn, named):
        return _offer(turn, named[0])
    if named:
        return Reply((_screen(turn, DA("Hvem mener du? Fravær står ved navnet."), named),))
    text = DA("Jeg kender ingen lokalbetjent, der hedder {name}.", name=lines.cut(turn.rest, 60))
    return Reply((_screen(turn, text, suggested(turn)),))


def menu(turn: CaseTurn) -> Reply:
    """The suggestions, once the case is granted."""
    if turn.case.status in moves.ASSESSED:
        text = DA("<b>Sag {number}</b> er ikke imødekommet endnu. Gør det først.", number=turn.case.id)
        grant = Button(DA.plain("Imødekom"), f"{_start(turn.case)}:grant", style=Style.SUCCESS)
        back = Button(DA.plain("Tilbage til sagen"), f"{_start(turn.case)}:card")
        return say(text, (grant, back))
    if turn.case.status not in moves.OFFER.starts:
        return overtaken(turn, turn.case)
    return Reply((choice(turn),))


def choice(turn: CaseTurn) -> Say:
    """Who could take it, the best first."""
    return _screen(turn, DA("Hvem skal have den?"), suggested(turn))


def offer_to(turn: CaseTurn) -> Reply:
    """An officer was picked."""
    officer = members.find(turn.work, int(turn.value[:18])) if turn.value.isdecimal() else None
    if officer is None or not officer.is_officer:
        return toast(DA.plain(OLD_BUTTON))
    return _offer(turn, officer)


def suggested(turn: CaseTurn) -> list[Member]:
    """Everyone who has not said no to this case: the present, the near and the least busy come first."""
    case = turn.case
    events = cases.events(turn.work, case.id)
    said_no = {(event.detail or {}).get("officer") for event in events if event.name in SAID_NO}
    asked = [
        each for each in members.officers(turn.work) if each.id not in said_no and each.id != case.officer_id
    ]
    load, away = cases.load_of(turn.work, [each.id for each in asked]), _away(turn, asked)

    def order(each: Member) -> tuple[bool, bool, int, str]:
        return each.id in away, case.kommune not in each.kommuner, load[each.id], each.name

    return sorted(asked, key=order)[:MOST]


def betjente(turn: Turn) -> Reply:
    """/betjente: everyone with load, kommuner and absence."""
    everyone = members.officers(turn.work)
    if not everyone:
        return say(DA("Der er ingen lokalbetjente endnu. Inviter en: /inviter betjent Navn, Kommune"))
    load, away = cases.load_of(turn.work, [each.id for each in everyone]), _away(turn, everyone)
    listed = [_listed(each, load[each.id], away.get(each.id)) for each in everyone]
    leave = (Button(DA.plain("Fjern en kollega"), "sf:who"),)
    return say("\n".join([DA("<b>Lokalbetjente</b>"), *listed]), leave)


def _listed(officer: Member, load: int, until: date | None) -> str:
    names = [found.name for code in officer.kommuner if (found := kommune(code))]
    where = ", ".join(names) or DA.plain("hele kredsen")
    busy = DA.many("{count} sag", "{count} sager", load)
    if until:
        text = "{name}: {busy}, {where}. Væk til og med {until}."
        return DA(text, name=officer.name, busy=busy, where=where, until=lines.plain_day(until))
    return DA("{name}: {busy}, {where}", name=officer.name, busy=busy, where=where)


def _offer(turn: CaseTurn, officer: Member) -> Reply:
    if turn.case.officer_id == officer.id:
        return done(turn, DA.plain("{name} har den allerede.", name=officer.name))
    triage.offer(turn.work, turn.visit.house, turn.case, turn.actor, officer)
    hours = turn.visit.house.profile.times.offer_hours
    said = DA.plain("Tilbudt {name}, som har {hours} timer til at svare.", name=officer.name, hours=hours)
    on_the_card = turn.visit.message_id == turn.case.card_message
    return done(turn, said) if on_the_card else line(turn, said)


def _screen(turn: CaseTurn, question: str, officers: list[Member]) -> Say:
    case = turn.case
    load, away = cases.load_of(turn.work, [each.id for each in officers]), _away(turn, officers)
    rows = tuple((_suggestion(case, each, load[each.id], away.get(each.id)),) for each in officers)
    back = (Button(DA.plain("Tilbage til sagen"), f"{_start(case)}:card"),)
    text = DA("<b>Sag {number}</b>, {place}", number=case.id, place=lines.cut(case.place, 80))
    if not officers:
        question = _nobody(turn, question)
    return Say(f"{text}\n{question}", (*rows, back))


def _nobody(turn: CaseTurn, question: str) -> str:
    """There is nobody, or nobody but the one who has it and those who said no."""
    if not members.officers(turn.work):
        return DA("Der er ingen lokalbetjente endnu. Inviter en: /inviter betjent Navn, Kommune")
    asked = question if turn.rest and not turn.is_tap else ""
    rest = DA("Der er ingen andre at foreslå. /betjente viser alle, og /inviter giver et link til en ny.")
    return " ".join(filter(None, (asked, rest)))


def _suggestion(case: Case, officer: Member, load: int, until: date | None) -> Button:
    here = case.kommune in officer.kommuner
    busy = DA.many("{count} sag", "{count} sager", load)
    if until:
        text = DA.plain("{name} · væk til {until}", name=officer.name, until=f"{until:%d.%m.}")
    elif here:
        text = DA.plain("{name} · {busy} · egen kommune", name=officer.name, busy=busy)
    else:
        text = DA.plain("{name} · {busy}", name=officer.name, busy=busy)
    style = Style.PRIMARY if here and not until else Style.PLAIN
    return Button(text, f"{_start(case)}:give:{officer.id}", style=style)


def _away(turn: Turn, officers: Sequence[Member]) -> dict[int, date]:
    """Who of these is away today, and until when."""
    return absences.away(turn.work, [each.id for each in officers], promise.today(turn.work.now()))


def _start(case: Case) -> str:
    return f"s:{case.id}:{case.version}"


MOVES: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType({"give": offer_to})
SCREENS: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType({"assign": menu})
