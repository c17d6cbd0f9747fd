"""Every text can be read in every language, and says the same things with the same values."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from handlers.locale.catalogue import read_catalogue
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
def test_the_bot_reads_from_a_catalogue_what_its_makers_tools_read(language: str) -> None:
    ours = read_catalogue(path(language))
    with path(language).open("rb") as file:
        theirs = [message for message in read_po(file, locale=language) if message.id and message.string]

    texts = [(forms(message.id), forms(message.string)) for message in theirs if not message.fuzzy]

    assert len(texts) > 1000
    assert [ours.one(said[0]) for said, _ in texts] == [shown[0] for _, shown in texts]
    assert [ours.several(said[0], said[1], 2) for said, _ in texts if len(said) > 1] == [
        shown[1] for said, shown in texts if len(said) > 1
    ]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_one_form_for_one_and_one_for_the_rest(language: str) -> None:
    assert "plural=(n != 1)" in path(language).read_text(encoding="utf-8")


def test_a_text_that_is_half_sure_is_shown_as_it_stands_in_the_code(tmp_path: Path) -> None:
    source = tmp_path / "messages.po"
    source.write_text(
        '#, python-brace-format, fuzzy\nmsgid "Hej {name}"\nmsgstr "Bye {name}"\n\n'
        'msgid "Ja"\nmsgstr ""\n\nmsgid ""\n"Nej\\n"\n"tak"\nmsgstr "No\\n\\"thanks\\""\n'
    )

    catalogue = read_catalogue(source)

    assert [catalogue.one(text) for text in ("Hej {name}", "Ja", "Nej\ntak")] == [
        "Hej {name}",
        "Ja",
        'No\n"thanks"',
    ]


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
