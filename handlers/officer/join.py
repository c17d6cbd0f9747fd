"""The one-time link: whoever opens it becomes staff or officer, and hears what to do first."""

from handlers.citizen import partner
from handlers.reply import Reply, Say, say
from handlers.staff.invite import hashed
from handlers.text import N_
from handlers.visit import Visit
from handlers.wording.lines import DA
from storage import invites, members, partners
from storage.models import Invite
from storage.work import Work

LONGEST_CODE = 64  # Telegram's own limit for what follows /start

WELCOME = {
    "officer": N_(
        "Velkommen, {name}. Du er nu med som lokalbetjent.\n\n"
        "Du får tilbud om sager her i chatten. Tryk Tag den eller Kan ikke. "
        "/mine viser dine sager, og /fravaer til fredag holder tilbud væk imens."
    ),
    "staff": N_(
        "Velkommen, {name}. Du kan nu vurdere bestillinger i vagtens gruppe.\n\n"
        "Hver bestilling kommer som et kort med knapper. Skriv /koe i gruppen for at se køen, "
        "og /hjaelp for resten."
    ),
    "tips": N_(
        "Velkommen, {name}. Du kan nu vurdere bestillinger i vagtens gruppe og læse tips.\n\n"
        "Skriv /tips her i den private chat. Det, jeg viser, kan ikke sendes videre, og det slettes igen "
        "efter få minutter. Hvert opslag bliver skrevet ned."
    ),
}
PARTNER = "partner"
NO_WAY_IN = N_(
    "Linket virker ikke. Det kan være brugt eller for gammelt. Bed den, der gav dig det, om et nyt."
)
ALREADY = N_("Du er allerede med, {name}. Linket er brugt eller for gammelt.")


def join(work: Work, visit: Visit, code: str) -> Reply:
    """/start with a code."""
    invite = invites.use(work, hashed(code), visit.person_id) if len(code) <= LONGEST_CODE else None
    if invite is None:
        member = members.find(work, visit.person_id)
        return say(DA(ALREADY, name=member.name) if member else DA(NO_WAY_IN))
    if invite.role == PARTNER:
        return _partner(work, visit, invite)
    member = members.join(work, visit.person_id, role=invite.role, name=invite.name, kommuner=invite.kommuner)
    work.note("member.joined", "system", member=member, detail={"role": invite.role})
    return Reply((Say(DA(WELCOME[invite.role], name=member.name)),), commands_for=invite.role)


def _partner(work: Work, visit: Visit, invite: Invite) -> Reply:
    """Speaks for an organisation, and stays a citizen in everything else."""
    joined = partners.join(
        work, visit.person_id, organisation=invite.organisation, sort=invite.sort, name=invite.name
    )
    work.note("partner.joined", "system", detail={"sort": invite.sort})
    return partner.welcome(visit, joined)
