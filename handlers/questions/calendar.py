"""Questions about days and times: when it usually happens, and on which day it was done."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, TypeAlias

from handlers.conversation.said import More, Picked, Problem, Read, Said, Ticked, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, Answers, Option, Step, tidied
from handlers.text import N_, Texts
from handlers.words import times

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly(Step):
    """When it usually happens: days and parts of the day are ticked, or said in words."""

    limit: int = 200
    columns: int = 3  # the sorts of day stand on a row of their own

    @property
    def several(self) -> bool:
        """Days and times together."""
        return True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Three sorts of day, five parts of it."""
        return DAYS + PARTS

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `days`, `parts` and `spans`, and `words` for what was typed."""
        match said:
            case Ticked(value, on) if value in TICKS:
                rest = [key for key in draft_picking if key != value]
                return More([*rest, value] if on else rest)
            case Picked("done") if draft_picking:
                return Value(_ticked(draft_picking))
            case Typed(text):
                return tidied(text, self.limit, lambda words: _spoken(words, draft_picking))
            case _:
                return Problem(N_("Vælg mindst én, eller skriv det, for eksempel »hverdage kl. 7-8«."))

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """The four fields."""
        return isinstance(value, dict) and {"days", "parts", "spans", "words"} <= value.keys()

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """Days and times as we understood them, or the person's own words."""
        return times.show_when(_when(value), t.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Step):
    """One date that is not in the future: when a thing was done."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Today and the two days before it."""
        today = date.fromisoformat(answers["today"])
        return tuple(
            Option((today - timedelta(ago)).isoformat(), label) for ago, label in enumerate(RECENT_DAYS)
        )

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """An ISO date."""
        if isinstance(said, Picked):
            over = _is_date(said.value) and said.value <= answers["today"]
            return Value(said.value) if over else Problem(ANSWER_HERE)
        if not isinstance(said, Typed):
            return Problem(ANSWER_HERE)
        found = times.read_day(said.text, date.fromisoformat(answers["today"]), future=False)
        if isinstance(found, date):
            return Value(found.isoformat())
        offers = tuple(
            (day.isoformat(), day.isoformat()) for day in found.choices if day.isoformat() <= answers["today"]
        )
        return Problem(N_("Hvilken dag? Skriv den for eksempel som »i går« eller »24/11«."), offers=offers)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A date."""
        return isinstance(value, str) and _is_date(value)

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """With its weekday."""
        return times.show_day(date.fromisoformat(str(value)), t.language)


DAYS = (
    Option("weekdays", N_("Hverdage")),
    Option("weekend", N_("Weekend")),
    Option("daily", N_("Hver dag")),
)
PARTS = (
    Option("morning", N_("Morgen")),
    Option("forenoon", N_("Formiddag")),
    Option("afternoon", N_("Eftermiddag")),
    Option("evening", N_("Aften")),
    Option("night", N_("Nat")),
)
TICKS = frozenset(option.key for option in DAYS + PARTS)
DAYS_OF = {"weekdays": range(5), "weekend": range(5, 7), "daily": range(7)}
RECENT_DAYS = (N_("I dag"), N_("I går"), N_("I forgårs"))


def _ticked(picking: list[str]) -> Json:
    days = sorted({day for key in picking for day in DAYS_OF.get(key, ())})
    parts = [part.key for part in PARTS if part.key in picking]
    return {"days": days, "parts": parts, "spans": [], "words": "", "whole": True}


def _spoken(words: str, picking: list[str]) -> Json:
    """The typed words with whatever was ticked before them."""
    ticked, when = _ticked(picking), times.read_when(words)
    if when is None or not when.whole:
        before = times.show_when(_when(ticked), "da") if picking else ""
        return {**ticked, "words": f"{before}: {words}" if before else words, "whole": False}
    return {
        "days": sorted({*ticked["days"], *when.days}),
        "parts": [part.key for part in PARTS if part.key in {*ticked["parts"], *when.parts}],
        "spans": [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in when.spans],
        "words": words,
        "whole": True,
    }


def _when(value: Json) -> times.When:
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in value["spans"])
    return times.When(
        tuple(value["days"]), tuple(value["parts"]), spans, value["words"], whole=value["whole"]
    )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:  # a forged button, or an answer of another version
        return False
    return True
