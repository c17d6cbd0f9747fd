"""What a conversation is for: a citizen's order and an officer's report run on the same rails."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.conversation.flow import Draft, Flow
from handlers.house import House
from handlers.reply import Reply
from handlers.rules.promise import today
from handlers.visit import Visit
from storage.drafts import StoredDraft
from storage.people import Known
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why this cannot go on as it is, and the question whose answer must change. `text` is marked Danish.

    With `elsewhere` it is somebody else's: what was written is shown, to be copied and sent to them.
    """

    step: str
    text: str
    values: tuple[tuple[str, str], ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One sort of conversation; `key` is stored with its drafts. Texts are marked Danish."""

    key: str
    flow: Callable[[str], Flow | None]  # by the key of the kind; None when it is not offered any more
    title: Callable[[StoredDraft], str]  # a marked text: what she is in the middle of
    send: str  # the verb on the last button
    unsent: str
    dropped: str
    finish: Callable[[Work, Visit, StoredDraft, Draft], Reply]  # all is answered and she pressed send
    leave: Callable[[Visit, str], Reply]  # a text, with whatever can be done without a draft
    obstacle: Callable[[House, Draft], Obstacle | None] = lambda _house, _draft: None
    # What questions may know of the thing that the draft is about.
    about: Callable[[Work, StoredDraft], dict[str, Any]] = lambda _work, _stored: {}
    place_helped: bool = False  # a photo's own place and an address service may help to say where


@dataclass(frozen=True, slots=True)
class Talk:
    """A draft in the hands of one visit."""

    lane: Lane
    flow: Flow
    stored: StoredDraft
    draft: Draft
    known: Known

    @property
    def told(self) -> bool:
        """Whether she has heard what we keep and why."""
        return self.known.told_at is not None

    def packed(self, draft: Draft) -> StoredDraft:
        """The draft as it is stored."""
        return replace(
            self.stored,
            id=draft.id,
            kind=draft.kind,
            schema=draft.schema,
            turn=draft.turn,
            state=draft.dump(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a new draft begins: with what was understood of her first words, or about a case."""

    kind: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)  # offered beside the questions they answer
    words: str = ""
    about: int | None = None
    note: str = ""  # HTML said before the first question


def unpacked(work: Work, visit: Visit, lane: Lane, stored: StoredDraft) -> Draft:
    """The stored draft as the engine knows it, on this day in Copenhagen and in this district."""
    return Draft.load(
        id=stored.id,
        kind=stored.kind,
        schema=stored.schema,
        turn=stored.turn,
        state=stored.state,
        today=today(work.now()).isoformat(),
        around={**around(work, visit), **lane.about(work, stored)},
    )


def around(work: Work, visit: Visit) -> dict[str, Any]:
    """What questions may know beside the answers: the district, the language she reads, and the time."""
    return {"district": visit.house.profile, "language": visit.language, "now": work.now().isoformat()}
