"""Enrolling for a gathering: two questions, and a seat or a place in the line."""

from html import escape

from handlers.citizen.parts import back_to_menu
from handlers.conversation.flow import Draft, Flow
from handlers.conversation.steps import Number, Words
from handlers.drafts.lane import Lane
from handlers.reply import Button, Reply, Say, say
from handlers.rules import gatherings as rules
from handlers.rules.triage import Rejected
from handlers.text import N_, Texts
from handlers.visit import Visit
from handlers.wording import gatherings as wording
from storage import gatherings
from storage.drafts import ENROL, StoredDraft
from storage.gathering_models import Seat
from storage.gatherings import TAKEN
from storage.work import Work

AT_ONCE = "at_once"  # so many seats one enrolment may take; the gathering says it
FLOW = Flow(
    ENROL,
    1,
    (
        Number(
            key="number",
            label=N_("Pladser"),
            question=N_("Hvor mange pladser skal du bruge?"),
            help=N_("Tæl dig selv med."),
            least=1,
            most=500,
            quick=(1, 2, 3, 4, 6, 10, 20, 30),
            part_of=AT_ONCE,
        ),
        Words(
            key="name",
            label=N_("Navn"),
            question=N_("Hvad skal der stå på listen?"),
            help=N_("Skriv dit fornavn eller institutionens navn. Vi bruger det kun den dag."),
            limit=100,
            reuse="organisation",
        ),
    ),
)
RECEIPT = {
    True: N_("<b>Du har {seats}.</b>\n{title}, {when}, {place}."),
    False: N_(
        "<b>Der er ikke plads lige nu, så du står på ventelisten til {seats}.</b>\n{title}, {when}.\n\n"
        "Bliver der plads, rykker du selv op og får besked her."
    ),
}
AGAIN = N_("Vi minder dig om det en uge og en dag før. Kan du ikke komme, så afmeld her.")


def receipt(work: Work, seat: Seat, t: Texts) -> Reply:
    """What she has, the same every time."""
    gathering = gatherings.find(work, seat.gathering_id)
    if gathering is None:
        return say(t(rules.OVER))
    values = {"title": gathering.title, "when": wording.when(gathering, t), "place": gathering.place}
    text = t(RECEIPT[seat.status == TAKEN], seats=wording.seats(seat, t), **values)
    show = Button(t.plain(wording.SEE), f"g:show:{gathering.id}")
    return say(f"{text}\n\n{t(AGAIN)}", (show, Button(t.plain("Menu"), "m:home")))


def sent(work: Work, visit: Visit, draft_id: str) -> Reply | None:
    """The receipt once more, when this was the enrolment that she has just sent."""
    seat = gatherings.seat_of_draft(work, draft_id)
    return receipt(work, seat, visit.t) if seat and seat.person_id == visit.person_id else None


def _flow(kind: str) -> Flow | None:
    return FLOW if kind == ENROL else None


def _title(_stored: StoredDraft) -> str:
    return N_("Tilmelding")


def _finish(work: Work, visit: Visit, stored: StoredDraft, draft: Draft) -> Reply:
    try:
        seat = rules.enrol(work, visit.person_id, stored.about or 0, draft)
    except Rejected as no:
        note = Say(escape(no.words(visit.t), quote=False))
        return Reply((note, *back_to_menu(visit, visit.t("Tilmeldingen er ikke sendt.")).says), fresh=True)
    return receipt(work, seat, visit.t)


def _about(work: Work, stored: StoredDraft) -> dict[str, int]:
    gathering = gatherings.find(work, stored.about or 0)
    return {AT_ONCE: gathering.most} if gathering else {}


LANE = Lane(
    key=ENROL,
    about=_about,
    flow=_flow,
    title=_title,
    send=N_("Tilmeld"),
    unsent=N_("Du er ikke tilmeldt endnu."),
    dropped=N_("Tilmeldingen er slettet. Der er ikke sendt noget."),
    finish=_finish,
    leave=back_to_menu,
)
