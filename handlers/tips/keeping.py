"""How long tips are kept, and what staff hear of those that nobody reads."""

from handlers.house import House
from handlers.rules import promise
from handlers.tips.content import CLOSED, OPEN, Status
from handlers.tips.week import weeks_ago
from storage import audit, facts, tips
from storage.work import Work

BATCH = 20
DIGEST, AGEING = "tip_digest", "tip_ageing"
HEARD = "tips.heard"  # the fact that remembers what staff were told last
SYSTEM = "system"


def expire(work: Work, house: House) -> int:
    """Erases what has been kept long enough: unread ones soonest, by the profile."""
    rules = house.profile.tips
    reading = tuple(status for status in OPEN if status is not Status.NEW)
    kept = (
        ((Status.NEW,), rules.unread_keep_days),
        (reading, rules.open_keep_days),
        (CLOSED, rules.closed_keep_days),
    )
    old = [
        tip for states, days in kept for tip in tips.older(work, states, weeks_ago(work.now(), days), BATCH)
    ]
    for tip in old:
        audit.append(work, SYSTEM, "tip.expired", tip.id, tip.status)
        tips.erase(work, tip)
    return len(old)


def digest(work: Work, house: House) -> int:
    """Tells staff at set hours how many tips wait, and once a day that some have waited too long."""
    now = promise.local(work.now())
    passed = [hour for hour in house.profile.tips.digest_hours if hour <= now.hour]
    if not passed:
        return 0
    slot = f"{now.date().isoformat()}T{max(passed):02}"
    heard = facts.get(work, HEARD) or {}
    if heard.get("slot") == slot:
        return 0
    facts.put(work, HEARD, {"slot": slot})
    waiting = sum(number for (status, _), number in tips.counted(work).items() if status == Status.NEW)
    if waiting:
        work.post(DIGEST, "staff", args={"number": waiting})
    late = weeks_ago(work.now(), house.profile.tips.ageing_days)
    if max(passed) == min(house.profile.tips.digest_hours) and tips.older(work, (Status.NEW,), late, 1):
        work.post(AGEING, "staff")
    return 1
