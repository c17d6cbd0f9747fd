"""Lets staff in: the right group, the right people, and a kind word for everybody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from html import escape, unescape
from typing import TypeAlias

from handlers.reply import Button, Keyboard, Reply, Say, say, toast
from handlers.rules.staff_room import staff_room
from handlers.rules.triage import Actor, Rejected, staff
from handlers.text import N_, Html
from handlers.visit import Tap, Visit
from handlers.wording.lines import DA
from storage import members
from storage.models import Case, Json, Member
from storage.work import Work

Handler: TypeAlias = Callable[[Work, Visit, str], Reply]

PROMPT_MINUTES = 10
TAG = re.compile(r"<[^>]*>")
NUMBER = re.compile(r"\s*(?:sag|nr\.?|#)?\s*(\d{1,18})\b[\s:.,]*(.*)", re.DOTALL | re.IGNORECASE)

NOT_STAFF = N_(
    "Du er ikke inviteret til at vurdere sager endnu. Bed en kollega om et link: /inviter vagt og dit navn."
)
EARLIER = N_("Det var ikke mit seneste spørgsmål til dig. Tryk på knappen igen, og skriv det så.")
NOT_HERE = N_("Det kan kun bruges i vagtens gruppe.")


@dataclass(frozen=True, slots=True)
class Turn:
    """One staff member's command or tap, let in; `rest` is what was said beyond the command."""

    work: Work
    visit: Visit
    member: Member
    rest: str

    @property
    def actor(self) -> Actor:
        """This member, as staff."""
        return staff(self.member)

    @property
    def is_tap(self) -> bool:
        """Whether a button was pressed, so that a toast can be shown."""
        return isinstance(self.visit.what, Tap)


@dataclass(frozen=True, slots=True)
class CaseTurn(Turn):
    """A turn about one case, which is held until the commit; `value` is the last field of a button."""

    case: Case
    value: str = ""


def gated(act: Callable[[Turn], Reply]) -> Handler:
    """The handler for staff alone; a move that cannot be made is explained to the one who tried."""

    def handle(work: Work, visit: Visit, rest: str) -> Reply:
        if visit.chat_id != staff_room(work, visit.house):
            return _answer(visit, DA.plain(NOT_HERE))
        member = members.find(work, visit.person_id)
        if member is None or not member.is_staff:
            return _answer(visit, DA.plain(NOT_STAFF))
        try:
            return act(Turn(work, visit, member, rest))
        except Rejected as no:
            return _answer(visit, no.words(DA))

    return handle


def numbered(text: str) -> tuple[int | None, str]:
    """The case number a text begins with, and the words after it."""
    found = NUMBER.fullmatch(text)
    return (int(found[1]), found[2].strip()) if found else (None, text.strip())


def prompt(turn: Turn, question: str, placeholder: str = "", **about: object) -> Reply:
    """Asks this member to write; what the next reply is about is kept with the member.

    In a group the name makes Telegram open the reply on this member's phone alone.
    """
    if not turn.visit.private:
        who = Html(f'<a href="tg://user?id={turn.member.id}">{escape(turn.member.name)}</a>')
        question = DA("{who}: {question}", who=who, question=Html(question))
    remember(turn, **about, question=_mark(unescape(TAG.sub("", question))))
    return Reply((Say(question, keyboard=Keyboard.REPLY, keyboard_text=placeholder),), fresh=True)


def asks(text: str, member: Member) -> bool:
    """Whether a message of ours is a question to this member, and no card or alarm."""
    return text.startswith(f"{member.name}: ")


def is_answer(visit: Visit, kept: Json) -> bool:
    """Whether what is replied to is the question that is kept.

    An earlier one still stands in the chat: "a note that she never sees" above "write to her". Words that
    answer the one must not be taken for an answer to the other.
    """
    return visit.reply_to is None or kept.get("question") in {None, _mark(visit.replied)}


def remember(turn: Turn, **about: object) -> None:
    """Keeps what the member's next reply or tap is about, for a few minutes."""
    until = turn.work.now() + timedelta(minutes=PROMPT_MINUTES)
    turn.member.prompt = {**about, "until": until.isoformat()}


def recalled(turn: Turn) -> Json | None:
    """What this member was asked to write, unless it is too long ago."""
    kept = turn.member.prompt
    if not kept or datetime.fromisoformat(kept["until"]) < turn.work.now():
        return None
    return kept


def show_button(case: Case) -> Button:
    """Opens the case in a message of its own."""
    return Button(DA.plain("Vis sag {number}", number=case.id), f"s:{case.id}:{case.version}:show")


def _mark(text: str) -> str:
    """What a question is recognised by, however its white space came back."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _answer(visit: Visit, text: str) -> Reply:
    if isinstance(visit.what, Tap):
        return toast(text[:200], alert=True)
    return say(escape(text, quote=False))
