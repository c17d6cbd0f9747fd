"""A card as it is read: its words, whom to reach, when that was last checked, and the way out."""

from html import escape

from handlers.handoff.cards import CARDS, Card
from handlers.profile import HelpLine, Profile
from handlers.reply import Button, Rows, Say, Style, paired
from handlers.text import N_, Html, Texts
from handlers.visit import Visit
from handlers.wording import lines

NOTHING_KEPT = N_(
    "Vi kan ikke tage imod det her i chatten, og vi gemmer ikke, at du har set det. "
    "»Luk nu« tager beskeden væk. Telegram kan stadig have den."
)
CLOSE = N_("Luk nu")
CHECKED = N_("tjekket {day}")
UNCHECKED = N_("ikke tjekket af os")


def shown(visit: Visit, card: Card, *, first: str = "", words: int | None = None) -> Say:
    """The card; `first` is HTML above it, and `words` is her own message, which goes when the card goes."""
    t, profile = visit.t, visit.house.profile
    parts = [first, f"<b>{t(card.title)}</b>", _text(visit, card)]
    parts += ["\n".join(_line(each, profile, t) for each in _lines(profile, card))]
    parts += ["\n".join(_kommuner(profile))] if card.kommuner else []
    parts += [t(NOTHING_KEPT)] if card.guarded else []
    return Say("\n\n".join(filter(None, parts)), _rows(t, card, words))


def listed(visit: Visit) -> Say:
    """Every card by its name; this screen can be closed as well."""
    t = visit.t
    text = t(
        "<b>Råd og hjælp</b>\nHer er de rigtige at ringe eller skrive til. Vi gemmer ikke, hvad du ser her."
    )
    rows = paired([Button(t.plain(card.title), f"h:show:{card.key}") for card in CARDS])
    local = (Button(t.plain("Hvem er min lokalbetjent?"), "h:local"),)
    return Say(text, ((_close(t, None),), *rows, local, (Button(t.plain("Menu"), "m:home"),)))


def _text(visit: Visit, card: Card) -> str:
    profile, phones = visit.house.profile, visit.house.profile.phones
    return visit.t(
        card.text, emergency=phones.emergency, police=phones.police, website=profile.website,
        report=profile.report_url, district=profile.name, bot=visit.house.bot_username,
    )  # fmt: skip


def _lines(profile: Profile, card: Card) -> list[HelpLine]:
    return [line for line in profile.help.values() if card.key in line.cards]


def _line(line: HelpLine, profile: Profile, t: Texts) -> str:
    """Name, number and hours; and when somebody last rang it."""
    checked = line.checked or profile.numbers_checked
    when = t(CHECKED, day=lines.plain_day(checked, t)) if checked else t(UNCHECKED)
    told = [
        f"<b>{escape(line.name)}</b>",
        *(escape(each) for each in (line.phone, line.hours, line.url) if each),
    ]
    return t("{line} ({when})", line=Html(" · ".join(told)), when=Html(when))


def _kommuner(profile: Profile) -> list[str]:
    found = profile.kommuner.values()
    return [escape(" · ".join(filter(None, (each.name, each.url, each.phone)))) for each in found]


def _rows(t: Texts, card: Card, words: int | None) -> Rows:
    talk = (Button(t.plain("Bestil et foredrag om det"), "m:new:talk"),)
    others = (Button(t.plain("Andre råd"), "h:all"), Button(t.plain("Menu"), "m:home"))
    return (*(((_close(t, words),),) if card.guarded else ()), *((talk,) if card.talk else ()), others)


def _close(t: Texts, words: int | None) -> Button:
    return Button(t.plain(CLOSE), f"h:close:{words}" if words else "h:close", style=Style.DANGER)
