"""/soeg, /statistik and /hjaelp: finding a case, a few numbers, and how everything is typed."""

from collections import Counter
from datetime import datetime, timedelta

from handlers.citizen.handoff import TALLY
from handlers.handoff.cards import CARDS
from handlers.reply import Button, Reply, paired, say
from handlers.rules import moves, promise
from handlers.rules.moves import Status
from handlers.staff.gate import Turn, numbered
from handlers.text import N_
from handlers.tips.week import week_of
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.places import kommune
from storage import cases, events, tallies

WEEKS = 6
SENT_TO_KOMMUNE = "request.forwarded_municipal"  # the first words already said that it is not the police's
LEAST_LETTERS = 2
MOST_LETTERS = 60

HELP = N_(
    "<b>Vurdering i gruppen</b>\n"
    "Knapperne på sagens kort kan det samme som kommandoerne.\n\n"
    "/koe – åbne sager, ældste løfte først. /koe køge viser kun Køge\n"
    "/sag 17 – kortet og historikken\n"
    "/imoedekom 17 – vi siger ja\n"
    "/afvis 17 – vi siger nej med en grund\n"
    "/tildel 17 bo – tilbyd den til Bo\n"
    "/svar 17 tekst – borgeren læser det. Slutter det med spørgsmålstegn, står fristen stille\n"
    "/note 17 tekst – intern, borgeren ser den aldrig\n"
    "/videresend 17 køge – det hører til hos en anden\n"
    "/luk 17 tekst – meld udført i egne ord, eller luk\n"
    "/fortryd – tag dit seneste skridt tilbage\n"
    "/soeg skolevej – find en sag\n"
    "/betjente – sager og fravær\n"
    "/fjern bo – en kollega, der er stoppet\n"
    "/inviter – link til en ny kollega eller partner\n"
    "/arrangement – dage med pladser, tilmeldte og spørgsmål\n"
    "/partnere – hvem der skriver for hvem\n"
    "/statistik – tal for kredsen\n"
    "/tips – hvor mange tips der venter. De læses i privat chat af dem, der har det som opgave"
)


def soeg(turn: Turn) -> Reply:
    """By number, by words of the place, or by kommune."""
    words = " ".join(turn.rest.split())
    number, rest = numbered(words)
    if number is not None and not rest and (case := cases.find(turn.work, number)):
        return say(
            lines.short_line(turn.visit.house, case, turn.work.now()), (_opens(case.id, case.version),)
        )
    if not LEAST_LETTERS <= len(words) <= MOST_LETTERS:
        return say(DA("Skriv et nummer, et sted eller en kommune: /soeg skolevej"))
    where = kommune(words)
    found = cases.search(turn.work, words, [where.code] if where else [])
    if not found:
        return say(DA("Jeg fandt ingen sag om {words}.", words=words))
    listed = [lines.short_line(turn.visit.house, case, turn.work.now()) for case in found]
    rows = paired([_opens(case.id, case.version) for case in found], 3)
    return say("\n".join([DA("<b>Nyeste sager om {words}</b>", words=words), *listed]), *rows)


def statistik(turn: Turn) -> Reply:
    """Open cases by state, new ones by week, and how many were never a case for the police."""
    now = turn.work.now()
    standing = cases.by_status(turn.work)
    states = [
        DA("{state}: {count}", state=DA.plain(moves.STAFF_WORDS[status]), count=standing[status])
        for status in Status
        if standing.get(status)
    ]
    begin = now - timedelta(weeks=WEEKS)
    came = cases.since(turn.work, begin)
    weeks = Counter(_week(at) for at, _ in came)
    new = [DA("Uge {week}: {count}", week=week[1], count=weeks[week]) for week in sorted(weeks, reverse=True)]
    ended = Counter(status for _, status in came if status not in moves.OPEN)
    outcomes = [
        DA("{state}: {count}", state=DA.plain(moves.STAFF_WORDS[Status(status)]), count=count)
        for status, count in ended.most_common()
    ]
    nothing = [DA("Ingen")]
    elsewhere = DA(
        "Vist videre til kommunen: {count}", count=events.count_since(turn.work, SENT_TO_KOMMUNE, begin)
    )
    return say("\n".join([
        DA("<b>Åbne sager</b>"), *(states or nothing), "",
        DA("<b>Nye sager</b>"), *(new or nothing), "",
        DA("<b>Sådan endte de af dem, der er lukket</b>"), *(outcomes or nothing), "",
        DA("<b>Blev ikke til en sag, de seneste {weeks} uger</b>", weeks=WEEKS), elsewhere,
        *_cards(turn, begin),
    ]))  # fmt: skip


def _cards(turn: Turn, begin: datetime) -> list[str]:
    """How often each hand-off card was shown; nothing more is known of it."""
    counted = tallies.since(turn.work, week_of(begin))
    named = [(card.title, counted.get(TALLY + card.key, 0)) for card in CARDS]
    return [DA("{card}, vist: {count}", card=DA.plain(title), count=count) for title, count in named if count]


def hjaelp(_turn: Turn) -> Reply:
    """Every command with an example."""
    return say(DA(HELP))


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _ = promise.local(moment).isocalendar()
    return year, week


def _opens(number: int, version: int) -> Button:
    return Button(DA.plain("Vis sag {number}", number=number), f"s:{number}:{version}:show")
