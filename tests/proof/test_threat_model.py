"""The page for the lawyer: every claim of protection names a test that is there."""

from __future__ import annotations

import ast
import re

from tests.tree import HOME

PAGE = (HOME / "docs" / "threat-model.md").read_text("utf-8")
NAMED = re.compile(r"`(test_\w+)`")
CLAIMS, LIMITS = "## Hvem der er beskyttet mod hvem", "## Hvad vi ikke beskytter imod"


def there_are() -> set[str]:
    """Every test of the suite."""
    sources = (path.read_text("utf-8") for path in (HOME / "tests").rglob("test_*.py"))
    functions = (node for source in sources for node in ast.walk(ast.parse(source)))
    return {node.name for node in functions if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_test_that_is_named_exists() -> None:
    named = set(NAMED.findall(PAGE))

    assert len(named) > 40
    assert sorted(named - there_are()) == []


def test_every_claim_names_its_test() -> None:
    claims = PAGE[PAGE.index(CLAIMS) : PAGE.index(LIMITS)].split("\n- ")[1:]

    assert len(claims) > 20
    assert [claim for claim in claims if not NAMED.search(claim)] == []


def test_what_is_not_protected_is_told() -> None:
    limits = PAGE[PAGE.index(LIMITS) :]

    for words in ("Telegram", "kørende maskine", "Telefonen i forkerte hænder", "Den lille by"):
        assert f"**{words}" in limits or words in limits


def test_it_never_promises_more_than_it_holds() -> None:
    assert "Vi gemmer ikke, hvem du er" in PAGE
    assert PAGE.lower().count("helt anonymt") == 1  # where it says that we never say so
