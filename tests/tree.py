"""The project's own files as git knows them, and what a Python file imports and calls."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """A text file: its path from the project's folder, and its text."""

    path: str
    text: str

    @property
    def package(self) -> str:
        return self.path.partition("/")[0]

    def is_in(self, *places: str) -> bool:
        """A place is a file, or a folder when it ends in a slash."""
        return any(
            self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places
        )


@cache
def paths() -> tuple[str, ...]:
    """Committed and about to be, never what .gitignore leaves out. Works in a clone another user made."""
    command = [
        "git",
        "-c",
        f"safe.directory={HOME}",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True).stdout
    return tuple(path for path in listed.split("\0") if path and (HOME / path).is_file())


@cache
def sources() -> tuple[Source, ...]:
    """Every file that is text; a picture or a font is not."""
    return tuple(source for path in paths() if (source := read(path)) is not None)


def read(path: str) -> Source | None:
    try:
        return Source(path, (HOME / path).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None


def python_sources() -> tuple[Source, ...]:
    return tuple(source for source in sources() if source.path.endswith(".py"))


@cache
def nodes(source: Source) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source.text, source.path)))


def imported(source: Source) -> Iterator[str]:
    """Full dotted names, also inside functions; a relative import is given its package."""
    for node in nodes(source):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = source.path.split("/")[: -node.level] if node.level else []
            module = ".".join([*parents, *filter(None, [node.module])])
            yield from (f"{module}.{name.name}" for name in node.names)


def attributes(source: Source) -> Iterator[str]:
    """Every dotted name that is used, called or not: "asyncio.create_task", "os.environ"."""
    for node in nodes(source):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


def calls(source: Source) -> Iterator[tuple[str, int]]:
    """Every call: the name as written and how many arguments it has."""
    for node in nodes(source):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), len(node.args) + len(node.keywords)
