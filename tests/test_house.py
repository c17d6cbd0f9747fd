"""Keeps the shape of the house: which part may know which, and where the outside world comes in."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.tree import Source, attributes, calls, imported, nodes, python_sources

SILENCED = re.compile(r"#\s*type:\s*ignore|#\s*mypy:")

MAY_KNOW = {
    "storage": {"storage"},
    "handlers": {"handlers", "storage"},
    "bot": {"bot", "handlers", "storage"},
}

# Where a library may be imported. Anywhere else it would be known in two places.
AT_HOME = {
    # The benchmark holds the library itself beside us, in one file.
    "telegram": (
        "bot/telegram/",
        "bot/sandbox/",
        "bot/tips/",
        "bot/app.py",
        "bot/startup.py",
        "bot/bench/peers.py",
        "handlers/visit.py",
    ),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "nacl": ("handlers/sealing/",),
    "valkey": ("bot/tips/shared.py",),
    "icalendar": ("handlers/wording/calendar.py",),
    # For who works on the texts; a running bot pays five megabytes and more for each.
    "babel": ("handlers/locale/refresh.py",),
    "holidays": ("tests/",),
    # For making a map. Whoever looks something up must not pay a hundred megabytes for it.
    "shapely": ("handlers/land/",),
    "numpy": ("handlers/land/",),
}

# Whoever starts a task must also see it end and hear it fail.
STARTS_TASKS = {
    "bot/app.py": "builds everything and tears it down again",
    "bot/telegram/": "polling and delivery run beside each other, inside the application's own group",
    "bot/sandbox/": "a server of its own, with its own beginning and end",
    "bot/bench.py": "plays a hundred citizens at once",
    "bot/bench/": "plays a hundred citizens at once",
}
TASK_STARTERS = {"create_task", "ensure_future", "TaskGroup", "run_coroutine_threadsafe"}

SETTINGS = "bot/settings.py"
CLOCKS = ("storage/work.py", "storage/clock.py")
WALL_CLOCK = re.compile(r"(^|\.)(datetime\.(now|today|utcnow)|date\.today|time\.time)$")


def arrows(source: Source) -> Iterator[str]:
    """bot → handlers → storage, never back, and the product never knows its tests."""
    known = MAY_KNOW.get(source.package)
    if known is None:
        return
    for name in imported(source):
        top = name.partition(".")[0]
        if top in {*MAY_KNOW, "tests"} - known:
            yield f"imports {name}"


def libraries(source: Source) -> Iterator[str]:
    if source.package not in MAY_KNOW:
        return
    for name in imported(source):
        places = AT_HOME.get(name.partition(".")[0])
        if places and not source.is_in(*places):
            yield f"imports {name}"


def environment(source: Source) -> Iterator[str]:
    """Tests build settings by hand and give a child process its surroundings; the product reads them once."""
    if source.package not in MAY_KNOW or source.path == SETTINGS:
        return
    names = {"os.environ", "os.environb", "os.getenv", "os.putenv"}
    yield from (name for name in (*imported(source), *attributes(source)) if name in names)


def tasks(source: Source) -> Iterator[str]:
    if source.package not in MAY_KNOW or source.is_in(*STARTS_TASKS):
        return
    for name, _ in calls(source):
        if name.rpartition(".")[2] in TASK_STARTERS:
            yield f"calls {name}"


def clocks(source: Source) -> Iterator[str]:
    """A rule asks the work what time it is; nobody asks for a time that has no zone."""
    rules = source.package in {"handlers", "storage"} and source.path not in CLOCKS
    for name, arguments in calls(source):
        if not WALL_CLOCK.search(name):
            continue
        if rules:
            yield f"calls {name}"
        elif arguments == 0 and not name.endswith("time.time"):
            yield f"calls {name} without a zone"


def length(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > 400:
        yield f"has {lines} lines; 400 is the ceiling"


def introduction(source: Source) -> Iterator[str]:
    """An empty __init__.py needs no words."""
    tree = ast.parse(source.text)
    if tree.body and not ast.get_docstring(tree):
        yield "begins without a docstring"


def silenced_types(source: Source) -> Iterator[str]:
    """sqlalchemy's cast is SQL and welcome; typing's is a promise nobody checks."""
    yield from (found.group() for found in SILENCED.finditer(source.text))
    yield from (name for name in (*imported(source), *attributes(source)) if name == "typing.cast")


def doubles(source: Source) -> Iterator[str]:
    """Fake the wire and the clock, nothing else; and wait for what happens, not for time to pass."""
    if source.package != "tests":
        return
    yield from (name for name in imported(source) if name.startswith(("unittest.mock", "mock.")))
    # sleep(0) only lets others take their turn.
    pauses = re.compile(r"(time|asyncio)\.sleep\((?!0\))")
    written = (ast.unparse(node) for node in nodes(source) if isinstance(node, ast.Call))
    yield from (call for call in written if pauses.match(call))


Rule = Callable[[Source], Iterator[str]]
RULES: tuple[Rule, ...] = (
    arrows, libraries, environment, tasks, clocks, length, introduction, silenced_types, doubles,
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_python_file_keeps_the_rule(rule: Rule) -> None:
    faults = [f"{source.path} {fault}" for source in python_sources() for fault in rule(source)]

    assert not faults, "\n".join(faults)


BREACHES: tuple[tuple[Rule, str, str], ...] = (
    (arrows, "storage/cases.py", "from handlers import text"),
    (arrows, "handlers/rules/triage.py", "def f():\n    import bot.app"),
    (arrows, "handlers/citizen/menu.py", "from ...bot import app"),
    (arrows, "bot/app.py", "from tests.town import Town"),
    (libraries, "handlers/rules/intake.py", "from telegram import Update"),
    (libraries, "bot/jobs.py", "import telegram.ext"),
    (libraries, "handlers/wording/cards.py", "from sqlalchemy.orm import Session"),
    (libraries, "bot/cli.py", "from alembic import command"),
    (environment, "bot/sandbox/server.py", "import os\nos.environ['X']"),
    (environment, "handlers/house.py", "from os import getenv"),
    (tasks, "handlers/rules/intake.py", "asyncio.create_task(f())"),
    (tasks, "bot/web/server.py", "async with TaskGroup() as group: ..."),
    (clocks, "handlers/rules/triage.py", "now = datetime.now(UTC)"),
    (clocks, "storage/cases.py", "import datetime\nnow = datetime.datetime.now(tz=UTC)"),
    (clocks, "tests/test_x.py", "now = datetime.now()"),
    (length, "bot/app.py", "\n" * 401),
    (introduction, "bot/app.py", "import os"),
    (silenced_types, "bot/app.py", "x = f()  # type" + ": ignore[misc]"),
    (silenced_types, "bot/app.py", "from typing import cast"),
    (doubles, "tests/test_x.py", "from unittest.mock import Mock"),
    (doubles, "tests/test_x.py", "await asyncio.sleep(0.1)"),
)


@pytest.mark.parametrize(
    ("rule", "path", "text"), BREACHES, ids=[f"{rule.__name__}-{path}" for rule, path, _ in BREACHES]
)
def test_a_breach_of_the_rule_is_seen(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


PERMITTED: tuple[tuple[Rule, str, str], ...] = (
    (arrows, "bot/app.py", "import handlers.visit, storage.work"),
    (libraries, "handlers/visit.py", "from telegram import Update"),
    (libraries, "storage/cases.py", "from sqlalchemy import cast"),
    (environment, SETTINGS, "import os\nos.environ"),
    (tasks, "bot/telegram/polling.py", "group = asyncio.TaskGroup()"),
    (clocks, "storage/work.py", "now = datetime.now(UTC)"),
    (clocks, "bot/web/health.py", "now = datetime.now(UTC)"),
    (introduction, "bot/__init__.py", ""),
    (silenced_types, "storage/cases.py", "from sqlalchemy import cast"),
    (doubles, "tests/test_x.py", "await asyncio.sleep(0)"),
)


@pytest.mark.parametrize(
    ("rule", "path", "text"), PERMITTED, ids=[f"{rule.__name__}-{path}" for rule, path, _ in PERMITTED]
)
def test_what_is_allowed_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Source(path, text)))
