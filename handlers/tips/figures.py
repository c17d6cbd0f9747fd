"""Figures about tips that may be shown: by week and kommune, and never a number that points at somebody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5  # a cell with fewer is left out, and nothing is shown that it could be worked out from


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tips from one kommune in one week have ended; `kommune` is a code, or empty."""

    week: str
    kommune: str
    number: int


def shown(counts: Mapping[tuple[str, str, str], int]) -> list[Cell]:
    """The cells that are large enough, the newest week first; no sums, for they would give the rest away."""
    cells = Counter[tuple[str, str]]()
    for (week, kommune, _outcome), number in counts.items():
        cells[week, kommune] += number
    large = [Cell(week, kommune, number) for (week, kommune), number in cells.items() if number >= FEWEST]
    return sorted(large, key=lambda cell: (cell.week, cell.kommune), reverse=True)
