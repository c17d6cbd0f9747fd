"""The proof in plain Danish, line by line."""

from collections import Counter
from collections.abc import Iterator

from bot.prove.proof import Proof
from bot.prove.tokens import Moment, Number, Place, Raw, Text, Token

SORTS: dict[type[Token], tuple[str, str]] = {
    Number: ("tal", "tal"),
    Text: ("tekst", "tekster"),
    Raw: ("stykke data", "stykker data"),
    Place: ("sted", "steder"),
    Moment: ("tidspunkt", "tidspunkter"),
}
MOST_LINES = 40


def lines(proof: Proof) -> Iterator[str]:
    """What was looked for, where, how well the search was tried, and what was found."""
    yield "Ledt efter"
    yield from (f"  {line}" for line in _wanted(proof))
    yield ""
    yield "Ledt i"
    yield from (f"  {line}" for line in _places(proof))
    yield ""
    yield "Prøven på søgningen"
    yield from (f"  {line}" for line in _trial(proof))
    yield ""
    yield from _outcome(proof)


def _wanted(proof: Proof) -> Iterator[str]:
    if proof.tokens:
        sorts = Counter(type(token) for token in proof.tokens)
        told = ", ".join(f"{count} {SORTS[sort][count > 1]}" for sort, count in sorts.items())
        yield f"{told}, i {_number(proof.ways)} skrivemåder: {_number(proof.patterns)} mønstre"
    if proof.keys:
        yield f"{_number(proof.keys)} nøgler på maskinen er prøvet på hvert af dem"
    if proof.people:
        people = "person" if proof.people == 1 else "personer"
        yield f"{_number(proof.people)} {people}, som databasen kender: ingen af dem må stå ved et tip"
    yield "tidspunkter finere end ugen i tippenes tabeller"


def _places(proof: Proof) -> Iterator[str]:
    for sink, count in proof.scanned.pieces.items():
        yield f"{sink:<20}{_number(count):>7}{_size(proof.scanned.bytes[sink]):>12}"
    yield f"{'pakket ud undervejs':<27}{_size(proof.scanned.unpacked):>12}"
    yield from (f"! {gap}" for gap in proof.scanned.gaps)


def _trial(proof: Proof) -> Iterator[str]:
    planted, found = len(proof.planted), len(proof.planted) - len(proof.missed)
    mark = "✗" if proof.missed else "✓"
    yield f"{mark} {planted} læk plantet i en kopi, {found} fundet"
    yield from (f"✗ overset: {control.name}" for control in proof.missed)


def _outcome(proof: Proof) -> Iterator[str]:
    for finding in proof.findings[:MOST_LINES]:
        yield f"✗ {finding.token}: {finding.how} i {finding.where}"
    if len(proof.findings) > MOST_LINES:
        yield f"✗ … og {len(proof.findings) - MOST_LINES} spor til"
    if proof.missed:
        yield "Søgningen ser ikke alt, hvad den skal. Derfor beviser den intet."
    elif proof.findings:
        yield f"{_number(len(proof.findings))} spor fundet."
    else:
        yield "✓ Ingen spor fundet."


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _size(size: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}".replace(".", ",")
    return f"{size} byte"
