"""Asks whoever sits at the terminal; what is piped in instead is read line by line, in the same order."""

import sys
from getpass import getpass

from bot.settings import StartFault

NOBODY = "Der kom intet svar på: {question}"


def secret(question: str) -> str:
    """A passphrase, which is never shown. Raises StartFault."""
    return getpass(f"{question}: ") if sys.stdin.isatty() else _line(question)


def line(question: str) -> str:
    """A line. Raises StartFault."""
    if sys.stdin.isatty():
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
    return _line(question)


def text(question: str) -> str:
    """Several lines, until an empty one. Raises StartFault."""
    if sys.stdin.isatty():
        sys.stderr.write(f"{question} (slut med en tom linje):\n")
    written = "\n".join(iter(lambda: sys.stdin.readline().strip(), ""))
    if not written:
        raise StartFault(NOBODY.format(question=question))
    return written


def say(*lines: str) -> None:
    """Writes lines to standard output."""
    sys.stdout.write("".join(f"{each}\n" for each in lines))
    sys.stdout.flush()


def _line(question: str) -> str:
    written = sys.stdin.readline()
    if not written:
        raise StartFault(NOBODY.format(question=question))
    return written.rstrip("\r\n")
