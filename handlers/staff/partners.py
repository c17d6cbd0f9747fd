"""/partnere: who speaks for which organisation, and the way to end that."""

from handlers.partners import TITLES
from handlers.reply import Button, Reply, Style, paired, say, toast
from handlers.rules import partnership
from handlers.staff.gate import Turn
from handlers.staff.screen import OLD_BUTTON
from handlers.text import N_
from handlers.wording.lines import DA, cut
from storage import partners
from storage.models import Partner

NOBODY = N_("Der er ingen partnere endnu. Inviter en: /inviter partner Havdrup Skole, skole, Mette Hansen")
GONE = N_("Den partner er ikke med længere.")
ENDED = N_("{name} skriver ikke længere for {organisation}. Bestillinger, der er sendt, går videre som før.")


def partnere(turn: Turn) -> Reply:
    """Everyone, by organisation."""
    found = partners.everyone(turn.work)
    if not found:
        return say(DA(NOBODY))
    listed = [_line(each) for each in found]
    buttons = [Button(cut(each.name, 30), f"sp:ask:{each.person_id}") for each in found]
    text = [DA("<b>Partnere</b>"), *listed, "", DA("Tryk på et navn for at fjerne partneren.")]
    return say("\n".join(text), *paired(buttons))


def tapped(turn: Turn) -> Reply:
    """`ask:id` and `yes:id`, checked again each time."""
    verb, _, number = turn.rest.partition(":")
    if verb == "who":
        return partnere(turn)
    if verb not in {"ask", "yes"} or not number.isdecimal():
        return toast(DA.plain(OLD_BUTTON))
    partner = partners.find(turn.work, int(number[:18]))
    if partner is None:
        return say(DA(GONE))
    if verb == "ask":
        return _sure(partner)
    partnership.end(turn.work, partner, turn.actor)
    return say(DA(ENDED, name=partner.name, organisation=partner.organisation))


def _sure(partner: Partner) -> Reply:
    yes = Button(DA.plain("Fjern"), f"sp:yes:{partner.person_id}", style=Style.DANGER)
    text = DA("Skal {who} ikke være partner længere?", who=f"{partner.name}, {partner.organisation},")
    return say(text, (yes, Button(DA.plain("Nej, behold"), "sp:who")))


def _line(partner: Partner) -> str:
    sort = DA.plain(TITLES.get(partner.sort, partner.sort))
    return DA(
        "{organisation} ({sort}): {name}", organisation=partner.organisation, sort=sort, name=partner.name
    )
