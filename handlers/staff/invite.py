"""/inviter: one-time links for staff and officers; only the hash of a code is kept."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta

from handlers.house import House
from handlers.partners import SORTS, invited
from handlers.reply import Button, Reply, paired, say
from handlers.staff.gate import Turn, prompt
from handlers.text import N_
from handlers.wording.lines import DA, cut
from handlers.words.places import kommune
from storage import invites
from storage.invites import NONE, Organisation
from storage.models import Member
from storage.work import Work

VALID_DAYS = 7
NAME_LIMIT = 60
ROLES = {
    "betjent": "officer",
    "lokalbetjent": "officer",
    "officer": "officer",
    "vagt": "staff",
    "staff": "staff",
    "tips": "tips",
    "tipslæser": "tips",
    "partner": "partner",
}

LABELS = {
    "officer": N_("Lokalbetjent"),
    "staff": N_("Vagt"),
    "tips": N_("Vagt, der læser tips"),
    "partner": N_("Partner"),
}

HOW = N_(
    "Hvem skal inviteres?\n"
    "Lokalbetjent: /inviter betjent Bo Hansen, Køge\n"
    "Vagt, der vurderer: /inviter vagt Sara Lund\n"
    "Vagt, der også læser tips: /inviter tips Sara Lund\n"
    "Partner: /inviter partner Havdrup Skole, skole, Mette Hansen"
)
HOW_PARTNER = N_(
    "Skriv hvem de er, hvilken slags og hvem der skriver for dem, for eksempel: "
    "Havdrup Skole, skole, Mette Hansen\nSlags: {sorts}"
)


def inviter(turn: Turn) -> Reply:
    """Makes the link that one person can use once."""
    word, _, rest = turn.rest.strip().partition(" ")
    role = ROLES.get(word.lower())
    if role is None:
        buttons = [Button(DA.plain(label), f"si:{role}") for role, label in LABELS.items()]
        return say(DA(HOW), *paired(buttons))
    return _invited(turn, role, rest)


def picked(turn: Turn) -> Reply:
    """The role was tapped; the name is asked for."""
    role = turn.rest if turn.rest in LABELS else "officer"
    text = N_("Skriv navn og kommune som svar på denne besked, for eksempel: Bo Hansen, Køge")
    if role == "partner":
        return prompt(turn, _how_partner(), do="invite_partner")
    if role != "officer":
        text = N_("Skriv navnet som svar på denne besked.")
    return prompt(turn, DA(text), do=f"invite_{role}")


def named(turn: Turn, role: str) -> Reply:
    """The name came."""
    return _invited(turn, role, turn.rest)


def make_link(  # noqa: PLR0913 - an invitation has that many parts
    work: Work,
    house: House,
    *,
    role: str,
    name: str,
    kommuner: Sequence[str] = (),
    by: Member | None = None,
    organisation: Organisation = NONE,
) -> str:
    """A link that makes whoever opens it a member, once and within a week.

    `role` is "staff", "tips", "officer" or "partner", `kommuner` are codes; `by` is None on the command line.
    A partner speaks for the `organisation`.
    """
    code = secrets.token_urlsafe(16)
    expires = work.now() + timedelta(days=VALID_DAYS)
    invites.make(
        work, role=role, name=name, kommuner=kommuner, code_hash=hashed(code), expires_at=expires,
        organisation=organisation,
    )  # fmt: skip
    work.note("invite.made", "staff" if by else "system", member=by, detail={"role": role})
    return house.link(code)


def hashed(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def name_and_kommuner(text: str) -> tuple[str, list[str]]:
    """The name, and the kommuner after it or after commas: "Bo Hansen Køge", "Bo Hansen, Køge, Greve"."""
    name, *listed = (part.strip() for part in re.split(r"[,;]", text))
    if listed:
        found = [kommune(part) for part in listed if part]
        return name, [each.code for each in found if each]
    words = name.split()
    last = kommune(words[-1]) if len(words) > 1 else None
    return (" ".join(words[:-1]), [last.code]) if last else (name, [])


def _invited(turn: Turn, role: str, text: str) -> Reply:
    if role == "partner":
        return _partner_invited(turn, text)
    name, codes = name_and_kommuner(text) if role == "officer" else (" ".join(text.split()), [])
    own = [code for code in codes if code in turn.visit.house.profile.kommuner]
    if not name or len(name) > NAME_LIMIT:
        return say(DA(HOW))
    if role == "officer" and not own:
        said = "Hvilken kommune skal {name} have? Skriv: /inviter betjent {name}, Køge"
        return say(DA(said, name=cut(name, NAME_LIMIT)))
    return _linked(
        make_link(turn.work, turn.visit.house, role=role, name=name, kommuner=own, by=turn.member), name
    )


def _partner_invited(turn: Turn, text: str) -> Reply:
    found = invited(text)
    if found is None:
        return say(_how_partner())
    link = make_link(
        turn.work, turn.visit.house, role="partner", name=found.name, by=turn.member,
        organisation=Organisation(found.organisation, found.sort),
    )  # fmt: skip
    return _linked(link, found.name)


def _how_partner() -> str:
    return DA(HOW_PARTNER, sorts=", ".join(DA.plain(sort.label).lower() for sort in SORTS))


def _linked(link: str, name: str) -> Reply:
    said = "Linket til {name} virker én gang og i {days} dage. Send det kun til {name}.\n{link}"
    copy = Button(DA.plain("Kopiér linket"), copy=link)
    return say(DA(said, name=name, days=VALID_DAYS, link=link), (copy,))
