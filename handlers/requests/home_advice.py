"""Burglary advice: an officer looks at a home, or rings, and says what would help."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Option
from handlers.questions.calendar import Weekly
from handlers.questions.places import AT_AN_ADDRESS, place_steps
from handlers.questions.usual import done_on, may_we_ring, more, told
from handlers.requests import Group, Kind, Meeting, Sentence
from handlers.text import N_

HOMES = (
    Option("house", N_("Hus"), ("hus", "villa", "rækkehus", "house")),
    Option("flat", N_("Lejlighed"), ("lejlighed", "flat")),
    Option("summer", N_("Sommerhus"), ("sommerhus", "summer house")),
    Option("farm", N_("Landejendom"), ("gård", "landejendom", "farm")),
    Option("shop", N_("Butik eller firma"), ("butik", "firma", "shop", "business")),
    Option("club", N_("Forening"), ("forening", "klubhus", "club")),
)
ABOUT = (
    Option("doors", N_("Døre og vinduer"), ("døre", "dør", "vinduer", "låse", "doors", "windows")),
    Option("light", N_("Lys og hæk"), ("lys", "hæk", "light")),
    Option("alarm", N_("Alarm og kamera"), ("alarm", "kamera", "camera")),
    Option("valuables", N_("Værdier"), ("værdier", "smykker", "valuables")),
    Option("away", N_("Når vi rejser"), ("ferie", "rejse", "holiday")),
    Option("neighbours", N_("Nabohjælp"), ("nabohjælp", "nabo", "neighbours")),
)
BEFORE = (
    Option("no", N_("Nej"), ("nej", "no")),
    Option("here", N_("Ja, her"), ("her", "os", "here")),
    Option("near", N_("Ja, i nærheden"), ("nærheden", "naboen", "near")),
)
OUTCOMES = (
    Option("visit", N_("Besøg"), ("besøg",)),
    Option("phone", N_("Samtale i telefonen"), ("telefon",)),
    Option("letter", N_("Råd i chatten"), ("chat", "skrev")),
)

ORDER = Flow(
    "home_advice",
    1,
    (
        Choice(
            key="home",
            label=N_("Sted"),
            question=N_("Hvad skal sikres?"),
            choices=HOMES,
            own_words=True,
            columns=3,
        ),
        Choices(
            key="about",
            label=N_("Emner"),
            question=N_("Hvad vil du gerne have råd om?"),
            choices=ABOUT,
        ),
        *place_steps(question=N_("Hvor ligger det?"), help=AT_AN_ADDRESS),
        Choice(
            key="before",
            label=N_("Indbrud før"),
            question=N_("Har der været indbrud?"),
            choices=BEFORE,
            optional=True,
        ),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår passer det dig?"),
            help=N_("Vælg dage og tider, eller skriv det."),
            optional=True,
        ),
        may_we_ring(),
        more(),
    ),
)

REPORT = Flow(
    "home_advice",
    1,
    (
        Choice(key="outcome", label=N_("Udfald"), question=N_("Hvad blev det til?"), choices=OUTCOMES),
        done_on(),
        Choices(key="advice", label=N_("Råd"), question=N_("Hvad gav du råd om?"), choices=ABOUT),
        told(N_("Hvad er det vigtigste, borgeren skal gøre?")),
    ),
)

KIND = Kind(
    title=N_("Råd mod indbrud"),
    pitch=N_("Få et sikringsråd: hvad du selv kan gøre, så tyven går forbi."),
    order=ORDER,
    report=REPORT,
    opening=N_("Har du lige haft indbrud, så ring {police}. Rør ikke ved noget, før politiet har været der."),
    done=N_("Her er resultatet af din bestilling nr. {number}."),
    result=(
        Sentence(N_("Vi besøgte dig {date}."), ("outcome", "visit")),
        Sentence(N_("Vi talte med dig i telefonen {date}."), ("outcome", "phone")),
        Sentence(N_("Vi har skrevet til dig {date}."), ("outcome", "letter")),
        N_("Vi gav råd om: {advice}"),
        N_("Det vigtigste: {told}"),
    ),
    rank=80,
    meeting=Meeting(unheld=frozenset({"letter"})),
    group=Group.SAFETY,
    asks=(
        *(
            "sikringsråd*",
            "indbrudssikr*",
            "sikre mit hus",
            "sikre huset",
            "sikre boligen",
            "sikring mod indbrud",
        ),
        *("råd mod indbrud", "forebygge indbrud", "undgå indbrud", "sikre min", "bedre låse"),
        *("burglary advice", "secure my", "prevent burglar*", "home security"),
    ),
)
