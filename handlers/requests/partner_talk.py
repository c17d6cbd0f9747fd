"""A partner's word with the local police: a housing company, a care home, a bar, Natteravne …"""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Choice, Choices, Option, Words
from handlers.questions.calendar import Weekly
from handlers.questions.places import place_steps
from handlers.questions.usual import contact_person, done_on, organiser, told
from handlers.requests import Group, Kind, Meeting, Sentence
from handlers.text import N_

ABOUT = (
    Option("trouble", N_("Uro, der kommer igen"), ("uro", "ballade", "trouble")),
    Option("drugs", N_("Salg af stoffer på et sted"), ("stoffer", "salg", "drugs")),
    Option("youth", N_("Unge på stedet"), ("unge", "youth")),
    Option("safety", N_("Medarbejderes tryghed"), ("medarbejdere", "personale", "staff")),
    Option("night", N_("Nattelivet"), ("natteliv", "bar", "nightlife")),
    Option("tour", N_("Efter en tur med Natteravne"), ("tur", "natteravne", "tour")),
    Option("passed_on", N_("En bekymring, vi har hørt"), ("hørt", "bekymring", "worry")),
    Option("other", N_("Andet"), ("noget andet", "something else")),
)
WISHES = (
    Option("call", N_("Ring til os"), ("ring", "call")),
    Option("meeting", N_("Et møde"), ("møde", "meeting")),
    Option("staff", N_("Oplæg for personalet"), ("oplæg", "briefing")),
    Option("know", N_("I skal bare vide det"), ("bare vide", "just know")),
)
OUTCOMES = (
    Option("call", N_("Vi talte i telefon"), ("telefon", "ringede")),
    Option("meeting", N_("Vi holdt møde"), ("møde",)),
    Option("visit", N_("Vi kom forbi"), ("forbi", "besøg")),
    Option("noted", N_("Det er givet videre internt"), ("videre", "noteret")),
)

ORDER = Flow(
    "partner_talk",
    1,
    (
        Choices(
            key="about",
            label=N_("Handler om"),
            question=N_("Hvad drejer det sig om?"),
            help=N_("Skriv om stedet og tiden, ikke om personer."),
            choices=ABOUT,
            columns=1,
        ),
        *place_steps(reuse="place"),
        Choice(
            key="wish",
            label=N_("Ønske"),
            question=N_("Hvad ønsker I?"),
            choices=WISHES,
            own_words=True,
        ),
        organiser(),
        Weekly(
            key="when",
            label=N_("Hvornår"),
            question=N_("Hvornår sker det mest?"),
            help=N_("Vælg dage og tider, eller skriv det."),
            optional=True,
        ),
        Words(
            key="more",
            label=N_("Mere"),
            question=N_("Hvad har I set?"),
            help=N_("Skriv ikke navne, CPR-numre eller nummerplader."),
            optional=True,
        ),
        contact_person(optional=True),
    ),
)

REPORT = Flow(
    "partner_talk",
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
        told(N_("Hvad aftalte I?")),
    ),
)

KIND = Kind(
    title=N_("Dialog med lokalpolitiet"),
    pitch=N_("For boligselskaber, botilbud, restauratører, skoler, Natteravne og ambassadører."),
    order=ORDER,
    report=REPORT,
    opening=N_("Sker det lige nu, så ring {emergency} eller {police}. Vi læser ikke chatten døgnet rundt."),
    done=N_("Vi har fulgt op på din bestilling nr. {number}."),
    result=(
        Sentence(N_("Vi talte med jer i telefonen {date}."), ("outcome", "call")),
        Sentence(N_("Vi holdt møde {date}."), ("outcome", "meeting")),
        Sentence(N_("Vi kom forbi {date}."), ("outcome", "visit")),
        Sentence(N_("Det er givet videre til dem hos os, der skal vide det."), ("outcome", "noted")),
        N_("Aftalt: {told}"),
    ),
    rank=200,
    meeting=Meeting(unheld=frozenset({"noted"})),
    group=Group.PARTNER,
    partners=frozenset({"school", "association", "housing", "nightlife", "care", "ravens", "ambassador"}),
)
