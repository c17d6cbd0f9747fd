"""The summary of a tip that an officer was given: shown guarded, for a few minutes, as often as needed."""

from handlers.reply import Button, Reply, Say, toast
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.tips import reading
from handlers.tips.reading import Closed, NotForYou, Reader
from handlers.wording.erasing import ERASE
from handlers.wording.lines import DA
from storage import outbox, tips

NOT_YOURS = N_("Det resumé er ikke hos dig længere.")
LOCKED = N_("Nøglen er låst. Sig det til vagten.")
HOW = N_("Det er et resumé uden personer af et anonymt tip. Spørg aldrig, hvem der har fortalt det.")


def tapped(turn: Turn) -> Reply:
    """Shows it; `gone` takes away what is shown."""
    if turn.rest == "gone":
        outbox.hasten(turn.work, turn.member.id, ERASE)
        return toast(DA.plain("Lukket."))
    tip = reading.named(turn.work, turn.rest)
    if tip is None or tips.members(turn.work, tip.id).get(turn.member.id) != "officer":
        return toast(DA.plain(NOT_YOURS), alert=True)
    house = turn.visit.house
    reader = Reader(turn.member.name, house.profile.key, house.opened, turn.member.id)
    try:
        words = reading.summary(turn.work, reader, tip)
    except (Closed, NotForYou):
        return toast(DA.plain(LOCKED), alert=True)
    text = DA("<b>Tip {name}</b>\n{words}\n\n<i>{how}</i>", name=turn.rest, words=words, how=DA.plain(HOW))
    close = Button(DA.plain("Luk nu"), "ts:gone")
    return Reply((Say(text, ((close,),), gone_after=house.profile.tips.shown_minutes),), fresh=True)
