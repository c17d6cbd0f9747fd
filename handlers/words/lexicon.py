"""Finds listed words and phrases in folded text, one typing error a word forgiven."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.words import split

SHORTEST_FORGIVEN = 5  # In shorter words one wrong letter usually makes another real word.
LONGEST_GAP = 3  # Small words that may stand between two words of a phrase.


@dataclass(frozen=True)
class Hit:
    """A phrase found: its name, and the places of its first word and the word after its last."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """Words to find in this order; an item in capitals stands for any word of that class."""

    name: str
    items: tuple[str, ...]
    last: str


class Lexicon:
    """Word classes and phrases, ready for looking up.

    A class member may be several words ("lige nu"), which then count as one, or a stem ("knallert*").
    `real` holds words that must not be taken for misspellings of listed ones.
    """

    def __init__(
        self,
        classes: Mapping[str, Iterable[str]],
        phrases: Mapping[str, Iterable[str]],
        *,
        real: Iterable[str] = (),
        gap: Iterable[str] = ("FILLER",),
    ) -> None:
        self._classes = _classes_of_words(classes)
        self._gap = frozenset(gap)
        self._starts = _by_first_word_of_phrase(phrases, self._classes)
        single = _single_words(self._classes, phrases)
        self._stems = frozenset(word[:-1] for word in single if word.endswith("*"))
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._heads = frozenset(stem[:2] for stem in self._stems)
        self._joined = _by_first_word(self._classes)
        known = {word for word in single if not word.endswith("*")}
        self._neighbours = _neighbours(known)
        stemmed = tuple(self._stems)
        guards = {word for text in real for word in split(text)}
        self._known = known | {word for word in guards if not word.startswith(stemmed)}
        self._spread_stems(known)

    def read(self, words: Sequence[str]) -> list[str]:
        """The same words with typing errors mended, stems cut and listed expressions joined."""
        known = self._known
        mended = [word if word in known else self._mend(word) for word in words]
        return self._join(mended)

    def classes(self, word: str) -> frozenset[str]:
        """The classes of one word from `read`."""
        return self._classes.get(word, frozenset())

    def classes_in(self, words: Iterable[str]) -> set[str]:
        """Every class that some word from `read` belongs to."""
        found: set[str] = set()
        for word in words:
            if word in self._classes:
                found |= self._classes[word]
        return found

    def find(self, words: Sequence[str]) -> list[Hit]:
        """All phrases in words from `read`."""
        starting = [(start, self._starts[word]) for start, word in enumerate(words) if word in self._starts]
        present = self.classes_in(words).union(words) if starting else ()
        return [
            Hit(phrase.name, start, end)
            for start, phrases in starting
            for phrase in phrases
            if (phrase.last in present or phrase.last[-1] == "*")
            and (end := self._end_of(phrase.items, words, start))
        ]

    def _spread_stems(self, known: Iterable[str]) -> None:
        """Gives a listed word that also begins with a listed stem the stem's phrases and classes."""
        for word in known:
            for stem in (
                word[:length] + "*" for length in self._stem_lengths if word[:length] in self._stems
            ):
                names = self.classes(word) | self.classes(stem)
                if names:
                    self._classes[word] = names
                if stem in self._starts:
                    self._starts[word] = self._starts.get(word, ()) + self._starts[stem]

    def _end_of(self, items: tuple[str, ...], words: Sequence[str], start: int) -> int:
        """Where the phrase ends, or 0 when it is not here."""
        at = start + 1
        for item in items[1:]:
            stop = min(at + LONGEST_GAP, len(words))
            while at < stop and not self._fits(item, words[at]) and self._may_skip(words[at]):
                at += 1
            if at >= len(words) or not self._fits(item, words[at]):
                return 0
            at += 1
        return at

    def _fits(self, item: str, word: str) -> bool:
        if item == word or item in self._classes.get(word, ()):
            return True
        return item.endswith("*") and word.startswith(item[:-1])

    def _may_skip(self, word: str) -> bool:
        return not self._gap.isdisjoint(self._classes.get(word, ()))

    def _mend(self, word: str) -> str:
        if word[:2] in self._heads:
            for length in self._stem_lengths:
                if word[:length] in self._stems:
                    return word[:length] + "*"
        if len(word) < SHORTEST_FORGIVEN or not word.isalpha():
            return word
        neighbours = self._neighbours
        for cut in range(len(word), 0, -1):
            for listed in neighbours.get(word[:cut] + word[cut + 1 :], ()):
                if one_error_apart(word, listed):
                    return listed
        return word

    def _join(self, words: list[str]) -> list[str]:
        """Puts listed expressions of several words together, the longest first."""
        joined: list[str] = []
        at = 0
        while at < len(words):
            size = 1
            for expression in self._joined.get(words[at], ()):
                if words[at : at + len(expression)] == expression:
                    size = len(expression)
                    break
            joined.append(" ".join(words[at : at + size]))
            at += size
        return joined


def one_error_apart(word: str, other: str) -> bool:
    """Whether one letter missing, added, changed or swapped makes the words equal."""
    if abs(len(word) - len(other)) > 1:
        return False
    shorter, longer = sorted((word, other), key=len)
    at = 0
    while at < len(shorter) and shorter[at] == longer[at]:
        at += 1
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = longer[at + 1 : at + 2] + longer[at : at + 1] + longer[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or shorter[at:] == swapped


def _folded(text: str) -> str:
    """One list entry folded, its star kept."""
    return " ".join(split(text)) + ("*" if text.endswith("*") else "")


def _classes_of_words(classes: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, members in classes.items():
        for member in members:
            found[_folded(member)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _items(text: str) -> tuple[str, ...]:
    """The items of a phrase; "uden_for" is a listed expression of two words."""
    return tuple(word if word.isupper() else _folded(word.replace("_", " ")) for word in text.split())


def _by_first_word_of_phrase(
    phrases: Mapping[str, Iterable[str]], classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Phrase, ...]]:
    """The phrases each word can begin, be it named in the phrase or by its class."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for name, texts in phrases.items():
        for text in texts:
            items = _items(text)
            found[items[0]].append(Phrase(name, items, items[-1]))
    starts = {word: list(group) for word, group in found.items() if not word.isupper()}
    for word, names in classes.items():
        for name in sorted(names & found.keys()):
            starts.setdefault(word, []).extend(found[name])
    return {word: tuple(group) for word, group in starts.items()}


def _single_words(classes: Mapping[str, frozenset[str]], phrases: Mapping[str, Iterable[str]]) -> set[str]:
    items = {item for texts in phrases.values() for text in texts for item in _items(text)}
    return {word for text in classes for word in text.split()} | {
        item for item in items if not item.isupper()
    }


def _by_first_word(classes: Mapping[str, frozenset[str]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for expression in sorted((text.split() for text in classes), key=len, reverse=True):
        if len(expression) > 1:
            found[expression[0]].append(expression)
    return dict(found)


def _neighbours(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every long word under itself and under itself with one letter cut; the first letter stays.

    Two words one error apart share such a cut (Wolf Garbe's symmetric delete), so that a look-up
    needs one dictionary access a letter and no distances.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if len(word) >= SHORTEST_FORGIVEN and word.isalpha():
            for cut in range(1, len(word) + 1):
                found[word[:cut] + word[cut + 1 :]].add(word)
    return {text: tuple(sorted(group)) for text, group in found.items()}
