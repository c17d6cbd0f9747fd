"""The citizen's order: what its conversation is for, and what she gets when she sends it."""

from html import escape

from handlers.citizen.parts import back_to_menu, deadline_day, kind_title
from handlers.conversation.flow import Draft, Flow
from handlers.drafts.lane import Lane, Obstacle
from handlers.house import House
from handlers.partners import may_open
from handlers.questions.places import place_of
from handlers.reply import Button, Reply, say
from handlers.requests import kinds
from handlers.rules import intake, partnership
from handlers.rules.moves import ASSESSED
from handlers.text import N_, Texts
from handlers.visit import Visit
from handlers.words import places
from storage import cases, partners
from storage.drafts import ORDER, StoredDraft
from storage.models import Case
from storage.people import Known
from storage.work import Work

ELSEWHERE = N_(
    "Det ligger i {kommune}, og den hører til {district}. Vi kan ikke tage bestillingen her. "
    "Du kan skrive til dem på {page} eller ringe {police}."
)

SENT = N_("Den knap hører til bestilling nr. {number}, som du har sendt.")
NOT_ANY_MORE = N_("Du er ikke partner længere, så den kan ikke sendes. Kladden er gemt.")
ENOUGH = N_(
    "Du har allerede {count} bestillinger hos os, og flere kan vi ikke tage imod fra én ad gangen. "
    "Din kladde er gemt. Træk en af de andre tilbage, eller vent på svar, og send den så."
)


def receipt(case: Case, t: Texts, house: House) -> Reply:
    """What she sent, what happens next and by when, and how to add or withdraw. The same every time."""
    kind = kinds().get(case.kind)
    promised = {"answer_by": deadline_day(case.answer_by, t), "done_by": deadline_day(case.done_by, t)}
    phones = house.profile.phones
    lines = (
        t("<b>Vi har modtaget din bestilling. Den har nr. {number}.</b>", number=case.id),
        escape(", ".join(filter(None, (kind_title(case, t), case.place))), quote=False),
        *((t(kind.receipt, **promised),) if kind else ()),
        t("Vil du tilføje noget eller trække den tilbage, så brug knapperne her eller /mine."),
        t(
            "Sker der noget akut, så ring {emergency}. Haster det mindre, så ring {police}. "
            "Vi læser ikke chatten døgnet rundt.",
            emergency=phones.emergency,
            police=phones.police,
        ),
    )
    mine = Button(t.plain("Mine bestillinger"), "m:mine:below")
    more = Button(t.plain("Tilføj oplysninger"), f"c:{case.id}:add")
    return say("\n\n".join(lines), (mine, more))


def sent(case: Case, t: Texts, house: House) -> Reply:
    """The receipt once more, as long as it is true; afterwards the way to how it stands."""
    if case.status in ASSESSED:
        return receipt(case, t, house)
    see = Button(t.plain("Se din bestilling"), f"c:{case.id}:look")
    return say(t(SENT, number=case.id), (see, Button(t.plain("Mine bestillinger"), "m:mine")))


def _flow(kind: str) -> Flow | None:
    found = kinds().get(kind)
    return found.order if found else None


def _title(stored: StoredDraft) -> str:
    found = kinds().get(stored.kind)
    return found.title if found else N_("Bestilling")


def _finish(work: Work, visit: Visit, stored: StoredDraft, draft: Draft) -> Reply:
    kind = kinds().get(stored.kind)
    if kind and not may_open(kind, partners.find(work, visit.person_id) if kind.partners else None):
        return back_to_menu(visit, visit.t(NOT_ANY_MORE))
    if _has_enough(work, visit, stored.id):
        return back_to_menu(visit, visit.t(ENOUGH, count=visit.house.profile.most_open))
    person = Known(visit.person_id, visit.language, work.now(), draft=stored)
    case = intake.open_case(work, visit.house, person, draft)
    if kind and kind.is_reused:
        partnership.learn(work, visit.person_id, kind.order, draft.answers)
    return receipt(case, visit.t, visit.house)


def _has_enough(work: Work, visit: Visit, draft_id: str) -> bool:
    """Whether one more would be too many at a time; what was sent already always shows its receipt."""
    most = visit.house.profile.most_open
    sent = cases.sent_by(work, visit.person_id, 4 * most)
    return sum(is_open for _, is_open in sent) >= most and all(made_of != draft_id for made_of, _ in sent)


def _obstacle(house: House, draft: Draft) -> Obstacle | None:
    """The place is known, and lies in another police district."""
    kind = kinds().get(draft.kind)
    code = place_of(draft.answers, kind.place).kommune if kind else None
    if kind is None or code is None or code in house.profile.kommuner:
        return None
    asked = [key for key in kind.place if kind.order.step(key)]
    if asked[0] not in draft.answers:  # It is just being asked for again.
        return None
    theirs, found = places.district(places.district_of(code)), places.kommune(code)
    values = (
        ("kommune", found.full if found else code),
        ("district", theirs.name),
        ("page", theirs.page),
        ("police", house.profile.phones.police),
    )
    says_where = next(key for key in kind.place if key in draft.answers)
    return Obstacle(says_where, ELSEWHERE, values, elsewhere=True)


LANE = Lane(
    key=ORDER,
    flow=_flow,
    title=_title,
    send=N_("Send bestillingen"),
    unsent=N_("Den er ikke sendt endnu."),
    dropped=N_("Kladden er slettet. Der er ikke sendt noget."),
    finish=_finish,
    leave=back_to_menu,
    obstacle=_obstacle,
    place_helped=True,
)
