"""Lets readers of tips in: the role, the private chat, a district that reads in chat, and an open key."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from handlers.reply import Button, Reply, Style, say, toast
from handlers.staff.gate import Handler, Turn
from handlers.text import N_
from handlers.tips import reading
from handlers.tips.reading import Closed, NotForYou, Reader
from handlers.visit import Tap, Visit
from handlers.wording.lines import DA
from storage import members
from storage.tip_models import Tip
from storage.work import Work

NOT_READER = N_(
    "Tips læses af dem, der har fået det som opgave. Bed en kollega om et link: /inviter tips og dit navn."
)
NOT_HERE = N_("Tips læses kun i en privat chat med mig.")
ELSEWHERE = N_("Tips læses ikke i Telegram her, men på læserens egen maskine: betjent tips read")
LOCKED = N_(
    "Nøglen til det tip er låst. Den, der har adgangskoden, låser op på serveren: betjent tips unlock"
)
KEPT_OUT = N_("Du er holdt ude af det tip.")


@dataclass(frozen=True, slots=True)
class TipTurn(Turn):
    """A reader's turn about one tip, which is held until the commit; `value` is the rest of a button."""

    tip: Tip
    value: str = ""

    @property
    def reader(self) -> Reader:
        """This member, with the keys that are open."""
        house = self.visit.house
        return Reader(self.member.name, house.profile.key, house.opened, self.member.id)


def gated(act: Callable[[Turn], Reply]) -> Handler:
    """The handler for readers alone; what cannot be opened is explained."""

    def handle(work: Work, visit: Visit, rest: str) -> Reply:
        member = members.find(work, visit.person_id)
        if member is None or not member.reads_tips:
            return answer(visit, DA.plain(NOT_READER))
        if not visit.private:
            return answer(visit, DA.plain(NOT_HERE))
        if visit.house.profile.tips.reading != "chat":
            return answer(visit, DA.plain(ELSEWHERE))
        try:
            return act(Turn(work, visit, member, rest))
        except Closed:
            return answer(visit, DA.plain(LOCKED))
        except NotForYou:
            return answer(visit, DA.plain(KEPT_OUT))

    return handle


def let_in(turn: Turn, name: str, value: str = "") -> TipTurn | None:
    """The turn about the tip of that name; None when it is gone. Raises NotForYou."""
    tip = reading.named(turn.work, name, lock=True)
    if tip is None:
        return None
    own = TipTurn(turn.work, turn.visit, turn.member, turn.rest, tip, value)
    reading.let_in(turn.work, own.reader, tip)
    return own


def button(tip: Tip, text: str, verb: str, style: Style = Style.PLAIN) -> Button:
    """A button about a tip; its name alone says nothing to anybody else."""
    return Button(DA.plain(text), f"t:{reading.name_of(tip.id)}:{verb}", style=style)


def answer(visit: Visit, text: str) -> Reply:
    """A word to the reader, as a message or over the screen."""
    if isinstance(visit.what, Tap):
        return toast(text[:200], alert=True)
    return say(escape(text, quote=False))
