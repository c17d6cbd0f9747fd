"""The sorts of organisation that somebody can speak for, and what such a person may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handlers.conversation.match import matching
from handlers.conversation.steps import Option
from handlers.requests import Kind
from handlers.text import N_
from storage.models import Partner

SORTS: tuple[Option, ...] = (
    Option("school", N_("Skole"), ("skole", "skolen", "gymnasium", "school")),
    Option("association", N_("Forening"), ("forening", "grundejerforening", "association")),
    Option("housing", N_("Boligselskab"), ("boligselskab", "boligforening", "housing")),
    Option("nightlife", N_("Natteliv"), ("natteliv", "restaurant", "bar", "nightlife")),
    Option("care", N_("Botilbud"), ("botilbud", "bosted", "care")),
    Option("ravens", N_("Natteravne"), ("natteravne", "natteravn", "ravens")),
    Option("ambassador", N_("Tryghedsambassadør"), ("ambassadør", "tryghedsambassadør", "ambassador")),
)
TITLES: Mapping[str, str] = MappingProxyType({sort.key: sort.label for sort in SORTS})
NAME_LIMIT, ORGANISATION_LIMIT = 60, 120


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited to speak for whom."""

    organisation: str
    sort: str
    name: str


def invited(text: str) -> Invited | None:
    """ "Havdrup Skole, skole, Mette Hansen": in this order; None when one is missing or strange."""
    parts = [" ".join(part.split()) for part in text.replace(";", ",").split(",")]
    if len(parts) != len(Invited.__slots__):
        return None
    organisation, said, name = parts
    sorts = matching(said, SORTS)
    fits = 0 < len(organisation) <= ORGANISATION_LIMIT and 0 < len(name) <= NAME_LIMIT
    return Invited(organisation, sorts[0], name) if fits and len(sorts) == 1 else None


def may_open(kind: Kind, partner: Partner | None) -> bool:
    """Whether a kind is open to everybody, or to this partner."""
    return not kind.partners or (partner is not None and partner.sort in kind.partners)
