"""An event with few seats: made by staff, full at once, and a line that moves by itself."""

import re
from datetime import timedelta

from bot.demo.stories import Story
from bot.demo.teller import Teller, WentWrong
from bot.sandbox import Person

LINK = re.compile(r"start=(g\d+)")
QUESTION = "Hvad gør vi, når de unge samles ved stationen om aftenen?"
ANSWER = "Ring 114. Vi kører forbi hver fredag og lørdag i december."


async def tell(teller: Teller) -> None:
    """The whole story. Raises WentWrong when anything is off."""
    link = await _inge_makes_it(teller)
    mette = teller.joins("Mette")
    await _two_want_the_seats(teller, mette, link)
    await _karla_gives_up(teller, mette)
    await _the_evening(teller, mette)


async def _inge_makes_it(teller: Teller) -> str:
    inge, group = teller.play.inge, teller.play.group
    teller.transcript.scene("1. Inge opretter et borgermøde med tre pladser")
    await teller.says(inge, "/arrangement", group)
    await teller.says(inge, "/start arrangement")
    await teller.taps(inge, "Borgermøde")
    for said in ("Tryg i Havdrup", "torsdag den 10/12 kl. 19", "Forsamlingshuset i Havdrup"):
        await teller.says(inge, said)
    await teller.taps(inge, "Solrød")
    for said in ("3", "2", "Borgermøde"):
        await teller.says(inge, said)
    await teller.taps(inge, "Ja")
    await teller.taps(inge, "Gå til oversigten")
    await teller.taps(inge, "Opret arrangementet")
    found = LINK.search(inge.reads())
    if found is None:
        raise WentWrong(f"Inge har ikke fået et link at dele: »{inge.reads()}«")
    return found[1]


async def _two_want_the_seats(teller: Teller, mette: Person, link: str) -> None:
    karla = teller.play.karla
    teller.transcript.scene("2. Karla finder det i menuen, Mette følger linket. Der er ikke plads til alle")
    await teller.says(karla, "/arrangementer")
    await teller.taps(karla, "Tryg i Havdrup")
    await _enrols(teller, karla, "2")
    teller.must(karla, "Du har 2 pladser")
    await teller.says(mette, f"/start {link}")
    await _enrols(teller, mette, "2")
    teller.must(mette, "venteliste")
    teller.transcript.scene("3. Mette spørger på forhånd. Ingen kan se, hvem der spurgte")
    await teller.says(mette, f"/start {link}")
    await teller.taps(mette, "Stil et spørgsmål")
    await teller.says(mette, QUESTION)


async def _karla_gives_up(teller: Teller, mette: Person) -> None:
    karla = teller.play.karla
    teller.transcript.scene("4. Karla kan ikke alligevel, og køen flytter sig af sig selv")
    await teller.says(karla, "/arrangementer")
    await teller.taps(karla, "✓ Tryg i Havdrup")
    await teller.taps(karla, "Afmeld")
    await teller.taps(karla, "Ja, afmeld")
    teller.must(mette, "Du har nu 2 pladser")
    await teller.waits(timedelta(days=11), "en uge før")
    await teller.waits(timedelta(days=5), "dagen før")
    if teller.times(mette, "Husk") != 2:  # noqa: PLR2004 - a week before, and the day before
        raise WentWrong("Mette er ikke mindet om det to gange.")


async def _the_evening(teller: Teller, mette: Person) -> None:
    inge, group = teller.play.inge, teller.play.group
    teller.transcript.scene("5. Aftenen: Inge har listen, svarer på spørgsmålet og siger tak")
    await teller.waits(timedelta(days=1, hours=11), "mødet er slut")
    await teller.says(inge, "/arrangement", group)
    await teller.taps(inge, "Nr. 1", group)
    await teller.taps(inge, "Liste", group)
    await teller.taps(inge, "Mette", group)
    await teller.taps(inge, "Tilbage", group)
    await teller.taps(inge, "Spørgsmål", group)
    await teller.taps(inge, "Svar på 1", group)
    await teller.says(inge, ANSWER, group, reply=inge.newest(group))
    await teller.taps(inge, "Tilbage", group)
    await teller.taps(inge, "Det er holdt", group)
    teller.must(mette, ANSWER)


async def _enrols(teller: Teller, who: Person, seats: str) -> None:
    await teller.taps(who, "Tilmeld")
    await teller.says(who, seats)
    await teller.says(who, who.name)
    await teller.taps(who, "Tilmeld")


STORY = Story(
    "event",
    tell,
    "Hele arrangementet gik igennem: oprettet, fyldt, køen flyttet, mindet om og holdt.",
)
