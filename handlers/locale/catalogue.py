"""Reads a catalogue as translators keep it: a .po file, without any compiled one beside it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)  # translated once, but the source has changed since


class Catalogue:
    """The texts of one language; one that is not translated is answered as it stands in the code."""

    def __init__(self, said: dict[str, tuple[str, ...]]) -> None:
        self._said = said

    def one(self, text: str) -> str:
        """The text in this language."""
        return self._said.get(text, (text,))[0]

    def several(self, one: str, several: str, count: int) -> str:
        """The form for so many: Danish and English both have one for 1 and one for everything else."""
        forms = self._said.get(one, ())
        return (forms if len(forms) > 1 else (one, several))[count != 1]


def read_catalogue(source: Path) -> Catalogue:
    """What is translated in the file; an empty catalogue where there is none."""
    blocks = source.read_text(encoding="utf-8").split("\n\n") if source.exists() else []
    return Catalogue(dict(entry for block in blocks for entry in _entry(block)))


def _entry(block: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The source text and its translations, where there are any; the heading is one of the empty text."""
    if FUZZY.search(block):
        return
    fields = defaultdict[str, str](str)
    field = ""
    for line in block.splitlines():
        if line and not line.startswith("#"):
            name, quote, words = line.partition('"')
            field = name.strip() or field
            fields[field] += json.loads(quote + words)  # a .po file escapes its words as JSON does
    forms = tuple(words for name, words in fields.items() if name.startswith("msgstr"))
    if fields["msgid"] and all(forms):
        yield fields["msgid"], forms
