"""An officer says on which day a case is done: one of the next, one of a calendar, or one in words."""

from datetime import date, timedelta

from handlers.officer.gate import OwnTurn, button, screen
from handlers.questions.month import MONTH, first_of, month_rows
from handlers.questions.picked_times import PENDING
from handlers.questions.refusals import why_no_day
from handlers.reply import Button, Reply, Say, paired, say, toast
from handlers.rules import promise, triage
from handlers.rules.moves import Status
from handlers.staff.gate import prompt, remember
from handlers.text import N_
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.moments import Bounds, Moment, No, Which, checked, read_day

DAYS_SHOWN = 8
PLANS = Bounds(horizon=365)
DO_PLAN = "plan"


def plan(turn: OwnTurn) -> Reply:
    """The next days as buttons; a date may be typed just as well."""
    remember(turn, do=DO_PLAN, case=turn.case.id)
    today = promise.today(turn.work.now())
    days = [today + timedelta(ahead) for ahead in range(DAYS_SHOWN)]
    buttons = [button(turn.case, lines.plain_day(day), f"day:{day.isoformat()}") for day in days]
    return Reply((Say(_which_day(turn), (*paired(buttons), _other_ways(turn))),))


def month(turn: OwnTurn) -> Reply:
    """A month as buttons; each other month, and each day of it, is one tap away."""
    remember(turn, do=DO_PLAN, case=turn.case.id)
    now, taken = turn.work.now(), [day for day in (turn.case.planned_for,) if day]
    rows = month_rows(first_of(turn.value, PLANS, now), taken, PLANS, now, "da")
    shown = tuple(tuple(button(turn.case, each.label, _verb(each.key)) for each in row) for row in rows)
    return Reply((Say(_which_day(turn), (*shown, _other_ways(turn)[1:])),))


def plan_day(turn: OwnTurn) -> Reply:
    """A day was picked."""
    try:
        day = date.fromisoformat(turn.value)
    except ValueError:
        return toast(DA.plain("Den knap er forældet. Skriv /mine."))
    turn.member.prompt = None
    return _planned(turn, day)


def ask_for_day(turn: OwnTurn) -> Reply:
    """A date to type."""
    text = "Skriv dagen for sag {number} som svar på denne besked, for eksempel »fredag« eller »3/12«."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_PLAN, case=turn.case.id)


def typed_day(turn: OwnTurn) -> Reply:
    """The date came in words; where it could be several, they are offered."""
    found = read_day(turn.rest, turn.work.now(), PLANS)
    return _planned(turn, found) if isinstance(found, date) else _not_that_day(turn, found)


def idle(_turn: OwnTurn) -> Reply:
    """A field of the calendar that is no day."""
    return toast(DA.plain("Tryk på en dag, eller skriv den."))


def _planned(turn: OwnTurn, day: date) -> Reply:
    found = checked(Moment(day), promise.local(turn.work.now()), PLANS)
    if isinstance(found, No):
        return _not_that_day(turn, found)
    told = turn.case.status != Status.PLANNED or lines.day_is_told(turn.case)
    triage.plan(turn.work, turn.visit.house, turn.case, turn.actor, day)
    planned = N_("Planlagt til {day}. Borgeren får besked.") if told else N_("Planlagt til {day}.")
    said = [DA.plain(planned, day=lines.plain_day(day))]
    promised = promise.today(turn.case.done_by)
    if day > promised:
        said.append(DA.plain("Vi lovede borgeren senest {day}.", day=lines.plain_day(promised)))
    return screen(turn, " ".join(said))


def _not_that_day(turn: OwnTurn, found: No | Which) -> Reply:
    """Says why, with what may have been meant; the next words are still the day."""
    remember(turn, do=DO_PLAN, case=turn.case.id)
    why = why_no_day(found, PLANS, turn.work.now(), "da")
    if turn.is_tap:
        return toast(DA.plain(why.text, **dict(why.values)))
    buttons = [button(turn.case, label, f"day:{code}") for code, label in why.offers]
    return say(DA(why.text, **dict(why.values)), *paired(buttons), _other_ways(turn))


def _which_day(turn: OwnTurn) -> str:
    return DA("<b>Sag {number}</b>: Hvilken dag?", number=turn.case.id)


def _verb(key: str) -> str:
    """What a button of the calendar does here; the weekdays and the empty fields do nothing."""
    if key.startswith(PENDING):
        return f"day:{key.removeprefix(PENDING)}"
    return f"month:{key}" if key.startswith(MONTH) else "idle"


def _other_ways(turn: OwnTurn) -> tuple[Button, ...]:
    return (
        button(turn.case, DA.plain("Kalender"), "month"),
        button(turn.case, DA.plain("Skriv en dato"), "dayw"),
        button(turn.case, DA.plain("Tilbage"), "card"),
    )
