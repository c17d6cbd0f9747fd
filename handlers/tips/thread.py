"""The way back with a receipt code: read staff's questions, answer, add, withdraw. It never shows the tip."""

import secrets
from dataclasses import dataclass

from handlers.sealing import envelope
from handlers.sealing.code import Ticket
from handlers.sealing.envelope import Unopened
from handlers.tips.content import CLOSED, Status, Told, Way, packed
from handlers.tips.locks import ID, Locks
from handlers.tips.week import week_of
from storage import tips
from storage.tip_models import Tip, TipLetter
from storage.work import Work


@dataclass(frozen=True, slots=True, repr=False)
class Thread:
    """What waits behind a code: questions that were not read yet, oldest first."""

    questions: tuple[str, ...]
    closed: bool


def look(work: Work, locks: Locks, ticket: Ticket) -> Thread | None:
    """What waits; None for every code that opens nothing here, whatever the reason."""
    tip = tips.tagged(work, ticket.tag)
    if tip is None:
        return None
    unread = [letter for letter in tips.letters(work, tip.id, (Way.QUESTION,)) if not letter.seen]
    return Thread(tuple(_opened(locks, tip, ticket, letter) for letter in unread), tip.status in CLOSED)


def read(work: Work, ticket: Ticket, count: int) -> None:
    """The first `count` questions that waited have been read."""
    tip = tips.tagged(work, ticket.tag, lock=True)
    if tip is not None:
        unread = [letter for letter in tips.letters(work, tip.id, (Way.QUESTION,)) if not letter.seen]
        tips.saw(work, unread[:count])


def answer(work: Work, locks: Locks, ticket: Ticket, told: Told) -> bool:
    """Adds words to the tip, for its readers alone; False when the code opens nothing. Raises NoKey."""
    tip = tips.tagged(work, ticket.tag, lock=True)
    if tip is None:
        return False
    month = locks.key(work.now())
    letter_id = secrets.token_bytes(ID)
    body = envelope.post(month.public, packed(told), locks.about(tip.id, month.owner, letter_id))
    tips.write(
        work,
        TipLetter(
            id=letter_id,
            tip_id=tip.id,
            number=tips.next_number(work, tip.id),
            way=Way.ANSWER,
            to=month.owner,
            week=week_of(work.now()),
            body=body,
        ),
    )
    tip.status, tip.touched = Status.ANSWERED, week_of(work.now())
    return True


def withdraw(work: Work, ticket: Ticket) -> bool:
    """Erases the tip with all that belongs to it; False when the code opens nothing."""
    tip = tips.tagged(work, ticket.tag, lock=True)
    if tip is None:
        return False
    tips.erase(work, tip)
    return True


def _opened(locks: Locks, tip: Tip, ticket: Ticket, letter: TipLetter) -> str:
    private = envelope.pair_of(ticket.seed).private
    try:
        return envelope.receive(private, letter.body, locks.about(tip.id, tip.epoch, letter.id)).decode()
    except Unopened:  # Changed by somebody who could write the database: nothing of it is shown.
        return ""
