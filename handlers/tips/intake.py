"""Writes sealed tips, and wakes staff for those that cannot wait."""

from collections.abc import Sequence

from handlers.tips.content import Status
from handlers.tips.locks import Sealed
from storage import tips
from storage.tip_models import Tip, TipPhoto, TipWrap
from storage.work import Work

ALARM = "tip_alarm"


def put(work: Work, sealed: Sequence[Sealed]) -> None:
    """Writes them all; who calls has shuffled them. One that is there already is left as it is."""
    new = [tip for tip in sealed if tips.find(work, tip.id) is None]
    for tip in new:
        _put(work, tip)
    if any(tip.urgent for tip in new):
        work.post(ALARM, "staff")


def _put(work: Work, sealed: Sealed) -> None:
    tip = Tip(
        id=sealed.id,
        epoch=sealed.epoch,
        week=sealed.week,
        touched=sealed.week,
        status=Status.NEW,
        urgent=sealed.urgent,
        tag=sealed.tag,
        reply_key=sealed.reply_key,
        body=sealed.body,
    )
    wrap = TipWrap(tip_id=sealed.id, reader=sealed.epoch, wrapped=sealed.wrapped)
    photos = [
        TipPhoto(id=photo_id, tip_id=sealed.id, number=number, body=body)
        for number, (photo_id, body) in enumerate(sealed.photos, 1)
    ]
    tips.put(work, tip, [wrap, *photos])
