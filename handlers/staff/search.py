"""/soeg and /hjaelp: finding a case, and how everything is typed."""

from handlers.reply import Button, Reply, paired, say
from handlers.staff.gate import Turn, numbered
from handlers.text import N_
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.words.places import kommune
from storage import cases

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
    "/statistik – tal for kredsen. /statistik køge er for lokalrådet dér\n"
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


def hjaelp(_turn: Turn) -> Reply:
    """Every command with an example."""
    return say(DA(HELP))


def _opens(number: int, version: int) -> Button:
    return Button(DA.plain("Vis sag {number}", number=number), f"s:{number}:{version}:show")
