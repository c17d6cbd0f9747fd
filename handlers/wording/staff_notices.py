"""What staff hear in their group: news from the citizen, offers that came back, promises that run out."""

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

from handlers.house import House
from handlers.reply import Button, Say, Style
from handlers.rules import promise
from handlers.rules.moves import ACTIVE, Status
from handlers.rules.reasons import CANNOT, label
from handlers.text import N_, Html, texts
from handlers.wording import lines, staff_tip_notices
from handlers.wording.citizen_notices import delayed_text
from handlers.wording.lines import DA
from handlers.wording.news import News
from storage import cases, members, people, remarks
from storage.models import Case, Notice
from storage.work import Work

Wording: TypeAlias = Callable[[News], Say | None]

SYSTEM = "system"
DELAY_DAYS = 7  # the new date that is offered when a promise was missed

SAID = MappingProxyType(
    {
        "added": N_("<b>Sag {number}</b>: Borgeren har tilføjet:\n<blockquote>{words}</blockquote>"),
        "answered": N_("<b>Sag {number}</b>: Borgeren har svaret:\n<blockquote>{words}</blockquote>"),
    }
)


def worded(work: Work, notice: Notice, house: House, case: Case | None) -> Say | None:
    """The message for the group; None when it is outdated."""
    if notice.what == SYSTEM:
        return _system(notice)
    if notice.what in staff_tip_notices.TO_STAFF:
        return Say(staff_tip_notices.TO_STAFF[notice.what](notice))
    wording = TO_STAFF.get(notice.what)
    return wording(News(work, house, notice, case, DA)) if wording and case else None


def from_her(news: News) -> Say | None:
    """Words from the citizen, for staff and for the officer who has the case."""
    case = news.case
    remark = remarks.find(news.work, news.notice.args["remark"])
    if remark is None:
        return None
    text = DA(SAID[news.notice.what], number=case.id, words=lines.cut(remark.text, lines.WORDS_LIMIT))
    return Say(text, ((_open(case),),))


def withdrawn(news: News) -> Say:
    """Nothing more is to be done."""
    case = news.case
    return Say(
        DA("<b>Sag {number}</b>: Borgeren har trukket bestillingen tilbage.", number=case.id), quiet=True
    )


def back(news: News) -> Say | None:
    """An offer was declined or not answered, or a case given back."""
    case = news.case
    event = cases.event(news.work, news.notice.event_id) if news.notice.event_id is not None else None
    if event is None or case.status != Status.GRANTED or case.officer_id is not None:
        return None
    detail = event.detail or {}
    who = members.known(news.work, detail.get("officer")) or DA.plain("Betjenten")
    if event.name == "offer.lapsed":
        text = DA(
            "<b>Sag {number}</b> er tilbage i køen. {who} svarede ikke på tilbuddet.", number=case.id, who=who
        )
    elif event.name == "case.officer_left":
        text = DA("<b>Sag {number}</b> er tilbage i køen. {who} er stoppet.", number=case.id, who=who)
    else:
        reason = DA.plain(label(str(detail.get("reason", "")), CANNOT))
        text = DA(
            "<b>Sag {number}</b> er tilbage i køen. {who}: {reason}", number=case.id, who=who, reason=reason
        )
    if detail.get("words"):
        text += DA("\n<blockquote>{words}</blockquote>", words=detail["words"])
    return Say(text, ((_assign(case),),))


def amber(news: News) -> Say | None:
    """Little is left of a promise."""
    case = news.case
    if not _ticks(case) or news.work.now() > case.due_at:
        return None
    left = Html(lines.deadline(news.house, case, news.work.now(), DA))
    return Say(
        DA("<b>Sag {number}</b> nærmer sig fristen.\n{left}", number=case.id, left=left), ((_open(case),),)
    )


def red(news: News) -> Say | None:
    """A promise was missed: what we could write to the citizen stands ready."""
    case = news.case
    if not _ticks(case) or news.work.now() <= case.due_at:
        return None
    by = promise.end_of_day(news.work.now(), DELAY_DAYS)
    text = DA("<b>Sag {number}</b> er over fristen, {day}.", number=case.id, day=lines.day(case.due_at, DA))
    if case.person_id is None:
        return Say(text, ((_open(case),),))
    reader = people.find(news.work, case.person_id)
    draft = Html(delayed_text(case, by, texts(reader.language if reader else "da")))
    text += DA("\nDu kan sende borgeren denne besked:\n<blockquote>{draft}</blockquote>", draft=draft)
    data = f"s:{case.id}:{case.version}:late:{promise.today(by).isoformat()}"
    send = Button(DA.plain("Send besked om forsinkelse"), data, style=Style.PRIMARY)
    return Say(text, ((send,), (_open(case),)))


def unreachable(news: News) -> Say:
    """The citizen has blocked the bot."""
    case = news.case
    text = N_(
        "<b>Sag {number}</b>: Borgeren kan ikke nås i chatten længere. "
        "Lokalbetjenten kan ringe, hvis der er oplyst et nummer. "
        "Når sagen er gjort færdig, lukker I den med /luk {number}."
    )
    return Say(DA(text, number=case.id), ((_open(case),),))


def officer_unreachable(news: News) -> Say | None:
    """The officer has blocked the bot."""
    case = news.case
    if case.officer_id != news.notice.args["officer"]:
        return None
    who = members.known(news.work, case.officer_id)
    text = DA("<b>Sag {number}</b>: {who} kan ikke nås i chatten.", number=case.id, who=who)
    return Say(text, ((_assign(case),),))


TO_STAFF: MappingProxyType[str, Wording] = MappingProxyType(
    {
        "added": from_her,
        "answered": from_her,
        "withdrawn": withdrawn,
        "back": back,
        "amber": amber,
        "red": red,
        "unreachable": unreachable,
        "officer_unreachable": officer_unreachable,
    }
)


def _system(notice: Notice) -> Say | None:
    """Trouble in the service itself, with a code for whoever looks in the log and no content."""
    code = str(notice.args.get("code", notice.what))
    return Say(DA("Der var en fejl i tjenesten. Kode {code}. Se driftsloggen.", code=code), quiet=True)


def _ticks(case: Case) -> bool:
    return case.status in ACTIVE and case.paused_at is None


def _open(case: Case) -> Button:
    return Button(DA.plain("Vis sagen"), f"s:{case.id}:{case.version}:show")


def _assign(case: Case) -> Button:
    return Button(DA.plain("Tildel en betjent"), f"s:{case.id}:{case.version}:assign", style=Style.PRIMARY)
