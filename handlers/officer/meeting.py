"""An officer agrees on a time: one the citizen wished for, or up to three that she may choose from."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from handlers.officer.gate import OwnTurn, button, screen
from handlers.officer.meeting_screens import AHEAD, DO_MEET, OLD, code_of, held, meet
from handlers.questions.refusals import why_not
from handlers.reply import Reply, paired, say, toast
from handlers.rules import meetings
from handlers.rules.diary import exact, wishes_of
from handlers.staff.gate import remember
from handlers.text import N_
from handlers.wording.lines import DA
from handlers.words.moments import No, Which, from_code, read_all
from storage.bookings import Stretch

WHEN_EXACT = N_("Skriv dag og klokkeslæt, for eksempel »torsdag den 3/12 kl. 19«.")


def pick(turn: OwnTurn) -> Reply:
    """One more time is held for her."""
    wanted = _coded(turn)
    if wanted is None:
        return toast(DA.plain(OLD))
    return _hold(turn, [*held(turn), wanted])


def drop(turn: OwnTurn) -> Reply:
    """One time less."""
    wanted = _coded(turn)
    return _hold(turn, [each for each in held(turn) if wanted is None or each.starts_at != wanted.starts_at])


def book(turn: OwnTurn) -> Reply:
    """A time she wished for to the minute: it is agreed."""
    wishes = (exact(turn.visit.house, turn.case, wish) for wish in wishes_of(turn.case))
    wanted = next((each for each in wishes if each and code_of(each) == turn.value), None)
    if wanted is None:
        return toast(DA.plain(OLD))
    meetings.book(turn.work, turn.visit.house, turn.case, turn.actor, wanted)
    turn.member.prompt = None
    return screen(turn, DA.plain("Aftalt. Borgeren får besked."))


def send(turn: OwnTurn) -> Reply:
    """She gets the times to choose from."""
    meetings.propose(turn.work, turn.visit.house, turn.case, turn.actor)
    turn.member.prompt = None
    hours = turn.visit.house.profile.meetings.hold_hours
    return screen(turn, DA.plain("Sendt. Tiderne holdes for borgeren i {hours} timer.", hours=hours))


def call_off(turn: OwnTurn) -> Reply:
    """The officer cannot that day."""
    meetings.cancel(turn.work, turn.case, turn.actor)
    return meet(turn, DA.plain("Aflyst. Borgeren får besked. Find en ny tid."))


def typed(turn: OwnTurn) -> Reply:
    """Times in words: all that are exact are held; the first that is not is asked about."""
    found = read_all(turn.rest, turn.work.now(), AHEAD, "da")
    doubt = next((each for each in found if isinstance(each, No | Which)), None)
    times = [each for each in found if not isinstance(each, No | Which)]
    exactly = [each for each in (exact(turn.visit.house, turn.case, time) for time in times) if each]
    reply = _hold(turn, [*held(turn), *exactly]) if exactly else None
    if reply is not None and len(exactly) == len(found):
        return reply
    remember(turn, do=DO_MEET, case=turn.case.id)
    return _asked_back(turn, doubt)


def _asked_back(turn: OwnTurn, doubt: No | Which | None) -> Reply:
    back = (button(turn.case, DA.plain("Tilbage"), "meet"),)
    if doubt is None:
        return say(DA(WHEN_EXACT), back)
    why = why_not(doubt, AHEAD, turn.work.now(), "da")
    offers = [button(turn.case, label, f"pick:{code}") for code, label in why.offers]
    return say(DA(why.text, **dict(why.values)), *paired(offers), back)


def _hold(turn: OwnTurn, wanted: Sequence[Stretch]) -> Reply:
    different = {each.starts_at: each for each in wanted}
    meetings.hold(turn.work, turn.visit.house, turn.case, turn.actor, list(different.values()))
    return meet(turn)


def _coded(turn: OwnTurn) -> Stretch | None:
    """The time behind a button."""
    found = from_code(turn.value)
    return exact(turn.visit.house, turn.case, found) if found else None


MOVES: Mapping[str, Callable[[OwnTurn], Reply]] = MappingProxyType(
    {"pick": pick, "drop": drop, "book": book, "send": send, "offyes": call_off}
)
