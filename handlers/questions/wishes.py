"""Questions about the time somebody wishes for: two or three of them in one answer, or exactly one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any, TypeAlias

from handlers.conversation.said import More, Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, Answers, Option, Step
from handlers.questions.month import MONTH, first_of, hour_rows, month_rows
from handlers.questions.picked_times import ADD, CLOSE, DROP, PENDING, Picking, now_of
from handlers.questions.refusals import why_not
from handlers.text import N_, Texts, capital
from handlers.words.moments import (
    ANY,
    ANY_TIME,
    MIDNIGHT,
    ZONE,
    Answer,
    Bounds,
    Moment,
    No,
    Reason,
    Span,
    Time,
    Which,
    checked,
    days_of,
    from_code,
    from_json,
    is_json,
    read,
    read_all,
    show,
    show_short,
    times_in,
    to_code,
    to_json,
    with_hours,
)

Board: TypeAlias = tuple[tuple[Option, ...], ...]

FULL = N_("Der er plads til {most}. Fjern en først.")
ONE_DAY = N_("Skriv en bestemt dag og et klokkeslæt, for eksempel »torsdag den 3/12 kl. 19«.")
NOT_YET = N_("Tryk på en dag, eller skriv tiden, for eksempel »torsdag kl. 19«.")
WHAT_HOUR = N_("{day}: Hvad tid? Vælg, eller skriv for eksempel »kl. 19.30« eller »om aftenen«.")
_REMOVE = re.compile(
    r"\s*(?:fjern|slet|remove|delete)\s+(?:nr\.?|nummer|no\.?|number)?\s*(\d)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes(Step):
    """From `least` to `most` times, typed or picked in a calendar; each is shown back and can be removed."""

    least: int = 1
    most: int = 3
    bounds: Bounds = ANY
    exact: bool = False  # one day and an hour of it, not a part of the day or a week
    columns: int = 1  # what may have been meant is long

    @property
    def several(self) -> bool:
        """Times come one by one until "that was all"."""
        return True

    def board(self, picking: list[str], answers: Answers, t: Texts) -> Board:
        """The hours of a chosen day, an open month, or the times so far and the way to the calendar."""
        now, picked = now_of(answers), Picking.of(picking)
        if picked.pending:
            other = Option(MONTH, t.plain(N_("Vælg en anden dag")))
            return (*hour_rows(picked.pending[0], self.bounds, now, t, exact=self.exact), (other,))
        if picked.month:
            first = first_of(picked.month, self.bounds, now)
            close = Option(CLOSE, t.plain(N_("Luk kalenderen")))
            return (*month_rows(first, picked.days, self.bounds, now, t.language), (close,))
        calendar = Option(MONTH, t.plain(N_("Vælg i kalenderen")))
        return (*(_removal(wish, t) for wish in picked.wishes), (calendar,))

    def so_far(self, picking: list[str], t: Texts) -> str:
        """The times as we understood them, and what is asked about the next one."""
        picked = Picking.of(picking)
        lines = [escape(line, quote=False) for line in _numbered(picked.wishes, t)]
        if picked.pending:
            lines.append(t(WHAT_HOUR, day=capital(show(picked.pending[0], t.language))))
        return "\n".join(lines)

    def enough(self, picking: list[str]) -> bool:
        """Whether there are as many as must be, and no hour is still asked for."""
        picked = Picking.of(picking)
        return len(picked.wishes) >= self.least and not picked.pending

    def hears(self, text: str) -> str | list[str]:
        """The days that are named, with their hours."""
        return times_in(text)

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A list of times as JSON, once "that was all" is said."""
        picked = Picking.of(draft_picking)
        match said:
            case Picked("done") if self.enough(draft_picking):
                return Value([to_json(wish) for wish in picked.wishes])
            case Picked(key):
                return self._picked(key, picked, answers)
            case Typed(text):
                return self._typed(text, picked, answers)
            case _:
                return Problem(ANSWER_HERE)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """Times, no more than there is room for."""
        return isinstance(value, list) and 0 < len(value) <= self.most and all(map(is_json, value))

    def reopens(self, value: Any) -> list[str] | None:  # noqa: ANN401
        """The times that were wished for, to take from and to add to."""
        return [to_code(from_json(wish)) for wish in value]

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """Each with its weekday, on a line of its own where there are several."""
        wishes = [from_json(wish) for wish in value]
        return show(wishes[0], t.language) if len(wishes) == 1 else "\n".join(_numbered(wishes, t))

    def _waits(self, asked: Time, *, whole_day: bool) -> bool:
        """Whether the hours of this time are still to be asked for."""
        return lacks_hour(asked) if self.exact else asked.hours == ANY_TIME and not whole_day

    def _picked(self, key: str, picked: Picking, answers: Answers) -> Read:
        """A button of the board. Each says the wanted state, so that twice is as good as once."""
        if key.startswith(MONTH):
            return More(replace(picked, month=key, pending=()).codes)
        if key == CLOSE:
            return More(replace(picked, month="").codes)
        asked = from_code(key[1:])
        if asked is None or key[:1] not in (ADD, DROP, PENDING):
            return Problem(NOT_YET)
        if key[0] == DROP:
            return More(picked.without(asked).codes)
        return self._taken([asked], picked, answers, whole_day=key[0] == ADD)

    def _typed(self, text: str, picked: Picking, answers: Answers) -> Read:
        """Times in words; hours alone where a day waits for them; or the number of a wish to remove."""
        if removed := _REMOVE.fullmatch(text):
            at = int(removed[1]) - 1
            left = picked.without(picked.wishes[at]) if 0 <= at < len(picked.wishes) else picked
            return More(left.codes)
        now, language = now_of(answers), answers.get("language", "da")
        found = read_all(text, now, self.bounds, language)
        if picked.pending and found[0] == No(Reason.NO_DAY):
            found = (_at_hours(picked.pending[0], text, now, self.bounds),)
        return self._taken(found, picked, answers)

    def _taken(
        self, found: Sequence[Answer], picked: Picking, answers: Answers, *, whole_day: bool = False
    ) -> Read:
        """What can be had is picked; the first thing that cannot be is told or asked."""
        now, language, before = now_of(answers), answers.get("language", "da"), picked
        problem: Problem | None = None
        for each in found:
            answer = (
                each if isinstance(each, No | Which) else checked(each, now.astimezone(ZONE), self.bounds)
            )
            if isinstance(answer, No | Which):
                problem = problem or _told(why_not(answer, self.bounds, now, language))
            elif self.exact and isinstance(answer, Span):
                problem = problem or Problem(ONE_DAY)
            elif self._waits(answer, whole_day=whole_day):
                picked = picked.waiting_for(answer)
            elif len(picked.wishes) >= self.most > 1 and answer not in picked.wishes:
                problem = problem or Problem(FULL, (("most", str(self.most)),))
            else:
                picked = picked.adding(answer, self.most)
        return problem if problem and picked == before else More(picked.codes, problem=problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Wishes):
    """Exactly one time, said back before the next question."""

    most: int = 1

    @property
    def several(self) -> bool:
        """The first time that can be had is the answer."""
        return False

    @property
    def echoes(self) -> bool:
        """Always."""
        return True

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The time as JSON."""
        read = Wishes.read(self, said, draft_picking, answers)
        picked = Picking.of(read.picking) if isinstance(read, More) else Picking()
        return Value(to_json(picked.wishes[0])) if picked.wishes else read

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A time, at an hour where that is asked for."""
        return is_json(value) and not (self.exact and lacks_hour(from_json(value)))

    def reopens(self, value: Any) -> list[str] | None:  # noqa: ANN401
        """Nothing: the time it was is offered by itself."""
        return None

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """With its weekday."""
        return show(from_json(value), t.language)


def lacks_hour(asked: Time) -> bool:
    """Whether this is not one day at an hour."""
    hours = asked.hours
    return isinstance(asked, Span) or hours.start is None or hours.end == MIDNIGHT


def _at_hours(asked: Time, text: str, now: datetime, bounds: Bounds) -> Answer:
    """The hours of a text, on the days that wait for them."""
    first = days_of(asked)[0]
    answer = read(f"{first} {text}", now, bounds)
    if isinstance(asked, Moment) or isinstance(answer, No | Span):
        return answer
    if isinstance(answer, Which):
        return replace(answer, choices=tuple(with_hours(asked, each.hours) for each in answer.choices))
    return with_hours(asked, answer.hours)


def _told(problem: Problem) -> Problem:
    """The problem with its offers as keys of the board."""
    offers = tuple((f"{ADD if '@' in code else PENDING}{code}", label) for code, label in problem.offers)
    return replace(problem, offers=offers)


def _removal(wish: Time, t: Texts) -> tuple[Option, ...]:
    label = t.plain(N_("Fjern {time}"), time=show_short(wish, t.language))
    return (Option(f"{DROP}{to_code(wish)}", label),)


def _numbered(wishes: Sequence[Time], t: Texts) -> list[str]:
    return [f"{number}. {show(wish, t.language)}" for number, wish in enumerate(wishes, 1)]
