"""The whole search: every piece, with all that is packed in it, for every token in every spelling."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.prove.digests import digests, keyed
from bot.prove.layers import Unread, layers
from bot.prove.pages import seams
from bot.prove.pictures import notes
from bot.prove.search import Search
from bot.prove.sinks import Piece
from bot.prove.spelling import Spelling
from bot.prove.spellings import spellings
from bot.prove.times import near, times
from bot.prove.tokens import Moment, Token

DEEPEST = 5  # packed in packed in packed …
SEAM = ", mellem sider"  # shows again what whole pages have shown
PICTURE = "oplysninger i et billede"


@dataclass(frozen=True, slots=True)
class Finding:
    """A trace: of what, how it is written, and where."""

    token: str
    how: str
    sink: str
    where: str


@dataclass
class Scanned:
    """What was found, how much was looked through, and what could not be."""

    findings: list[Finding] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    pieces: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    unpacked: int = 0


class Scanner:
    """Knows what to look for. Built once, used on any number of pieces."""

    def __init__(
        self, tokens: Iterable[Token], keys: Iterable[bytes] = (), *, bare: Iterable[Token] = ()
    ) -> None:
        """Of the `bare` ones no digests are looked for: there may be many of them, such as messages."""
        self.bare, self.keys = frozenset(bare), list(keys)
        self.tokens = [*tokens, *self.bare]
        self.moments = [token for token in self.tokens if isinstance(token, Moment)]
        written = list(self._written())
        self.ways = len({spelling.how for spelling in written})
        self._search = Search(written)

    @property
    def patterns(self) -> int:
        """How many different rows of bytes are looked for."""
        return self._search.patterns

    def scan(self, pieces: Iterable[Piece]) -> Scanned:
        """Looks through them all."""
        scanned = Scanned()
        for piece in pieces:
            self._look(piece, scanned)
        return scanned

    def _written(self) -> Iterator[Spelling]:
        for token in self.tokens:
            yield from spellings(token)
            if token not in self.bare:
                yield from digests(token)
                yield from keyed(token, self.keys)

    def _look(self, piece: Piece, scanned: Scanned) -> None:
        scanned.pieces[piece.sink] += 1
        scanned.bytes[piece.sink] += len(piece.content)
        if piece.fault:
            scanned.gaps.append(f"{piece.label}: {piece.fault}")
        if piece.touched:
            for moment in near(piece.touched, self.moments):
                finding = Finding(moment.name, "sidst ændret", piece.sink, piece.label)
                scanned.findings.append(finding)
        seen: set[tuple[str, str]] = set()
        for where, content, deep in self._unpacked(piece.label, piece.content, scanned):
            scanned.unpacked += len(content) if deep else 0
            for name, how, at in self._found(content):
                if not where.endswith(SEAM) or (name, how) not in seen:
                    scanned.findings.append(Finding(name, how, piece.sink, f"{where}, byte {at}"))
                seen.add((name, how))

    def _found(self, content: bytes) -> Iterator[tuple[str, str, int]]:
        for hit in self._search.hits(content):
            yield hit.spelling.token, hit.spelling.how, hit.at
        for moment, how, at in times(content, self.moments):
            yield moment.name, how, at
        for how, at in notes(content):
            yield PICTURE, how, at

    def _unpacked(
        self, where: str, content: bytes, scanned: Scanned, deep: int = 0
    ) -> Iterator[tuple[str, bytes, int]]:
        yield where, content, deep
        if sewn := seams(content):
            yield where + SEAM, sewn, deep
        if deep == DEEPEST:
            return
        try:
            for how, held in layers(content):
                yield from self._unpacked(f"{where}, {how}", held, scanned, deep + 1)
        except Unread as why:
            scanned.gaps.append(f"{where}: {why}")
