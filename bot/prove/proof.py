"""The whole proof on one data directory: the controls, what was asked for, and what can be known unasked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from bot.prove import known
from bot.prove.controls import Control, controls, missed
from bot.prove.keys import keys_in
from bot.prove.plants_in_databases import DATABASE
from bot.prove.scan import Finding, Scanned, Scanner
from bot.prove.sinks import Piece, cluster, folder, postgres
from bot.prove.tokens import Number, Text, Token


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the data directory, the database when it is elsewhere, and what else there is to see."""

    folder: Path
    database_url: str = ""  # of PostgreSQL
    cluster: Path | None = None  # where that server keeps its files
    beside: Sequence[Piece] = ()  # metrics, calls, what a process wrote
    leave: Sequence[Path] = ()  # files that are not the service's, such as the list of tokens

    def pieces(self) -> Iterator[Piece]:
        """Everything, read anew each time."""
        yield from folder(self.folder, leave=self.leave)
        if self.database_url:
            yield from postgres(self.database_url)
        if self.cluster:
            yield from cluster(self.cluster)
        yield from self.beside


@dataclass
class Proof:
    """What was looked for, where, and what came of it."""

    tokens: Sequence[Token]
    people: int
    keys: int
    ways: int
    patterns: int
    scanned: Scanned
    planted: Sequence[Control]
    missed: Sequence[Control]
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Nothing was found, and the search is one that finds what is there."""
        return not self.findings and not self.missed


def prove(
    place: Place,
    tokens: Iterable[Token] = (),
    secrets: Iterable[str] = (),
    *,
    planted: Sequence[Control] | None = None,
) -> Proof:
    """Looks for the tokens and for everybody the house knows; `secrets` are settings that may serve as keys.

    All controls are planted that can be, unless others are named.

    Writes nothing into the place. Raises OSError, sqlite3.Error or psycopg.Error when it cannot be read.
    """
    wanted = list(tokens)
    keys = keys_in(place.folder, secrets, leave=place.leave)
    if planted is None:
        planted = controls(postgres=bool(place.database_url))
    scanner = Scanner([token for token in wanted if not _known(token)], keys)
    scanned = scanner.scan(place.pieces())
    people = [*known.people(place.folder / DATABASE, place.database_url)]
    acquainted = Scanner([token for token in wanted if _known(token)], keys)
    found = chain(
        scanned.findings,
        acquainted.scan(known.elsewhere(place.pieces())).findings,
        known.look_for_people(people, [*known.elsewhere(place.pieces())], keys).findings,
        known.fine_times(place.pieces()),
    )
    return Proof(
        tokens=wanted,
        people=len(people),
        keys=len(keys),
        ways=scanner.ways,
        patterns=scanner.patterns + acquainted.patterns,
        scanned=scanned,
        planted=planted,
        missed=missed(planted, beside=place.folder, database_url=place.database_url),
        findings=[*dict.fromkeys(found)],
    )


def _known(token: Token) -> bool:
    return isinstance(token, Number | Text) and token.known
