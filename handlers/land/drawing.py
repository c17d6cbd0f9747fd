"""Reads the kommuner out of a drawn map (npm `react-denmark-map`) and fits the drawing to the earth."""

import json
import math
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from handlers.land.projection import degrees
from handlers.land.shapes import Point, Ring

Drawn: TypeAlias = complex  # a point of the drawing: right and down

SCRIPT = "package/dist/esm/index.js"
BORNHOLM = "0400"
# From the drawing to metres of UTM zone 32: east and north by the point's right, its down, and once.
# The numbers were fitted to the official borders of 2014; Bornholm stands in a frame of its own.
FIT = ((28.4514, -0.0140, 443394.6), (0.5045, -28.8606, 6400105.3))
FIT_BORNHOLM = ((28.4514, -0.0140, 614675.1), (0.5045, -28.8606, 6156656.7))
FINE = 0.5  # of the drawing's units, 14 metres: how far a straight line may run from the curve it stands for
LEAST = 3  # corners of a ring that is one

_KOMMUNE = re.compile(r'display_name:("(?:[^"\\]|\\.)*"),code:"?(\d{3})"?,d:"([^"]*)"')
_MARK = re.compile(r"([MmLlHhVvCcSsZz])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Z": 0}


def kommuner(package: Path) -> Iterator[tuple[str, str, tuple[Ring, ...]]]:
    """Code, name and rings of every kommune in the package."""
    with tarfile.open(package) as archive:
        script = archive.extractfile(SCRIPT)
        if script is None:
            raise FileNotFoundError(SCRIPT)
        text = script.read().decode()
    for name, code, path in _KOMMUNE.findall(text):
        yield f"0{code}", json.loads(name), tuple(_fitted(f"0{code}", ring) for ring in rings_of(path))


def rings_of(path: str) -> list[list[Drawn]]:
    """The closed lines of an SVG path, its curves made of straight pieces."""
    pen = _Pen()
    for command, numbers in _commands(path):
        pen.draws(command, numbers)
    return [ring for line in pen.lines if len(ring := _once(line)) >= LEAST]


class _Pen:
    """Follows a path."""

    def __init__(self) -> None:
        self.lines: list[list[Drawn]] = []
        self._at = self._control = 0j

    def draws(self, command: str, numbers: list[float]) -> None:
        """One command; small letters count from where the pen is."""
        origin = self._at if command.islower() else 0j
        if command in "Zz":
            self._at = self.lines[-1][0]
        elif command in "Hh":
            self._to(complex(origin.real + numbers[0], self._at.imag))
        elif command in "Vv":
            self._to(complex(self._at.real, origin.imag + numbers[0]))
        else:
            points = [origin + complex(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
            self._through(command.upper(), points)

    def _through(self, command: str, points: list[Drawn]) -> None:
        if command == "M":
            self.lines.append([])
        if command in "ML":
            self._to(points[-1])
            return
        first = points[0] if command == "C" else 2 * self._at - self._control
        second, end = points[-2:]
        curve = (self._at, first, second, end)
        count = _pieces(curve)
        self.lines[-1].extend(_on(curve, step / count) for step in range(1, count))
        self._to(end)
        self._control = second

    def _to(self, point: Drawn) -> None:
        self._at = self._control = point
        self.lines[-1].append(point)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Every command with its numbers; one that goes on without its letter is said again."""
    command, numbers = "", list[float]()
    for letter, number in _MARK.findall(path):
        if letter:
            command, numbers = letter, []
        else:
            numbers.append(float(number))
        if len(numbers) == _TAKES[command.upper()]:
            yield command, numbers
            command, numbers = {"M": "L", "m": "l"}.get(command, command), []


def _pieces(curve: tuple[Drawn, Drawn, Drawn, Drawn]) -> int:
    """Into how many pieces a curve is cut: its bend decides (Wang's bound)."""
    start, first, second, end = curve
    bend = max(abs(start - 2 * first + second), abs(first - 2 * second + end))
    return max(1, math.ceil(math.sqrt(0.75 * bend / FINE)))


def _on(curve: tuple[Drawn, Drawn, Drawn, Drawn], along: float) -> Drawn:
    left = 1 - along
    start, first, second, end = curve
    return left**3 * start + 3 * left**2 * along * first + 3 * left * along**2 * second + along**3 * end


def _once(line: list[Drawn]) -> list[Drawn]:
    """Without points that stand where the one before them does."""
    kept = [here for here, before in zip(line, [None, *line], strict=False) if here != before]
    return kept[:-1] if kept and kept[0] == kept[-1] else kept


def _fitted(code: str, ring: list[Drawn]) -> Ring:
    return tuple(_placed(FIT_BORNHOLM if code == BORNHOLM else FIT, point) for point in ring)


def _placed(fit: tuple[tuple[float, float, float], ...], point: Drawn) -> Point:
    east, north = (right * point.real + down * point.imag + once for right, down, once in fit)
    latitude, longitude = degrees(east, north)
    return longitude, latitude
