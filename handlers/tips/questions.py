"""What a tip is asked: few questions, all of them voluntary but one; the keys live for ever."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Option, Pictures
from handlers.questions.traceless import Told, ToldChoices, Whereabouts
from handlers.text import N_

KINDS = (
    Option("dealing", N_("Salg på gaden"), ("sælger", "salg", "pusher", "handel", "dealing", "dealer")),
    Option("school", N_("Salg ved en skole"), ("skole", "skolen", "elever", "school")),
    Option("stock", N_("Dyrkning eller lager"), ("dyrker", "planter", "lager", "growing", "stock")),
    Option("drugs", N_("Andet med stoffer"), ("stoffer", "narko", "drugs")),
    Option("suspicious", N_("Mistænkelig adfærd"), ("mistænkelig", "indbrud", "suspicious", "burglary")),
    Option("other", N_("Noget andet"), ("andet", "something else")),
)
TIMES = (
    Option("morning", N_("Morgen"), ("morgen", "morning")),
    Option("day", N_("Dag"), ("dag", "formiddag", "eftermiddag", "daytime")),
    Option("evening", N_("Aften"), ("aften", "aftenen", "evening")),
    Option("night", N_("Nat"), ("nat", "natten", "night")),
    Option("weekdays", N_("Hverdage"), ("hverdag", "hverdage", "weekdays")),
    Option("weekend", N_("Weekend"), ("weekend", "weekenden", "lørdag", "søndag")),
)
OFTEN = (
    Option("once", N_("Én gang"), ("en gang", "once")),
    Option("sometimes", N_("Nogle gange"), ("sometimes", "flere gange")),
    Option("weekly", N_("Hver uge"), ("ugentligt", "weekly")),
    Option("daily", N_("Næsten hver dag"), ("dagligt", "hver dag", "daily", "every day")),
)
DANGERS = (
    Option("weapons", N_("Våben"), ("våben", "kniv", "pistol", "weapons", "knife", "gun")),
    Option("violence", N_("Vold eller trusler"), ("vold", "trusler", "violence", "threats")),
    Option("children", N_("Børn på stedet"), ("børn", "children", "kids")),
    Option("dog", N_("Farlig hund"), ("hund", "dog")),
    Option("none", N_("Ikke noget, jeg ved"), ("nej", "ingen", "none", "no")),
)
SOURCES = (
    Option("seen", N_("Har selv set det"), ("set", "selv", "saw", "seen")),
    Option("heard", N_("Har hørt det"), ("hørt", "heard")),
    Option("online", N_("Set på nettet"), ("nettet", "online", "sociale medier")),
    Option("unsaid", N_("Vil ikke sige det"), ("vil ikke sige", "rather not")),
)

TIP = Flow(
    "tip",
    1,
    (
        Told(
            key="what",
            label=N_("Det drejer sig om"),
            question=N_("Hvad har du set eller hørt?"),
            help=N_("Skriv, hvad der sker. Skriv ikke, hvem du er, eller hvordan du kender dem."),
            least=5,
            limit=2000,
        ),
        Choice(
            key="kind", label=N_("Slags"), question=N_("Hvad ligner det mest?"), choices=KINDS, optional=True
        ),
        Whereabouts(
            key="where",
            label=N_("Sted"),
            question=N_("Hvor sker det?"),
            help=N_("Vej, husnummer og by, så godt du ved det. Er det dit eget hjem, så skriv kun vejen."),
            optional=True,
        ),
        ToldChoices(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår sker det?"),
            help=N_("Vælg en eller flere, eller skriv det. Undgå et tidspunkt, som kun du kan kende."),
            choices=TIMES,
            optional=True,
        ),
        Choice(
            key="often",
            label=N_("Hvor tit"),
            question=N_("Hvor tit sker det?"),
            choices=OFTEN,
            optional=True,
        ),
        Told(
            key="who",
            label=N_("Personer"),
            question=N_("Hvem er med?"),
            help=N_("Navne, udseende eller profiler på nettet. Skriv ikke om dig selv."),
            optional=True,
        ),
        Told(
            key="vehicles",
            label=N_("Køretøjer"),
            question=N_("Er der biler, knallerter eller cykler?"),
            help=N_("Mærke, farve og nummerplade, hvis du har set den."),
            limit=500,
            optional=True,
        ),
        ToldChoices(
            key="dangers",
            label=N_("Farer"),
            question=N_("Er der noget farligt, vi skal vide?"),
            choices=DANGERS,
            optional=True,
        ),
        Choice(
            key="source",
            label=N_("Kilde"),
            question=N_("Hvordan ved du det?"),
            help=N_("Kun groft. Skriv ikke noget, der peger på dig."),
            choices=SOURCES,
            optional=True,
        ),
        Pictures(
            key="photos",
            label=N_("Billeder"),
            question=N_("Har du billeder?"),
            help=N_(
                "Send dem som billeder, ikke som filer. Vi laver dem om, så sted, tid og telefon ikke "
                "følger med. Tænk på, om det kun er dig, der kan have taget dem."
            ),
            optional=True,
        ),
    ),
)
