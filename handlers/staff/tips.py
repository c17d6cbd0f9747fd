"""/tips in the group: how many wait, and how many ended how. They are read elsewhere."""

from collections import Counter
from datetime import timedelta

from handlers.reply import Button, Reply, say
from handlers.staff.gate import Turn
from handlers.text import N_
from handlers.tips import week
from handlers.tips.content import CLOSED, OPEN, Status
from handlers.tips.figures import FEWEST, shown
from handlers.wording.lines import DA
from handlers.words.places import kommune
from storage import tips as stored

WEEKS = 6

ELSEWHERE = {
    "chat": N_("De læses i en privat chat med mig af dem, der har det som opgave."),
    "reader": N_("De læses på læserens egen maskine: betjent tips read"),
}


def tips(turn: Turn) -> Reply:
    """Numbers alone: nothing here tells one tip from another."""
    waiting = Counter[str]()
    urgent = 0
    for (status, is_urgent), number in stored.counted(turn.work).items():
        waiting[status] += number
        urgent += number if is_urgent and status not in CLOSED else 0
    house = turn.visit.house
    lines = [
        DA("<b>Tips</b>"),
        DA("Nye: {count}", count=waiting[Status.NEW]),
        DA("Åbne i alt: {count}", count=sum(waiting[status] for status in OPEN)),
        DA("Haster: {count}", count=urgent),
        "",
        *_ended(turn),
        "",
        DA(ELSEWHERE[house.profile.tips.reading]),
    ]
    button = Button(DA.plain("Åbn privat chat"), url=f"https://t.me/{house.bot_username}")
    return say("\n".join(lines), *([(button,)] if house.profile.tips.reading == "chat" else []))


def _ended(turn: Turn) -> list[str]:
    since = week.weeks_ago(turn.work.now(), timedelta(weeks=WEEKS).days)
    rows = shown(stored.counts(turn.work, since))
    lines = [
        DA(
            "Uge {week}, {where}: {count}",
            week=int(row.week[-2:]),
            where=_where(row.kommune),
            count=row.number,
        )
        for row in rows
    ]
    few = DA("Uger og kommuner med under {fewest} står her ikke.", fewest=FEWEST)
    return [DA("<b>Afsluttede, de seneste {weeks} uger</b>", weeks=WEEKS), *lines, few]


def _where(code: str) -> str:
    found = kommune(code) if code else None
    return found.name if found else DA.plain("uden kommune")
