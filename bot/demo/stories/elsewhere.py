"""A request from outside the district: whose it is, how to reach them, and nothing she wrote is lost."""

from datetime import timedelta

from bot.demo.stories import Story
from bot.demo.teller import Teller, WentWrong

WORDS = "De kører vildt på knallerter bag skolen hver aften"
HORSENS = (55.8607, 9.8503)
KATTEGAT = (56.6, 11.2)


async def tell(teller: Teller) -> None:
    """The whole story. Raises WentWrong when anything is off."""
    karla = teller.play.karla
    teller.transcript.scene("1. Karla er på besøg hos sin søster i Horsens")
    await teller.says(karla, "/bestil")
    await teller.taps(karla, "Færdselskontrol")
    await teller.says(karla, WORDS)
    await _points(teller)
    await _at_home(teller)


async def _points(teller: Teller) -> None:
    karla = teller.play.karla
    teller.transcript.scene("2. Hun rammer Kattegat med fingeren, og så det rigtige sted")
    await teller.points(karla, *KATTEGAT)
    await teller.points(karla, *HORSENS)
    await teller.taps(karla, "Ja, det er rigtigt")
    teller.transcript.scene("3. Hun hører, hvilken politikreds det er, og kan kopiere det, hun skrev")
    teller.must(karla, "Sydøstjyllands Politi")


async def _at_home(teller: Teller) -> None:
    karla = teller.play.karla
    teller.transcript.scene("4. Det samme sker hjemme. Der kan hun blive færdig med det, hun har begyndt")
    await teller.taps(karla, "Ret stedet")
    await teller.says(karla, "bag skolen i Havdrup")
    await teller.taps(karla, "Solrød")
    await teller.says(karla, "hver aften")
    await teller.taps(karla, "Gå til oversigten")
    await teller.taps(karla, "Send bestillingen")
    await teller.waits(timedelta(seconds=20), "et øjeblik efter")
    teller.must(karla, "nr. 1")
    if any("Noget gik galt" in message.text for message in karla.screen()):
        raise WentWrong("Karla har set en fejl undervejs.")


STORY = Story(
    "elsewhere",
    tell,
    "Hun hørte, hvem der kan hjælpe, og intet af det, hun skrev, gik tabt.",
)
