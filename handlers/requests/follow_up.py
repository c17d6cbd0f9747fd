"""A call or a visit afterwards: after a burglary, or something else that has made somebody feel unsafe."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Option
from handlers.questions.calendar import Weekly
from handlers.questions.contact import Contact
from handlers.questions.places import town_steps
from handlers.questions.usual import done_on, told
from handlers.requests import Group, Kind, Meeting, Sentence
from handlers.text import N_

ABOUT = (
    Option("burglary", N_("Indbrud"), ("indbrud", "burglary")),
    Option("theft", N_("Tyveri eller røveri"), ("tyveri", "røveri", "theft", "robbery")),
    Option("threats", N_("Trusler"), ("trusler", "truet", "threats")),
    Option("violence", N_("Vold på gaden"), ("vold", "overfald", "violence", "assault")),
    Option("fraud", N_("Svindel"), ("svindel", "snyd", "fraud", "scam")),
    Option("other", N_("Noget andet"), ("andet", "something else")),
)
HOW = (
    Option("phone", N_("Ring til mig"), ("ring", "telefon", "call")),
    Option("visit", N_("Kom forbi"), ("besøg", "forbi", "visit")),
    Option("either", N_("Det er lige meget"), ("lige meget", "either")),
)
OUTCOMES = (
    Option("phone", N_("Samtale i telefonen"), ("telefon", "ringede")),
    Option("visit", N_("Besøg"), ("besøg", "besøgte")),
    Option("attempt", N_("Fik ikke fat i borgeren"), ("forsøg", "ikke fat")),
)
GIVEN = (
    Option("locks", N_("Låse og lys"), ("låse", "lys")),
    Option("neighbours", N_("Nabohjælp"), ("nabohjælp",)),
    Option("victims", N_("Offerrådgivning"), ("offer", "offerrådgivning")),
    Option("online", N_("Sikkerhed på nettet"), ("nettet", "koder")),
    Option("case", N_("Hvordan sagen går videre"), ("sagen",)),
)

ORDER = Flow(
    "follow_up",
    1,
    (
        Choice(
            key="about",
            label=N_("Oplevelse"),
            question=N_("Hvad har du oplevet?"),
            help=N_("Skriv ikke om sagen her. Det taler I om, når vi ringer."),
            choices=ABOUT,
        ),
        Choice(
            key="how",
            label=N_("Hvordan"),
            question=N_("Skal vi ringe eller komme forbi?"),
            choices=HOW,
        ),
        *town_steps(question=N_("Hvilken by bor du i?")),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår passer det dig?"),
            help=N_("Vælg dage og tider, eller skriv det, for eksempel »hverdage efter kl. 16«."),
        ),
        Contact(
            key="contact",
            label=N_("Telefon"),
            question=N_("Hvilket nummer skal vi ringe til?"),
            chat=False,
        ),
    ),
)

REPORT = Flow(
    "follow_up",
    1,
    (
        Choice(
            key="outcome",
            label=N_("Udfald"),
            question=N_("Hvad blev det til?"),
            choices=OUTCOMES,
            columns=1,
        ),
        done_on(),
        Choices(
            key="advice",
            label=N_("Råd"),
            question=N_("Hvad gav du råd om?"),
            choices=GIVEN,
            optional=True,
            asked_if=lambda answers: answers.get("outcome") != "attempt",
        ),
        told(),
    ),
)

KIND = Kind(
    title=N_("Tal med os bagefter"),
    pitch=N_(
        "Har et indbrud eller noget andet gjort dig utryg, kan en lokalbetjent ringe eller komme forbi."
    ),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Det her er en samtale om tryghed, ikke en anmeldelse. Vil du anmelde noget, så ring {police}. "
        "Er der fare, så ring {emergency}."
    ),
    receipt=N_("En lokalbetjent ringer eller kommer forbi. Du hører fra os senest {answer_by}."),
    done=N_("Vi har fulgt op på din bestilling nr. {number}."),
    result=(
        Sentence(N_("Vi talte med dig i telefonen {date}."), ("outcome", "phone")),
        Sentence(N_("Vi besøgte dig {date}."), ("outcome", "visit")),
        Sentence(
            N_(
                "Vi forsøgte at få fat i dig {date}, men det lykkedes ikke. "
                "Bestil igen, hvis du vil tale med os."
            ),
            ("outcome", "attempt"),
        ),
        N_("Det talte vi om: {advice}"),
        N_("Betjenten skriver: {told}"),
    ),
    rank=38,
    meeting=Meeting(minutes=45, unheld=frozenset({"attempt"})),
    group=Group.SAFETY,
    asks=(
        *("tryghedsopfølgning*", "haft indbrud", "har haft indbrud", "indbrud hos mig", "efter indbrud*"),
        *("tale med en betjent", "snakke med en betjent", "opkald fra en betjent", "ring mig op"),
        *("tør ikke sove", "bange efter", "utryg efter", "had a burglary", "been burgled", "call me back"),
        *("talk to an officer", "speak to an officer"),
    ),
)
