"""What time alone makes happen: each sweep finds what is due and does it, and may run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from handlers.house import House
from handlers.rules import moves, privacy, promise, triage
from handlers.rules.triage import Rejected
from handlers.wording import lines
from handlers.wording.citizen_notices import REMINDER
from storage import cases, drafts, inbox, media, outbox
from storage.models import Case
from storage.work import Work

BATCH = 20
INBOX_KEPT = timedelta(hours=72)  # Telegram repeats an update for 24 hours
OUTBOX_KEPT = timedelta(days=30)
AMBER, RED = "amber", "red"

SECOND = timedelta(seconds=1)
MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Sweep:
    """One thing to look for; `every` is in seconds, and `run` gives how many it did."""

    name: str
    every: int
    run: Callable[[Work, House], int]


def promises(work: Work, house: House) -> int:
    """Tells staff, once each, that a promise runs out or has run out."""
    done = 0
    for answered in (False, True):
        find = partial(cases.due, work, states=moves.ACTIVE, answered=answered, limit=BATCH)
        near = promise.end_of_day(work.now(), lines.warning_days(house, answered=answered))
        over, soon = find(before=work.now(), heard=("", AMBER)), find(before=near + SECOND, heard=("",))
        done += sum(_alarm(work, case, RED) for case in over)
        done += sum(_alarm(work, case, AMBER) for case in soon if not case.alarm)
    return done


def offers(work: Work, house: House) -> int:
    """An offer that was not answered in time goes back to the queue, and staff hear it."""
    waited = timedelta(hours=house.profile.times.offer_hours)
    lapsed = [
        case for case in cases.offered_before(work, work.now() - waited, BATCH) if _lapse(work, house, case)
    ]
    return len(lapsed)


def reminders(work: Work, house: House) -> int:
    """Reminds once of a draft that was left."""
    quiet = timedelta(hours=house.profile.times.draft_remind_hours)
    left = drafts.silent(work, work.now() - quiet, BATCH)
    for person_id, draft in left:
        drafts.reminded(work, person_id, draft.lane)
        work.post(REMINDER, "citizen", person_id=person_id, args={"draft": draft.id})
    return len(left)


def old_drafts(work: Work, house: House) -> int:
    """Deletes drafts that nobody came back to, and photos that belong to none."""
    kept = timedelta(days=house.profile.times.draft_keep_days)
    stale = drafts.stale(work, work.now() - kept, BATCH)
    for person_id, draft in stale:
        media.drop_unsent(work, draft.id)
        drafts.drop(work, person_id, draft.lane)
    return len(stale) + media.prune(work, work.now() - kept)


def old_updates(work: Work, _house: House) -> int:
    """Forgets which updates were applied, long after Telegram has stopped repeating them."""
    return inbox.prune(work, work.now() - INBOX_KEPT)


def old_notices(work: Work, _house: House) -> int:
    """Forgets what was sent long ago."""
    return outbox.prune(work, work.now() - OUTBOX_KEPT)


SWEEPS: tuple[Sweep, ...] = (
    Sweep("promises", 10 * MINUTE, promises),
    Sweep("offers", 5 * MINUTE, offers),
    Sweep("reminders", 15 * MINUTE, reminders),
    Sweep("old_updates", HOUR, old_updates),
    Sweep("old_drafts", HOUR, old_drafts),
    Sweep("old_cases", HOUR, privacy.expire),
    Sweep("old_notices", HOUR, old_notices),
)


def _alarm(work: Work, case: Case, level: str) -> bool:
    """Whether the alarm was raised: what has ended or waits for the citizen is left alone."""
    if cases.lock(work, case.id) is None or case.status not in moves.ACTIVE or case.alarm == level:
        return False
    case.alarm = level
    work.note(f"promise.{level}", "system", case)
    work.post(level, "staff", case)
    work.post("card", "staff", case)
    return True


def _lapse(work: Work, house: House, case: Case) -> bool:
    if cases.lock(work, case.id) is None:
        return False
    try:
        triage.offer_lapsed(work, house, case)
    except Rejected:  # Somebody answered between the look and the lock.
        return False
    return True
