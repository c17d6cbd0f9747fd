"""The conversation about a tip: what was said, in which stage, and what comes next. Nothing here is kept.

`served` takes the session forward and gives a `Turn`: what is said, and at most one deed that the edge
does afterwards (lock and write the tip, look behind a code, fetch a picture, close).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done
from handlers.conversation.said import Pictured, Placed, Typed
from handlers.conversation.steps import Pictures, Step
from handlers.drafts import controls
from handlers.drafts.drafting import NEEDED, NOT_AN_ANSWER
from handlers.drafts.moves import moved, ticked
from handlers.questions.traceless import Whereabouts, bare, kommune_in
from handlers.reply import Say
from handlers.sealing import code
from handlers.text import texts
from handlers.tips import screens
from handlers.tips import texts as said
from handlers.tips.content import Told
from handlers.tips.questions import TIP
from handlers.tips.session import MARK, Session, Stage
from handlers.visit import Odd, Phone, Picture, Pin, Tap, Visit, Words
from handlers.words.acute import Acute, acute

LONGEST = 2000  # characters that can be added behind a code
PREFIX = "tip"
OURS = (f"{PREFIX}:", f"d:{MARK}")  # how the data of every button of this conversation begins
SORTS = {Phone: "contact", Pin: "location", Picture: "photo"}


@dataclass(frozen=True, slots=True)
class Close:
    """Everything of this conversation goes, here and in the chat."""


@dataclass(frozen=True, slots=True)
class Send:
    """The tip is to be locked and written."""


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """What waits behind this code?"""

    code: str


@dataclass(frozen=True, slots=True)
class Add:
    """The session's words belong to the tip behind the code."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The tip behind the code is to be erased."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """A picture is to be fetched and rebuilt."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class Erase:
    """The message that was just sent must go at once."""


Deed: TypeAlias = Close | Send | Look | Add | Withdraw | Fetch | Erase


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and the deed that follows."""

    says: tuple[Say, ...] = ()
    toast: str = ""
    deed: Deed | None = None


def served(session: Session, visit: Visit) -> Turn:
    """One update of somebody who is in this conversation."""
    if why := _unwelcome(session, visit):
        return _refused(session, visit, why)
    match visit.what:
        case Tap(data):
            return _tapped(session, visit, data) if data.startswith(OURS) else _elsewhere(session)
        case Words(text, edited):
            return current(session, visit, said.EDITED) if edited else _worded(session, visit, text)
        case Picture() as picture:
            return Turn(deed=Fetch(picture))
        case Pin(latitude, longitude) as pin:
            placed = Placed(latitude, longitude, pin.words)
            return replace(_answered(session, visit, engine.answer(TIP, session.draft, placed)), deed=Erase())
        case _:
            return _refused(session, visit, said.UNREAD)


def _unwelcome(session: Session, visit: Visit) -> str:
    """Why this is refused and deleted; empty for words, taps, and what the question asks for."""
    if visit.forwarded:
        return said.REFUSED["forward"]
    match visit.what:
        case Tap() | Words():
            return ""
        case Picture(as_file=True):
            return said.AS_FILE
        case Picture() if _asks_for(session, Pictures):
            return ""
        case Pin() if _asks_for(session, Whereabouts):
            return ""
        case what:
            sort = what.sort if isinstance(what, Odd) else SORTS.get(type(what), "")
            return said.REFUSED.get(sort, said.UNREAD)


def _asks_for(session: Session, sort: type[Step]) -> bool:
    now = engine.where(TIP, session.draft)
    return session.stage is Stage.ASK and isinstance(now, Ask) and isinstance(now.step, sort)


def current(session: Session, visit: Visit, note: str = "", toast: str = "") -> Turn:
    """Where the conversation stands; `note` is a marked text that comes first."""
    t = texts(session.language)
    turn = engine.where(TIP, session.draft)
    return Turn(screens.screen(session, visit.house, turn, t(note) if note else ""), t.plain(toast)[:200])


def told(session: Session) -> Told:
    """The tip as it is sealed: what was answered, and the pictures that belong to it."""
    answers = {key: value for key, value in session.draft.answers.items() if value is not None}
    chosen = answers.get("photos") or []
    return Told(
        answers,
        tuple(session.photos[key] for key in chosen if key in session.photos),
        now=session.now,
        school=session.school or answers.get("kind") == "school",
        language=session.language,
        kommune=kommune_in(str(answers.get("where", ""))),
    )


def pictured(session: Session, visit: Visit, key: str, picture: Picture) -> Turn:
    """A picture came through: it is one more of the answer. Words under it are none."""
    note = said.CAPTION if picture.caption else ""
    return _answered(session, visit, engine.answer(TIP, session.draft, Pictured(key, picture.album)), note)


def _elsewhere(session: Session) -> Turn:
    """A button of something else: its message is not ours to change."""
    return Turn(toast=texts(session.language).plain(said.STILL_HERE))


def _tapped(session: Session, visit: Visit, data: str) -> Turn:
    prefix, _, rest = data.partition(":")
    if prefix == PREFIX:
        verb, _, value = rest.partition(":")
        act = TAPS.get((session.stage, verb)) or ANYWHERE.get(verb)
        return act(session, visit, value) if act else current(session, visit, toast=said.OLD)
    name, turn, verb, value = (rest + ":::").split(":", 3)
    value = value.rstrip(":")
    if name != session.draft.id or session.stage is not Stage.ASK:
        return current(session, visit, toast=said.OLD)
    if verb == "cancel":
        return Turn(deed=Close())
    if verb == "t":
        turned = ticked(TIP, session.draft, value)
        return _answered(session, visit, turned) if turned else current(session, visit, toast=said.OLD)
    if turn != str(session.draft.turn):
        return current(session, visit, toast=said.OLD)
    return _does(session, visit, verb, value)


def _does(session: Session, visit: Visit, verb: str, value: str = "") -> Turn:
    """A button of the questions, or the words that stand for it."""
    if verb == "send" and isinstance(engine.where(TIP, session.draft), Done):
        session.stage = Stage.SENDING
        return replace(current(session, visit), deed=Send())
    after = moved(TIP, session.draft, verb, value)
    if after is None:
        return current(session, visit, toast=said.OLD)
    return _answered(session, visit, after.turn, NEEDED if after.stuck else "")


def _answered(session: Session, visit: Visit, turn: engine.Turn, note: str = "") -> Turn:
    session.draft = turn.draft
    kept = {*(turn.draft.picking or []), *(turn.draft.answers.get("photos") or [])}
    kept |= set(turn.draft.kept.get("photos") or [])
    for key in [key for key in session.photos if key not in kept]:
        del session.photos[key]
    t = texts(session.language)
    return Turn(screens.screen(session, visit.house, turn, t(note) if note else ""))


def _worded(session: Session, visit: Visit, text: str) -> Turn:
    if text.startswith("/"):
        return _commanded(session, visit, text)
    meaning = _meaning(text)
    if meaning == "cancel" and session.stage is not Stage.ASK:
        return Turn(deed=Close())
    if spoken := TYPED.get((session.stage, meaning)):
        verb, value = spoken
        return TAPS[session.stage, verb](session, visit, value)
    read = READS.get(session.stage)
    turn = read(session, visit, text) if read else current(session, visit)
    return _alarmed(session, visit, text, turn)


def _alarmed(session: Session, visit: Visit, text: str, turn: Turn) -> Turn:
    """Words of danger are an answer like others; 112 or 114 comes before what follows, if it did not yet."""
    found = None if session.now or session.school else acute(text)
    if found is None or turn.deed is not None:
        return turn
    t = texts(session.language)
    alarm = screens.alarm(visit.house, t, school=found is Acute.SCHOOL_DEAL)
    return replace(turn, says=(alarm, *turn.says))


def _meaning(text: str) -> str:
    if controls.agrees(text):
        return "yes"
    return "no" if controls.declines(text) else controls.spoken(text)


def _commanded(session: Session, visit: Visit, text: str) -> Turn:
    name, _, rest = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    if name in {"annuller", "annullér", "stop"}:
        return Turn(deed=Close())
    if name == "tip":
        return _coded(session, visit, rest) if code.canonical(rest) else current(session, visit)
    return Turn((screens.elsewhere(session),))


def _typed(session: Session, visit: Visit, text: str) -> Turn:
    now = engine.where(TIP, session.draft)
    if verb := controls.control(text, now):
        return Turn(deed=Close()) if verb == "cancel" else _does(session, visit, verb)
    if isinstance(now, Done):
        return current(session, visit, NOT_AN_ANSWER)
    return _answered(session, visit, engine.answer(TIP, session.draft, Typed(text)))


def _begun(session: Session, visit: Visit, text: str) -> Turn:
    """Words before anything was agreed to: a code is taken for one, everything else waits."""
    return _coded(session, visit, text) if code.canonical(text) else current(session, visit)


def _coded(session: Session, visit: Visit, text: str) -> Turn:
    found = code.canonical(text)
    session.stage = Stage.CODE
    if found is None:
        return replace(current(session, visit, said.NO_CODE), deed=Erase())
    return Turn(deed=Look(found))


def _adds(session: Session, visit: Visit, text: str) -> Turn:
    session.words = " ".join(bare(f"{session.words} {text}").split())[:LONGEST]
    session.stage = Stage.ADDING
    return current(session, visit)


def _refused(session: Session, visit: Visit, why: str) -> Turn:
    return replace(current(session, visit, why), deed=Erase())


def _to(stage: Stage) -> "Act":
    def go(session: Session, visit: Visit, _value: str) -> Turn:
        session.stage = stage
        return current(session, visit)

    return go


def _is_now(session: Session, visit: Visit, value: str) -> Turn:
    session.now = value == "yes"
    return _to(Stage.SCHOOL)(session, visit, "")


def _is_school(session: Session, visit: Visit, value: str) -> Turn:
    session.school = value == "yes"
    return _to(Stage.ALARM if session.now or session.school else Stage.ASK)(session, visit, "")


def _sends_more(session: Session, _visit: Visit, _value: str) -> Turn:
    return Turn(deed=Add()) if session.words else Turn()


def _rewrites(session: Session, visit: Visit, _value: str) -> Turn:
    session.words = ""
    return _to(Stage.THREAD)(session, visit, "")


Act: TypeAlias = Callable[[Session, Visit, str], Turn]

TAPS: Mapping[tuple[Stage, str], Act] = MappingProxyType(
    {
        (Stage.START, "go"): _to(Stage.NOW),
        (Stage.START, "code"): _to(Stage.CODE),
        (Stage.NOW, "now"): _is_now,
        (Stage.SCHOOL, "school"): _is_school,
        (Stage.ALARM, "on"): _to(Stage.ASK),
        (Stage.THREAD, "leave"): _to(Stage.LEAVING),
        (Stage.ADDING, "more"): _sends_more,
        (Stage.ADDING, "again"): _rewrites,
        (Stage.LEAVING, "really"): lambda _session, _visit, _value: Turn(deed=Withdraw()),
        (Stage.LEAVING, "stay"): _to(Stage.THREAD),
    }
)
ANYWHERE: Mapping[str, Act] = MappingProxyType(
    {
        "close": lambda _session, _visit, _value: Turn(deed=Close()),
        "begin": lambda session, visit, _value: current(session, visit),
        "here": lambda session, visit, _value: current(session, visit),
    }
)
# Typed words that do what a button does: its verb and value.
TYPED: Mapping[tuple[Stage, str], tuple[str, str]] = MappingProxyType(
    {
        (Stage.START, "yes"): ("go", ""),
        (Stage.START, "done"): ("go", ""),
        (Stage.NOW, "yes"): ("now", "yes"),
        (Stage.NOW, "no"): ("now", "no"),
        (Stage.SCHOOL, "yes"): ("school", "yes"),
        (Stage.SCHOOL, "no"): ("school", "no"),
        (Stage.ALARM, "yes"): ("on", ""),
        (Stage.ALARM, "done"): ("on", ""),
        (Stage.ADDING, "yes"): ("more", ""),
        (Stage.ADDING, "send"): ("more", ""),
        (Stage.LEAVING, "yes"): ("really", ""),
        (Stage.LEAVING, "no"): ("stay", ""),
    }
)
READS: Mapping[Stage, Callable[[Session, Visit, str], Turn]] = MappingProxyType(
    {
        Stage.START: _begun,
        Stage.CODE: _coded,
        Stage.ASK: _typed,
        Stage.THREAD: _adds,
        Stage.ADDING: _adds,
    }
)
