"""What time alone makes happen: each sweep finds what is due and does it, and may run twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from handlers.house import House
from handlers.rules import gatherings, meetings, moves, privacy, promise, triage
from handlers.rules.promise import AMBER, RED
from handlers.rules.triage import Rejected
from handlers.tips import keeping
from handlers.wording import lines
from handlers.wording.citizen_notices import REMINDER
from storage import cases, drafts, inbox, media, outbox, settling
from storage.models import Case
from storage.work import Work

BATCH = 20
INBOX_KEPT = timedelta(hours=72)  # Telegram repeats an update for 24 hours
OUTBOX_KEPT = timedelta(days=30)

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
        for level, before, heard in ((RED, work.now(), ("", AMBER)), (AMBER, near + SECOND, ("",))):
            late = find(before=before, heard=heard)
            done += sum(_alarm(work, case, level, before=before, heard=heard) for case in late)
    return done


def offers(work: Work, house: House) -> int:
    """An offer that was not answered in time goes back to the queue, and staff hear it."""
    before = work.now() - timedelta(hours=house.profile.times.offer_hours)
    found = cases.offered_before(work, before, BATCH)
    return sum(_lapse(work, house, case, before) for case in found)


def reminders(work: Work, house: House) -> int:
    """Reminds once of a draft that was left."""
    quiet = timedelta(hours=house.profile.times.draft_remind_hours)
    silent = drafts.silent(work, work.now() - quiet, BATCH)
    left = [(whose, draft) for whose, draft in silent if drafts.reminded(work, whose, draft.lane)]
    for person_id, draft in left:
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


def settled_tips(work: Work, _house: House) -> int:
    """Where tips lie, and next to what, tells nothing of when they came; what was erased is gone."""
    return settling.settle(work)


SWEEPS: tuple[Sweep, ...] = (
    Sweep("promises", 10 * MINUTE, promises),
    Sweep("offers", 5 * MINUTE, offers),
    Sweep("reminders", 15 * MINUTE, reminders),
    Sweep("gatherings", 15 * MINUTE, gatherings.remind),
    Sweep("meetings", 5 * MINUTE, meetings.tend),
    Sweep("old_seats", HOUR, gatherings.forget_old),
    Sweep("old_updates", HOUR, old_updates),
    Sweep("old_drafts", HOUR, old_drafts),
    Sweep("old_cases", HOUR, privacy.expire),
    Sweep("old_notices", HOUR, old_notices),
    Sweep("old_tips", HOUR, keeping.expire),
    Sweep("waiting_tips", 5 * MINUTE, keeping.digest),
    Sweep("settled_tips", HOUR, settled_tips),
)


def _alarm(work: Work, case: Case, level: str, *, before: datetime, heard: Sequence[str]) -> bool:
    """Whether the alarm was raised: what was answered or put off between look and lock is left alone."""
    cases.lock(work, case.id)
    ticks = case.status in moves.ACTIVE and case.paused_at is None and case.due_at < before
    if not ticks or case.alarm not in heard:
        return False
    case.alarm = level
    work.note(f"promise.{level}", "system", case)
    work.post(level, "staff", case)
    work.post("card", "staff", case)
    return True


def _lapse(work: Work, house: House, case: Case, before: datetime) -> bool:
    cases.lock(work, case.id)
    if case.offered_at is None or case.offered_at >= before:  # Answered meanwhile, or offered to another.
        return False
    try:
        triage.offer_lapsed(work, house, case)
    except Rejected:  # Granted no longer.
        return False
    return True
