"""Every promise has its place in the project and a test that holds it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.tree import HOME

ROW = re.compile(r"^\| (?!Promise|---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")
ROWS = ROW.findall((HOME / "docs" / "promises.md").read_text(encoding="utf-8"))


@cache
def defined_in(path: str) -> frozenset[str]:
    """The names of the tests in a file; none when there is no such file."""
    file = HOME / path
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return frozenset(re.findall(r"^(?:async )?def (test_\w+)\(", text, re.MULTILINE))


def is_test(name: str) -> bool:
    path, _, test = name.partition("::")
    return test in defined_in(path)


def test_there_is_a_row_for_each_promise_once() -> None:
    promises = [promise for promise, _, _ in ROWS]

    assert len(promises) > 80
    assert len(promises) == len(set(promises))


@pytest.mark.parametrize(("where", "held"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_row_names_places_and_tests_that_exist(where: str, held: str) -> None:
    places, tests = NAME.findall(where), NAME.findall(held)

    assert places
    assert tests
    assert [place for place in places if not (HOME / place).is_file()] == []
    assert [test for test in tests if not is_test(test)] == []


@pytest.mark.parametrize(
    "name", ["tests/test_promises.py::test_gone", "tests/gone.py::test_gone", "test_gone"]
)
def test_a_test_that_is_gone_is_seen(name: str) -> None:
    assert not is_test(name)
