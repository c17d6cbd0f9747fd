"""The whole dialogue of a kind of request, printed in both languages side by side for reading through."""

import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from re import sub

from handlers.conversation.steps import Step
from handlers.requests import Kind
from handlers.rules.promise import today
from handlers.text import LANGUAGES, Texts, texts

WIDTH = 58


def script(kind: Kind) -> Iterator[str]:
    """The lines of the script: every text a citizen or officer meets, Danish left, English right."""
    yield from _pair(kind.title)
    yield from _pair(kind.pitch)
    yield from _pair(kind.opening)
    yield _heading("Borgerens spørgsmål", "The citizen's questions")
    for number, step in enumerate(kind.order.steps, 1):
        yield from _step(number, step)
    yield _heading("Kvittering og resultat", "Receipt and result")
    yield from _pair(kind.receipt)
    yield from _pair(kind.done)
    for sentence in kind.sentences:
        yield from _pair(sentence.text)
    yield _heading("Betjentens rapport", "The officer's report")
    for number, step in enumerate(kind.report.steps, 1):
        yield from _step(number, step)


def _step(number: int, step: Step) -> Iterator[str]:
    yield ""
    marks = [
        name
        for name, here in (
            ("valgfri/optional", step.optional),
            ("ved ikke/unsure", step.unsure),
            ("kun når/only if", step.asked_if),
            ("flere/several", step.several),
        )
        if here
    ]
    yield f"{number}. [{step.key}] {' · '.join(marks)}".rstrip()
    yield from _pair(step.label, mark="Navn: ")
    yield from _pair(step.question)
    yield from _pair(step.help)
    for option in step.options({"today": today(datetime.now(UTC)).isoformat()}):
        yield from _pair(option.label, mark="[ ] ")


def _pair(text: str, mark: str = "") -> Iterator[str]:
    if not text:
        return
    columns = [_column(mark + _shown(texts(language), text)) for language in LANGUAGES]
    height = max(map(len, columns))
    for row in zip(*(column + [""] * (height - len(column)) for column in columns), strict=True):
        yield "   " + " │ ".join(line.ljust(WIDTH) for line in row).rstrip()


def _shown(t: Texts, text: str) -> str:
    return unescape(sub(r"</?[a-z]+>", "", t(text)))


def _column(text: str) -> list[str]:
    return [line for part in text.split("\n") for line in (textwrap.wrap(part, WIDTH) or [""])]


def _heading(danish: str, english: str) -> str:
    return f"\n── {danish} │ {english} ──"
