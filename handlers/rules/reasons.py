"""Why a case can be refused, or an offer declined: keys for the record, plain sentences for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.text import N_


@dataclass(frozen=True, slots=True)
class Reason:
    """A key stored for ever, staff's label, what the citizen reads, and what she can do instead."""

    key: str
    label: str
    sentence: str = ""
    instead: str = ""
    words: tuple[str, ...] = ()  # other ways to name it in a command


REASONS = (
    Reason(
        "not_police",
        N_("Uden for politiets opgaver"),
        N_("Det ligger uden for politiets opgaver."),
        N_("Du kan ringe 114, hvis du er i tvivl om, hvem der kan hjælpe."),
        ("opgave", "opgaver", "ikke politi"),
    ),
    Reason(
        "municipal",
        N_("Hører til kommunen"),
        N_("Det er kommunen, der tager sig af det."),
        N_("Du kan skrive til {kommune}: {link}"),
        ("kommune", "kommunen"),
    ),
    Reason(
        "private_road",
        N_("Privat vej"),
        N_("Det er en privat vej, og der kan vi ikke lave en kontrol."),
        N_("Du kan tale med vejens ejer eller grundejerforeningen om skilte og bump."),
        ("privat",),
    ),
    Reason(
        "no_spot",
        N_("Ingen egnet placering"),
        N_("Vi har ikke fundet et sted på strækningen, hvor vi kan måle sikkert og rigtigt."),
        N_("Du kan bede {kommune} om at se på vejen: {link}"),
        ("placering", "sted", "plads"),
    ),
    Reason(
        "measured",
        N_("Målt for nylig uden fund"),
        N_("Vi har målt på stedet for nylig, og næsten alle kørte, som de skulle."),
        N_("Du kan bestille igen, hvis det ændrer sig. Skriv gerne dage og tidspunkter."),
        ("målt", "målt for nylig", "uden fund"),
    ),
    Reason(
        "resources",
        N_("Ressourcer"),
        N_("Vi har ikke betjente nok til det inden for fristen, og andre opgaver må komme først."),
        N_("Du kan bestille igen senere, hvis problemet er der endnu."),
        ("ressource", "mandskab", "travlt"),
    ),
    Reason(
        "too_few",
        N_("For få deltagere"),
        N_("Der er for få deltagere til, at vi kan sende en betjent."),
        N_("Du kan gå sammen med andre og bestille igen."),
        ("deltagere", "for få"),
    ),
    Reason(
        "date",
        N_("Datoen kan ikke lade sig gøre"),
        N_("Vi kan ikke den dag."),
        N_("Du kan bestille igen med andre dage."),
        ("dato", "datoen", "dagen"),
    ),
    Reason(
        "too_little",
        N_("Mangler oplysninger"),
        N_("Vi mangler oplysninger for at kunne gøre noget."),
        N_("Du kan bestille igen og skrive mere om, hvor og hvornår det sker."),
        ("oplysninger", "mangler"),
    ),
    Reason(
        "duplicate",
        N_("Dublet"),
        N_("Vi har allerede en bestilling om det samme."),
        N_("Du behøver ikke gøre mere. Vi vurderer stedet under den anden bestilling."),
        ("dobbelt", "samme"),
    ),
)

CANNOT = (
    Reason("holiday", N_("Ferie")),
    Reason("busy", N_("Optaget")),
    Reason("partial", N_("Inhabil")),
    Reason("area", N_("Ikke mit område")),
    Reason("other", N_("Andet")),
)


def reason(key: str, among: Sequence[Reason] = REASONS) -> Reason | None:
    """The reason with this key."""
    return next((each for each in among if each.key == key), None)


def label(key: str, among: Sequence[Reason] = REASONS) -> str:
    """The marked label of a stored key; the key itself once the reason is gone from the list."""
    found = reason(key, among)
    return found.label if found else key
