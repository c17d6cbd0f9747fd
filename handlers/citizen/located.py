"""Places that are offered beside the question: where a photo was taken, and addresses like her words."""

from dataclasses import replace

from handlers.citizen.parts import back_to_menu
from handlers.conversation.said import Placed
from handlers.drafts import drafting, lanes
from handlers.reply import Button, Reply, Say
from handlers.text import N_
from handlers.visit import Tap, Visit
from storage.people import Known
from storage.work import Work

OWN_PLACE, ADDRESS = "gp:yes", "a:"

MAY_WE = N_(
    "Billedet kan vide, hvor det er taget. Må vi bruge det som sted? "
    "Vi læser det én gang og gemmer kun punktet, hvis du siger ja."
)
NO_PLACE = N_("Billedet siger ikke, hvor det er taget. Skriv stedet, eller send en placering.")
NOT_USED = N_("Okay. Skriv stedet, eller send en placering.")
NO_ADDRESS = N_("Den adresse kunne vi ikke slå op. Det, du skrev, er gemt.")
MEAN_THIS = N_("Er det en af disse adresser? Så sætter vi et punkt på kortet. Ellers går du bare videre.")
NOTHING_OPEN = N_("Du er ikke i gang med noget, der skal bruge et sted.")


def asked(visit: Visit) -> Say:
    """May we read where her photo was taken? It replies to the photo, so that a tap leads back there."""
    t = visit.t
    yes = Button(t.plain(N_("Ja, brug billedets sted")), OWN_PLACE)
    return Say(t(MAY_WE), ((yes, Button(t.plain(N_("Nej")), "gp:no")),), reply_to=visit.message_id)


def offered(visit: Visit, found: list[tuple[str, str]]) -> Say:
    """Addresses as buttons, by id and title."""
    return Say(visit.t(MEAN_THIS), tuple((Button(title, f"{ADDRESS}{key}"),) for key, title in found))


def own_place(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """Her answer about the photo."""
    return _placed(work, visit, known, NO_PLACE) if rest == "yes" else Reply((Say(visit.t(NOT_USED)),))


def address(work: Work, visit: Visit, known: Known, _rest: str) -> Reply:
    """An address was chosen."""
    return _placed(work, visit, known, NO_ADDRESS)


def _placed(work: Work, visit: Visit, known: Known, nothing: str) -> Reply:
    """The point that was found goes to the open question, or to the place that is answered already."""
    if known.draft is None:
        return back_to_menu(visit, visit.t(NOTHING_OPEN))
    talk = drafting.opened(work, visit, known, lanes.of(known.draft.lane), known.draft)
    pin = visit.what.found if isinstance(visit.what, Tap) else None
    if talk is None or pin is None:
        return Reply((Say(visit.t(nothing)),))
    reply = drafting.sent(work, visit, talk, Placed(pin.latitude, pin.longitude, pin.words))
    return replace(reply, fresh=True, spent=True)
