"""/fjern: ends the membership of a colleague who has left, after a look at what it means."""

from collections.abc import Sequence

from handlers.reply import Button, Reply, Style, paired, say, toast
from handlers.rules import membership
from handlers.staff.gate import Turn
from handlers.staff.screen import OLD_BUTTON
from handlers.text import N_
from handlers.wording.lines import DA, cut
from storage import cases, members
from storage.models import Member

NAME_LIMIT = 60

WHO = N_("Hvem er stoppet?")
NOBODY = N_("Jeg kender ingen, der hedder {name}. Hvem er stoppet?")
NOT_YOURSELF = N_("Du kan ikke fjerne dig selv. Bed en kollega om det.")
GONE = N_("Den kollega er ikke med længere.")
REMOVED = N_(
    "{name} er ikke med længere og kan ikke bruge knapper eller kommandoer. "
    "Fjern også {name} fra gruppen her, hvis det er en kollega i vagten."
)


def fjern(turn: Turn) -> Reply:
    """/fjern NAVN: asks to be sure about the one who is meant, else asks who."""
    everyone = members.everyone(turn.work)
    if not turn.rest:
        return _who(DA(WHO), everyone)
    found = members.called(everyone, turn.rest)
    if len(found) == 1:
        return _sure(turn, found[0])
    name = cut(turn.rest, NAME_LIMIT)
    return _who(DA(WHO), found) if found else _who(DA(NOBODY, name=name), everyone)


def tapped(turn: Turn) -> Reply:
    """`who`, `ask:id` and `yes:id`, checked again each time."""
    verb, _, number = turn.rest.partition(":")
    if verb == "who":
        return _who(DA(WHO), members.everyone(turn.work))
    if verb not in {"ask", "yes"} or not number.isdecimal():
        return toast(DA.plain(OLD_BUTTON))
    member = members.find(turn.work, int(number[:18]))
    if member is None:
        return say(DA(GONE))
    return _sure(turn, member) if verb == "ask" else _removed(turn, member)


def _removed(turn: Turn, member: Member) -> Reply:
    if member.id == turn.member.id:
        return toast(DA.plain(NOT_YOURSELF), alert=True)
    back = membership.end(turn.work, turn.visit.house, member, turn.actor)
    text = [DA(REMOVED, name=member.name)]
    if back:
        text.append(DA.many("{count} sag er tilbage i køen.", "{count} sager er tilbage i køen.", back))
    return say("\n".join(text))


def _sure(turn: Turn, member: Member) -> Reply:
    if member.id == turn.member.id:
        return say(DA(NOT_YOURSELF))
    text = [DA("Er <b>{name}</b> stoppet? {name} kan så ikke bruge knapper og kommandoer.", name=member.name)]
    held = cases.load_of(turn.work, [member.id])[member.id]
    if held:
        text.append(
            DA.many("{count} åben sag går tilbage i køen.", "{count} åbne sager går tilbage i køen.", held)
        )
    yes = Button(DA.plain("Fjern {name}", name=member.name), f"sf:yes:{member.id}", style=Style.DANGER)
    return say("\n".join(text), (yes, Button(DA.plain("Nej, behold"), "sf:who")))


def _who(question: str, found: Sequence[Member]) -> Reply:
    return say(question, *paired([Button(each.name, f"sf:ask:{each.id}") for each in found]))
