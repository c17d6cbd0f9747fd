"""A whole anonymous tip: told, read, asked, answered by code, and given to Bo as a summary."""

import re
from collections.abc import Sequence
from datetime import timedelta

from PIL import Image

from bot.demo.stage import Stage
from bot.demo.stories import Story
from bot.demo.teller import Teller, WentWrong
from bot.prove.tokens import Number, Place, Text, Token

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
WHAT = "To mænd sælger hash fra en hvid varevogn, AB12345"
WHERE = "Bag kiosken på Nørregade i Køge"
QUESTION = "Hvilken dag kommer den hvide bil?"
ANSWER = "Altid torsdag lige efter skoletid"
PHONE = "Karlas Telefon 7 Pro"
AT = (55.45637, 12.18213)
GPS, MAKER, MODEL = 0x8825, 0x010F, 0x0110  # tags of Exif


async def tell(teller: Teller) -> None:
    """The whole story. Raises WentWrong when anything is off."""
    receipt = await _karla_tells(teller)
    await _inge_reads_and_asks(teller)
    await _karla_answers(teller, receipt)
    await _bo_gets_the_summary(teller)


def secrets(play: Stage) -> Sequence[Token]:
    """What must not be found anywhere: who told it, how, and what was said."""
    user = play.karla.user
    return (
        Number("Karlas nummer hos Telegram", user.id),
        Text("Karlas telefonnummer", user.phone),
        Text("hvad hun fortalte", WHAT),
        Text("hvor det er", WHERE),
        Text("Inges spørgsmål", QUESTION),
        Text("Karlas svar", ANSWER),
        Text("hendes telefon", PHONE),
        Place("hvor billedet er taget", *AT),
    )


async def _karla_tells(teller: Teller) -> str:
    karla = teller.play.karla
    teller.transcript.scene("1. Karla læser, hvad hun skal vide, før hun skriver et ord")
    await teller.says(karla, "/tip")
    teller.must(karla, "Vi gemmer ikke, hvem du er")
    for label in ("Fortsæt", "Nej", "Nej"):
        await teller.taps(karla, label)
    teller.transcript.scene("2. Få spørgsmål, alle frivillige på nær det første")
    await teller.says(karla, WHAT)
    await teller.taps(karla, "Salg på gaden")
    await teller.says(karla, WHERE)
    for label in ("Aften", "Videre", "Hver uge", "Spring over", "Spring over", "Børn på stedet", "Videre"):
        await teller.taps(karla, label)
    await teller.taps(karla, "Har selv set det")
    teller.transcript.remark("billedet fra hendes telefon er fuldt af GPS, tid og navnet på telefonen")
    await teller.sends_a_photo(karla, _notes())
    await teller.taps(karla, "Videre")
    teller.transcript.scene("3. Hun ser det, som betjenten vil se det, og sender")
    teller.must(karla, "AB 12 345")
    await teller.taps(karla, "Send tippet")
    receipt = CODE.search(karla.reads())
    if receipt is None or WHAT in " ".join(message.text for message in karla.screen()):
        raise WentWrong("Karla har ikke fået en kode, eller chatten er ikke tømt.")
    await teller.taps(karla, "Jeg har skrevet den ned")
    return receipt[0]


async def _inge_reads_and_asks(teller: Teller) -> None:
    play = teller.play
    teller.transcript.scene("4. Vagtens gruppe ser et tal. Inge læser i sin private chat")
    await teller.waits(timedelta(hours=6), "de næste seks timer")
    teller.must(play.inge, "tip", play.group)
    await _opens(teller)
    teller.must(play.inge, "hvid varevogn")
    await teller.taps(play.inge, "Spørg tipgiver")
    await teller.says(play.inge, QUESTION)
    await teller.waits(timedelta(minutes=11), "det, hun har læst, slettes igen")


async def _karla_answers(teller: Teller, receipt: str) -> None:
    karla = teller.play.karla
    teller.transcript.scene("5. Karla kommer tilbage med koden. Ingen ved, at det er hende")
    await teller.says(karla, "/tip")
    await teller.taps(karla, "Jeg har en kode")
    await teller.says(karla, receipt.lower().replace("-", " "))
    teller.must(karla, QUESTION)
    await teller.says(karla, ANSWER)
    await teller.taps(karla, "Send det")
    await teller.taps(karla, "Luk nu")


async def _bo_gets_the_summary(teller: Teller) -> None:
    inge, bo = teller.play.inge, teller.play.bo
    teller.transcript.scene("6. Inge skriver et resumé uden personer, og Bo får det i stedet for tippet")
    await _opens(teller)
    teller.must(inge, ANSWER)
    await teller.taps(inge, "Skriv resumé")
    await teller.says(inge, "Handel ved kiosken på Nørregade, torsdag eftermiddag.")
    for label in ("Vis tippet", "Giv til betjent", "Bo"):
        await teller.taps(inge, label)
    await teller.taps(bo, "Vis resuméet")
    teller.must(bo, "Handel ved kiosken")
    await _opens(teller)
    await teller.taps(inge, "Afslut")
    await teller.taps(inge, "Videregivet")
    await teller.waits(timedelta(minutes=11), "det, de har læst, slettes igen")
    if any("Handel ved kiosken" in message.text for message in (*bo.screen(), *inge.screen())):
        raise WentWrong("Resuméet står der endnu.")


async def _opens(teller: Teller) -> None:
    inge = teller.play.inge
    await teller.says(inge, "/tips")
    listed = next(message for message in reversed(inge.screen()) if message.text.startswith("Tips"))
    await teller.taps(inge, listed.buttons[0][0])


def _notes() -> Image.Exif:
    notes = Image.Exif()
    notes[MAKER], notes[MODEL] = "Karlas", PHONE
    latitude, longitude = (_degrees(value) for value in AT)
    notes.get_ifd(GPS).update({1: "N", 2: latitude, 3: "E", 4: longitude})
    return notes


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), minutes % 1 * 60


STORY = Story(
    "tip",
    tell,
    "Hele tippet gik igennem: fortalt, låst, læst, besvaret med kode, og Bo fik resuméet.",
    secrets,
)
