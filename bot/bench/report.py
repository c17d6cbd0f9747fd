"""What the benchmark prints: one line a number, with its target beside it, and progress while it works."""

import sys
from collections.abc import Callable
from typing import TextIO

from bot.bench.town import Heard

LABEL = 24


class Report:
    """Numbers go to `out` as they are found; progress goes to `side`, when a person is watching."""

    def __init__(self, out: TextIO = sys.stdout, side: TextIO = sys.stderr) -> None:
        self._out = out
        self._side = side
        self._watched = side.isatty()
        self.sound = True  # whether everything was right; speed is no matter of right and wrong

    def heading(self, text: str) -> None:
        """Before a group of numbers."""
        self._clear()
        self._print(f"\n{text}")

    def line(self, label: str, text: str, target: str = "") -> None:
        """One number, or a few that belong together."""
        self._clear()
        self._print(f"  {label:<{LABEL}} {text}" + (f"  (mål: {target})" if target else ""))

    def answers(self, heard: Heard, target: str = "") -> None:
        """How long people waited."""
        shares = (("p50", 0.50), ("p95", 0.95), ("p99", 0.99))
        text = ", ".join(f"{name} {number(heard.at(share))}" for name, share in shares)
        self.line("Tid til svar", f"{text} ms", target)

    def rightness(self, wanted: int, cases: dict[int, int], heard: Heard) -> None:
        """Everybody has exactly the case she sent, and saw what she should."""
        found = sum(cases.values())
        lost = sum(count == 0 for count in cases.values()) + wanted - len(cases)
        doubled = sum(count > 1 for count in cases.values())
        wrong = heard.wrong + heard.astray
        self.sound = self.sound and not (lost or doubled or wrong) and found == wanted
        text = f"{found} sager af {wanted} samtaler, {lost} tabt, {doubled} dobbelte, {wrong} forkerte svar"
        self.line("Rigtighed", text, "0, 0, 0")

    def progress(self, doing: str, whole: int) -> Callable[[int], None]:
        """A function that shows how far it is; for somebody at a terminal."""

        def show(done: int) -> None:
            if self._watched:
                self._side.write(f"\r{doing}: {min(done, whole)} af {whole} ")
                self._side.flush()

        return show

    def _clear(self) -> None:
        if self._watched:
            self._side.write("\r\033[K")
            self._side.flush()

    def _print(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()


def number(value: float) -> str:
    """With as many digits as can be trusted, and a decimal comma."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004 - three digits in all
    return f"{value:.{digits}f}".replace(".", ",")
