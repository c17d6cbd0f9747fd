"""The states of a case and the moves between them, as one table: who may, from where, to where."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from handlers.text import N_


class Status(StrEnum):
    """Stored with every case, for ever."""

    RECEIVED = "received"
    ASSESSING = "assessing"
    WAITING = "waiting"
    GRANTED = "granted"
    ASSIGNED = "assigned"
    PLANNED = "planned"
    DONE = "done"
    CLOSED = "closed"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Who makes a move."""

    CITIZEN = "citizen"
    STAFF = "staff"
    OFFICER = "officer"
    SYSTEM = "system"


# How staff name a state, and how the citizen hears it.
STAFF_WORDS = MappingProxyType(
    {
        Status.RECEIVED: N_("modtaget"),
        Status.ASSESSING: N_("under vurdering"),
        Status.WAITING: N_("afventer borger"),
        Status.GRANTED: N_("imødekommet"),
        Status.ASSIGNED: N_("tildelt"),
        Status.PLANNED: N_("planlagt"),
        Status.DONE: N_("gennemført"),
        Status.CLOSED: N_("afsluttet"),
        Status.DECLINED: N_("ikke imødekommet"),
        Status.FORWARDED: N_("videresendt"),
        Status.MERGED: N_("samlet"),
        Status.WITHDRAWN: N_("trukket tilbage"),
    }
)
CITIZEN_WORDS = MappingProxyType(
    {
        Status.RECEIVED: N_("Vi har modtaget den."),
        Status.ASSESSING: N_("Vi er ved at vurdere den."),
        Status.WAITING: N_("Vi venter på svar fra dig."),
        Status.GRANTED: N_("Vi har sagt ja og finder en lokalbetjent."),
        Status.ASSIGNED: N_("En lokalbetjent har taget den."),
        Status.PLANNED: N_("Den er planlagt."),
        Status.DONE: N_("Den er gennemført."),
        Status.CLOSED: N_("Den er afsluttet."),
        Status.DECLINED: N_("Vi kan ikke imødekomme den."),
        Status.FORWARDED: N_("Den hører til hos nogen andre end politiet."),
        Status.MERGED: N_("Den er samlet med en anden bestilling."),
        Status.WITHDRAWN: N_("Du har trukket den tilbage."),
    }
)

ASSESSED = frozenset({Status.RECEIVED, Status.ASSESSING, Status.WAITING})  # no answer has been given yet
HELD = frozenset({Status.ASSIGNED, Status.PLANNED})  # an officer has it
ACTIVE = ASSESSED | HELD | {Status.GRANTED}  # still to be done or refused
OPEN = ACTIVE | {Status.DONE}
ALL = frozenset(Status)

_STAFF = frozenset({Role.STAFF})
_OFFICER = frozenset({Role.OFFICER})
_CITIZEN = frozenset({Role.CITIZEN})
_SYSTEM = frozenset({Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. `to` is None when the state stays; `told` is how the audit trail reads.

    A `quiet` move leaves the buttons that are already on screens valid.
    """

    event: str
    who: frozenset[Role]
    starts: frozenset[Status]
    to: Status | None
    told: str
    quiet: bool = False
    undone_by: frozenset[Role] = frozenset()  # who may take it back, while nothing has followed


OPENED = "case.opened"
UNDONE = "case.undone"

TAKE = Move(
    "case.taken",
    _STAFF,
    frozenset({Status.RECEIVED}),
    Status.ASSESSING,
    N_("{who} tog sagen"),
    undone_by=_STAFF,
)
GRANT = Move("case.granted", _STAFF, ASSESSED, Status.GRANTED, N_("{who} imødekom sagen"), undone_by=_STAFF)
REFUSE = Move("case.declined", _STAFF, ACTIVE, Status.DECLINED, N_("{who} afviste sagen"), undone_by=_STAFF)
FORWARD = Move(
    "case.forwarded", _STAFF, ACTIVE, Status.FORWARDED, N_("{who} sendte sagen videre"), undone_by=_STAFF
)
ASK = Move("case.asked", _STAFF, ASSESSED, Status.WAITING, N_("{who} spurgte borgeren"), undone_by=_STAFF)
REPLY = Move("case.replied", _STAFF, ALL, None, N_("{who} skrev til borgeren"), quiet=True, undone_by=_STAFF)
NOTE = Move(
    "case.noted", _STAFF | _OFFICER, ALL, None, N_("{who} skrev en intern note"), quiet=True, undone_by=_STAFF
)
DELAY = Move(
    "case.delayed",
    _STAFF,
    ACTIVE - {Status.WAITING},
    None,
    N_("{who} gav borgeren en ny frist"),
    undone_by=_STAFF,
)
SORT = Move("case.sorted", _STAFF, ACTIVE, None, N_("{who} gav sagen en anden slags"), undone_by=_STAFF)
OFFER = Move(
    "offer.made",
    _STAFF,
    HELD | {Status.GRANTED},
    Status.GRANTED,
    N_("{who} tilbød sagen til {officer}"),
    undone_by=_STAFF,
)
ACCEPT = Move("offer.accepted", _OFFICER, frozenset({Status.GRANTED}), Status.ASSIGNED, N_("{who} tog sagen"))
DECLINE = Move("offer.declined", _OFFICER, frozenset({Status.GRANTED}), Status.GRANTED, N_("{who} kan ikke"))
LAPSE = Move(
    "offer.lapsed", _SYSTEM, frozenset({Status.GRANTED}), Status.GRANTED, N_("{officer} svarede ikke")
)
GIVE_BACK = Move("case.given_back", _OFFICER, HELD, Status.GRANTED, N_("{who} gav sagen tilbage"))
OFFICER_LEFT = Move(
    "case.officer_left", _STAFF, HELD | {Status.GRANTED}, Status.GRANTED, N_("{officer} er stoppet")
)
PLAN = Move("case.planned", _OFFICER, HELD, Status.PLANNED, N_("{who} planlagde sagen"), undone_by=_OFFICER)
BOOK = Move("case.booked", _OFFICER | _CITIZEN, HELD, Status.PLANNED, N_("{who} aftalte tiden"))
PROPOSE = Move("case.proposed", _OFFICER, HELD, None, N_("{who} foreslog tider"))
WISH = Move("case.wished", _CITIZEN, HELD, None, N_("{who} ønskede en anden tid"))
UNBOOK = Move(
    "case.unbooked", _OFFICER, frozenset({Status.PLANNED}), Status.ASSIGNED, N_("{who} aflyste tiden")
)
UNANSWERED = Move("times.lapsed", _SYSTEM, HELD, None, N_("Borgeren svarede ikke på tiderne"))
COMPLETE = Move("case.done", _OFFICER, HELD, Status.DONE, N_("{who} meldte udført"), undone_by=_OFFICER)
CONCLUDE = Move(
    "case.done", _STAFF, HELD | {Status.GRANTED}, Status.DONE, N_("{who} meldte udført"), undone_by=_STAFF
)
CLOSE = Move(
    "case.closed", _STAFF | _SYSTEM, frozenset({Status.DONE}), Status.CLOSED, N_("{who} afsluttede sagen")
)
WITHDRAW = Move("case.withdrawn", _CITIZEN, ACTIVE, Status.WITHDRAWN, N_("{who} trak sagen tilbage"))
ADD = Move("case.added", _CITIZEN, OPEN - {Status.WAITING}, None, N_("{who} tilføjede oplysninger"))
ANSWER = Move(
    "case.answered",
    _CITIZEN,
    frozenset({Status.WAITING}),
    Status.ASSESSING,
    N_("{who} svarede på spørgsmålet"),
)

MOVES = (
    TAKE, GRANT, REFUSE, FORWARD, ASK, REPLY, NOTE, DELAY, SORT, OFFER, ACCEPT, DECLINE, LAPSE, GIVE_BACK,
    OFFICER_LEFT, PLAN, BOOK, PROPOSE, WISH, UNBOOK, UNANSWERED, COMPLETE, CONCLUDE, CLOSE, WITHDRAW, ADD,
    ANSWER,
)  # fmt: skip

TOLD = MappingProxyType(
    {move.event: move.told for move in MOVES}
    | {OPENED: N_("{who} sendte bestillingen"), UNDONE: N_("{who} fortrød det sidste skridt")}
)

# The history has these too, but they move nothing: nobody is faster by them, and nobody takes them back.
RECORDED = MappingProxyType(
    {
        **TOLD,
        "case.anonymised": N_("Det, der pegede på borgeren, blev slettet"),
        "post.blocked": N_("En besked kunne ikke leveres: chatten er blokeret"),
    }
)


def undoable(event: str, role: Role) -> bool:
    """Whether somebody in this role may take such a move back."""
    return any(move.event == event and role in move.undone_by for move in MOVES)
