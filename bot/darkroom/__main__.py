"""`python -m bot.darkroom`: errands come on stdin, what came of them goes to stdout, until stdin ends."""

import sys
from contextlib import suppress
from pathlib import Path

from bot.darkroom.frames import Json, receive, send

MEMORY = 1_500_000_000  # bytes of address space: fifty million pixels, four times over
FILES = 32
LARGEST = 32 * 1024 * 1024


def main() -> None:
    """Ends with the process that started it, whose end closes stdin."""
    _confine()
    while (errand := receive(sys.stdin.buffer, LARGEST)) is not None:
        try:
            answer = _done(*errand)
        except Exception as error:  # there is no end to what a hostile file makes Pillow's readers raise
            answer = {"fault": type(error).__name__}, b""
        send(sys.stdout.buffer, *answer)


def _confine() -> None:
    """No file can be written, and one picture cannot take the machine's memory."""
    try:
        import resource
    except ImportError:  # Windows has none of this
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS has some of these limits in name only
            resource.setrlimit(what, (least, least))


def _done(told: Json, body: bytes) -> tuple[Json, bytes]:
    """Each loads what it needs: a map needs Denmark, a picture does not."""
    match told["do"]:
        case "rebuild":
            from bot.darkroom.pixels import rebuild

            return {}, rebuild(body)
        case "place":
            from bot.darkroom.own_place import place_in

            return {"place": place_in(body)}, b""
        case "draw":
            return {}, _drawn(told)
        case unknown:
            raise ValueError(unknown)


def _drawn(told: Json) -> bytes:
    from bot.darkroom.maps import draw
    from handlers.land import source
    from handlers.land.sketch import Mark, Sketch

    source.use(Path(told["data_dir"]) if told["data_dir"] else None)
    marks = tuple(Mark(**mark) for mark in told["marks"])
    return draw(Sketch(tuple(told["kommuner"]), marks))


if __name__ == "__main__":
    main()
