"""Every hand-off card and what it says; numbers come from the profile, words to ask by from cards.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handlers.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card. `text` is marked HTML; its values are those of `handlers.handoff.shown`."""

    key: str
    title: str
    text: str
    guarded: bool = False  # being seen with it can be dangerous: one tap takes it away again
    talk: bool = False  # there is a talk about it that can be ordered
    kommuner: bool = False  # the kommune is the one to turn to


CARDS: tuple[Card, ...] = (
    Card(
        key="violence",
        title=N_("Vold derhjemme"),
        text=N_(
            "<b>Er du i fare nu, så ring {emergency}.</b>\n"
            "Vold er også trusler, tvang og kontrol. Du kan tale med nogen om det, også hvis du er i tvivl, "
            "og også hvis det er en anden, det går ud over.\n"
            "Vil du anmelde det, så ring {police}."
        ),
        guarded=True,
        talk=True,
    ),
    Card(
        key="honour",
        title=N_("Ære og social kontrol"),
        text=N_(
            "<b>Er du i fare nu, så ring {emergency}.</b>\n"
            "Bestemmer andre, hvem du må se, gifte dig med eller være? Er du bange for at blive sendt ud "
            "af landet? Så er der nogen, der kender til det og kan hjælpe dig, uden at din "
            "familie får det at vide."
        ),
        guarded=True,
        talk=True,
    ),
    Card(
        key="radical",
        title=N_("Radikalisering"),
        text=N_(
            "Er du bekymret for, at en, du kender, bliver trukket ind i et ekstremt miljø, kan du tale med "
            "nogen om det og være anonym.\nEr der fare, så ring {emergency}."
        ),
        guarded=True,
        talk=True,
    ),
    Card(
        key="exit",
        title=N_("Ud af bande eller miljø"),
        text=N_(
            "Vil du ud, er der hjælp til det: et sted at bo, et arbejde, og nogen at tale med. "
            "Du behøver ikke fortælle, hvad du har gjort, for at spørge.\nEr der fare, så ring {emergency}."
        ),
        guarded=True,
    ),
    Card(
        key="youth",
        title=N_("Bekymret for en ung"),
        text=N_(
            "<b>Er et barn eller en ung i fare nu, så ring {emergency}.</b>\n"
            "Er du bekymret for et barn eller en ung, så er det kommunen, der kan hjælpe. Spørg efter SSP, "
            "eller giv en underretning. Ring til kommunens hovednummer, også hvis du er i tvivl."
        ),
        guarded=True,
        kommuner=True,
    ),
    Card(
        key="mental",
        title=N_("Pårørende er psykisk syg"),
        text=N_(
            "<b>Er der fare for nogens liv, så ring {emergency}.</b>\n"
            "Er en, du holder af, psykisk syg, så ring til egen læge, eller til lægevagten uden for "
            "åbningstid. Den psykiatriske akutmodtagelse har åbent hele døgnet. Kommunen kan "
            "hjælpe i hverdagen."
        ),
        guarded=True,
        kommuner=True,
    ),
    Card(
        key="fraud",
        title=N_("Er det svindel?"),
        text=N_(
            "<b>Læg på, og ring selv op på et nummer, du kender.</b>\n"
            "Det er svindel, når nogen\n"
            "· beder om kode, MitID, kort eller cpr-nummer\n"
            "· vil hente dit kort eller dine penge\n"
            "· siger, de er fra banken eller politiet, og at det haster\n"
            "· beder dig flytte penge til en »sikker konto«\n\n"
            "Er det sket? Spær kort og MitID med det samme, ring til din bank, og anmeld det på {police} "
            "eller {report}."
        ),
        talk=True,
    ),
    Card(
        key="images",
        title=N_("Delte billeder"),
        text=N_(
            "<b>Det er ikke din skyld, og det kan stoppes.</b>\n"
            "Gem beviser: tag skærmbilleder af profil, dato og besked. Del ikke billedet videre, heller ikke "
            "for at vise det. Betal ikke, hvis nogen truer dig.\n"
            "Ring {police}, eller anmeld det på {report}. Er du under 18, så tal med en voksen, du stoler på."
        ),
        guarded=True,
        talk=True,
    ),
    Card(
        key="complaint",
        title=N_("Klage over politiet"),
        text=N_(
            "Du kan klage over det, politiet har gjort, eller over måden, det blev gjort på. "
            "Klag over en betjents opførsel til Den Uafhængige Politiklagemyndighed. "
            "Er det om svar, ventetid eller politigarantien, så skriv til kredsen: {website}\n"
            "Vi kan ikke tage imod klagen her."
        ),
    ),
    Card(
        key="genuine",
        title=N_("Er denne bot ægte?"),
        text=N_(
            "Den her hedder @{bot} og hører til {district}.\n"
            "<b>Vi beder aldrig om cpr-nummer, MitID, koder, kort eller penge.</b> Gør nogen det i vores "
            "navn, er det svindel.\n"
            "Er du i tvivl, så se på {website}, om navnet er det samme, eller ring {police} og spørg."
        ),
    ),
    Card(
        key="burglary",
        title=N_("Lige haft indbrud"),
        text=N_(
            "<b>Er tyven der endnu, så ring {emergency}.</b>\n"
            "Ellers ring {police} nu. Rør ikke ved noget, og hold dyr og børn væk fra sporene.\n"
            "Politigarantien: ved indbrud i din bolig kommer politiet senest et døgn efter, at du "
            "har anmeldt "
            "det. Skete det ikke, kan du skrive til kredsen: {website}"
        ),
    ),
    Card(
        key="suspicious",
        title=N_("Noget mistænkeligt"),
        text=N_(
            "<b>Sker det nu, så ring {emergency}, hvis der er fare, og ellers {police}.</b>\n"
            "Er det noget, der kommer igen, så læg mærke til sted, tid, biler og hvad der sker. "
            "Gå ikke efter nogen, og tag ikke billeder af folk.\n"
            "Er det stoffer, kan du give et tip med /tip. Er det et sted, der gør jer utrygge, så bestil her."
        ),
    ),
    Card(
        key="drugs",
        title=N_("Hjælp til at stoppe"),
        text=N_(
            "Tager du eller dit barn stoffer, er der hjælp, som ikke koster noget og ikke går til politiet. "
            "Kommunen har et rusmiddelcenter, og du kan være anonym.\n"
            "Er nogen dårlig nu, så ring {emergency}."
        ),
        guarded=True,
        kommuner=True,
        talk=True,
    ),
    Card(
        key="parks",
        title=N_("Må man være i parken?"),
        text=N_(
            "Kommunen bestemmer reglerne for parker, legepladser og torve: hvornår man må være der, "
            "og om man må grille, drikke eller spille musik. Se dem hos din kommune.\n"
            "Er der larm eller ballade lige nu, så ring {police}."
        ),
        kommuner=True,
    ),
    Card(
        key="news",
        title=N_("Hvad er der sket her?"),
        text=N_(
            "Politiet skriver hver dag, hvad der er sket, i døgnrapporten: {website}/doegnrapporter\n"
            "Her i chatten kan vi ikke svare på, hvad der er sket i en sag."
        ),
    ),
)

BY_KEY: Mapping[str, Card] = MappingProxyType({card.key: card for card in CARDS})
