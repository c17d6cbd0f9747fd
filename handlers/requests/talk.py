"""A talk: an officer comes and speaks to those who have gathered, about a topic of the district's."""

from datetime import time

from handlers.conversation.flow import Answers, Flow
from handlers.conversation.steps import Choice, Choices, Number, Option, Words
from handlers.questions.places import AT_AN_ADDRESS, place_steps
from handlers.questions.topics import AudienceOf, TopicOf
from handlers.questions.usual import YES_NO, contact_person, done_on, more, organiser, told
from handlers.questions.wishes import Wishes
from handlers.requests import Group, Kind, Meeting, Sentence
from handlers.text import N_
from handlers.words.moments import Bounds

EQUIPMENT = (
    Option("screen", N_("Skærm eller projektor"), ("skærm", "projektor", "screen", "projector")),
    Option("sound", N_("Højttaler"), ("højttaler", "mikrofon", "sound", "microphone")),
    Option("internet", N_("Internet"), ("internet", "wifi")),
    Option("none", N_("Intet af det"), ("intet", "ingen", "none")),
)
OUTCOMES = (
    Option("held", N_("Det blev holdt"), ("holdt", "held")),
    Option("called_off", N_("Arrangøren aflyste"), ("aflyst", "called off")),
    Option("nobody", N_("Der kom ingen"), ("ingen", "nobody")),
)


def _was_held(answers: Answers) -> bool:
    return answers.get("outcome") == "held"


ORDER = Flow(
    "talk",
    1,
    (
        TopicOf(
            key="topic",
            label=N_("Emne"),
            question=N_("Hvad skal foredraget handle om?"),
            help=N_("Vælg et emne, eller skriv dit eget."),
        ),
        AudienceOf(
            key="audience",
            label=N_("Hvem kommer"),
            question=N_("Hvem skal høre det?"),
            help=N_("Vælg, eller skriv det, for eksempel »7. klasser og deres forældre«."),
        ),
        Number(
            key="number",
            label=N_("Antal"),
            question=N_("Hvor mange regner I med?"),
            help=N_("Vi vælger oftest dem, hvor mange kan høre med."),
            least=1,
            most=5000,
            quick=(15, 25, 50, 75, 100, 150, 200, 300),
            unit=N_("deltagere"),
        ),
        *place_steps(question=N_("Hvor skal det holdes?"), help=AT_AN_ADDRESS, reuse="place"),
        Wishes(
            key="wishes",
            label=N_("Tidspunkter"),
            question=N_("Hvornår kan I?"),
            help=N_(
                "Skriv to eller tre tider, for eksempel »torsdag den 3/12 kl. 19« eller »en aften i uge 50«."
            ),
            bounds=Bounds(notice=14, horizon=300, opens=time(8), closes=time(21), holidays=False),
        ),
        contact_person(),
        organiser(optional=True),
        Choice(
            key="open",
            label=N_("Åbent for alle"),
            question=N_("Må alle komme?"),
            choices=YES_NO,
            optional=True,
        ),
        Choices(
            key="room",
            label=N_("Udstyr"),
            question=N_("Hvad er der i lokalet?"),
            choices=EQUIPMENT,
            optional=True,
        ),
        Words(
            key="language",
            label=N_("Sprog"),
            question=N_("Skal det være på et andet sprog end dansk, eller med tolk?"),
            limit=200,
            optional=True,
        ),
        more(),
    ),
)

REPORT = Flow(
    "talk",
    1,
    (
        Choice(
            key="outcome",
            label=N_("Hvordan gik det"),
            question=N_("Blev foredraget holdt?"),
            choices=OUTCOMES,
            columns=1,
        ),
        done_on(),
        Number(
            key="attended",
            label=N_("Fremmødte"),
            question=N_("Hvor mange kom?"),
            least=1,
            most=5000,
            quick=(10, 15, 25, 40, 60, 100, 150, 200),
            asked_if=_was_held,
        ),
        told(N_("Hvad kom frem, som arrangøren skal huske?")),
    ),
)

KIND = Kind(
    title=N_("Foredrag"),
    pitch=N_("Få en betjent ud til jeres møde, klasse eller forening om et emne, I vælger."),
    order=ORDER,
    report=REPORT,
    opening=N_("Svar på nogle få spørgsmål. Vi kan ikke love en dag, før vi har talt med en betjent."),
    done=N_("Her er resultatet af din bestilling nr. {number}."),
    result=(
        Sentence(N_("Vi holdt foredraget {date}."), ("outcome", "held")),
        N_("Så mange kom: {attended}"),
        Sentence(N_("Foredraget blev aflyst af arrangøren {date}."), ("outcome", "called_off")),
        Sentence(N_("Betjenten var der {date}, men der kom ingen."), ("outcome", "nobody")),
        N_("Betjenten skriver: {told}"),
    ),
    rank=20,
    meeting=Meeting(wishes="wishes", length="topic", unheld=frozenset({"called_off", "nobody"})),
    group=Group.MEETING,
    in_front=True,
    asks=(
        *("foredrag*", "oplæg", "holde et oplæg", "temaaften*", "fortælle om", "fortælle børnene"),
        *("fortælle eleverne", "undervise", "undervisning", "forældremøde*", "generalforsamling*"),
        *(
            "besøg i børnehave*",
            "besøg på skole*",
            "besøg i klassen",
            "besøg af en betjent",
            "besøg af politiet",
        ),
        *("klassebesøg", "a talk", "give a talk", "lecture*", "presentation*", "speak to our", "talk to our"),
    ),
)
