"""The values of a conversation: what was said, the draft so far, and a flow of steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from handlers.conversation.steps import Step

Answers: TypeAlias = Mapping[str, Any]

SKIPPED: Final = None  # the answer to an optional question that was passed over
UNSURE: Final = "?"  # "Ved ikke"


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps in the order they are asked; keys live for ever, since answers are stored under them."""

    key: str
    schema: int
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        """A flow with two steps of one key would lose an answer: refuse it when it is built."""
        keys = [step.key for step in self.steps]
        if len(keys) != len(set(keys)):
            raise ValueError(f"{self.key}: two steps share a key")

    def step(self, key: str) -> Step | None:
        """The step with this key, or None when a draft from another version asks for it."""
        return next((step for step in self.steps if step.key == key), None)

    def wanted(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that these answers make relevant, in order."""
        return tuple(step for step in self.steps if step.asked_if is None or step.asked_if(answers))

    def first_open(self, answers: Answers) -> Step | None:
        """The first of them that has no answer; None when all have one."""
        for step in self.steps:
            if step.key not in answers and (step.asked_if is None or step.asked_if(answers)):
                return step
        return None


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation so far. Everything in it survives JSON.

    `turn` grows each time another question (or the summary) is shown: buttons carry it, so that an
    old one is recognised. `kept` holds answers that were taken back, offered again as "Behold".
    """

    id: str
    kind: str
    schema: int
    answers: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    picking: list[str] | None = None
    album: str = ""
    words: str = ""
    turn: int = 0
    today: str = ""  # the ISO date it is where the person is; never stored
    # What else is true where the person is, such as the instant and her language; never stored.
    around: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def known(self) -> dict[str, Any]:
        """What a step may look at: the answers, `today`, and what is true around her."""
        return {**self.around, **self.answers, "today": self.today}

    def dump(self) -> dict[str, Any]:
        """The part that is stored as JSON; id, kind, schema and turn are columns."""
        full: dict[str, Any] = {"answers": self.answers, "kept": self.kept, "picking": self.picking}
        full |= {"album": self.album, "words": self.words}
        return {name: value for name, value in full.items() if value}

    @classmethod
    def load(  # noqa: PLR0913 - the columns, and what is true where she is
        cls,
        *,
        id: str,
        kind: str,
        schema: int,
        turn: int,
        state: Mapping[str, Any],
        today: str = "",
        around: Mapping[str, Any] | None = None,
    ) -> "Draft":
        """The draft back from its columns and JSON."""
        known = {
            name: state[name] for name in ("answers", "kept", "picking", "album", "words") if name in state
        }
        return cls(id=id, kind=kind, schema=schema, turn=turn, today=today, around=around or {}, **known)

    def next(self, **changes: Any) -> "Draft":  # noqa: ANN401 - the fields of this very class
        """The draft one turn later: nothing is half picked any more."""
        return replace(self, turn=self.turn + 1, **{"picking": None, "album": "", **changes})
