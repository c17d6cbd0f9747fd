"""Keeps what surrounds the code: no clutter, hashed packages, scripts that start, settings explained."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import HOME, Source, paths, read, sources

# Written so that no pattern matches itself.
UNWANTED = {
    "unfinished work": re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b"),
    "a place on one machine": re.compile(r"(?<![\w.$}*-])/(?:work|root)/"),
    "the address of a package registry": re.compile(
        r"pypi\.org|pythonhosted\.|npmjs\.|--(extra-)?index-url|--find[-]links"
    ),
    "a merge that was not finished": re.compile(r"^(<{7} |>{7} )", re.MULTILINE),
}
CLUTTER = re.compile(
    r"(^|/)(__pycache__|node_modules|\.DS_Store|uv\.lock|\.env|[^/]*\.(pyc|db|sqlite3?|log|orig|rej|bak|swp|tmp))(/|$)|~$"
)
LARGEST_FILE = 1_000_000

PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)

# What the outside world relies on; bot/settings.py may add to it, never take away.
PROMISED_SETTINGS = {
    "BETJENT_API_URL", "BETJENT_DATABASE_URL", "BETJENT_DATA_DIR", "BETJENT_DISTRICT", "BETJENT_LISTEN",
    "BETJENT_LOG_FORMAT", "BETJENT_STAFF_CHAT", "BETJENT_TOKEN", "BETJENT_WEBHOOK_SECRET",
    "BETJENT_WEBHOOK_URL",
}  # fmt: skip


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{source.path}: {hit.group()}"
        for source in sources()
        for hit in UNWANTED[what].finditer(source.text)
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("unfinished work", "# TO" + "DO: later"),
        ("a place on one machine", "cd /ro" + "ot/x"),
        ("the address of a package registry", "https://py" + "pi.org/simple"),
        ("a merge that was not finished", "<" * 7 + " HEAD"),
    ],
)
def test_what_no_file_may_hold_is_seen(what: str, text: str) -> None:
    assert UNWANTED[what].search(text)


def test_nothing_is_kept_that_a_machine_can_make_again() -> None:
    clutter = [path for path in paths() if CLUTTER.search(path)]
    large = [path for path in paths() if (HOME / path).stat().st_size > LARGEST_FILE]

    assert CLUTTER.search("bot/__pycache__/app.pyc")
    assert clutter == []
    assert large == []


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_package_is_pinned_and_hashed_and_names_no_address(name: str) -> None:
    text = (HOME / "requirements" / f"{name}.txt").read_text()
    packages = re.split(r"\n(?=\S)", text.strip())

    assert packages
    assert [
        package for package in packages if not PIN.match(package) or "--hash=sha256:" not in package
    ] == []
    assert "://" not in text


def test_a_machine_for_development_runs_the_same_versions() -> None:
    run, dev = (
        dict(PIN.findall((HOME / "requirements" / name).read_text())) for name in ("run.txt", "dev.txt")
    )

    assert {package: dev.get(package) for package in run} == run


def shell_scripts() -> Iterator[tuple[str, str]]:
    for source in sources():
        first = source.text.partition("\n")[0]
        if re.match(r"#!.*\bbash\b", first):
            yield source.path, "bash"
        elif re.match(r"#!.*\bsh\b", first) or source.path.endswith(".sh"):
            yield source.path, "sh"


@pytest.mark.parametrize(("path", "shell"), list(shell_scripts()))
def test_a_script_can_be_read_by_its_shell_and_started(path: str, shell: str) -> None:
    subprocess.run([shell, "-n", path], cwd=HOME, check=True)

    assert os.access(HOME / path, os.X_OK) or path.endswith(".sh")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of the scripts with a Python that only says how it was called."""
    home = tmp_path / "en mappe"
    (home / "requirements").mkdir(parents=True)
    shutil.copy(HOME / "betjent", home)
    for name in ("venv.sh", "install.py", "run.txt"):
        shutil.copy(HOME / "requirements" / name, home / "requirements")
    python = home / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$PYTHONPATH"\nprintf "<%s>" "$@"\n')
    python.chmod(0o755)
    shutil.copy(HOME / "requirements" / "run.txt", home / ".venv" / "run.stamp")
    return home


def run(
    program: Path, *arguments: str, cwd: Path, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    env = {"PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [program, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_betjent_passes_every_word_on_from_any_folder(installed: Path, tmp_path: Path) -> None:
    shortcut = tmp_path / "betjent"
    shortcut.symlink_to(installed / "betjent")

    done = run(shortcut, "invite", "staff", "--name", "Inge  Holm*", "", cwd=Path("/"))

    assert done.stdout == f"{installed}\n<-P><-m><bot><invite><staff><--name><Inge  Holm*><>"
    assert (done.stderr, done.returncode) == ("", 0)


def only(folder: Path, *programs: str) -> str:
    """A PATH that knows these programs and a Python which is too old, or lacks venv."""
    folder.mkdir()
    for name in programs:
        (folder / name).symlink_to(shutil.which(name) or name)
    return str(folder)


@pytest.mark.parametrize(
    ("python", "words"),
    [("exit 1", "Python 3.11 eller nyere"), ('case "$2" in *venv*) exit 1;; esac', "python3-venv")],
)
def test_betjent_says_what_is_missing_on_the_machine(
    installed: Path, tmp_path: Path, python: str, words: str
) -> None:
    (installed / ".venv" / "run.stamp").unlink()
    path = only(tmp_path / "bin", "sh", "dirname", "readlink", "cmp")
    stand_in = Path(path) / "python3"
    stand_in.write_text(f"#!/bin/sh\n{python}\n")
    stand_in.chmod(0o755)

    done = run(installed / "betjent", cwd=tmp_path, path=path)

    assert words in done.stderr
    assert (done.stdout, done.returncode) == ("", 1)


def settings_named(source: Source) -> set[str]:
    """The fields of a settings class under their prefix, and every name that is written out."""
    named = set(re.findall(r"\bBETJENT_[A-Z][A-Z_]*[A-Z]\b", source.text))
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.ClassDef) and node.name in {"Ground", "Settings"}:
            fields = (field.target for field in node.body if isinstance(field, ast.AnnAssign))
            named |= {
                f"BETJENT_{ast.unparse(field).upper()}" for field in fields if ast.unparse(field)[0].islower()
            }
    return named - {"BETJENT_MODEL_CONFIG"}


@pytest.mark.parametrize("where", ["deploy/env.example", "README.md"])
def test_every_setting_is_explained(where: str) -> None:
    settings, text = read("bot/settings.py"), (HOME / where).read_text()
    assert settings

    named = settings_named(settings)

    assert named >= PROMISED_SETTINGS
    assert {name for name in named if not re.search(rf"\b{name}\b", text)} == set()
