"""What a tipster sees in each stage. "Luk nu" is on every one of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from handlers.citizen.parts import menu_rows
from handlers.conversation import engine
from handlers.conversation.engine import Done
from handlers.drafts.lane import Lane, Talk
from handlers.drafts.screens import screen as question
from handlers.house import House
from handlers.reply import SILENCE, Button, Rows, Say, Style, paired
from handlers.sealing import code as receipts
from handlers.text import N_, Texts, texts
from handlers.tips import texts as said
from handlers.tips.content import Told
from handlers.tips.questions import TIP
from handlers.tips.session import Session, Stage
from handlers.tips.shown import told_text
from handlers.visit import Visit
from handlers.words.acute import Acute, acute
from handlers.words.tips import sounds_like_tip
from storage.drafts import StoredDraft
from storage.people import Known

NOBODY = Known(0, "", datetime.min.replace(tzinfo=UTC), told_at=datetime.min.replace(tzinfo=UTC))
# Questions look as an order's do; what an order does with its draft in the database, a tip never does.
LANE = Lane(
    key="tip",
    flow=lambda _key: TIP,
    title=lambda _stored: said.GIVE_TIP,
    send=said.SEND_TIP,
    unsent=said.PREVIEW,
    dropped=said.CLOSED,
    finish=lambda _work, _visit, _stored, _draft: SILENCE,
    leave=lambda _visit, _text: SILENCE,
)
NOT_HERE = frozenset({"cancel"})


def screen(session: Session, house: House, turn: engine.Turn, note: str = "") -> tuple[Say, ...]:
    """The screen of the stage; `note` is HTML that comes first."""
    t = texts(session.language)
    if session.stage is Stage.ASK:
        return _asked(session, turn, t, note)
    text, rows = STAGES[session.stage](session, house, t)
    return (Say("\n\n".join(filter(None, (note, text))), (*rows, (close(t),))),)


def close(t: Texts) -> Button:
    """Ends it at once, and takes everything away."""
    return Button(t.plain(said.CLOSE), "tip:close", style=Style.DANGER)


def alarm(house: House, t: Texts, *, school: bool) -> Say:
    """112 or 114 first."""
    return Say(t(said.CALL_SCHOOL if school else said.CALL_NOW, **_phones(house)))


def elsewhere(session: Session) -> Say:
    """Something else was asked for in the middle."""
    t = texts(session.language)
    stay = Button(t.plain(said.GO_ON), "tip:here", style=Style.PRIMARY)
    return Say(t(said.STILL_HERE), ((stay, close(t)),))


def received(receipt: str, t: Texts, minutes: int, note: str = "") -> Say:
    """The code, once; `note` is HTML that comes last."""
    noted = Button(t.plain(said.WRITTEN_DOWN), "tip:noted", style=Style.SUCCESS)
    text = t(said.RECEIVED, code=receipts.shown(receipt), minutes=minutes)
    return Say("\n\n".join(filter(None, (text, note))), ((noted,),))


def other_ways(house: House, t: Texts, text: str = said.NO_TIPS) -> Say:
    """No tip can be taken here now."""
    return Say(t(text, url=house.profile.tips.url, **_phones(house)))


def offer(visit: Visit, text: str) -> tuple[Say, ...]:
    """Words that may be a tip, from somebody who is telling none; taken up, they are wiped with the rest."""
    t = visit.t
    words = said.OFFER if sounds_like_tip(text) else said.LOST
    yes = Button(t.plain(said.GIVE_TIP), f"tip:begin:{visit.message_id}", style=Style.PRIMARY)
    asked = Say(t(words), ((yes, Button(t.plain(said.NO_TIP), "tip:other")),))
    found = acute(text)
    return (alarm(visit.house, t, school=found is Acute.SCHOOL_DEAL), asked) if found else (asked,)


def parting(visit: Visit, text: str) -> Say:
    """The neutral menu, which is all that is left in the chat."""
    return Say(text, menu_rows(visit))


def _asked(session: Session, turn: engine.Turn, t: Texts, note: str) -> tuple[Say, ...]:
    if isinstance(turn, Done):
        return (_preview(session, turn, t, note),)
    stored = StoredDraft(id=session.draft.id, kind=TIP.key, schema=TIP.schema, lane=LANE.key)
    talk = Talk(LANE, TIP, stored, session.draft, NOBODY)
    return tuple(replace(say, rows=_closing(say.rows, t)) for say in question(talk, turn, t, note=note))


def _closing(rows: Rows, t: Texts) -> Rows:
    """In a tip there is nothing to cancel: what is left is closed, and goes."""

    def changed(button: Button) -> Button:
        return close(t) if button.data.rpartition(":")[2] in NOT_HERE else button

    return tuple(tuple(changed(button) for button in row) for row in rows)


def _preview(session: Session, turn: Done, t: Texts, note: str) -> Say:
    draft = turn.draft
    start = f"d:{draft.id}:{draft.turn}"
    text = "\n\n".join(filter(None, (note, t(said.PREVIEW), told_text(_told(session), t))))
    fixes = [
        Button(t.plain(N_("Ret: {label}"), label=t.plain(step.label)), f"{start}:fix:{step.key}")
        for step in TIP.wanted(draft.answers)
    ]
    send = Button(t.plain(said.SEND_TIP), f"{start}:send", style=Style.SUCCESS)
    return Say(text, (*paired(fixes), (send,), (close(t),)))


def _told(session: Session) -> Told:
    photos = session.draft.answers.get("photos") or []
    have = tuple(session.photos[key] for key in photos if key in session.photos)
    return Told(session.draft.answers, have, now=session.now, school=session.school)


def _start(_session: Session, house: House, t: Texts) -> tuple[str, Rows]:
    rows = (
        (Button(t.plain(said.GO_ON), "tip:go", style=Style.PRIMARY),),
        (Button(t.plain(said.HAVE_CODE), "tip:code"),),
    )
    return t(said.BEFORE, url=house.profile.tips.url, **_phones(house)), rows


def _now(_session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    return t(said.NOW), (_yes_no(t, "now"),)


def _school(_session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    return t(said.SCHOOL), (_yes_no(t, "school"),)


def _alarm(session: Session, house: House, t: Texts) -> tuple[str, Rows]:
    on = Button(t.plain(said.STILL_TIP), "tip:on", style=Style.PRIMARY)
    return alarm(house, t, school=session.school).text, ((on,),)


def _sending(_session: Session, house: House, t: Texts) -> tuple[str, Rows]:
    seconds = house.profile.tips.tick_seconds
    return (t(said.LOCKING, seconds=seconds) if seconds else t(said.LOCKING_NOW)), ()


def _which_code(_session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    return t(said.WHICH_CODE), ()


def _thread(session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    asked = [t(said.QUESTION, words=words) for words in session.questions] or [t(said.NO_QUESTION)]
    rows = ((Button(t.plain(said.TAKE_BACK), "tip:leave"),),)
    return "\n\n".join((*asked, t(said.WRITE))), rows


def _adding(session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    send = Button(t.plain(said.SEND_MORE), "tip:more", style=Style.SUCCESS)
    return t(said.ADD, words=session.words), ((send, Button(t.plain(said.REWRITE), "tip:again")),)


def _leaving(_session: Session, _house: House, t: Texts) -> tuple[str, Rows]:
    really = Button(t.plain(said.REALLY), "tip:really", style=Style.DANGER)
    return t(said.LEAVE), ((really, Button(t.plain(said.STAY), "tip:stay")),)


def _yes_no(t: Texts, verb: str) -> tuple[Button, ...]:
    return (Button(t.plain(said.YES), f"tip:{verb}:yes"), Button(t.plain(said.NO), f"tip:{verb}:no"))


def _phones(house: House) -> dict[str, str]:
    phones = house.profile.phones
    return {"emergency": phones.emergency, "police": phones.police}


STAGES: Mapping[Stage, Callable[[Session, House, Texts], tuple[str, Rows]]] = MappingProxyType(
    {
        Stage.START: _start,
        Stage.NOW: _now,
        Stage.SCHOOL: _school,
        Stage.ALARM: _alarm,
        Stage.SENDING: _sending,
        Stage.CODE: _which_code,
        Stage.THREAD: _thread,
        Stage.ADDING: _adding,
        Stage.LEAVING: _leaving,
    }
)
