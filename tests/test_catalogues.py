"""Every text can be read in every language, and says the same things with the same values."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Message

from handlers.locale.refresh import (
    DANISH_ONLY,
    FOLDERS,
    KEYWORDS,
    ROOT,
    extracted,
    forms,
    languages,
    path,
    refreshed,
)

PLACEHOLDER = re.compile(r"\{(\w*)\}")


def _messages(language: str) -> Iterator[Message]:
    return (message for message in refreshed(language) if message.id)


@pytest.mark.parametrize("language", languages())
def test_no_text_is_left_untranslated_or_half_sure(language: str) -> None:
    missing = [
        message.id for message in _messages(language) if message.fuzzy or not all(forms(message.string))
    ]

    assert missing == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_placeholders_of_its_source(language: str) -> None:
    differing = [
        message.id
        for message in _messages(language)
        if {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
        != {name for form in forms(message.string) for name in PLACEHOLDER.findall(form)}
    ]

    assert differing == []


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag}{sorted(attrs, key=str)}")


def _tags(text: str) -> list[str]:
    parser = _Tags()
    parser.feed(text)
    return sorted(parser.found)


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_markup_of_its_source(language: str) -> None:
    differing = [
        message.id
        for message in _messages(language)
        if any(_tags(form) != _tags(forms(message.id)[0]) for form in forms(message.string))
    ]

    assert differing == []


@pytest.mark.parametrize("language", languages())
def test_the_catalogue_holds_no_text_that_the_code_has_lost(language: str) -> None:
    source = path(language).read_text(encoding="utf-8")

    assert "#~" not in source
    assert {str(message.id) for message in _messages(language)} == {
        str(each.id) for each in extracted() if each.id
    }


def _marked() -> Iterator[str]:
    """Every text marked in the code, as Python itself reads it: also inside an f-string."""
    sources = [source for folder in FOLDERS for source in (ROOT / folder).rglob("*.py")]
    for source in sources:
        if any(word in str(source.relative_to(ROOT)) for word in DANISH_ONLY):
            continue
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name(name) | ast.Attribute(attr=name), [ast.Constant(str(text)), *_]):
                    if name in KEYWORDS and text:
                        yield text


def test_no_marked_text_is_hidden_from_the_catalogues() -> None:
    found = {forms(message.id)[0] for message in extracted()}

    assert set(_marked()) <= found
