"""What a citizen hears about her bestilling: what happened, what comes next, and when."""

from collections.abc import Callable
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from handlers.house import House
from handlers.reply import Button, Say
from handlers.rules.moves import ACTIVE, CITIZEN_WORDS, HELD, Status
from handlers.text import N_, Html, Texts
from handlers.wording import lines, meeting_notices
from handlers.wording.news import News
from storage import drafts, members, remarks
from storage.models import Case, Notice
from storage.work import Work

Wording: TypeAlias = Callable[[News], Say | None]

DONE = N_("Vi har gennemført din bestilling nr. {number}.")
MINE = N_("Se din bestilling")
ANSWER = N_("Svar")
REMINDER = "draft_reminder"
UNSENT_ORDER = N_(
    "Du er begyndt på en bestilling, men har ikke sendt den. Vil du gøre den færdig?\n\n"
    "Vi sender den ikke for dig, og kladden bliver slettet efter {days} dage."
)
UNSENT_REPORT = N_(
    "Du er begyndt på rapporten om sag {number}, men har ikke sendt den. Vil du gøre den færdig?\n\n"
    "Kladden bliver slettet efter {days} dage."
)


UNSENT = MappingProxyType(
    {
        drafts.REPORT: UNSENT_REPORT,
        drafts.ENROL: N_(
            "Du er begyndt på en tilmelding, men har ikke sendt den. Vil du gøre den færdig?\n\n"
            "Kladden bliver slettet efter {days} dage."
        ),
        drafts.GATHERING: N_(
            "Du er begyndt på et arrangement, men har ikke oprettet det. Vil du gøre det færdigt?\n\n"
            "Kladden bliver slettet efter {days} dage."
        ),
    }
)


def granted(news: News) -> Say | None:
    """We say yes, and by when we expect to be done; dropped once she has heard that an officer has it."""
    case, t = news.case, news.t
    if case.status != Status.GRANTED:
        return None
    text = N_(
        "Vi kan imødekomme din bestilling nr. {number}.\n\nVi regner med at gennemføre den senest {day}. "
        "Du hører fra os, når en lokalbetjent har den."
    )
    return _say(t(text, number=case.id, day=lines.day(case.done_by, t)), case, t)


def declined(news: News) -> Say | None:
    """We say no, why, and what she can do instead."""
    case, t = news.case, news.t
    if case.status != Status.DECLINED:
        return None
    return _say(declined_text(news.house, case, case.reason, case.reason_words, t), case, t)


def declined_text(house: House, case: Case, key: str, words: str, t: Texts) -> str:
    """The refusal exactly as she reads it; staff see it before it is sent."""
    why = Html(lines.refusal(house, case, key, words, t))
    text = N_("Vi kan ikke imødekomme din bestilling nr. {number}.\n\n{why}\n\nBestillingen er nu afsluttet.")
    return t(text, number=case.id, why=why)


def forwarded(news: News) -> Say | None:
    """Whose it is, and how to reach them."""
    case, t = news.case, news.t
    if case.status != Status.FORWARDED:
        return None
    name, code = lines.addressee(case.reason_words)
    authority = news.house.profile.kommuner.get(code)
    said = t(
        "Det, du skrev om i bestilling nr. {number}, hører til hos {to}, og politiet kan ikke løse det. "
        "Skriv direkte til dem, så det når frem.\n\nBestillingen er afsluttet hos politiet.",
        number=case.id, to=name,
    )  # fmt: skip
    if authority and authority.url:
        return _say(said + "\n\n" + t("Skriv til dem her: {link}", link=authority.url), case, t)
    return _say(said, case, t)


def asked(news: News) -> Say | None:
    """A question; the clock stands until she answers. Dropped once it is answered, or decided without her."""
    case, t = news.case, news.t
    remark = remarks.find(news.work, news.notice.args["remark"])
    if remark is None or case.status != Status.WAITING:
        return None
    text = N_(
        "Vi har et spørgsmål om din bestilling nr. {number}:\n\n<blockquote>{words}</blockquote>\n"
        "Tryk Svar, og skriv dit svar. Vores frist står stille, til vi har hørt fra dig."
    )
    button = Button(t.plain(ANSWER), f"c:{case.id}:answer")
    return Say(t(text, number=case.id, words=remark.text), ((button,), (_mine(case, t),)))


def replied(news: News) -> Say | None:
    """Words from staff."""
    case, t = news.case, news.t
    remark = remarks.find(news.work, news.notice.args["remark"])
    if remark is None:
        return None
    text = t("Besked om din bestilling nr. {number}:\n\n{words}", number=case.id, words=remark.text)
    return _say(text, case, t)


def delayed(news: News) -> Say | None:
    """Later than we promised, and until when."""
    case, t = news.case, news.t
    if case.status not in ACTIVE:
        return None
    return _say(delayed_text(case, datetime.fromisoformat(news.notice.args["by"]), t), case, t)


def delayed_text(case: Case, by: datetime, t: Texts) -> str:
    """The delay exactly as she reads it."""
    text = N_(
        "Din bestilling nr. {number} tager længere tid, end vi lovede. Det beklager vi.\n\n"
        "Du hører fra os senest {day}."
    )
    return t(text, number=case.id, day=lines.day(by, t))


def assigned(news: News) -> Say | None:
    """An officer has it; the name only where the district says so."""
    case, t = news.case, news.t
    if case.status not in HELD:
        return None
    text = N_(
        "{who} har taget din bestilling nr. {number}.\n\nVi regner med at gennemføre den senest {day}. "
        "Du får besked, når den er planlagt."
    )
    who, day = _officer(news), lines.day(case.done_by, t)
    return _say(t(text, who=who, number=case.id, day=day), case, t)


def planned(news: News) -> Say | None:
    """The day, where it may be known before; dropped when it was changed meanwhile."""
    case, t = news.case, news.t
    day = date.fromisoformat(news.notice.args["day"])
    if case.status != Status.PLANNED:
        return None
    if not lines.day_is_told(case):
        untold = N_(
            "Din bestilling nr. {number} er planlagt.\n\n"
            "Vi siger ikke dagen på forhånd, for kontrollen virker bedst, når ingen kender den. "
            "Du hører resultatet bagefter."
        )
        return _say(t(untold, number=case.id), case, t)
    if case.planned_for != day:
        return None
    text = N_(
        "Din bestilling nr. {number} er planlagt til {day}.\n\n"
        "Det kan blive flyttet, hvis noget haster mere. Du hører resultatet bagefter."
    )
    return _say(t(text, number=case.id, day=lines.plain_day(day, t)), case, t)


def done(news: News) -> Say | None:
    """The result in plain words."""
    case, t = news.case, news.t
    if case.status not in {Status.DONE, Status.CLOSED}:
        return None
    kind, result = lines.kind_of(case), lines.result_words(case, t)
    parts = (
        t(kind.done if kind else DONE, number=case.id),
        result,
        t("Bestillingen er nu afsluttet. Tak, fordi du skrev til os."),
    )
    return _say("\n\n".join(filter(None, parts)), case, t)


# Which message was taken back; others may have reached her since.
REGRETTED = MappingProxyType(
    {
        "case.granted": N_("Vi skrev, at vi kan imødekomme din bestilling nr. {number}. Det var en fejl."),
        "case.declined": N_(
            "Vi skrev, at vi ikke kan imødekomme din bestilling nr. {number}. Det var en fejl."
        ),
        "case.forwarded": N_(
            "Vi skrev, at din bestilling nr. {number} hører til hos andre end politiet. Det var en fejl."
        ),
        "case.delayed": N_(
            "Vi skrev, at din bestilling nr. {number} tager længere tid end lovet. Det var en fejl."
        ),
        "case.planned": N_("Vi skrev, at din bestilling nr. {number} er planlagt. Det var en fejl."),
        "case.done": N_("Vi skrev, at din bestilling nr. {number} er gennemført. Det var en fejl."),
    }
)
REGRETTED_DAY = N_("Vi skrev, at din bestilling nr. {number} er planlagt til {day}. Det var en fejl.")


def corrected(news: News) -> Say | None:
    """A message was taken back: which one, and how things stand."""
    case, t = news.case, news.t
    if news.notice.args["of"] == "case.asked":
        text = t("Du behøver ikke svare på vores spørgsmål om bestilling nr. {number}.", number=case.id)
        return _say(text, case, t)
    text = t("Sådan står det nu: {standing} Du hører fra os senest {day}.",
        standing=_standing(news.work, case, t), day=lines.day(case.due_at, t),
    )  # fmt: skip
    return _say(f"{_regretted(news)}\n\n{text}", case, t)


def reminder(work: Work, notice: Notice, house: House, t: Texts) -> Say | None:
    """The one reminder of a bestilling that was begun and not sent; dropped when it was."""
    draft = drafts.find(work, notice.person_id or 0, str(notice.args["draft"]))
    if draft is None:
        return None
    text = UNSENT.get(draft.lane, UNSENT_ORDER)
    resume = Button(t.plain("Fortsæt"), f"d:{draft.id}:{draft.turn}:resume")
    drop = Button(t.plain("Slet kladden"), f"d:{draft.id}:{draft.turn}:drop")
    days = house.profile.times.draft_keep_days
    return Say(t(text, days=days, number=draft.about or 0), ((resume, drop),))


TO_CITIZEN: MappingProxyType[str, Wording] = MappingProxyType(
    {
        **meeting_notices.TO_CITIZEN,
        "granted": granted,
        "declined": declined,
        "forwarded": forwarded,
        "asked": asked,
        "replied": replied,
        "delayed": delayed,
        "assigned": assigned,
        "planned": planned,
        "done": done,
        "corrected": corrected,
    }
)


def _regretted(news: News) -> str:
    day, of = str(news.notice.args.get("day", "")), news.notice.args["of"]
    if day and lines.day_is_told(news.case):
        day = lines.plain_day(date.fromisoformat(day), news.t)
        return news.t(REGRETTED_DAY, number=news.case.id, day=day)
    return news.t(REGRETTED[of], number=news.case.id)


def _standing(work: Work, case: Case, t: Texts) -> str:
    if case.status == Status.PLANNED and case.planned_for and lines.day_is_told(case):
        return t.plain("Den er planlagt til {day}.", day=lines.planned(work, case, t))
    return t.plain(CITIZEN_WORDS[Status(case.status)])


def _say(text: str, case: Case, t: Texts) -> Say:
    return Say(text, ((_mine(case, t),),))


def _mine(case: Case, t: Texts) -> Button:
    return Button(t.plain(MINE), f"c:{case.id}:show")


def _officer(news: News) -> str:
    shown = news.house.profile.show_officer_name
    return (shown and members.known(news.work, news.case.officer_id)) or news.t.plain("En lokalbetjent")
