"""A narcotics dog at a school: only for a school's leader whom we know, never a button in public."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Number, Option, Words
from handlers.questions.contact import Contact
from handlers.questions.places import AT_AN_ADDRESS, place_steps
from handlers.questions.usual import done_on, told
from handlers.requests import Group, Kind
from handlers.text import N_

PURPOSES = (
    Option("lesson", N_("Vise hunden i undervisningen"), ("undervisning", "vise", "lesson")),
    Option("visit", N_("Kontrolbesøg"), ("kontrol", "kontrolbesøg", "visit")),
    Option("talk_first", N_("Vi vil tale om det først"), ("tale", "først", "talk")),
)
TOLD = (
    Option("yes", N_("Ja, de ved det"), ("ja", "yes")),
    Option("later", N_("De får det at vide bagefter"), ("bagefter", "later")),
    Option("no", N_("Nej"), ("nej", "no")),
)

ORDER = Flow(
    "narcotics_dog",
    1,
    (
        Words(
            key="school",
            label=N_("Skole"),
            question=N_("Hvilken skole er det?"),
            limit=120,
            reuse="organisation",
        ),
        *place_steps(question=N_("Hvor ligger skolen?"), help=AT_AN_ADDRESS, reuse="place"),
        Choice(
            key="purpose",
            label=N_("Formål"),
            question=N_("Hvad er formålet?"),
            choices=PURPOSES,
            columns=1,
        ),
        Contact(
            key="contact",
            label=N_("Skolens leder"),
            question=N_("Hvem hos skolens ledelse ringer vi til?"),
            help=N_("Skriv navn, stilling og telefon. Vi ringer altid op, før vi gør noget."),
            chat=False,
            reuse="contact",
        ),
        Choice(
            key="informed",
            label=N_("Forældrene"),
            question=N_("Er forældrene orienteret?"),
            choices=TOLD,
            optional=True,
            columns=1,
        ),
        Words(
            key="more",
            label=N_("Mere"),
            question=N_("Er der mere, vi skal vide?"),
            help=N_("Skriv ikke navne på elever."),
            optional=True,
        ),
    ),
)

REPORT = Flow(
    "narcotics_dog",
    1,
    (
        done_on(),
        Number(
            key="pupils",
            label=N_("Elever"),
            question=N_("Hvor mange elever var med?"),
            quick=(0, 25, 50, 75, 100, 150, 200, 300),
            optional=True,
        ),
        told(N_("Hvad aftalte I med skolen?")),
    ),
)

KIND = Kind(
    title=N_("Narkohund på skolen"),
    pitch=N_("Kun for skolens ledelse. Vi ringer altid op, før vi gør noget."),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Sælger nogen stoffer ved skolen lige nu, så ring {police}. Er der fare, så ring {emergency}."
    ),
    result=(
        N_("Vi var på skolen {date}."),
        N_("Elever, der var med: {pupils}"),
        N_("Aftalt: {told}"),
    ),
    rank=210,
    group=Group.PARTNER,
    partners=frozenset({"school"}),
    asks=("narkohund*", "narkotikahund*", "hashhund*", "drug dog*", "sniffer dog*"),
)
