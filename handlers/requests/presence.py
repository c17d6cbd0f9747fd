"""Police at an event: officers who are there, or the mobile station."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Number, Option, Words
from handlers.questions.places import AT_AN_ADDRESS, place_steps
from handlers.questions.usual import YES_NO, contact_person, done_on, more, organiser, told
from handlers.questions.wishes import When
from handlers.requests import Group, Kind, Meeting
from handlers.text import N_
from handlers.words.moments import Bounds

WHAT = (
    Option("officers", N_("Betjente til stede"), ("betjent", "betjente", "officers")),
    Option(
        "station",
        N_("Den mobile politistation"),
        ("mobil politistation", "politistation", "vogn", "mobile station"),
    ),
)
PURPOSES = (
    Option("talk", N_("At tale med folk"), ("dialog", "tale", "snak", "talk")),
    Option("children", N_("At møde børn"), ("børn", "children")),
    Option("campaign", N_("En kampagne"), ("kampagne", "campaign")),
    Option("calm", N_("At skabe tryghed"), ("tryghed", "ro", "safety")),
)
SPOKEN_OF = (
    Option("burglary", N_("Indbrud og tyveri"), ("indbrud", "tyveri")),
    Option("traffic", N_("Trafik"), ("trafik", "fart")),
    Option("mopeds", N_("Knallerter"), ("knallert", "knallerter")),
    Option("nuisance", N_("Uro og utryghed"), ("uro", "utryghed", "larm")),
    Option("drugs", N_("Stoffer"), ("stoffer", "hash")),
    Option("neighbours", N_("Nabostrid"), ("nabo", "naboer")),
    Option("other", N_("Andet")),
)

ORDER = Flow(
    "presence",
    1,
    (
        Choice(
            key="what",
            label=N_("Ønske"),
            question=N_("Hvem skal komme?"),
            choices=WHAT,
            columns=1,
        ),
        Words(
            key="event",
            label=N_("Arrangement"),
            question=N_("Hvad er det for et arrangement?"),
            help=N_("Skriv navnet, og kort hvad der sker."),
            limit=300,
        ),
        *place_steps(question=N_("Hvor bliver det holdt?"), help=AT_AN_ADDRESS),
        When(
            key="day",
            label=N_("Hvornår"),
            question=N_("Hvornår er det?"),
            help=N_("Skriv dag og tid, for eksempel »lørdag den 12. december kl. 10-14«."),
            bounds=Bounds(notice=7, horizon=400),
        ),
        contact_person(),
        organiser(),
        Number(
            key="number",
            label=N_("Antal"),
            question=N_("Hvor mange regner I med?"),
            least=1,
            most=200_000,
            quick=(50, 100, 250, 500, 1000, 2000, 5000, 10000),
            unit=N_("deltagere"),
            optional=True,
        ),
        Choices(
            key="purpose",
            label=N_("Formål"),
            question=N_("Hvad er formålet?"),
            choices=PURPOSES,
            optional=True,
        ),
        Choice(
            key="room",
            label=N_("Plads til vogn"),
            question=N_("Er der plads til en vogn på otte meter?"),
            choices=YES_NO,
            own_words=True,
            optional=True,
            asked_if=lambda answers: answers.get("what") == "station",
        ),
        more(),
    ),
)

REPORT = Flow(
    "presence",
    1,
    (
        done_on(),
        Number(
            key="visitors",
            label=N_("Samtaler"),
            question=N_("Hvor mange talte I med?"),
            quick=(5, 10, 20, 30, 50, 75, 100, 200),
        ),
        Choices(
            key="themes",
            label=N_("Emner"),
            question=N_("Hvad talte folk mest om?"),
            choices=SPOKEN_OF,
            optional=True,
        ),
        told(),
    ),
)

KIND = Kind(
    title=N_("Politi til et arrangement"),
    pitch=N_("Få betjente eller den mobile politistation ud til marked, byfest eller stævne."),
    order=ORDER,
    report=REPORT,
    opening=N_(
        "Svar på nogle få spørgsmål. Skal arrangementet have politiets tilladelse, så søg den på politi.dk. "
        "Den kan du ikke få her."
    ),
    result=(
        N_("Vi var med {date}."),
        N_("Så mange talte vi med: {visitors}"),
        N_("Det talte folk mest om: {themes}"),
        N_("Betjenten skriver: {told}"),
    ),
    rank=30,
    meeting=Meeting(minutes=120, wishes="day"),
    group=Group.MEETING,
    asks=(
        *(
            "mobil politistation*",
            "mobile politistation*",
            "rullende politistation*",
            "politistation på hjul",
        ),
        *(
            "arrangement*",
            "byfest*",
            "sommerfest*",
            "marked",
            "stævne*",
            "cirkus",
            "julemarked*",
            "festival*",
        ),
        *(
            "politi til vores",
            "betjente til vores",
            "kom ud til vores",
            "mobile police station*",
            "our event",
        ),
        *("festival", "market day", "police at our"),
    ),
)
