"""Every text people read: Danish beside its use, other languages from the catalogues."""

from functools import cache
from html import escape
from pathlib import Path
from string import Formatter

from handlers.locale.catalogue import Catalogue, read_catalogue

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"da": "Dansk", "en": "English"}


class Html(str):
    """A piece of ready HTML: it is put into a text as it is."""

    __slots__ = ()


def fields_of(text: str) -> set[str]:
    """The names of the values that a text wants."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Marks a text for the catalogues where it is declared, not where it is shown."""
    return text


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


class Texts:
    """The texts of one language. Values are escaped: what people write can never become markup."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, **values: object) -> str:
        """HTML: the text in this language with its values escaped."""
        return self._fill(self._catalogue.one(text) if text else "", values)

    def many(self, one: str, several: str, count: int, **values: object) -> str:
        """HTML: the form that fits `count`, which is also a value."""
        return self._fill(self._catalogue.several(one, several, count), {"count": count, **values})

    def plain(self, text: str, **values: object) -> str:
        """The text as it is, for buttons, toasts and the terminal."""
        found = self._catalogue.one(text) if text else ""
        return found.format(**values) if values else found

    def _fill(self, text: str, values: dict[str, object]) -> str:
        if not values:
            return text
        return text.format(**{name: _safe(value) for name, value in values.items()})


def _safe(value: object) -> object:
    if isinstance(value, Html | int):
        return value
    return escape(str(value), quote=False)


@cache
def texts(language: str) -> Texts:
    """The texts of a language; one we do not have is answered in Danish."""
    source = LOCALE / language / "LC_MESSAGES" / "messages.po"
    return Texts(language if language in LANGUAGES else "da", read_catalogue(source))
