"""Brings every catalogue up to the texts in the code: `python -m handlers.locale.refresh`.

New texts come in untranslated, texts that are gone go out; what is translated is never guessed at.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "plain": None, "N_": None, "many": (1, 2)}
FOLDERS = ("handlers", "bot/telegram")
DANISH_ONLY = (
    "staff",
    "officer",
    "reader",
)  # in a path: what only colleagues read, in the district's own language


def extracted() -> Catalog:
    """Every text marked in the code, with the files that use it."""
    found = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for name, _line, message, _comments, context in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            if message and not any(word in f"{folder}/{name}" for word in DANISH_ONLY):
                found.add(message, locations=[(f"{folder}/{name}", 0)], context=context)
    return found


def refreshed(language: str) -> Catalog:
    """The catalogue of a language, with exactly the texts that the code has."""
    with path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def path(language: str) -> Path:
    """Where the catalogue of a language is."""
    return HERE / language / "LC_MESSAGES" / "messages.po"


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue; Danish is in the code itself."""
    return tuple(folder.name for folder in sorted(HERE.iterdir()) if (folder / "LC_MESSAGES").is_dir())


def forms(text: object) -> list[str]:
    """A text and its plural, or just the text, or one empty text when there is nothing yet."""
    if isinstance(text, list | tuple):
        return [str(form) for form in text]
    return [str(text or "")]


def main() -> None:
    """Rewrites the catalogues and names what is still untranslated."""
    for language in languages():
        catalogue = refreshed(language)
        with path(language).open("wb") as file:
            write_po(file, catalogue, width=110, no_location=True, sort_output=True, omit_header=False)
        for message in catalogue:
            if message.id and not all(forms(message.string)):
                sys.stderr.write(f"{language}: {message.id!r}\n")


if __name__ == "__main__":
    main()
