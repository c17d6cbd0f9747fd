"""The sorts of question there are. A kind of request is put together from these."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from handlers.conversation.match import matching
from handlers.conversation.numbers import COUNTED, number_in
from handlers.conversation.said import More, Picked, Pictured, Problem, Read, Said, Ticked, Typed, Value
from handlers.land.sketch import Sketch
from handlers.text import N_, Texts

Answers: TypeAlias = Mapping[str, Any]

ANSWER_HERE = N_("Tryk på en knap, eller skriv dit svar.")
TOO_LONG = N_(
    "Det var langt: {length} tegn. Der er plads til {limit}. Skriv det kortere, eller behold begyndelsen."
)
TOO_SHORT = N_("Skriv lidt mere, så vi kan bruge det.")
# An echo of what was asked before, or mere politeness: no question of ours is answered by it in own words.
SAYS_NOTHING = re.compile(
    r"(?:ja|jo|jep|ok|okay|fint|yes|yep|hej|hejsa|hallo|hello|hi|tak|mange|tusind)(?: tak)?|thanks|thank you"
)
MERE_NAMES = 3  # words for each choice; a longer text says more than the choice does, and is kept beside it


class Extra(StrEnum):
    """A button on the reply keyboard that helps to answer."""

    NONE = ""
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its key is stored for ever, its label is marked, `words` are other ways to say it."""

    key: str
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question. Texts are marked Danish; `label` names the answer on summary and cards."""

    key: str
    label: str
    question: str
    help: str = ""
    optional: bool = False
    unsure: bool = False
    private: bool = False  # asks for contact details: the citizen is first told what we keep
    reuse: str = ""  # what a partner's profile calls this: answered once, it is proposed next time
    asked_if: Callable[[Answers], bool] | None = None
    renews: tuple[str, ...] = ()  # answers that a new answer to this one makes stale
    extra: Extra = Extra.NONE
    extra_text: str = ""
    columns: int = 2

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The buttons of this question."""
        return ()

    @property
    def several(self) -> bool:
        """Whether the buttons tick, and a further one says "that was all"."""
        return False

    def board(self, picking: list[str], answers: Answers, t: Texts) -> tuple[tuple[Option, ...], ...]:
        """Buttons in rows of their own, labelled in the reader's language; a tap is a Picked key."""
        return ()

    def enough(self, picking: list[str]) -> bool:
        """Whether what is picked so far is an answer."""
        return bool(picking)

    def reopens(self, value: Any) -> list[str] | None:  # noqa: ANN401
        """What stands picked when the question is asked again; None to begin with nothing."""
        return None

    @property
    def echoes(self) -> bool:
        """Whether the answer is said back before the next question, so that a wrong reading is seen."""
        return False

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """What the answer means, or what would help."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def hears(self, text: str) -> str | list[str]:
        """What of a longer text answers this, as words or option keys to be read; usually nothing."""
        return ""

    def joins(self, value: Any, said: Said) -> Any:  # noqa: ANN401 - any JSON value
        """The answer with something added that was sent out of turn; None when it cannot be added."""
        return None

    def claims(self, text: str) -> Any:  # noqa: ANN401
        """The answer that words said out of turn can only be to this question; else None."""
        return None

    def assumes(self, answers: Answers) -> Any:  # noqa: ANN401
        """The answer that earlier ones have as good as given, to be changed on the summary; else None."""
        return None

    def asks(self, answers: Answers) -> str:
        """The question as earlier answers make it, a marked text."""
        return self.question

    def tells(self, answers: Answers, t: Texts) -> str:
        """What earlier answers have already told about this question, as HTML; usually nothing."""
        return ""

    def sketch(self, answers: Answers) -> Sketch | None:
        """A small map that helps to answer."""
        return None

    def so_far(self, picking: list[str], t: Texts) -> str:
        """What has come in while the question stands open, as HTML; empty where the buttons show it."""
        return ""

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """Whether an answer stored by an older version is still one that this step understands."""
        return False

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401 - any JSON value
        """The answer in plain words, not HTML."""
        return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Step):
    """One of a few; typed words are matched with tolerance for typos."""

    choices: tuple[Option, ...] = ()
    own_words: bool = False  # whatever else is typed is an answer too
    limit: int = 200

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The choices, always the same ones."""
        return self.choices

    def hears(self, text: str) -> str | list[str]:
        """The one choice that is named; nothing where several are."""
        named = matching(text, self.choices)
        return named[0] if len(named) == 1 else ""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A key, or a dict with `words` when own words are allowed."""
        if isinstance(said, Picked):
            return Value(said.value) if _known(self.choices, said.value) else Problem(ANSWER_HERE)
        if not isinstance(said, Typed):
            return Problem(ANSWER_HERE)
        found = matching(said.text, self.choices)
        if found and (not self.own_words or len(said.text.split()) <= MERE_NAMES):
            return Value(found[0])
        if not self.own_words:
            return Problem(ANSWER_HERE)
        return tidied(said.text, self.limit, lambda text: {"words": text})

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A key there still is, or own words."""
        if isinstance(value, dict):
            return self.own_words and isinstance(value.get("words"), str)
        return isinstance(value, str) and _known(self.choices, value)

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The label of the choice, or the person's own words."""
        return _label(self.choices, value, t)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Step):
    """Several of a few, ticked or typed."""

    choices: tuple[Option, ...] = ()
    own_words: bool = True
    limit: int = 300

    @property
    def several(self) -> bool:
        """Always."""
        return True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The choices, always the same ones."""
        return self.choices

    def hears(self, text: str) -> str | list[str]:
        """The choices that are named."""
        return matching(text, self.choices)

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A list of keys; the person's own words stand last, as `=words`."""
        match said:
            case Ticked(value, on) if _known(self.choices, value):
                rest = [key for key in draft_picking if key != value]
                return More([*rest, value] if on else rest)
            case Picked("done") if draft_picking:
                return Value(self._ordered(draft_picking))
            case Picked("done"):
                return Problem(N_("Vælg mindst én, eller skriv dit svar."))
            case Typed(text):
                return self._typed(text, draft_picking)
            case _:
                return Problem(ANSWER_HERE)

    def _typed(self, text: str, picking: list[str]) -> Read:
        found = matching(text, self.choices)
        picked = self._ordered([*picking, *found])
        if found and (not self.own_words or len(text.split()) <= MERE_NAMES * len(found)):
            return Value(picked)
        if not self.own_words:
            return Problem(ANSWER_HERE)
        return tidied(text, self.limit, lambda words: [*picked, f"={words}"])

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """Keys there still are, and own words."""
        if not isinstance(value, list) or not value:
            return False
        return all(isinstance(key, str) and (key[:1] == "=" or _known(self.choices, key)) for key in value)

    def _ordered(self, keys: list[str]) -> list[str]:
        return [option.key for option in self.choices if option.key in keys]

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The labels, in the order of the buttons."""
        return ", ".join(key[1:] if key.startswith("=") else _label(self.choices, key, t) for key in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Step):
    """Free words of `least` to `limit` characters."""

    least: int = 2
    limit: int = 1000

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """The words, with white space tidied."""
        if not isinstance(said, Typed):
            return Problem(N_("Skriv det med ord."))
        return tidied(said.text, self.limit, lambda text: text, self.least)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """Any words."""
        return isinstance(value, str) and bool(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Step):
    """A whole number from `least` to `most`; the quick choices are buttons."""

    least: int = 0
    most: int = 100_000
    quick: tuple[int, ...] = ()
    unit: str = ""
    part_of: str = ""  # an earlier number, which it cannot be above
    columns: int = 4

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The quick choices."""
        most = self._most(answers)
        return tuple(Option(str(number), str(number)) for number in self.quick if number <= most)

    def hears(self, text: str) -> str | list[str]:
        """How many, where people are counted: "vi er 40", "40 deltagere"."""
        found = COUNTED.search(text.lower()) if self.unit and not self.unit.startswith("minut") else None
        return (found[1] or found[2]) if found else ""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """An int; "45 min", "1.200", "tre" and "en halv time" are understood."""
        text = said.value if isinstance(said, Picked) else said.text if isinstance(said, Typed) else ""
        number = number_in(text, self.unit)
        if number is None:
            return Problem(
                N_("Skriv et tal, for eksempel {example}."),
                (("example", str(self.quick[0] if self.quick else self.least)),),
            )
        most = self._most(answers)
        if not self.least <= number <= most:
            return Problem(
                N_("Tallet skal være mellem {least} og {most}."),
                (("least", str(self.least)), ("most", str(most))),
            )
        return Value(number)

    def _most(self, answers: Answers) -> int:
        whole = answers.get(self.part_of)
        return min(self.most, whole) if isinstance(whole, int) else self.most

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A number within the limits."""
        return isinstance(value, int) and self.least <= value <= self.most

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The number with its unit."""
        return f"{value} {t.plain(self.unit)}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures(Step):
    """Up to `most` photos; an album counts as one answer."""

    most: int = 5

    @property
    def several(self) -> bool:
        """Photos come one by one until "that was all"."""
        return True

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A list of media ids."""
        match said:
            case Pictured(media_id, album) if len(draft_picking) < self.most:
                return More([*draft_picking, media_id], album)
            case Pictured():
                return Problem(
                    N_("Der er plads til {most} billeder. Tryk Videre."), (("most", str(self.most)),)
                )
            case Picked("done") if draft_picking:
                return Value(draft_picking)
            case _:
                return Problem(N_("Send et billede, eller tryk Spring over."))

    def so_far(self, picking: list[str], t: Texts) -> str:
        """How many there are, and room for."""
        return t("{count} af {most} billeder er modtaget.", count=len(picking), most=self.most)

    def joins(self, value: Any, said: Said) -> Any:  # noqa: ANN401
        """One photo more, while there is room."""
        room = isinstance(value, list) and len(value) < self.most
        return [*value, said.media_id] if room and isinstance(said, Pictured) else None

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A list of media ids."""
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """How many."""
        return t.many("{count} billede", "{count} billeder", len(value))


def _known(choices: tuple[Option, ...], key: str) -> bool:
    return any(option.key == key for option in choices)


def _label(choices: tuple[Option, ...], value: Any, t: Texts) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return str(value["words"])
    found = next((option.label for option in choices if option.key == value), None)
    return t.plain(found) if found else str(value)


def tidied(text: str, limit: int, made: Callable[[str], Any], least: int = 1) -> Read:
    """What is made of the text once its white space is tidied, when it says something and is not too long."""
    tidy = " ".join(text.split())
    if SAYS_NOTHING.fullmatch(tidy.lower().rstrip(".,!? ")):
        return Problem(TOO_SHORT)
    if len(tidy) > limit:
        sizes = (("limit", str(limit)), ("length", str(len(tidy))))
        return Problem(TOO_LONG, sizes, fits=made(tidy[:limit].rstrip()))
    return Value(made(tidy)) if len(tidy) >= least else Problem(TOO_SHORT)
