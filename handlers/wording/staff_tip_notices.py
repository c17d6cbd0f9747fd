"""What staff and officers hear about tips: never a word of one, its kind, its place or its time."""

from collections.abc import Callable
from types import MappingProxyType

from handlers.house import House
from handlers.reply import Button, Say
from handlers.wording.lines import DA
from storage.models import Notice

SUMMARY = "tip_summary"


def _waiting(notice: Notice) -> str:
    number = int(notice.args["number"])
    return DA.many(
        "{count} nyt tip venter. Læs det med /tips.", "{count} nye tips venter. Læs dem med /tips.", number
    )


TO_STAFF: MappingProxyType[str, Callable[[Notice], str]] = MappingProxyType(
    {
        "tip_digest": _waiting,
        "tip_alarm": lambda _: DA("<b>Et tip haster.</b> Læs det nu med /tips."),
        "tip_ageing": lambda _: DA("Der er tips, som ingen har læst i lang tid. Læs dem med /tips."),
    }
)


def to_officer(notice: Notice, house: House) -> Say:
    """There is a summary to read; the words themselves come when and where the officer asks for them."""
    if house.profile.tips.reading == "reader":
        return Say(
            DA("Vagten har et resumé af et tip til dig. Læs det på din egen maskine: betjent tips read")
        )
    show = Button(DA.plain("Vis resuméet"), f"ts:{notice.args['tip']}")
    return Say(DA("Vagten har et resumé af et tip til dig."), ((show,),))
