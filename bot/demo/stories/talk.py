"""A talk from first word to held evening, with moves on both sides."""

from datetime import timedelta

from bot.demo.stories import Story
from bot.demo.teller import Teller, WentWrong


async def tell(teller: Teller) -> None:
    """The whole story. Raises WentWrong when anything is off."""
    await _karla_orders(teller)
    await _inge_grants_and_bo_takes_it(teller)
    await _they_agree(teller)
    await _both_move_it(teller)
    await _the_evening(teller)
    await _afterwards(teller)


async def _karla_orders(teller: Teller) -> None:
    karla = teller.play.karla
    teller.transcript.scene("1. Karla vil have en betjent ud til sin grundejerforening")
    await teller.says(karla, "kan I holde et foredrag om indbrud for vores grundejerforening? Vi er nok 40")
    await teller.taps(karla, "Foredrag")
    await teller.taps(karla, "Indbrudssikring")
    await teller.says(karla, "Forsamlingshuset i Havdrup")
    await teller.taps(karla, "Solrød")
    teller.transcript.scene("2. To tider med hendes egne ord, den ene bred")
    await teller.says(karla, "torsdag den 14/1 kl. 19 eller en aften i uge 3")
    await teller.taps(karla, "Videre")
    await teller.says(karla, "Karla, 20 12 34 56")
    await teller.taps(karla, "Gå til oversigten")
    teller.must(karla, "torsdag den 14. januar")
    await teller.taps(karla, "Send bestillingen")
    teller.must(karla, "nr. 1")


async def _inge_grants_and_bo_takes_it(teller: Teller) -> None:
    inge, bo, group = teller.play.inge, teller.play.bo, teller.play.group
    teller.transcript.scene("3. Inge siger ja, og Bo tager det")
    await teller.says(inge, "/imoedekom 1", group)
    await teller.says(inge, "/tildel 1 Bo", group)
    await teller.taps(bo, "Tag den")


async def _they_agree(teller: Teller) -> None:
    karla, bo = teller.play.karla, teller.play.bo
    teller.transcript.scene("4. Bo er væk den ene aften. Han finder tre i den brede")
    await teller.says(bo, "/fravaer 14/1")
    await teller.says(bo, "/mine")
    await teller.taps(bo, "Sag 1")
    await teller.taps(bo, "Aftal tid")
    teller.must(bo, "Du er meldt væk den dag.")
    await teller.taps(bo, "Find tid")
    await teller.taps(bo, "man. 18. jan.")
    await teller.taps(bo, "19.00")
    await teller.says(bo, "den 19/1 kl. 19 og den 20/1 kl. 18.30")
    await teller.taps(bo, "Send 3 tider")
    await teller.waits(timedelta(hours=3), "tiderne holdes, mens Karla spørger bestyrelsen")
    await teller.taps(karla, "Tirsdag den 19. januar kl. 19")
    teller.must(karla, "Aftalt: tirsdag den 19. januar")
    teller.must(bo, "Aftalt: tirsdag den 19. januar")


async def _both_move_it(teller: Teller) -> None:
    karla, bo = teller.play.karla, teller.play.bo
    teller.transcript.scene("5. Karla må flytte. Den gamle tid gælder, til der er en ny")
    await teller.taps(karla, "Flyt tiden")
    await teller.says(karla, "onsdag den 20/1 kl. 19")
    await teller.taps(bo, "Aftal tid")
    await teller.taps(bo, "Aftal ons. 20. jan. kl. 19")
    teller.must(karla, "Aftalt: onsdag den 20. januar")
    teller.transcript.scene("6. Og så må Bo: en halv time senere")
    await teller.taps(bo, "Flyt tiden")
    await teller.says(bo, "onsdag den 20/1 kl. 19.30")
    await teller.taps(bo, "Send 1 tid")
    await teller.taps(karla, "Onsdag den 20. januar kl. 19.30")
    teller.must(bo, "kl. 19.30")


async def _the_evening(teller: Teller) -> None:
    karla, bo = teller.play.karla, teller.play.bo
    teller.transcript.scene("7. En uge før og dagen før husker begge den")
    await teller.waits(timedelta(days=52), "en uge før")
    teller.must(karla, "Husk: onsdag den 20. januar")
    teller.must(bo, "Husk: onsdag den 20. januar")
    await teller.waits(timedelta(days=5), "dagen før")
    await teller.waits(timedelta(days=1, hours=12), "aftenen er gået")
    teller.transcript.scene("8. Bo fortæller, hvordan det gik")
    teller.must(bo, "Hvordan gik det")
    await teller.taps(bo, "Meld udført")
    await teller.taps(bo, "Det blev holdt")
    await teller.taps(bo, "Behold")
    await teller.says(bo, "38")
    await teller.says(bo, "Flere ville med i Nabohjælp. Vi sender materiale.")
    await teller.taps(bo, "Send rapporten")


async def _afterwards(teller: Teller) -> None:
    karla, bo = teller.play.karla, teller.play.bo
    teller.transcript.scene("9. Karla hører resultatet og siger, hvordan det var")
    await teller.waits(timedelta(seconds=20), "et øjeblik efter")
    teller.must(karla, "Så mange kom: 38")
    await teller.taps(karla, "5")
    await teller.says(karla, "Alle tog noget med hjem. Kom igen!")
    teller.must(bo, "Borgeren gav 5 af 5")
    if any("Noget gik galt" in message.text for message in (*karla.screen(), *bo.screen())):
        raise WentWrong("Der har været en fejl undervejs.")


STORY = Story(
    "talk", tell, "Hele foredraget gik igennem: bestilt, aftalt, flyttet af begge, holdt og bedømt."
)
