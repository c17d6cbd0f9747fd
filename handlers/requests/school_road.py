"""The way to school: what a school's board or staff ask for, with the school's own words on the stretch."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Option, Words
from handlers.questions.calendar import Weekly
from handlers.questions.places import place_steps
from handlers.questions.usual import contact_person, more, told
from handlers.requests import Group, Kind, traffic_check
from handlers.text import N_

PROBLEMS = (
    Option("speed", N_("For høj fart"), ("fart", "stærkt", "hurtigt", "speed")),
    Option("dropping", N_("Biler ved afsætning"), ("afsætning", "aflevering", "kys og kør", "drop-off")),
    Option("crossing", N_("Overgang"), ("overgang", "krydse", "fodgængerfelt", "crossing")),
    Option("phone", N_("Mobil ved rattet"), ("mobil", "telefon", "phone")),
    Option("heavy", N_("Tung trafik"), ("lastbil", "lastbiler", "tung", "lorries")),
    Option("bikes", N_("Cykler og løbehjul"), ("cykel", "cykler", "løbehjul", "bikes")),
    Option("other", N_("Andet"), ("noget andet", "something else")),
)
GRADES = (
    Option("small", N_("De mindste"), ("indskoling", "små", "youngest")),
    Option("middle", N_("Mellemtrinnet"), ("mellemtrin", "middle")),
    Option("big", N_("De største"), ("udskoling", "store", "oldest")),
    Option("kindergarten", N_("Børnehavebørn"), ("børnehave", "kindergarten")),
)

ORDER = Flow(
    "school_road",
    1,
    (
        Words(
            key="school",
            label=N_("Skole"),
            question=N_("Hvilken skole eller institution?"),
            limit=120,
            reuse="organisation",
        ),
        *place_steps(question=N_("Hvilken vej eller hvilket kryds?")),
        Choices(
            key="problem",
            label=N_("Problem"),
            question=N_("Hvad er problemet?"),
            help=N_("Vælg en eller flere, eller skriv det med dine egne ord."),
            choices=PROBLEMS,
        ),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår sker det mest?"),
            help=N_("Vælg dage og tider, eller skriv det, for eksempel »hverdage kl. 7.45-8.15«."),
            unsure=True,
        ),
        Choices(
            key="pupils",
            label=N_("Børnene"),
            question=N_("Hvilke børn færdes der?"),
            choices=GRADES,
            optional=True,
        ),
        Words(
            key="tried",
            label=N_("Prøvet"),
            question=N_("Hvad har I eller kommunen allerede gjort?"),
            limit=500,
            optional=True,
        ),
        contact_person(optional=True),
        more(),
    ),
)

REPORT = Flow(
    "school_road",
    1,
    (
        *traffic_check.REPORT.steps,
        Choice(
            key="kommune_told",
            label=N_("Kommunen"),
            question=N_("Er kommunen gjort opmærksom på noget?"),
            choices=(
                Option("road", N_("Ja, om vejen"), ("vejen",)),
                Option("signs", N_("Ja, om skilte"), ("skilte",)),
                Option("no", N_("Nej"), ("nej",)),
            ),
            optional=True,
        ),
        told(),
    ),
)

KIND = Kind(
    title=N_("Skolevej"),
    pitch=N_("For skoler og skolebestyrelser: bed politiet om at se på vejen til skolen."),
    order=ORDER,
    report=REPORT,
    opening=N_("Svar på nogle få spørgsmål. Bump, skilte og overgange hører til kommunen."),
    result=(
        *traffic_check.RESULT,
        N_("Vi har talt med kommunen: {kommune_told}"),
        N_("Betjenten skriver: {told}"),
    ),
    day_is_told=False,
    rank=60,
    group=Group.TRAFFIC,
    asks=(
        *("skolebestyrelse*", "skolevej ved vores skole", "vores elever", "som skoleleder", "vores skolevej"),
        *("school board", "our pupils", "our school road"),
    ),
)
