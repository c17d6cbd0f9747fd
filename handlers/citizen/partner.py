"""What somebody who speaks for an organisation finds behind "For partnere"."""

from handlers.citizen.parts import back_to_menu, kind_button, taken_here
from handlers.partners import TITLES, may_open
from handlers.reply import Button, Reply, say
from handlers.requests import Kind
from handlers.rules import partnership
from handlers.rules.triage import CITIZEN
from handlers.text import N_
from handlers.visit import Visit
from storage import partners
from storage.models import Partner
from storage.people import Known
from storage.work import Work

NOT_INVITED = N_(
    "Det er for skoler, foreninger, boligselskaber, natteliv, botilbud, Natteravne og tryghedsambassadører, "
    "som lokalpolitiet har inviteret. Vil I være med, så ring {police} og spørg efter lokalpolitiet."
)
WELCOME = N_(
    "Velkommen, {name}. Du skriver nu for <b>{organisation}</b> ({sort}).\n\n"
    "Det, du fortæller om jer, foreslår vi næste gang, så du ikke skal skrive det igen. "
    "Du kan stoppe, når du vil, under For partnere."
)
HERE = N_("Du skriver for <b>{organisation}</b> ({sort}).")
STOPPED = N_("Du skriver ikke længere for {organisation}. Det, vi vidste om jer, er slettet.")


def screen(work: Work, visit: Visit, known: Known, _rest: str = "") -> Reply:
    """The kinds that are open to this partner; anybody else hears what it is."""
    partner = partners.find(work, known.id)
    if partner is None:
        return back_to_menu(visit, visit.t(NOT_INVITED, police=visit.house.profile.phones.police))
    return _shown(visit, partner, visit.t(HERE, **_named(visit, partner)))


def stop(work: Work, visit: Visit, known: Known, rest: str = "") -> Reply:
    """The partner does not want to be one any more, after a question."""
    partner = partners.find(work, known.id)
    if partner is None:
        return screen(work, visit, known)
    t = visit.t
    if rest != "yes":
        text = t("Vil du ikke længere skrive for {organisation}?", organisation=partner.organisation)
        return say(
            text, (Button(t.plain("Ja, stop"), "m:leave:yes"), Button(t.plain("Nej, behold"), "m:partner"))
        )
    partnership.end(work, partner, CITIZEN)
    return back_to_menu(visit, t(STOPPED, organisation=partner.organisation))


def welcome(visit: Visit, partner: Partner) -> Reply:
    """The invitation was followed."""
    return _shown(visit, partner, visit.t(WELCOME, name=partner.name, **_named(visit, partner)))


def opens(work: Work, visit: Visit, known: Known, key: str) -> Kind | None:
    """The kind with this key, when it can be ordered here and by this person."""
    kind = next((each for each in taken_here(visit.house) if each.key == key), None)
    if kind is None:
        return None
    partner = partners.find(work, known.id) if kind.partners else None
    return kind if may_open(kind, partner) else None


def _shown(visit: Visit, partner: Partner, text: str) -> Reply:
    t = visit.t
    theirs = [kind for kind in taken_here(visit.house) if kind.partners and may_open(kind, partner)]
    pitches = [f"<b>{t(kind.title)}</b>: {t(kind.pitch)}" for kind in theirs]
    rows = [(kind_button(visit, kind),) for kind in theirs]
    ways = (Button(t.plain("Stop som partner"), "m:leave"), Button(t.plain("Menu"), "m:home"))
    return say("\n\n".join((text, *pitches)), *rows, ways)


def _named(visit: Visit, partner: Partner) -> dict[str, str]:
    sort = visit.t.plain(TITLES.get(partner.sort, partner.sort)).lower()
    return {"organisation": partner.organisation, "sort": sort}
