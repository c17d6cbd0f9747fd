"""A tip as the one who reads it sees it; the same words are shown before it is sent."""

from handlers.drafts.screens import shown
from handlers.text import N_, Texts
from handlers.tips.content import Told
from handlers.tips.questions import TIP

PHOTOS = "photos"


def told_text(told: Told, t: Texts) -> str:
    """The answers as HTML, in the order they were asked; what was passed over is left out."""
    lines = [t("<b>{note}</b>", note=t.plain(note)) for note in _notes(told)]
    for step in TIP.steps:
        value = told.answers.get(step.key)
        if value is None or step.key == PHOTOS:
            continue
        lines.append(t("<b>{label}:</b> {words}", label=t.plain(step.label), words=shown(step, value, t)))
    if words := told.answers.get("words"):
        lines.append(t("{words}", words=words))
    if told.photos:
        lines.append(t.many("{count} billede", "{count} billeder", len(told.photos)))
    return "\n".join(lines)


def _notes(told: Told) -> list[str]:
    notes = [N_("Ved en skole")] if told.school else []
    return [*notes, N_("Det foregik, mens det blev fortalt")] if told.now else notes
