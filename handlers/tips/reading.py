"""Reading tips: the same rules in a private chat and on a reader's own machine, each with its audit line."""

import secrets
from dataclasses import dataclass

from handlers.sealing import envelope
from handlers.sealing.envelope import Unopened
from handlers.sealing.keys import PublicKey
from handlers.tips.content import CLOSED, Status, Told, Unreadable, Way, unpacked
from handlers.tips.locks import ID, bound
from handlers.tips.opened import Opened
from handlers.tips.week import week_of
from storage import audit, tips
from storage.models import Member
from storage.tip_models import Tip, TipLetter
from storage.work import Work

NAME = 4  # bytes of a tip's id that people call it by


class NotForYou(Exception):
    """This reader has been kept out of this tip: a conflict of interest."""


class Closed(Exception):
    """The key that opens it is not unlocked here, or no longer exists."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, for the audit trail, and the keys that are open for it. `id` is a member's, or None."""

    who: str
    district: str
    opened: Opened
    id: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """Words that came after the tip."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A tip as its reader sees it."""

    told: Told
    letters: tuple[Letter, ...]
    summary: str


def name_of(tip_id: bytes) -> str:
    """What people call a tip: 3f9a-2c01."""
    digits = tip_id[:NAME].hex()
    return f"{digits[:4]}-{digits[4:]}"


def named(work: Work, words: str, *, lock: bool = False) -> Tip | None:
    """The tip that is called that; None when none or several are. With `lock` it is held until the commit."""
    digits = words.strip().lower().replace("-", "").replace(" ", "")
    try:
        found = tips.begun_with(work, bytes.fromhex(digits)) if len(digits) >= 2 * NAME else []
    except ValueError:
        return None
    if len(found) != 1:
        return None
    return tips.find(work, found[0].id, lock=True) if lock else found[0]


def let_in(work: Work, reader: Reader, tip: Tip) -> None:
    """Raises NotForYou for whoever is kept out of this tip."""
    if reader.id is not None and tips.members(work, tip.id).get(reader.id) == "excluded":
        raise NotForYou


def open_tip(work: Work, reader: Reader, tip: Tip) -> Page:
    """Opens it, which is written down; a new one is read from now on. Raises NotForYou, Closed."""
    key = _key(work, reader, tip)
    photos = tuple(_unlocked(reader, tip, key, photo.body, photo.id) for photo in tips.photos(work, tip.id))
    try:
        told = unpacked(_unlocked(reader, tip, key, tip.body), photos)
    except Unreadable:
        raise Closed from None
    audit.append(work, reader.who, "tip.opened", tip.id)
    if tip.status == Status.NEW:
        _moved(work, tip, Status.READ)
    return Page(told, _letters(work, reader, tip, key), _summary(work, reader, tip, key))


def ask(work: Work, reader: Reader, tip: Tip, words: str) -> None:
    """A question for whoever has the receipt code. Raises NotForYou, Closed."""
    key = _key(work, reader, tip)
    letter_id = secrets.token_bytes(ID)
    sealed = envelope.post(tip.reply_key, words.encode(), _about(reader, tip, letter_id))
    _write(work, tip, letter_id, Way.QUESTION, sealed)
    _write_own(work, reader, tip, key, Way.ASKED, words)
    audit.append(work, reader.who, "tip.asked", tip.id)
    _moved(work, tip, Status.ASKED)


def summarise(work: Work, reader: Reader, tip: Tip, words: str) -> None:
    """Writes the summary without persons, which an officer gets instead of the tip. Raises as `ask`."""
    key = _key(work, reader, tip)
    tips.drop_letters(work, tip.id, Way.SUMMARY)
    _write_own(work, reader, tip, key, Way.SUMMARY, words)
    audit.append(work, reader.who, "tip.summarised", tip.id)


def summary(work: Work, reader: Reader, tip: Tip) -> str:
    """The summary alone, for the officer who has it; written down. Raises NotForYou, Closed."""
    key = _key(work, reader, tip)
    audit.append(work, reader.who, "summary.opened", tip.id)
    return _summary(work, reader, tip, key)


def has_summary(work: Work, tip: Tip) -> bool:
    """Whether somebody has written one."""
    return bool(tips.letters(work, tip.id, (Way.SUMMARY,)))


def hand(work: Work, reader: Reader, tip: Tip, officer: Member) -> None:
    """Gives an officer the summary. Raises NotForYou when either is kept out of this tip."""
    let_in(work, reader, tip)
    if tips.members(work, tip.id).get(officer.id) == "excluded":
        raise NotForYou
    tips.assign_part(work, tip.id, officer.id, "officer")
    audit.append(work, reader.who, "tip.handed", tip.id, officer.name)
    _moved(work, tip, Status.HANDED)


def hand_sealed(work: Work, reader: Reader, tip: Tip, officer: Member, to: PublicKey) -> None:
    """Gives an officer the summary, sealed to the officer's own key. Raises NotForYou, Closed."""
    hand(work, reader, tip, officer)
    words = _summary(work, reader, tip, _key(work, reader, tip))
    letter_id = secrets.token_bytes(ID)
    sealed = envelope.post(to.public, words.encode(), _about(reader, tip, letter_id))
    _write(work, tip, letter_id, Way.HANDED, sealed, to=to.owner)


def handed(work: Work, reader: Reader, tip: Tip) -> str:
    """The summary as it was sealed to a key that is open here; written down. Raises NotForYou, Closed."""
    let_in(work, reader, tip)
    for letter in reversed(tips.letters(work, tip.id, (Way.HANDED,))):
        pair = reader.opened.pair(letter.to)
        if pair is None:
            continue
        try:
            words = envelope.receive(pair.private, letter.body, _about(reader, tip, letter.id)).decode()
        except Unopened:
            continue
        audit.append(work, reader.who, "summary.opened", tip.id)
        return words
    raise Closed


def owners(work: Work, tip: Tip) -> set[str]:
    """Whose keys open something of this tip: months, and officers who were given the summary."""
    sealed = tips.letters(work, tip.id, (Way.ANSWER, Way.HANDED))
    return {*tips.wraps(work, tip.id), *(letter.to for letter in sealed)}


def exclude(work: Work, reader: Reader, tip: Tip, member: Member) -> None:
    """Keeps a colleague out of a tip. Raises NotForYou."""
    let_in(work, reader, tip)
    tips.assign_part(work, tip.id, member.id, "excluded")
    audit.append(work, reader.who, "tip.excluded", tip.id, member.name)


def admit(work: Work, reader: Reader, tip: Tip, member: Member) -> None:
    """Lets a colleague in again. Raises NotForYou."""
    let_in(work, reader, tip)
    tips.drop_part(work, tip.id, member.id)
    audit.append(work, reader.who, "tip.admitted", tip.id, member.name)


def set_urgent(work: Work, reader: Reader, tip: Tip, *, urgent: bool) -> None:
    """Puts it first, or back in its place. Raises NotForYou."""
    let_in(work, reader, tip)
    tip.urgent = urgent
    audit.append(work, reader.who, "tip.urgent" if urgent else "tip.not_urgent", tip.id)


def end(work: Work, reader: Reader, tip: Tip, outcome: Status, reason: str = "") -> None:
    """What became of it; counted by week and kommune. `reason` is a key, never words. Raises as `ask`."""
    key = _key(work, reader, tip)
    told = unpacked(_unlocked(reader, tip, key, tip.body))
    if tip.status not in CLOSED:
        tips.count(work, tip.week, told.kommune or "", outcome)
    audit.append(work, reader.who, f"tip.{outcome}", tip.id, reason)
    _moved(work, tip, outcome)


def _key(work: Work, reader: Reader, tip: Tip) -> bytes:
    """The tip's own key, by any wrap that an unlocked key opens."""
    let_in(work, reader, tip)
    for owner, wrapped in tips.wraps(work, tip.id).items():
        pair = reader.opened.pair(owner)
        if pair is None:
            continue
        try:
            return envelope.disclose(pair.private, wrapped)
        except Unopened:
            continue
    raise Closed


def _letters(work: Work, reader: Reader, tip: Tip, key: bytes) -> tuple[Letter, ...]:
    """What was asked and answered, in order; an answer to a month that is locked is named as such."""
    found = tips.letters(work, tip.id, (Way.ASKED, Way.ANSWER))
    return tuple(Letter(Way(letter.way), _said(reader, tip, key, letter)) for letter in found)


def _said(reader: Reader, tip: Tip, key: bytes, letter: TipLetter) -> str:
    if letter.way == Way.ASKED:
        return _unlocked(reader, tip, key, letter.body, letter.id).decode()
    pair = reader.opened.pair(letter.to)
    if pair is None:
        return ""
    about = bound(reader.district, tip.id, letter.to, letter.id)
    try:
        return str(unpacked(envelope.receive(pair.private, letter.body, about)).answers.get("words", ""))
    except (Unopened, Unreadable):
        return ""


def _summary(work: Work, reader: Reader, tip: Tip, key: bytes) -> str:
    found = tips.letters(work, tip.id, (Way.SUMMARY,))
    return _unlocked(reader, tip, key, found[-1].body, found[-1].id).decode() if found else ""


def _write_own(work: Work, reader: Reader, tip: Tip, key: bytes, way: Way, words: str) -> None:
    letter_id = secrets.token_bytes(ID)
    _write(work, tip, letter_id, way, envelope.lock(key, words.encode(), _about(reader, tip, letter_id)))


def _write(work: Work, tip: Tip, letter_id: bytes, way: Way, body: bytes, to: str = "") -> None:
    letter = TipLetter(
        id=letter_id,
        tip_id=tip.id,
        number=tips.next_number(work, tip.id),
        way=way,
        to=to,
        week=week_of(work.now()),
        body=body,
    )
    tips.write(work, letter)


def _moved(work: Work, tip: Tip, status: Status) -> None:
    tip.status, tip.touched = status, week_of(work.now())
    work.session.flush()


def _unlocked(reader: Reader, tip: Tip, key: bytes, body: bytes, part: bytes = b"") -> bytes:
    try:
        return envelope.unlock(key, body, _about(reader, tip, part))
    except Unopened:
        raise Closed from None


def _about(reader: Reader, tip: Tip, part: bytes) -> bytes:
    return bound(reader.district, tip.id, tip.epoch, part)
