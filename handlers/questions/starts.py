"""The question when something begins: one day ahead and the hour."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from handlers.conversation.said import Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import Answers, Step
from handlers.text import N_, Texts
from handlers.words.times import read_day, show_day

WHEN = N_("Skriv dag og klokkeslæt, for eksempel »torsdag den 3/12 kl. 19«.")
_CLOCK = re.compile(
    r"\b(?:kl\.?|klokken|at)\s*(\d{1,2})(?:[.:](\d\d))?|\b(\d{1,2})[.:](\d\d)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartsAt(Step):
    """One day that is not over and the hour of its beginning."""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `day` and `start`."""
        if isinstance(said, Picked):
            value = dict(zip(("day", "start"), said.value.split("@"), strict=False))
            fits = self.keeps(value) and value["day"] >= answers["today"]
            return Value(value) if fits else Problem(WHEN)
        if not isinstance(said, Typed):
            return Problem(WHEN)
        clock = _CLOCK.search(said.text)
        start = _start(clock) if clock else None
        if clock is None or start is None:
            return Problem(WHEN)
        rest = " ".join((said.text[: clock.start()] + " " + said.text[clock.end() :]).split()).strip(" ,")
        found = read_day(rest, date.fromisoformat(answers["today"]), past=False)
        if isinstance(found, date):
            ahead = found.isoformat() >= answers["today"]
            return Value({"day": found.isoformat(), "start": start}) if ahead else Problem(WHEN)
        days = [day.isoformat() for day in found.choices if day.isoformat() >= answers["today"]]
        return Problem(WHEN, offers=tuple((f"{day}@{start}", f"{day} {start}") for day in days))

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A day and an hour."""
        try:
            date.fromisoformat(value["day"])
            time.fromisoformat(value["start"])
        except (KeyError, TypeError, ValueError):  # another version's answer, or a forged button
            return False
        return True

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """With its weekday."""
        day = show_day(date.fromisoformat(value["day"]), t.language)
        return t.plain(N_("{day} kl. {clock}"), day=day, clock=value["start"].replace(":", "."))


def _start(clock: re.Match[str]) -> str | None:
    hour, minute, other_hour, other_minute = clock.groups()
    found = int(hour or other_hour), int(minute or other_minute or 0)
    return f"{found[0]:02}:{found[1]:02}" if found[0] < 24 and found[1] < 60 else None  # noqa: PLR2004
