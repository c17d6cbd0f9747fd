"""A bundle: the open tips in a file of their own, read on another machine, and what was done brought home.

All of it is as locked as in the database. Beside every tip stands how it was when the bundle was made, so
that only what its reader did is brought home, whatever happened here meanwhile.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.tips.content import CLOSED, OPEN, Status, Way
from handlers.tips.reading import name_of
from storage import audit, bundles, facts, members, tips
from storage.bundles import Row, Rows
from storage.tip_models import Tip, TipLetter
from storage.work import Work

FORM = 1
HEAD, PUSHED = "bundle", "pushed"  # facts in a bundle
BASE = "base:"  # a fact for each tip in it: how it was when the bundle was made
DONE = "bundle:"  # a fact at home for each bundle that was brought home


class NoBundle(Exception):
    """The file is no bundle that can be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which bundle it is, and whose."""

    id: str
    district: str


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """What a reader did to one tip. `parts` has None for a colleague who was let in again."""

    tip_id: bytes
    was: str
    status: str
    touched: str
    urgent: bool | None
    parts: Mapping[int, str | None]
    letters: Sequence[Row]
    heard: frozenset[bytes]  # the answers that the reader had


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A line of the audit trail that was written away from home."""

    at: datetime
    who: str
    what: str
    tip: bytes
    detail: str


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A colleague is to hear something about a tip."""

    what: str
    person_id: int
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Bundle:
    """Everything that was done in a bundle."""

    head: Head
    changes: Sequence[Change]
    lines: Sequence[Line]
    counts: Sequence[tuple[str, str, str, int]]
    told: Sequence[Told]


@dataclass(slots=True)
class Merged:
    """What bringing a bundle home came to: how many tips changed, and the names of some."""

    changed: int = 0
    gone: list[str] = field(default_factory=list)  # withdrawn or erased meanwhile
    newer: list[str] = field(default_factory=list)  # whoever gave them has written again


def take_out(work: Work, who: str, district: str) -> tuple[Head, list[bytes]]:
    """At home: writes down that the open tips are taken out, and gives which they are."""
    head, found = Head(secrets.token_hex(16), district), bundles.ids(work, OPEN)
    audit.append(work, who, "tips.pulled", detail=f"{len(found)} {head.id}")
    return head, found


def begin(work: Work, head: Head, colleagues: Rows) -> None:
    """In the new file: what it is, and who may have a part in its tips."""
    facts.put(work, HEAD, {"form": FORM, "id": head.id, "district": head.district})
    bundles.put(work, colleagues)


def add(work: Work, rows: Rows) -> None:
    """In the new file: one tip, with how it is now. One that was withdrawn a moment ago has no rows."""
    bundles.put(work, rows)
    for tip in rows["tips"]:
        base = {
            "status": tip["status"],
            "urgent": tip["urgent"],
            "parts": {str(row["member_id"]): row["part"] for row in rows["tip_members"]},
            "letters": [row["id"].hex() for row in rows["tip_letters"]],
        }
        facts.put(work, BASE + tip["id"].hex(), base)


def head_of(work: Work) -> Head:
    """In a bundle: which one it is. Raises NoBundle also when it was brought home already."""
    said = facts.get(work, HEAD)
    if said is None or said.get("form") != FORM:
        raise NoBundle("er ingen pakke med tips, som denne udgave kender")
    if facts.get(work, PUSHED):
        raise NoBundle("er lagt ind allerede: hent en ny med betjent tips pull")
    return Head(said["id"], said["district"])


def contents(work: Work) -> Bundle:
    """In a bundle: everything that was done. Raises NoBundle, also when its audit trail was changed."""
    head = head_of(work)
    if audit.verify(work).broken is not None:
        raise NoBundle("har et revisionsspor, som nogen har ændret")
    found = [_change(work, tip_id) for tip_id in bundles.ids(work, tuple(Status))]
    lines = [
        Line(line.at, line.who, line.what, bytes.fromhex(line.tip), line.detail)
        for line in audit.everything(work)
    ]
    told = [Told(row.what, row.person_id or 0, row.args) for row in bundles.notices(work)]
    return Bundle(head, [change for change in found if change], lines, bundles.counts(work), told)


def merge(work: Work, bundle: Bundle, who: str) -> Merged | None:
    """At home: brings in what was done, once; None when this bundle was brought in before."""
    if facts.get(work, DONE + bundle.head.id):
        return None
    merged = Merged()
    for change in bundle.changes:
        tip = tips.find(work, change.tip_id, lock=True)
        if tip is None:
            merged.gone.append(name_of(change.tip_id))
        else:
            _apply(work, tip, change, merged)
    for week, kommune, outcome, number in bundle.counts:
        tips.count(work, week, kommune, outcome, number)
    for line in bundle.lines:
        audit.append(work, line.who, line.what, line.tip, line.detail, at=line.at)
    audit.append(work, who, "tips.pushed", detail=bundle.head.id)
    for told in bundle.told:
        _tell(work, told, merged.gone)
    facts.put(work, DONE + bundle.head.id, {"form": FORM})
    return merged


def settled(change: Change, here: str, *, newer: bool) -> str:
    """The state a tip has afterwards: newer words from its giver win, and what was ended stays ended."""
    if change.status == change.was:
        return here
    if newer:
        return Status.ANSWERED
    return here if here in CLOSED and change.status not in CLOSED else change.status


def _change(work: Work, tip_id: bytes) -> Change | None:
    """None when nothing was done to it."""
    base, tip = facts.get(work, BASE + tip_id.hex()), tips.find(work, tip_id)
    if base is None or tip is None:
        return None
    letters = bundles.letters(work, tip_id)
    before = {int(member): part for member, part in base["parts"].items()}
    now = tips.members(work, tip_id)
    change = Change(
        tip_id,
        base["status"],
        tip.status,
        tip.touched,
        tip.urgent if tip.urgent != base["urgent"] else None,
        {who: now.get(who) for who in {*before, *now} if before.get(who) != now.get(who)},
        [row for row in letters if row["id"].hex() not in base["letters"]],
        frozenset(row["id"] for row in letters if row["way"] == Way.ANSWER),
    )
    moved = change.status != change.was or change.urgent is not None
    return change if moved or change.parts or change.letters else None


def _apply(work: Work, tip: Tip, change: Change, merged: Merged) -> None:
    merged.changed += 1
    answers = tips.letters(work, tip.id, (Way.ANSWER,))
    newer = any(letter.id not in change.heard for letter in answers)
    if newer:
        merged.newer.append(name_of(tip.id))
    tip.status = settled(change, tip.status, newer=newer)
    tip.touched = max(tip.touched, change.touched)
    tip.urgent = tip.urgent if change.urgent is None else change.urgent
    for member_id, part in change.parts.items():
        if part is None:
            tips.drop_part(work, tip.id, member_id)
        else:
            tips.assign_part(work, tip.id, member_id, part)
    if any(row["way"] == Way.SUMMARY for row in change.letters):
        tips.drop_letters(work, tip.id, Way.SUMMARY)
    for row in change.letters:
        tips.write(work, TipLetter(**{**row, "number": tips.next_number(work, tip.id)}))


def _tell(work: Work, told: Told, gone: Sequence[str]) -> None:
    if told.args.get("tip") not in gone and members.find(work, told.person_id):
        work.post(told.what, "officer", person_id=told.person_id, args=told.args)
