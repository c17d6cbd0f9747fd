"""/statistik: a few numbers, for the whole district or for one local council, without anybody in them."""

from collections import Counter
from datetime import datetime, timedelta

from handlers.citizen.handoff import TALLY
from handlers.handoff.cards import CARDS
from handlers.reply import Button, Reply, paired, say
from handlers.rules import moves, promise
from handlers.rules.moves import Status
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.tips.week import week_of
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.kommuner import Kommune
from handlers.words.places import kommune
from storage import cases, events, tallies

WEEKS = 6
SENT_TO_KOMMUNE = "request.forwarded_municipal"  # the first words already said that it is not the police's
UNKNOWN = N_("Den kommune kender jeg ikke: {words}. Skriv for eksempel /statistik køge")


def statistik(turn: Turn) -> Reply:
    """Open cases by state, new ones by week, and how they ended; a kommune narrows it to its council."""
    words = " ".join(turn.rest.split())
    where = kommune(words) if words else None
    if words and where is None:
        return say(DA(UNKNOWN, words=lines.cut(words, 60)), *_councils(turn))
    return _figures(turn, where)


def tapped(turn: Turn) -> Reply:
    """A council's button, or the one of the whole district."""
    return _figures(turn, kommune(turn.rest) if turn.rest.isdecimal() else None)


def _figures(turn: Turn, where: Kommune | None) -> Reply:
    begin, code = turn.work.now() - timedelta(weeks=WEEKS), where.code if where else None
    came = cases.since(turn.work, begin, code)
    head = lines.council(turn.visit.house, where.code) if where else turn.visit.house.profile.name
    text = [
        DA("<b>Tal for {where}</b>", where=head), "",
        DA("<b>Åbne sager</b>"), *_listed(_states(turn, code)), "",
        DA("<b>Nye sager</b>"), *_listed(_weeks(came)), "",
        DA("<b>Sådan endte de af dem, der er lukket</b>"), *_listed(_outcomes(came)),
        *([] if where else _never_cases(turn, begin)),
    ]  # fmt: skip
    return say("\n".join(text), *_councils(turn, where))


def _states(turn: Turn, code: str | None) -> list[str]:
    standing = cases.by_status(turn.work, code)
    return [_count(status, standing[status]) for status in Status if standing.get(status)]


def _weeks(came: list[tuple[datetime, str]]) -> list[str]:
    weeks = Counter(_week(at) for at, _ in came)
    return [
        DA("Uge {week}: {count}", week=week[1], count=weeks[week]) for week in sorted(weeks, reverse=True)
    ]


def _outcomes(came: list[tuple[datetime, str]]) -> list[str]:
    ended = Counter(status for _, status in came if status not in moves.OPEN)
    return [_count(Status(status), count) for status, count in ended.most_common()]


def _never_cases(turn: Turn, begin: datetime) -> list[str]:
    """What was shown on to others; nothing of it says where it came from."""
    elsewhere = events.count_since(turn.work, SENT_TO_KOMMUNE, begin)
    return [
        "", DA("<b>Blev ikke til en sag, de seneste {weeks} uger</b>", weeks=WEEKS),
        DA("Vist videre til kommunen: {count}", count=elsewhere), *_cards(turn, begin),
    ]  # fmt: skip


def _cards(turn: Turn, begin: datetime) -> list[str]:
    """How often each hand-off card was shown; nothing more is known of it."""
    counted = tallies.since(turn.work, week_of(begin))
    named = [(card.title, counted.get(TALLY + card.key, 0)) for card in CARDS]
    return [DA("{card}, vist: {count}", card=DA.plain(title), count=count) for title, count in named if count]


def _councils(turn: Turn, shown: Kommune | None = None) -> tuple[tuple[Button, ...], ...]:
    """A button for each local council, and from one of them back to the whole."""
    if shown is not None:
        return ((Button(DA.plain("Hele kredsen"), "sn:"),),)
    own = turn.visit.house.profile.kommuner.items()
    return paired([Button(authority.name, f"sn:{code}") for code, authority in own], 3)


def _count(status: Status, count: int) -> str:
    return DA("{state}: {count}", state=DA.plain(moves.STAFF_WORDS[status]), count=count)


def _listed(found: list[str]) -> list[str]:
    return found or [DA("Ingen")]


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _ = promise.local(moment).isocalendar()
    return year, week
