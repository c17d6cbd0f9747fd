"""What an officer hears in private: offers, cases that are gone or back, and words from the citizen."""

from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType
from typing import TypeAlias

from handlers.house import House
from handlers.reply import Button, Rows, Say, Style
from handlers.rules import promise
from handlers.rules.moves import Status
from handlers.text import N_
from handlers.wording import cards, lines, meeting_notices, staff_notices
from handlers.wording.lines import DA
from handlers.wording.news import News
from storage.models import Case
from storage.work import Work

Wording: TypeAlias = Callable[[News], Say | None]

OLD_CARD = "old_card"
CARDS = frozenset({"offer", "yours"})  # what may become a card
PARTING = frozenset({"gone", OLD_CARD})  # reaches also one who has left: it tells nothing about the case

GONE = MappingProxyType(
    {
        "moved": N_("Sag {number} er givet til en anden. Du skal ikke gøre mere."),
        "undone": N_("Sag {number} er ikke din alligevel. Du skal ikke gøre mere."),
        "lapsed": N_("Tilbuddet om sag {number} er udløbet. Den er tilbage hos vurderingen."),
        "left": N_("Sag {number} er tilbage hos vurderingen. Du skal ikke gøre mere."),
        Status.DECLINED.value: N_("Sag {number} er afvist alligevel. Du skal ikke gøre mere."),
        Status.FORWARDED.value: N_("Sag {number} er sendt videre til en anden. Du skal ikke gøre mere."),
        Status.WITHDRAWN.value: N_("Borgeren har trukket sag {number} tilbage. Du skal ikke gøre mere."),
    }
)


# What then stands where the card was.
WITHDRAWN = MappingProxyType(
    {
        "undone": N_("Tilbuddet om sag {number} er trukket tilbage."),
        "lapsed": N_("Tilbuddet om sag {number} er udløbet."),
    }
)
ELSEWHERE = N_("Sag {number} er ikke hos dig længere.")


def offer(news: News) -> Say | None:
    """A case to take or leave; dropped when it was offered to somebody else meanwhile."""
    case = news.case
    if case.officer_id != news.notice.person_id or case.offered_at is None:
        return None
    return offer_card(news.work, news.house, case)


def offer_card(work: Work, house: House, case: Case) -> Say:
    """The offer with everything needed to answer it."""
    offered = case.offered_at or work.now()
    by = offered + timedelta(hours=house.profile.times.offer_hours)
    heading = DA(
        "<b>Vil du tage den her?</b>\nSvar senest {day} kl. {time}.",
        day=lines.day(by, DA), time=promise.clock(by),
    )  # fmt: skip
    return cards.officer_card(work, house, case, offer_buttons(case), heading)


def offer_buttons(case: Case) -> Rows:
    """Yes or no."""
    start = f"o:{case.id}:{case.version}"
    yes = Button(DA.plain("Tag den"), f"{start}:accept", style=Style.SUCCESS)
    return ((yes, Button(DA.plain("Kan ikke"), f"{start}:cannot")),)


def gone(news: News) -> Say | None:
    """The officer need not do any more; dropped when the case has come back."""
    return None if _is_back(news) else Say(DA(GONE[news.notice.args["why"]], number=news.case.id))


def old_card(news: News) -> Say | None:
    """What the card is replaced by: the details and the buttons go."""
    text = WITHDRAWN.get(news.notice.args["why"], ELSEWHERE)
    return None if _is_back(news) else Say(DA(text, number=news.case.id))


def yours(news: News) -> Say | None:
    """A case that was taken away by a slip is back."""
    case = news.case
    if case.officer_id != news.notice.person_id or not case.is_open:
        return None
    if case.offered_at is not None:
        return offer_card(news.work, news.house, case)
    return Say(DA("Sag {number} er din igen.", number=case.id), ((_show(case),),))


def from_her(news: News) -> Say | None:
    """Words from the citizen, while the officer has the case."""
    case = news.case
    said = staff_notices.from_her(news)
    if said is None or case.officer_id != news.notice.person_id:
        return None
    return Say(said.text, ((_show(case),),))


TO_OFFICER: MappingProxyType[str, Wording] = MappingProxyType(
    {
        **meeting_notices.TO_OFFICER,
        "offer": offer,
        "gone": gone,
        OLD_CARD: old_card,
        "yours": yours,
        "added": from_her,
        "answered": from_her,
    }
)


def _is_back(news: News) -> bool:
    return news.case.officer_id == news.notice.person_id and news.case.is_open


def _show(case: Case) -> Button:
    return Button(DA.plain("Vis sagen"), f"o:{case.id}:{case.version}:show")
