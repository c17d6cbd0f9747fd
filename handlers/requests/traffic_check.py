"""A traffic check: the front door, and nine of ten orders."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Number, Option, Pictures
from handlers.questions.calendar import Weekly
from handlers.questions.places import place_steps
from handlers.questions.usual import done_on, how_long, may_we_ring, more
from handlers.requests import Group, Kind
from handlers.text import N_

PROBLEMS = (
    Option("speed", N_("For høj fart"), ("stærkt", "fart", "hurtigt", "råser", "speeding", "too fast")),
    Option("moped", N_("Knallerter og scootere"), ("knallert", "knallerter", "scooter", "moped")),
    Option("noise", N_("Støj og råkørsel"), ("støj", "larm", "larmer", "råkørsel", "noise", "reckless")),
    Option("phone", N_("Mobil ved rattet"), ("mobil", "telefon", "phone")),
    Option("redlight", N_("Rødt lys og vigepligt"), ("rødt", "vigepligt", "red light", "give way")),
    Option("heavy", N_("Tung trafik"), ("lastbil", "lastbiler", "tung", "lorries", "trucks", "heavy")),
    Option("school", N_("Farlig skolevej"), ("skolevej", "skolebørn", "school road")),
    Option("other", N_("Andet"), ("noget andet", "something else")),
)
AT_RISK = (
    Option("children", N_("Børn"), ("børn", "skole", "children", "school")),
    Option("elderly", N_("Ældre"), ("ældre", "elderly")),
    Option("cyclists", N_("Cyklister"), ("cykel", "cyklister", "cyclists", "bikes")),
    Option("walkers", N_("Gående"), ("fodgængere", "gående", "pedestrians")),
    Option("riders", N_("Ryttere og dyr"), ("heste", "dyr", "horses", "animals")),
)
NEAR_MISS = (
    Option("no", N_("Nej"), ("nej", "no")),
    Option("near", N_("Ja, næsten-uheld"), ("næsten", "near miss")),
    Option("accident", N_("Ja, uheld"), ("uheld", "ulykke", "accident")),
)

ORDER = Flow(
    "traffic_check",
    1,
    (
        Choices(
            key="problem",
            label=N_("Problem"),
            question=N_("Hvad er problemet?"),
            help=N_("Vælg en eller flere, eller skriv det med dine egne ord."),
            choices=PROBLEMS,
        ),
        *place_steps(),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår sker det mest?"),
            help=N_("Vælg dage og tider, eller skriv det, for eksempel »hverdage kl. 7-8«."),
            unsure=True,
        ),
        how_long(),
        Choices(
            key="at_risk",
            label=N_("Udsatte"),
            question=N_("Hvem er udsat?"),
            help=N_("Vælg en eller flere, eller skriv det."),
            choices=AT_RISK,
            optional=True,
        ),
        Choice(
            key="near_miss",
            label=N_("Uheld"),
            question=N_("Har der været uheld eller næsten-uheld?"),
            help=N_("Du kan også skrive kort, hvad der skete."),
            choices=NEAR_MISS,
            own_words=True,
            limit=500,
            optional=True,
        ),
        Pictures(
            key="photos",
            label=N_("Billeder"),
            question=N_("Har du billeder af stedet?"),
            help=N_("Send op til fem, eller spring over. Tag ikke billeder, mens du kører."),
            optional=True,
        ),
        may_we_ring(),
        more(N_("Skriv ikke navne eller nummerplader her.")),
    ),
)

REPORT = Flow(
    "traffic_check",
    1,
    (
        done_on(N_("Hvilken dag blev den udført?")),
        Number(
            key="minutes",
            label=N_("Varighed"),
            question=N_("Hvor mange minutter?"),
            least=1,
            most=1440,
            quick=(15, 30, 45, 60, 90, 120),
            unit=N_("minutter"),
            columns=3,
        ),
        Number(
            key="measured",
            label=N_("Målt"),
            question=N_("Hvor mange køretøjer blev målt?"),
            quick=(0, 25, 50, 100, 150, 200, 300, 500),
        ),
        Number(
            key="over",
            label=N_("Over grænsen"),
            question=N_("Hvor mange kørte over grænsen?"),
            quick=(0, 1, 2, 5, 10, 15, 20, 30),
            part_of="measured",
            asked_if=lambda answers: answers.get("measured") != 0,
        ),
        Number(
            key="highest",
            label=N_("Højeste fart"),
            question=N_("Hvad var den højeste fart?"),
            least=20,
            most=300,
            quick=(50, 60, 70, 80, 90, 100, 110, 130),
            unit=N_("km/t"),
            asked_if=lambda answers: answers.get("measured") != 0,
        ),
        Number(
            key="fines",
            label=N_("Bøder"),
            question=N_("Hvor mange bøder blev det til?"),
            quick=(0, 1, 2, 3, 5, 10, 15, 20),
        ),
    ),
)

RESULT = (
    N_("Vi kontrollerede trafikken {date} i {minutes}."),
    N_("Køretøjer målt: {measured}"),
    N_("Over grænsen: {over}"),
    N_("Højeste fart: {highest}"),
    N_("Bøder: {fines}"),
)

KIND = Kind(
    title=N_("Færdselskontrol"),
    pitch=N_("Bed politiet om at kontrollere trafikken på et sted, du peger på."),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Svar på nogle få spørgsmål. Det tager to minutter. Er der fare lige nu, så ring {emergency}."
    ),
    result=RESULT,
    day_is_told=False,
    rank=10,
    group=Group.TRAFFIC,
    in_front=True,
)
