"""Finds the lane a draft lies in, and hands it what was tapped, typed or sent."""

from datetime import timedelta

from handlers.citizen import enrol, order
from handlers.drafts import controls, drafting
from handlers.drafts.lane import Lane
from handlers.officer import report
from handlers.reply import Reply
from handlers.staff import new_gathering
from handlers.text import N_
from handlers.visit import Visit
from storage import cases, drafts, people
from storage.drafts import StoredDraft
from storage.people import Known
from storage.work import Work

LANES = {lane.key: lane for lane in (order.LANE, report.LANE, enrol.LANE, new_gathering.LANE)}

CLOSED = N_("Den kladde er sendt eller slettet.")
RESUME = "resume"  # what she was asked last: go on, begin again or delete?


def of(key: str) -> Lane:
    """The lane with this key.

    Raises KeyError for a key that no version ever stored.
    """
    return LANES[key]


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """A button of a draft, perhaps an old one, perhaps somebody else's."""
    _listen_to_the_draft(work, known)
    draft_id, *fields = rest.split(":", 3)
    stored = known.draft if known.draft and known.draft.id == draft_id else None
    stored = stored or drafts.find(work, known.id, draft_id)
    if stored is None:
        return _not_open(work, visit, known, draft_id)
    return drafting.tapped(work, visit, known, of(stored.lane), stored, fields)


def typed(work: Work, visit: Visit, known: Known, stored: StoredDraft, text: str) -> Reply:
    """Words while a draft is open; after a long silence she is first asked whether to go on."""
    pause = timedelta(hours=visit.house.profile.times.draft_pause_hours)
    silent = stored.updated_at is not None and work.now() - stored.updated_at > pause
    asked = (known.topic or {}).get("do") == RESUME
    verb = controls.way_back(text) if asked or silent else ""
    if verb and (asked or verb == RESUME):
        return tapped(work, visit, known, f"{stored.id}:{stored.turn}:{verb}")
    if (asked or silent) and controls.declines(text):
        return way_back(work, visit, known, stored)
    if silent:
        return way_back(work, visit, known, stored, text)
    _listen_to_the_draft(work, known)
    return drafting.typed(work, visit, known, of(stored.lane), stored, text)


def way_back(work: Work, visit: Visit, known: Known, stored: StoredDraft, said: str = "") -> Reply:
    """Go on, begin again or delete?"""
    people.turn_to(work, known.id, {"do": RESUME})
    return drafting.way_back(work, visit, known, of(stored.lane), stored, said)


def current(work: Work, visit: Visit, known: Known, stored: StoredDraft) -> Reply:
    """Where the draft stands; nothing changes."""
    return drafting.current(work, visit, known, of(stored.lane), stored)


def standing(work: Work, visit: Visit, known: Known, draft_id: str) -> Reply:
    """Where a draft stands, or the receipt when it was sent; nothing changes."""
    stored = drafts.find(work, known.id, draft_id)
    return current(work, visit, known, stored) if stored else _not_open(work, visit, known, draft_id)


def ask_to_drop(work: Work, visit: Visit, known: Known, stored: StoredDraft) -> Reply:
    """Cancel, asked for by a command."""
    return drafting.ask_to_drop(work, visit, known, of(stored.lane), stored)


def _listen_to_the_draft(work: Work, known: Known) -> None:
    """Whoever goes on with a draft does not mean the next words for a case that was sent."""
    if known.topic and known.topic.get("do"):
        people.turn_to(work, known.id, None)


def _not_open(work: Work, visit: Visit, known: Known, draft_id: str) -> Reply:
    """A second Send gets the first one's receipt."""
    case = cases.of_draft(work, draft_id)
    if case is not None and case.person_id == known.id:
        return order.sent(case, visit.t, visit.house)
    for sent in (report.sent, enrol.sent, new_gathering.sent):
        if receipt := sent(work, visit, draft_id):
            return receipt
    if known.draft is not None:
        return current(work, visit, known, known.draft)
    return order.LANE.leave(visit, visit.t(CLOSED))
