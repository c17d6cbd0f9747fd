"""Looking after each other: Nabohjælp in a street, or becoming a tryghedsambassadør."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choices, Number, Option, Words
from handlers.questions.places import town_steps
from handlers.questions.usual import done_on, may_we_ring, more, told
from handlers.requests import Group, Kind
from handlers.text import N_

INTERESTS = (
    Option("nabohjaelp", N_("Nabohjælp på vores vej"), ("nabohjælp", "nabo", "neighbour")),
    Option("material", N_("Skilte og materiale"), ("skilte", "materiale", "signs")),
    Option("meeting", N_("Et møde på vejen"), ("møde", "meeting")),
    Option("ambassador", N_("Tryghedsambassadør"), ("ambassadør", "ambassador")),
    Option("ravens", N_("Natteravn"), ("natteravn", "natteravne")),
)
DEEDS = (
    Option("rang", N_("Vi ringede"), ("ringede",)),
    Option("sent", N_("Vi sendte materiale"), ("materiale",)),
    Option("meeting", N_("Vi aftalte et møde"), ("møde",)),
    Option("introduced", N_("Vi satte jer i forbindelse med andre"), ("forbindelse",)),
    Option("enrolled", N_("Aftalen om ambassadør er på plads"), ("ambassadør",)),
)

ORDER = Flow(
    "neighbours",
    1,
    (
        Choices(
            key="interest",
            label=N_("Interesse"),
            question=N_("Hvad vil du være med til?"),
            help=N_(
                "En ambassadør hører om en bekymring og giver den videre. Det er ikke at holde øje med andre."
            ),
            choices=INTERESTS,
            own_words=False,
            columns=1,
        ),
        *town_steps(question=N_("Hvilken by drejer det sig om?")),
        Words(
            key="street",
            label=N_("Vej"),
            question=N_("Hvilken vej eller hvilket kvarter?"),
            limit=120,
            optional=True,
        ),
        Number(
            key="homes",
            label=N_("Husstande"),
            question=N_("Hvor mange husstande er I?"),
            least=1,
            most=5000,
            quick=(1, 5, 10, 20, 30, 50, 100, 200),
            optional=True,
        ),
        may_we_ring(),
        more(),
    ),
)

REPORT = Flow(
    "neighbours",
    1,
    (
        done_on(N_("Hvilken dag talte I sammen?")),
        Choices(key="did", label=N_("Gjort"), question=N_("Hvad blev det til?"), choices=DEEDS, columns=1),
        told(),
    ),
)

KIND = Kind(
    title=N_("Nabohjælp og ambassadører"),
    pitch=N_("Kom i gang med Nabohjælp på vejen, eller bliv tryghedsambassadør."),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Du kan melde dig til Nabohjælp på nabohjaelp.dk med det samme. Her kan vi hjælpe jer i gang."
    ),
    done=N_("Vi har fulgt op på din bestilling nr. {number}."),
    result=(
        N_("Vi har talt sammen {date}."),
        N_("Det blev det til: {did}"),
        N_("Betjenten skriver: {told}"),
    ),
    rank=90,
    group=Group.SAFETY,
    asks=(
        *("nabohjælp*", "nabo hjælp", "tryghedsambassadør*", "ambassadør*", "natteravn*", "nabovagt"),
        *("neighbourhood watch", "neighborhood watch", "ambassador*"),
    ),
)
