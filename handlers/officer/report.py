"""The officer's report: the kind's own questions on the same rails as an order, then the case is done."""

from html import escape

from handlers.conversation.flow import Draft, Flow
from handlers.drafts import drafting
from handlers.drafts.lane import Lane, Start
from handlers.officer.gate import OwnTurn
from handlers.reply import Button, Reply, say
from handlers.requests import kinds
from handlers.rules import promise, triage
from handlers.rules.triage import Rejected, officer
from handlers.text import N_
from handlers.visit import Visit
from handlers.wording.lines import DA, report_lines
from storage import bookings, cases, drafts, members, people
from storage.drafts import REPORT, StoredDraft
from storage.models import Case
from storage.work import Work

MINE = N_("Mine sager")
DATE = "date"  # the question of every report on which day it was


def begin(turn: OwnTurn) -> Reply:
    """Opens the report, or goes on with the one that was begun."""
    triage.check_complete(turn.case, turn.actor)
    known = people.meet(turn.work, turn.member.id, turn.visit.language)
    stored = known.draft
    if stored and stored.lane == REPORT and stored.about == turn.case.id:
        return drafting.current(turn.work, turn.visit, known, LANE, stored)
    note = DA("<b>Rapport om sag {number}</b>", number=turn.case.id)
    booking = bookings.kept(turn.work, turn.case.id)
    kept = {DATE: promise.today(booking.starts_at).isoformat()} if booking else {}
    start = Start(kind=turn.case.kind, about=turn.case.id, note=note, kept=kept)
    return drafting.begin(turn.work, turn.visit, known, LANE, start)


def sent(work: Work, visit: Visit, draft_id: str) -> Reply | None:
    """The receipt once more, when this was the report that the officer has just sent."""
    last = cases.last_of_member(work, visit.person_id)
    if last is None or last.case_id is None or (last.detail or {}).get("draft") != draft_id:
        return None
    case = cases.find(work, last.case_id)
    return _receipt(case) if case else None


def _flow(kind: str) -> Flow | None:
    found = kinds().get(kind)
    return found.report if found else None


def _finish(work: Work, visit: Visit, stored: StoredDraft, draft: Draft) -> Reply:
    """The case is done; a case that has gone to somebody else meanwhile is told kindly."""
    case = cases.lock(work, stored.about) if stored.about is not None else None
    member = members.find(work, visit.person_id)
    drafts.drop(work, visit.person_id, REPORT)
    if case is None or member is None:
        return _leave(visit, DA("Den sag er her ikke længere."))
    try:
        triage.complete(work, visit.house, case, officer(member), draft)
    except Rejected as no:
        return _leave(visit, escape(no.words(DA), quote=False))
    return _receipt(case)


def _receipt(case: Case) -> Reply:
    done = DA("<b>Rapporten om sag {number} er sendt.</b> Borgeren får resultatet om lidt.", number=case.id)
    sent = report_lines(kinds().get(case.kind), case.result or {}, DA)
    undo = Button(DA.plain("Fortryd rapporten"), f"o:{case.id}:{case.version}:undo")
    return say("\n".join([done, "", *sent]), (undo, Button(DA.plain(MINE), "o:0:0:mine")))


def _leave(_visit: Visit, text: str) -> Reply:
    return say(text, (Button(DA.plain(MINE), "o:0:0:mine"),))


def _title(_stored: StoredDraft) -> str:
    return N_("Rapport")


LANE = Lane(
    key=REPORT,
    flow=_flow,
    title=_title,
    send=N_("Send rapporten"),
    unsent=N_("Rapporten er ikke sendt endnu."),
    dropped=N_("Rapporten er slettet. Sagen er stadig din."),
    finish=_finish,
    leave=_leave,
)
