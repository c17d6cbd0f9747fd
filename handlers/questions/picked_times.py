"""What stands picked while somebody chooses times, packed in the strings that a draft keeps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from handlers.conversation.steps import Answers
from handlers.questions.month import MONTH
from handlers.words.moments import ZONE, Time, days_of, from_code, to_code

# The first letter of a button's key, and of what is kept of it.
ADD, DROP, PENDING, CLOSE = "+", "-", "?", "c"


@dataclass(frozen=True, slots=True)
class Picking:
    """The times wished for, those whose hours are still asked for, and the month that is open."""

    wishes: tuple[Time, ...] = ()
    pending: tuple[Time, ...] = ()
    month: str = ""

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Picking":
        """What the strings say; one of another version says nothing."""
        months = [code for code in codes if code.startswith(MONTH)]
        pending = [from_code(code[1:]) for code in codes if code.startswith(PENDING)]
        wishes = [from_code(code) for code in codes]
        return cls(_real(wishes), _real(pending), months[-1] if months else "")

    @property
    def codes(self) -> list[str]:
        """As strings."""
        month = [self.month] if self.month else []
        return [*map(to_code, self.wishes), *(PENDING + to_code(each) for each in self.pending), *month]

    @property
    def days(self) -> frozenset[date]:
        """Every day that is wished for."""
        return frozenset(day for wish in self.wishes for day in days_of(wish))

    def adding(self, asked: Time, most: int) -> "Picking":
        """With one more time; the oldest go where there is no room, and the calendar closes."""
        wishes = (*(wish for wish in self.wishes if wish != asked), asked)[-most:]
        waiting = tuple(other for other in self.pending if days_of(other) != days_of(asked))
        return Picking(wishes, waiting)

    def waiting_for(self, asked: Time) -> "Picking":
        """With a day whose hours are to be asked for."""
        return replace(self, pending=(*(other for other in self.pending if other != asked), asked), month="")

    def without(self, asked: Time) -> "Picking":
        """With one time less."""
        return replace(self, wishes=tuple(wish for wish in self.wishes if wish != asked))


def now_of(answers: Answers) -> datetime:
    """The instant it is; the day's beginning where only the day is known."""
    if answers.get("now"):
        return datetime.fromisoformat(answers["now"])
    return datetime.combine(date.fromisoformat(answers["today"]), time(), ZONE)


def _real(found: Iterable[Time | None]) -> tuple[Time, ...]:
    return tuple(each for each in found if each is not None)
