"""Something else: free words, which staff put in the right place by one tap."""

from handlers.conversation.flow import Flow
from handlers.conversation.steps import Words
from handlers.questions.places import town_steps
from handlers.questions.usual import done_on, may_we_ring, told
from handlers.requests import Group, Kind
from handlers.text import N_

ORDER = Flow(
    "something_else",
    1,
    (
        Words(
            key="more",
            label=N_("Ønske"),
            question=N_("Hvad vil du bede politiet om?"),
            help=N_("Skriv, hvad det drejer sig om, hvor og hvornår. Skriv ikke navne på andre."),
            least=8,
        ),
        *town_steps(),
        may_we_ring(),
    ),
)

REPORT = Flow("something_else", 1, (done_on(), told(N_("Hvad kom der ud af det?"))))

KIND = Kind(
    title=N_("Noget andet"),
    pitch=N_("Skriv det med dine egne ord, så finder vi ud af, hvem der kan hjælpe."),
    order=ORDER,
    report=REPORT,
    opening=N_("Vil du anmelde noget, så ring {police}. Er der fare, så ring {emergency}."),
    done=N_("Vi er færdige med din bestilling nr. {number}."),
    result=(N_("Det skete {date}."), N_("Betjenten skriver: {told}")),
    rank=900,
    group=Group.OTHER,
    unsorted=True,
)
