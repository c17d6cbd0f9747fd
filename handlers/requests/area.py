"""An area that makes people feel unsafe: the place and the times, and never who."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Option
from handlers.questions.calendar import Weekly
from handlers.questions.places import place_steps
from handlers.questions.usual import done_on, how_long, may_we_ring, more, told
from handlers.requests import Group, Kind
from handlers.text import N_

WHAT = (
    Option("groups", N_("Uro på stedet"), ("uro", "grupper", "flok", "groups", "trouble")),
    Option("parties", N_("Unges fester ude"), ("fest", "fester", "druk", "parties", "party")),
    Option("noise", N_("Larm og musik"), ("larm", "musik", "støj", "noise", "music")),
    Option("damage", N_("Hærværk"), ("hærværk", "graffiti", "vandalism", "damage")),
    Option("fire", N_("Bål og fyrværkeri"), ("bål", "ild", "fyrværkeri", "kanonslag", "fireworks")),
    Option("burglary", N_("Mange indbrud"), ("indbrud", "tyveri", "burglary", "burglaries")),
    Option("threats", N_("Truende adfærd"), ("truende", "trusler", "threatening")),
    Option("dark", N_("Mørkt eller øde"), ("mørkt", "øde", "dark")),
    Option("other", N_("Andet"), ("noget andet", "something else")),
)
AFFECTED = (
    Option("children", N_("Børn og unge"), ("børn", "unge", "children")),
    Option("elderly", N_("Ældre"), ("ældre", "elderly")),
    Option("residents", N_("Beboere"), ("beboere", "naboer", "residents")),
    Option("shops", N_("Butikker"), ("butik", "butikker", "shops")),
    Option("passers", N_("Dem, der går forbi"), ("gående", "passers-by")),
)
WISHES = (
    Option("advice", N_("Gode råd"), ("råd", "advice")),
    Option("patrol", N_("At I kommer forbi"), ("patrulje", "forbi", "patrol")),
    Option("meeting", N_("Et møde for beboere"), ("møde", "borgermøde", "meeting")),
    Option("talk", N_("En samtale"), ("samtale", "snak", "ring", "talk")),
)
DEEDS = (
    Option("patrolled", N_("Vi kom forbi på tiderne"), ("patrulje", "forbi")),
    Option("spoke", N_("Vi talte med dem på stedet"), ("talte", "snak")),
    Option("advised", N_("Vi gav råd"), ("råd",)),
    Option("kommune", N_("Vi tog fat i kommunen"), ("kommune", "kommunen")),
    Option("housing", N_("Vi tog fat i boligselskabet"), ("boligselskab",)),
    Option("meeting", N_("Vi aftalte et møde"), ("møde",)),
)
SEEN = (
    Option("quiet", N_("Der var roligt"), ("roligt", "stille")),
    Option("some", N_("Der var lidt uro"), ("lidt uro",)),
    Option("trouble", N_("Der var uro"), ("uro", "meget uro")),
)

ORDER = Flow(
    "unsafe_area",
    1,
    (
        Choices(
            key="what",
            label=N_("Det sker"),
            question=N_("Hvad gør jer utrygge?"),
            help=N_("Skriv om stedet, ikke om personer. Ved du, hvem der bryder loven, så ring 114."),
            choices=WHAT,
        ),
        *place_steps(),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår sker det mest?"),
            help=N_("Vælg dage og tider, eller skriv det, for eksempel »fredag og lørdag kl. 22-02«."),
            unsure=True,
        ),
        how_long(),
        Choices(
            key="affected",
            label=N_("Hvem det rammer"),
            question=N_("Hvem går det ud over?"),
            choices=AFFECTED,
            optional=True,
        ),
        Choices(
            key="wish",
            label=N_("Ønske"),
            question=N_("Hvad vil hjælpe jer?"),
            choices=WISHES,
            optional=True,
        ),
        may_we_ring(),
        more(),
    ),
)

REPORT = Flow(
    "unsafe_area",
    1,
    (
        done_on(N_("Hvilken dag var I der sidst?")),
        Choices(key="did", label=N_("Gjort"), question=N_("Hvad gjorde I?"), choices=DEEDS, columns=1),
        Choice(
            key="seen",
            label=N_("På stedet"),
            question=N_("Hvordan var der på stedet?"),
            choices=SEEN,
            optional=True,
            columns=1,
        ),
        told(),
    ),
)

KIND = Kind(
    title=N_("Utryghed et sted"),
    pitch=N_("Fortæl, hvor og hvornår noget gør jer utrygge, så vi kan se på stedet."),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Svar på nogle få spørgsmål om stedet og tiden. Sker det lige nu, så ring {police}. "
        "Er der fare, så ring {emergency}."
    ),
    result=(
        N_("Vi var i området {date}."),
        N_("Det gjorde vi: {did}"),
        N_("Sådan var der: {seen}"),
        N_("Betjenten skriver: {told}"),
    ),
    day_is_told=False,
    rank=40,
    group=Group.SAFETY,
    asks=(
        *("utryg*", "utrygt", "utrygge", "hænger ud", "hænger unge", "unge der hænger", "slæng", "ballade"),
        *("unge fester", "unges fester", "fester i parken", "fest i parken", "fester i skoven", "drikker i"),
        *("hærværk*", "graffiti*", "bål", "kanonslag", "fyrværkeri", "uro i området", "uro ved", "chikane i"),
        *("mange indbrud", "feel unsafe", "unsafe", "hanging out", "vandalism", "parties in the park"),
        *("anti social", "many burglaries"),
    ),
)
