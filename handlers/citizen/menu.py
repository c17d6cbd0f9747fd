"""What a citizen meets first: who we are, what this is for, and the way to everything else."""

from dataclasses import replace
from html import escape
from types import MappingProxyType

from handlers.citizen import first_words, meant, mine, partner
from handlers.citizen.parts import FEW, back_to_menu, in_group, kind_button, offered, order_rows
from handlers.commands import CITIZEN, commands_of
from handlers.drafts import drafting, lanes
from handlers.drafts.lane import Start
from handlers.reply import Button, Reply, say
from handlers.requests import GROUP_TITLES, Kind
from handlers.rules import partnership
from handlers.text import N_
from handlers.visit import Visit
from storage import partners, people
from storage.drafts import ORDER
from storage.people import Known
from storage.work import Work

NOT_FOR = N_(
    "Sker der noget lige nu, så ring {emergency}. "
    "Vil du anmelde noget eller spørge om andet, så ring {police}. "
    "Vi læser ikke chatten døgnet rundt, og du skriver med en robot, indtil en medarbejder svarer."
)
ASK = N_("Tryk på det, du vil, eller skriv med dine egne ord, hvad det drejer sig om.")


def start(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """/start: a draft comes first, then a kind that a link named, then the welcome and what we have asked.

    Telegram sends it for whoever lets a blocked bot in again, and our question has not reached them then.
    """
    if known.draft is not None:
        return lanes.way_back(work, visit, known, known.draft)
    if rest and offers(visit, rest):
        return new(work, visit, known, rest)
    asked = meant.waiting(work, known.id)
    return Reply((*welcome(visit).says, *(mine.shown(work, visit, asked).says if asked else ())))


def welcome(visit: Visit) -> Reply:
    """Who runs this, what it is not for, and the menu."""
    t, profile = visit.t, visit.house.profile
    known = offered(visit.house)
    front = known if len(known) <= FEW else [kind for kind in known if kind.in_front]
    phones = t(NOT_FOR, emergency=profile.phones.emergency, police=profile.phones.police)
    return back_to_menu(
        visit,
        "\n\n".join(
            (escape(profile.about_in(t.language), quote=False), *_pitches(visit, front), phones, t(ASK))
        ),
    )


def group(_work: Work, visit: Visit, _known: Known, key: str) -> Reply:
    """The kinds of one group, each with its line."""
    found = in_group(visit.house, key)
    if not found:
        return welcome(visit)
    title = f"<b>{visit.t(GROUP_TITLES[found[0].group])}</b>"
    rows = [(kind_button(visit, kind),) for kind in found]
    home = (Button(visit.t.plain("Tilbage"), "m:home"),)
    return say("\n\n".join((title, *_pitches(visit, found))), *rows, home)


def everything(_work: Work, visit: Visit, _known: Known, _rest: str) -> Reply:
    """Our guess was wrong: what else there is, and where to turn when it is none of it."""
    phones = visit.house.profile.phones
    text = visit.t("Hvad passer bedst? Passer intet af det, så ring {police}.", police=phones.police)
    return say(text, *order_rows(visit))


def _pitches(visit: Visit, found: list[Kind]) -> list[str]:
    return [f"<b>{visit.t(kind.title)}</b>: {visit.t(kind.pitch)}" for kind in found]


def order(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """/bestil: goes on with a draft, or begins with the words after it, or with the only kind there is."""
    if known.draft is not None and known.draft.lane == ORDER:
        return lanes.way_back(work, visit, known, known.draft)
    if rest:
        return first_words.heard(work, visit, known, rest)
    if len(offered(visit.house)) == 1:
        return new(work, visit, known, offered(visit.house)[0].key)
    return back_to_menu(visit, visit.t("Hvad vil du bestille?"))


def new(work: Work, visit: Visit, known: Known, kind: str) -> Reply:
    """Begins an order of this kind, with what she told a moment ago; a draft is not thrown away by it."""
    return _begun(work, visit, known, kind, first_words.kept(work, known, first_words.FRESH))


def agreed(work: Work, visit: Visit, known: Known, kind: str) -> Reply:
    """Our guess was right: an order of this kind, with the words that it came from."""
    reply = _begun(work, visit, known, kind, first_words.kept(work, known))
    return replace(reply, spent=reply.fresh)


def _begun(work: Work, visit: Visit, known: Known, kind: str, words: str) -> Reply:
    if known.draft is not None and known.draft.lane == ORDER:
        return lanes.way_back(work, visit, known, known.draft)
    opened = partner.opens(work, visit, known, kind)
    if opened is None:
        return back_to_menu(visit, visit.t("Det kan ikke bestilles her nu."))
    before = partnership.known(opened.order, partners.find(work, known.id) if opened.is_reused else None)
    answers = {**before.sure, **first_words.told(work, visit, kind, words), **opened.given}
    if known.topic is not None:
        people.turn_to(work, known.id, None)
    phones = visit.house.profile.phones
    opening = visit.t(opened.opening, police=phones.police, emergency=phones.emergency)
    begun = Start(kind=kind, answers=answers, kept=before.proposed, words=words, note=opening)
    return replace(drafting.begin(work, visit, known, lanes.of(ORDER), begun), fresh=True)


def offers(visit: Visit, kind: str) -> bool:
    """Whether this can be ordered here."""
    return any(each.key == kind for each in offered(visit.house))


def cancel(work: Work, visit: Visit, known: Known, _rest: str) -> Reply:
    """/annuller: the draft, if there is one; an order that was sent is withdrawn by its own button."""
    if known.draft is not None:
        return lanes.ask_to_drop(work, visit, known, known.draft)
    if known.topic is not None:
        people.turn_to(work, known.id, None)
    text = visit.t(
        "Du er ikke i gang med noget. En bestilling, du har sendt, trækker du tilbage under /mine."
    )
    return back_to_menu(visit, text)


def help_(_work: Work, visit: Visit, _known: Known, _rest: str) -> Reply:
    """/hjaelp: what one can type, and how to reach a human being."""
    t, phones = visit.t, visit.house.profile.phones
    commands = [f"/{command.name} · {t(command.text)}" for command in commands_of(CITIZEN)]
    human = t("Vil du tale med et menneske, så ring {police}.", police=phones.police)
    danger = t("Er der fare, så ring {emergency}.", emergency=phones.emergency)
    return back_to_menu(visit, "\n".join((t(ASK), "", *commands, "", human, danger)))


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """A button of the menu, or one that answers "what is this about?"."""
    verb, _, value = rest.partition(":")
    handler = TAPPED.get(verb)
    return handler(work, visit, known, value) if handler else welcome(visit)


TAPPED = MappingProxyType(
    {
        "new": new,
        "group": group,
        "partner": partner.screen,
        "leave": partner.stop,
        "all": everything,
        "so": agreed,
        "mine": mine.listed,
        "help": help_,
        "fresh": first_words.about_what,
        "muni": first_words.municipal,
        "other": first_words.elsewhere,
    }
)
