"""The question when something begins: one day ahead and the hour."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from handlers.conversation.said import Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import Answers, Step
from handlers.questions.refusals import why_not
from handlers.text import N_, Texts
from handlers.words import moments
from handlers.words.moments import Bounds, Moment, No, Which
from handlers.words.times import show_day

WHEN = N_("Skriv dag og klokkeslæt, for eksempel »torsdag den 3/12 kl. 19«.")
AHEAD = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class StartsAt(Step):
    """One day that is not over and the hour of its beginning."""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `day` and `start`."""
        now, language = datetime.fromisoformat(answers["now"]), answers.get("language", "da")
        if isinstance(said, Picked):
            day, _, start = said.value.partition("@")
            value = {"day": day, "start": start}
            return Value(value) if self.keeps(value) and day >= answers["today"] else Problem(WHEN)
        if not isinstance(said, Typed):
            return Problem(WHEN)
        match moments.read(said.text, now, AHEAD, language):
            case Moment(on, hours) if hours.start is not None:
                return Value({"day": on.isoformat(), "start": f"{hours.start:%H:%M}"})
            case Which() | No() as found:
                return why_not(found, AHEAD, now, language)
            case _:
                return Problem(WHEN)

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
