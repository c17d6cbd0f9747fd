"""Questions about days and times: when it usually happens, and on which day it was done."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from handlers.conversation.said import More, Picked, Problem, Read, Said, Ticked, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, Answers, Option, Step, tidied
from handlers.questions.month import MONTH, first_of, month_rows
from handlers.questions.picked_times import PENDING, now_of
from handlers.questions.refusals import why_no_day
from handlers.text import N_, Texts
from handlers.words import times
from handlers.words.moments import ANY, ZONE, Bounds, Moment, No, Which, checked, from_code, read_day

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
    """One date: of a thing that was done, or with `ahead` of one that is to be."""

    ahead: bool = False
    bounds: Bounds = ANY

    @property
    def echoes(self) -> bool:
        """A day to come is."""
        return self.ahead

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Today and the two days before it, for what was done."""
        today = now_of(answers).astimezone(ZONE).date()
        recent = () if self.ahead else RECENT_DAYS
        return tuple(Option(f"{today - timedelta(ago)}", label) for ago, label in enumerate(recent))

    def board(self, picking: list[str], answers: Answers, t: Texts) -> tuple[tuple[Option, ...], ...]:
        """A month, for what is to be."""
        now = now_of(answers)
        first = first_of(picking[-1] if picking else MONTH, self.bounds, now)
        return month_rows(first, (), self.bounds, now, t.language) if self.ahead else ()

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """An ISO date."""
        now, language = now_of(answers), answers.get("language", "da")
        bounds = replace(self.bounds, ahead=self.ahead)
        match said:
            case Picked(key) if key.startswith(MONTH) and self.ahead:
                return More([key])
            case Picked(key):
                found = _day_behind(key, now, bounds)
            case Typed(text):
                found = read_day(text, now, bounds, language)
            case _:
                found = None
        if isinstance(found, date):
            return Value(found.isoformat())
        return why_no_day(found, bounds, now, language) if found else Problem(ANSWER_HERE)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A date."""
        return isinstance(value, str) and isinstance(from_code(value), Moment)

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


def _day_behind(key: str, now: datetime, bounds: Bounds) -> date | No | Which | None:
    """The day of a button, where it can be had; None for a forged one."""
    picked = from_code(key.removeprefix(PENDING))
    found = checked(Moment(picked.day), now.astimezone(ZONE), bounds) if isinstance(picked, Moment) else None
    return found.day if isinstance(found, Moment) else found if isinstance(found, No) else None
