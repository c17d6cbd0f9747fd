"""Carries a draft forward: what is tapped, typed or sent is an answer, and the next screen is shown."""

import secrets
from dataclasses import replace

from handlers.conversation import engine
from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.flow import SKIPPED, UNSURE
from handlers.conversation.said import Said, Typed
from handlers.conversation.steps import Extra, Words
from handlers.drafts.controls import control, to_change
from handlers.drafts.lane import Lane, Start, Talk, unpacked
from handlers.drafts.moves import moved, ticked
from handlers.drafts.screens import noted, problem_text, really, resume, screen
from handlers.land.sketch import Sketch
from handlers.reply import Keyboard, Reply, Say
from handlers.text import N_
from handlers.visit import Tap, Visit
from storage import drafts, media, people
from storage.drafts import StoredDraft
from storage.people import Known
from storage.work import Work

OUTDATED = N_("Den knap er forældet. Vi er her:")
RENEWED = N_("Spørgsmålene er ændret, siden du begyndte. Vi begynder forfra, og dine svar står som forslag.")
NEEDED = N_("Det spørgsmål skal vi bruge et svar på.")
NOT_AN_ANSWER = N_("Tryk Ret ved det, du vil ændre. Når alt er rigtigt, kan du sende.")
FILED = N_("Vi har lagt det under: {label}.")

ANY_TURN = frozenset({"resume", "new", "drop", "cancel"})


def begin(work: Work, visit: Visit, known: Known, lane: Lane, start: Start) -> Reply:
    """Opens a new draft in this lane, in place of an older one, and asks its first question."""
    flow = lane.flow(start.kind)
    if flow is None:
        return lane.leave(visit, visit.t(N_("Det kan ikke bestilles her nu.")))
    stored = StoredDraft(
        id=secrets.token_hex(5), kind=start.kind, schema=flow.schema, lane=lane.key, about=start.about
    )
    draft = replace(
        unpacked(work, visit, lane, stored),
        answers=dict(start.answers),
        kept=dict(start.kept),
        words=start.words,
    )
    talk = Talk(lane, flow, stored, draft, known)
    turn = engine.where(flow, draft)
    drafts.save(work, known.id, talk.packed(draft))
    return _shown(work, visit, talk, turn, note=start.note)


def tapped(
    work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft, fields: list[str]
) -> Reply:
    """A button of this draft; `fields` are its turn, verb and value."""
    turn, verb, value = [*fields, "", "", ""][:3]
    talk = _opened(work, visit, known, lane, stored)
    if talk is None:
        return _gone(work, visit, known, lane)
    if stored.schema != talk.flow.schema and verb != "drop":
        return _renewed(work, visit, talk)
    if verb in ANY_TURN:
        return _outside(work, visit, talk, verb)
    if verb == "t":
        turned = ticked(talk.flow, talk.draft, value)
        return _shown(work, visit, talk, turned) if turned else outdated(work, visit, talk)
    if turn != str(stored.turn):
        return outdated(work, visit, talk)
    return _does(work, visit, talk, verb, value)


def typed(work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft, text: str) -> Reply:
    """Words for this draft: a control, or an answer."""
    talk = _opened(work, visit, known, lane, stored)
    if talk is None:
        return _gone(work, visit, known, lane)
    if stored.schema != talk.flow.schema:
        return _renewed(work, visit, talk)
    now = engine.where(talk.flow, talk.draft)
    if verb := control(text, now):
        return _outside(work, visit, talk, verb) if verb in ANY_TURN else _does(work, visit, talk, verb, "")
    if obstacle := lane.obstacle(visit.house, talk.draft):
        now = engine.change(talk.flow, talk.draft, obstacle.step)
        return _shown(work, visit, talk, engine.answer(talk.flow, now.draft, Typed(text)))
    if isinstance(now, Done):
        return _more(work, visit, talk, text)
    return sent(work, visit, talk, Typed(text))


def sent(work: Work, visit: Visit, talk: Talk, said: Said) -> Reply:
    """An answer to the current question, or something that belongs to another one and is filed there."""
    turn = engine.answer(talk.flow, talk.draft, said)
    refused = isinstance(turn, Done) or turn.problem is not None
    if refused and not isinstance(said, Typed) and (filed := engine.aside(talk.flow, talk.draft, said)):
        draft, step = filed
        note = visit.t(FILED, label=visit.t.plain(step.label))
        now = engine.where(talk.flow, draft)
        reply = _shown(work, visit, talk, now, note=note)
        return without_map(reply) if _map_of(now) == _map_of(engine.where(talk.flow, talk.draft)) else reply
    words = said.text if isinstance(said, Typed) and not refused and asks_where(talk) else ""
    return replace(_shown(work, visit, talk, turn), place=words)


def _map_of(turn: Turn) -> Sketch | None:
    return turn.step.sketch(turn.draft.known) if isinstance(turn, Ask) else None


def asks_where(talk: Talk) -> bool:
    """Whether the open question is about a place, and it may be looked for elsewhere too."""
    now = engine.where(talk.flow, talk.draft)
    return talk.lane.place_helped and isinstance(now, Ask) and now.step.extra is Extra.LOCATION


def full(work: Work, visit: Visit, talk: Talk, album: str, note: str) -> Reply:
    """There is no room for this photo: says so before the current question, and remembers its album."""
    draft = replace(talk.draft, album=album)
    return without_map(_shown(work, visit, talk, engine.where(talk.flow, draft), note=note))


def without_map(reply: Reply) -> Reply:
    """The question again: its map stands above already, and an album of photos would bring one for each."""
    return replace(reply, says=tuple(replace(say, sketch=None) for say in reply.says))


def opened(work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft) -> Talk | None:
    """The draft with its questions; None when its kind is gone, or its questions are others now."""
    talk = _opened(work, visit, known, lane, stored)
    return talk if talk and talk.flow.schema == stored.schema else None


def current(work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft) -> Reply:
    """Where this draft stands; nothing changes."""
    talk = opened(work, visit, known, lane, stored)
    if talk is None:
        return lane.leave(visit, visit.t(lane.unsent))
    turn = engine.where(talk.flow, talk.draft)
    return Reply(screen(talk, turn, visit.t, obstacle=lane.obstacle(visit.house, turn.draft)))


def way_back(
    work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft, said: str = ""
) -> Reply:
    """After a silence: go on, begin again or delete? Words that answer the question are kept beside it."""
    talk = _opened(work, visit, known, lane, stored)
    if talk is None:
        return _gone(work, visit, known, lane)
    if talk.flow.schema != stored.schema:
        return _renewed(work, visit, talk)
    turn = engine.where(talk.flow, talk.draft)
    if said and (kept := engine.remember(talk.flow, talk.draft, Typed(said))):
        drafts.save(work, known.id, talk.packed(kept))
    return Reply((resume(talk, turn, visit.t),))


def ask_to_drop(work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft) -> Reply:
    """Cancel, asked for by a command."""
    talk = _opened(work, visit, known, lane, stored)
    return _outside(work, visit, talk, "cancel") if talk else _gone(work, visit, known, lane)


def outdated(work: Work, visit: Visit, talk: Talk) -> Reply:
    """An old button: says so, and shows where we are."""
    reply = _shown(work, visit, talk, engine.where(talk.flow, talk.draft))
    return replace(reply, toast=visit.t.plain(OUTDATED))


def _opened(work: Work, visit: Visit, known: Known, lane: Lane, stored: StoredDraft) -> Talk | None:
    flow = lane.flow(stored.kind)
    return Talk(lane, flow, stored, unpacked(work, visit, lane, stored), known) if flow else None


def _gone(work: Work, visit: Visit, known: Known, lane: Lane) -> Reply:
    drafts.drop(work, known.id, lane.key)
    return lane.leave(
        visit, visit.t(N_("Det, du var i gang med, kan ikke bestilles her mere. Kladden er slettet."))
    )


def _renewed(work: Work, visit: Visit, talk: Talk) -> Reply:
    return _shown(work, visit, talk, engine.renew(talk.flow, talk.draft), note=visit.t(RENEWED))


def _does(work: Work, visit: Visit, talk: Talk, verb: str, value: str) -> Reply:
    if verb == "send":
        return _finished(work, visit, talk, engine.where(talk.flow, talk.draft))
    after = moved(talk.flow, talk.draft, verb, value)
    if after is None:
        return outdated(work, visit, talk)
    return _shown(work, visit, talk, after.turn, note=visit.t(NEEDED) if after.stuck else "")


def _finished(work: Work, visit: Visit, talk: Talk, now: Turn) -> Reply:
    if isinstance(now, Ask) or talk.lane.obstacle(visit.house, now.draft):
        return outdated(work, visit, talk)
    return talk.lane.finish(work, visit, talk.stored, now.draft)


def _outside(work: Work, visit: Visit, talk: Talk, verb: str) -> Reply:
    """Go on, begin again, cancel: these work from any screen of the draft."""
    if verb == "resume":
        drafts.save(work, talk.known.id, talk.packed(talk.draft))  # she is no longer silent
        return _shown(work, visit, talk, engine.where(talk.flow, talk.draft))
    if verb == "cancel" and talk.draft.answers:
        return Reply((really(talk.draft, visit.t),))
    drafts.drop(work, talk.known.id, talk.lane.key)
    media.drop_unsent(work, talk.draft.id)
    if verb == "new":
        start = Start(kind=talk.stored.kind, about=talk.stored.about)
        return begin(work, visit, talk.known, talk.lane, start)
    return _away(visit, talk)


def _away(visit: Visit, talk: Talk) -> Reply:
    reply = talk.lane.leave(visit, visit.t(talk.lane.dropped))
    now = engine.where(talk.flow, talk.draft)
    if isinstance(now, Ask) and now.step.extra:
        return Reply((_put_away(visit, now, now), *reply.says), fresh=True)
    return reply


def _more(work: Work, visit: Visit, talk: Talk, text: str) -> Reply:
    """Words on the summary: a change, a number, or else more of the last question that takes free words."""
    wanted = talk.flow.wanted(talk.draft.answers)
    if key := to_change(text, wanted):
        return _does(work, visit, talk, "fix", key)
    for step in wanted:
        if (value := step.claims(text)) is not None:
            draft = replace(talk.draft, answers={**talk.draft.answers, step.key: value})
            note = visit.t(FILED, label=visit.t.plain(step.label))
            return _shown(work, visit, talk, engine.where(talk.flow, draft), note=note)
    free = [step for step in wanted if isinstance(step, Words) and step.optional]
    if not free:
        return _shown(work, visit, talk, engine.where(talk.flow, talk.draft), note=visit.t(NOT_AN_ANSWER))
    step = free[-1]
    told = talk.draft.answers.get(step.key)
    whole = f"{told}. {text}" if isinstance(told, str) else text
    turn = engine.change(talk.flow, talk.draft, step.key)
    draft = replace(turn.draft, kept={**turn.draft.kept, step.key: " ".join(whole.split())[: step.limit]})
    note = visit.t(N_("Vil du føje det til bestillingen? Tryk Behold, eller skriv det om."))
    return _shown(work, visit, talk, engine.where(talk.flow, draft), note=note)


def _shown(work: Work, visit: Visit, talk: Talk, turn: Turn, *, note: str = "") -> Reply:
    """Saves what changed and shows where the conversation stands now."""
    if turn.draft != talk.draft:
        drafts.save(work, talk.known.id, talk.packed(turn.draft))
    if isinstance(turn, Ask) and turn.step.private and not talk.told:
        people.told(work, talk.known.id)
    before = engine.where(talk.flow, talk.draft)
    obstacle = talk.lane.obstacle(visit.house, turn.draft)
    says = screen(talk, turn, visit.t, obstacle=obstacle, note=note or _echo(visit, before, turn))
    if isinstance(turn, Ask) and turn.problem and not turn.problem.offers and _is_tap(visit):
        return Reply(
            screen(talk, replace(turn, problem=None), visit.t),
            toast=problem_text(turn.problem, visit.t)[:200],
        )
    if isinstance(before, Ask) and before.step.extra and not _same(before, turn):
        bye = _put_away(visit, before, turn)
        return Reply((bye, *says), fresh=True)
    new = any(say.sketch for say in says)  # no message of words can become one with a map
    return Reply(says, fresh=new, spent=new)


def _echo(visit: Visit, before: Turn, turn: Turn) -> str:
    """What was understood of an answer that is easily misread; the summary says it by itself."""
    if not isinstance(before, Ask) or not before.step.echoes or isinstance(turn, Done) or _same(before, turn):
        return ""
    answer = turn.draft.answers.get(before.step.key)
    return "" if answer in (None, SKIPPED, UNSURE) else noted(before.step, answer, visit.t).text


def _same(before: Ask, turn: Turn) -> bool:
    return isinstance(turn, Ask) and turn.step.key == before.step.key


def _put_away(visit: Visit, before: Ask, turn: Turn) -> Say:
    """The phone's own keyboard goes only with a message, so that message says what was understood."""
    answer = turn.draft.answers.get(before.step.key)
    if answer in (SKIPPED, UNSURE):
        return Say(visit.t(N_("Okay.")), keyboard=Keyboard.REMOVE)
    return noted(before.step, answer, visit.t)


def _is_tap(visit: Visit) -> bool:
    return isinstance(visit.what, Tap)
