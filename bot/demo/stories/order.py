"""One whole case told from first word to result."""

from datetime import timedelta

from bot.demo.stories import Story
from bot.demo.teller import Teller, WentWrong


async def tell(teller: Teller) -> None:
    """The whole story. Raises WentWrong when anything is off."""
    await _karla_orders(teller)
    await _inge_assesses(teller)
    await _bo_does_it(teller)
    await _karla_reads_the_result(teller)


async def _karla_orders(teller: Teller) -> None:
    karla = teller.play.karla
    teller.transcript.scene("1. Karla skriver, hvad der er galt")
    await teller.says(karla, "de kører alt for stærkt på Skolevej ved Netto")
    await teller.taps(karla, "Færdselskontrol")
    await teller.says(karla, "Havdrup")
    await teller.taps(karla, "Solrød")
    teller.transcript.scene("2. Noget akut midt i det hele: 112 først, kladden bliver")
    await teller.says(karla, "de slås lige nu")
    teller.must(karla, "112")
    await teller.says(karla, "hverdage kl. 7-8")
    await teller.taps(karla, "Mere end et år")
    await teller.taps(karla, "Børn")
    await teller.taps(karla, "Videre")
    await teller.taps(karla, "Spring over")
    await teller.sends_a_photo(karla)
    await teller.taps(karla, "Videre")
    teller.transcript.scene("3. Hun ser det hele, retter og sender")
    await teller.taps(karla, "Gå til oversigten")
    await teller.taps(karla, "Ret: Hvornår")
    await teller.says(karla, "hverdage 7-8 og 15-16")
    teller.must(karla, "ikke sendt endnu")
    await teller.taps(karla, "Send bestillingen")
    teller.must(karla, "nr. 1")


async def _inge_assesses(teller: Teller) -> None:
    play = teller.play
    inge, karla, group = play.inge, play.karla, play.group
    teller.transcript.scene("4. Inge vurderer den i gruppen")
    teller.must(inge, "Skolevej ved Netto", group)
    await teller.says(inge, "/koe", group)
    await teller.says(inge, "/svar 1 Hvilken side af Netto er værst?", group)
    await teller.waits(timedelta(seconds=20), "spørgsmålet holdes tilbage et øjeblik, så det kan fortrydes")
    await teller.taps(karla, "Svar")
    await teller.says(karla, "Den ved skolen")
    teller.must(inge, "Den ved skolen", group)
    await teller.says(inge, "/note 1 Vi målte også der i foråret", group)
    await teller.says(inge, "/imoedekom 1", group)
    await teller.waits(timedelta(seconds=20), "det samme gælder en beslutning")
    teller.must(karla, "imødekomme")
    await teller.says(inge, "/tildel 1 Bo", group)


async def _bo_does_it(teller: Teller) -> None:
    play = teller.play
    bo, karla = play.bo, play.karla
    teller.transcript.scene("5. Bo får tilbuddet, tager det og sætter en dag")
    teller.must(bo, "Skolevej ved Netto")
    await teller.taps(bo, "Tag den")
    await teller.taps(bo, "Planlæg")
    await teller.says(bo, "i morgen")
    await teller.waits(timedelta(seconds=20), "Karla får besked")
    teller.must(karla, "planlagt")
    await teller.waits(timedelta(days=1), "dagen efter: kontrollen er udført")
    teller.transcript.scene("6. Bo melder den udført")
    await teller.says(bo, "/mine")
    await teller.taps(bo, "Sag 1")
    await teller.taps(bo, "Meld udført")
    for answer in ("I dag", "60", "150", "15", "80", "5"):
        await teller.taps(bo, answer)
    await teller.taps(bo, "Send rapporten")


async def _karla_reads_the_result(teller: Teller) -> None:
    play = teller.play
    teller.transcript.scene("7. Karla hører, hvad der kom ud af det")
    await teller.waits(timedelta(seconds=20), "et øjeblik efter")
    teller.must(play.karla, "Køretøjer målt: 150")
    await teller.says(play.karla, "/mine")
    if any("Noget gik galt" in message.text for message in play.karla.screen()):
        raise WentWrong("Karla har set en fejl undervejs.")


STORY = Story(
    "order",
    tell,
    "Hele sagen gik igennem: bestilt, vurderet, tildelt, planlagt, gennemført og fortalt.",
)
