"""What a command was given and what it said."""

from __future__ import annotations

from typing import Protocol

PASSPHRASE = "korrekt hest batteri hæfteklamme"


class Does(Protocol):
    """Runs a command with lines on standard input; gives exit code, output and complaints."""

    def __call__(self, *arguments: str, typed: tuple[str, ...] = ()) -> tuple[int, str, str]: ...
