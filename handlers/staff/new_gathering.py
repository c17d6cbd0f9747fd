"""A new gathering: staff answer a few questions in private, and people can enrol."""

from handlers.conversation.flow import Draft, Flow
from handlers.conversation.steps import Choice, Number, Option, Words
from handlers.drafts import drafting
from handlers.drafts.lane import Lane, Start
from handlers.questions.places import AT_AN_ADDRESS, place_steps
from handlers.questions.wishes import When
from handlers.reply import Button, Reply, say
from handlers.rules import gatherings as rules
from handlers.text import N_
from handlers.visit import Visit
from handlers.wording import gatherings as wording
from handlers.wording.lines import DA
from storage import gatherings, members, people
from storage.drafts import GATHERING, StoredDraft
from storage.gathering_models import Gathering
from storage.work import Work

CODE = "arrangement"  # what follows /start in the link from the group
SORTS = (
    Option("day112", N_("112-dag"), ("112", "112-dag")),
    Option("drugwise", N_("Drugwise-aften"), ("drugwise", "kursus")),
    Option("meeting", N_("Borgermøde"), ("borgermøde", "møde")),
    Option("other", N_("Andet"), ("andet",)),
)
FLOW = Flow(
    GATHERING,
    1,
    (
        Choice(key="sort", label=N_("Slags"), question=N_("Hvad er det for et arrangement?"), choices=SORTS),
        Words(key="title", label=N_("Titel"), question=N_("Hvad skal det hedde?"), limit=100),
        When(
            key="time",
            label=N_("Tid"),
            question=N_("Hvornår begynder det?"),
            help=N_("Skriv dag og klokkeslæt, for eksempel »torsdag den 3/12 kl. 19«."),
            exact=True,
        ),
        *place_steps(question=N_("Hvor er det?"), help=AT_AN_ADDRESS),
        Number(
            key="seats",
            label=N_("Pladser"),
            question=N_("Hvor mange pladser er der?"),
            least=1,
            most=5000,
            quick=(20, 30, 40, 60, 80, 100, 150, 200),
        ),
        Number(
            key="most",
            label=N_("Højst ad gangen"),
            question=N_("Hvor mange pladser må én tilmelding tage?"),
            least=1,
            most=500,
            quick=(1, 2, 4, 6, 10, 20, 30, 50),
        ),
        wording.AUDIENCE,
        Choice(
            key="box",
            label=N_("Spørgsmålskasse"),
            question=N_("Skal man kunne stille spørgsmål på forhånd?"),
            choices=(Option("yes", N_("Ja"), ("ja",)), Option("no", N_("Nej"), ("nej",))),
        ),
        Words(
            key="more",
            label=N_("Mere"),
            question=N_("Hvad skal folk ellers vide?"),
            limit=600,
            optional=True,
        ),
    ),
)


def begin(work: Work, visit: Visit) -> Reply | None:
    """The link from the group was followed; None for somebody who is not staff."""
    member = members.find(work, visit.person_id)
    if member is None or not member.is_staff:
        return None
    known = people.meet(work, visit.person_id, visit.language)
    note = DA("<b>Nyt arrangement</b>\nNår du sender det, kan folk tilmelde sig.")
    return drafting.begin(work, visit, known, LANE, Start(kind=GATHERING, note=note))


def sent(work: Work, visit: Visit, draft_id: str) -> Reply | None:
    """The receipt once more, when this was the gathering that has just been made."""
    made = gatherings.of_draft(work, draft_id)
    return _receipt(visit, made) if made and made.made_by == visit.person_id else None


def _finish(work: Work, visit: Visit, _stored: StoredDraft, draft: Draft) -> Reply:
    member = members.find(work, visit.person_id)
    if member is None or not member.is_staff:
        return _leave(visit, DA("Det er kun for vagten."))
    return _receipt(visit, rules.make(work, member, draft))


def _receipt(visit: Visit, made: Gathering) -> Reply:
    text = DA(
        "<b>Arrangement {number} er oprettet.</b> Folk finder det i menuen, eller med linket:\n{link}\n\n"
        "Se tilmeldinger i vagtens gruppe: /arrangement {number}",
        number=made.id,
        link=visit.house.link(f"g{made.id}"),
    )
    return say(text, (Button(DA.plain(wording.SEE), f"g:show:{made.id}"),))


def _flow(kind: str) -> Flow | None:
    return FLOW if kind == GATHERING else None


def _title(_stored: StoredDraft) -> str:
    return N_("Nyt arrangement")


def _leave(_visit: Visit, text: str) -> Reply:
    return say(text, (Button(DA.plain("Menu"), "m:home"),))


LANE = Lane(
    key=GATHERING,
    flow=_flow,
    title=_title,
    send=N_("Opret arrangementet"),
    unsent=N_("Det er ikke oprettet endnu."),
    dropped=N_("Arrangementet er slettet. Ingen har set det."),
    finish=_finish,
    leave=_leave,
)
