"""An officer's own list: offers and cases by promise, planning a day, notes, and absence."""

import re
from datetime import date, timedelta

from handlers.officer.gate import OwnTurn, button, screen
from handlers.reply import Button, Reply, Say, paired, say, toast
from handlers.rules import promise, triage
from handlers.rules.moves import Status
from handlers.rules.undo import undo
from handlers.staff.gate import Turn, prompt, remember
from handlers.text import N_, Html
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.times import Problem, read_day
from storage import cases

MOST = 10
DAYS_SHOWN = 8
LONGEST_PLAN = 365
DO_PLAN, DO_NOTE = "plan", "officer_note"

HELP = N_(
    "<b>For lokalbetjente</b>\n"
    "Du får tilbud om sager her. Tryk Tag den eller Kan ikke.\n\n"
    "/mine – dine tilbud og sager\n"
    "/fravaer til fredag – så får du ingen tilbud imens\n"
    "/fravaer slut – du er tilbage"
)
HOW_AWAY = N_("Skriv, hvor længe du er væk: /fravaer til fredag. Er du tilbage, så skriv /fravaer slut.")
WHICH_DAY = N_("Hvilken dag? Skriv den for eksempel som »fredag« eller »3/12«.")


def mine(turn: Turn) -> Reply:
    """Offers first, then cases by promise."""
    own = cases.of_officer(turn.work, turn.member.id, MOST)
    as_citizen = (Button(DA.plain("Det, du selv har bestilt"), "m:mine"),)
    if not own:
        return say(DA("Du har ingen sager eller tilbud lige nu."), as_citizen)
    own.sort(key=lambda case: case.offered_at is None)
    now, house = turn.work.now(), turn.visit.house
    listed = [
        DA("Tilbud: {line}", line=Html(lines.short_line(house, case, now)))
        if case.offered_at
        else lines.short_line(house, case, now)
        for case in own
    ]
    buttons = [button(case, DA.plain("Sag {number}", number=case.id), "show") for case in own]
    return say("\n".join([DA("<b>Dine sager</b>"), *listed]), *paired(buttons, 3), as_citizen)


def plan(turn: OwnTurn) -> Reply:
    """The next days as buttons; a date may be typed just as well."""
    remember(turn, do=DO_PLAN, case=turn.case.id)
    today = promise.today(turn.work.now())
    days = [today + timedelta(ahead) for ahead in range(DAYS_SHOWN)]
    buttons = [button(turn.case, lines.plain_day(day), f"day:{day.isoformat()}") for day in days]
    typed = button(turn.case, DA.plain("Skriv en dato"), "dayw")
    back = button(turn.case, DA.plain("Tilbage"), "card")
    text = DA("<b>Sag {number}</b>: Hvilken dag?", number=turn.case.id)
    return Reply((Say(text, (*paired(buttons), (typed, back))),))


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
    found = read_day(turn.rest, promise.today(turn.work.now()), past=False)
    if not isinstance(found, Problem):
        return _planned(turn, found)
    ahead = [day for day in found.choices if day >= promise.today(turn.work.now())]
    remember(turn, do=DO_PLAN, case=turn.case.id)
    buttons = [button(turn.case, lines.plain_day(day), f"day:{day.isoformat()}") for day in ahead]
    typed = button(turn.case, DA.plain("Skriv en dato"), "dayw")
    return say(DA(WHICH_DAY), *paired(buttons), (typed,))


def ask_for_note(turn: OwnTurn) -> Reply:
    """A note for the house."""
    text = "Skriv en <b>intern note</b> om sag {number} som svar på denne besked. Borgeren ser den ikke."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_NOTE, case=turn.case.id)


def note(turn: OwnTurn) -> Reply:
    """The note came."""
    triage.note(turn.work, turn.visit.house, turn.case, turn.actor, turn.rest)
    return screen(turn, DA.plain("Noten er gemt. Vurderingen kan se den."))


def take_back(turn: OwnTurn) -> Reply:
    """The officer's own last move on this case."""
    undo(turn.work, turn.actor, turn.case.id)
    return screen(turn, DA.plain("Fortrudt."))


def fravaer(turn: Turn) -> Reply:
    """/fravaer til fredag, /fravaer slut."""
    words = re.sub(r"^\s*(til( og med)?|indtil)\s+", "", turn.rest.lower()).strip()
    if words in {"slut", "nej", "stop", "ingen"}:
        return _away(turn, None)
    found = read_day(words, promise.today(turn.work.now()), past=False) if words else None
    if isinstance(found, date):
        return _away(turn, found)
    offered = found.choices if found else ()
    buttons = [Button(lines.plain_day(day), f"o:0:0:away:{day.isoformat()}") for day in offered]
    end = (Button(DA.plain("Jeg er her"), "o:0:0:away:"),)
    until = turn.member.away_until
    state = [DA("Du er meldt væk til og med {day}.", day=lines.plain_day(until))] if until else []
    return say("\n".join([*state, DA(HOW_AWAY)]), *paired(buttons), end)


def away_until(turn: Turn, value: str) -> Reply:
    """A day was picked, or "I am here"."""
    try:
        return _away(turn, date.fromisoformat(value) if value else None)
    except ValueError:
        return toast(DA.plain("Den knap er forældet. Skriv /fravaer."))


def hjaelp(_turn: Turn) -> Reply:
    """What an officer can do here."""
    return say(DA(HELP))


def _planned(turn: OwnTurn, day: date) -> Reply:
    if not 0 <= (day - promise.today(turn.work.now())).days <= LONGEST_PLAN:
        remember(turn, do=DO_PLAN, case=turn.case.id)
        return toast(DA.plain("Den dag er forbi. Vælg en anden.")) if turn.is_tap else say(DA(WHICH_DAY))
    told = turn.case.status != Status.PLANNED or lines.day_is_told(turn.case)
    triage.plan(turn.work, turn.visit.house, turn.case, turn.actor, day)
    planned = N_("Planlagt til {day}. Borgeren får besked.") if told else N_("Planlagt til {day}.")
    said = [DA.plain(planned, day=lines.plain_day(day))]
    promised = promise.today(turn.case.done_by)
    if day > promised:
        said.append(DA.plain("Vi lovede borgeren senest {day}.", day=lines.plain_day(promised)))
    return screen(turn, " ".join(said))


def _away(turn: Turn, until: date | None) -> Reply:
    turn.member.away_until = until
    turn.work.note("member.away", "officer", member=turn.member)
    if until is None:
        return say(DA("Du er tilbage. Nu kan du få tilbud igen."))
    return say(
        DA("Du er meldt væk til og med {day}. Vi foreslår dig ikke imens.", day=lines.plain_day(until))
    )
