"""Everything an officer can type or tap in private."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.officer import (
    absence,
    calendar,
    meeting,
    meeting_screens,
    mine,
    offers,
    planning,
    report,
    summaries,
)
from handlers.officer.gate import CHANGED, NOT_YOURS, OwnTurn, gated, is_theirs, screen
from handlers.officer.join import join
from handlers.reply import SILENCE, Reply, say, toast
from handlers.staff.gate import Handler, Turn, recalled
from handlers.visit import Tap, Visit
from handlers.wording.lines import DA
from storage import cases, members
from storage.work import Work

COMMANDS: Mapping[str, Handler] = MappingProxyType(
    {
        "start": join,
        "mine": gated(mine.mine),
        "kalender": gated(calendar.kalender),
        "fravaer": gated(absence.fravaer),
        "hjaelp": gated(mine.hjaelp),
    }
)

MOVES: Mapping[str, Callable[[OwnTurn], Reply]] = MappingProxyType(
    {
        "accept": offers.accept,
        "no": offers.say_no,
        "day": planning.plan_day,
        "report": report.begin,
        "undo": mine.take_back,
        **meeting.MOVES,
    }
)
SCREENS: Mapping[str, Callable[[OwnTurn], Reply]] = MappingProxyType(
    {
        "show": lambda turn: screen(turn, fresh=True),
        "card": screen,
        "cannot": offers.cannot,
        "plan": planning.plan,
        "month": planning.month,
        "idle": planning.idle,
        "dayw": planning.ask_for_day,
        "note": mine.ask_for_note,
        **meeting_screens.SCREENS,
    }
)
# What a reply to one of our questions does.
REPLIES: Mapping[str, Callable[[OwnTurn], Reply]] = MappingProxyType(
    {
        offers.DO_CANNOT: offers.say_no_in_words,
        planning.DO_PLAN: planning.typed_day,
        meeting_screens.DO_MEET: meeting.typed,
        mine.DO_NOTE: mine.note,
    }
)


def words(work: Work, visit: Visit, text: str) -> Reply | None:
    """The answer to a question or an offer; None when there was none, so that the words are a citizen's."""
    member = members.find(work, visit.person_id)
    if member is None or not member.is_officer:
        return None
    turn = Turn(work, visit, member, text)
    kept = recalled(turn)
    if kept is None or kept["do"] not in REPLIES:
        return offers.in_words(turn)
    return gated(_replied)(work, visit, text)


def again(work: Work, visit: Visit) -> Reply:
    """A tap that came twice: the case as it is now."""
    data = visit.what.data if isinstance(visit.what, Tap) else ""
    repeated = calendar.again if data.startswith("k:") else _tap_again
    return gated(repeated)(work, visit, data.partition(":")[2])


def _tapped(turn: Turn) -> Reply:
    number, version, verb, value = (turn.rest + ":::").split(":", 3)
    if verb == "mine":
        return mine.mine(turn)
    if verb == "away":
        return absence.tapped(turn, value.rstrip(":"))
    act = MOVES.get(verb) or SCREENS.get(verb)
    if act is None or not number.isdecimal() or not version.isdecimal():
        return toast(DA.plain("Den knap er forældet. Skriv /mine."))
    case = cases.lock(turn.work, int(number[:18]))
    if case is None or not is_theirs(turn, case):
        return _not_theirs(number)
    own = OwnTurn(turn.work, turn.visit, turn.member, turn.rest, case, value.rstrip(":"))
    if verb in MOVES and int(version) != case.version:
        return screen(own, DA.plain(CHANGED))
    return act(own)


def _not_theirs(number: str) -> Reply:
    """The details go, for the case is somebody else's now."""
    return Reply(say(DA(NOT_YOURS, number=number)).says, toast=DA.plain(NOT_YOURS, number=number)[:200])


def _replied(turn: Turn) -> Reply:
    kept = recalled(turn) or {}
    case = cases.lock(turn.work, kept["case"])
    if case is None or not is_theirs(turn, case):
        turn.member.prompt = None
        return _not_theirs(str(kept["case"]))
    asked = turn.member.prompt
    reply = REPLIES[kept["do"]](OwnTurn(turn.work, turn.visit, turn.member, turn.rest, case))
    if turn.member.prompt is asked:  # else the question had to be asked again
        turn.member.prompt = None
    return reply


def _tap_again(turn: Turn) -> Reply:
    number = turn.rest.partition(":")[0]
    case = cases.find(turn.work, int(number[:18])) if number.isdecimal() else None
    if case is None or not is_theirs(turn, case):
        return SILENCE
    return screen(OwnTurn(turn.work, turn.visit, turn.member, "", case))


TAPS: Mapping[str, Handler] = MappingProxyType(
    {"o": gated(_tapped), "k": gated(calendar.tapped), "ts": gated(summaries.tapped)}
)
