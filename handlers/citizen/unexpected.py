"""What no question asked for: pictures, pins and contacts out of turn, voices, edits, old buttons."""

from dataclasses import replace
from html import escape
from types import MappingProxyType

from handlers.citizen import first_words, local, located, meant, mine
from handlers.citizen.parts import back_to_menu
from handlers.conversation import engine
from handlers.conversation.engine import Ask
from handlers.conversation.said import Called, Pictured, Placed, Value
from handlers.conversation.steps import Pictures
from handlers.drafts import drafting, lanes
from handlers.drafts.lane import Talk
from handlers.reply import SILENCE, Reply, Say, say
from handlers.rules.triage import Rejected
from handlers.text import N_
from handlers.visit import Odd, Phone, Picture, Pin, Visit
from handlers.wording import lines
from storage import cases, media, people, privacy
from storage.models import Case
from storage.people import Known
from storage.work import Work

MOST_PHOTOS = 15  # on one case, however often she adds some

SORTS = MappingProxyType(
    {
        "voice": N_("Vi kan ikke høre lydbeskeder. Skriv det med ord."),
        "audio": N_("Vi kan ikke høre lydfiler. Skriv det med ord."),
        "video": N_("Vi kan ikke se video. Send billeder, eller skriv det med ord."),
        "video_note": N_("Vi kan ikke se video. Send billeder, eller skriv det med ord."),
        "animation": N_("Vi kan ikke bruge animationer. Skriv det med ord."),
        "sticker": N_("Vi forstår ikke klistermærker. Skriv det med ord."),
        "document": N_("Vi kan ikke åbne filer. Send et billede, eller skriv det med ord."),
        "poll": N_("Vi kan ikke bruge afstemninger. Skriv det med ord."),
    }
)
OTHER = N_("Det kan vi ikke bruge her. Skriv det med ord.")
EDITED = N_("Vi ser ikke rettelser i gamle beskeder. Vil du ændre et svar, så tryk Tilbage eller Ret.")
EDITED_SENT = N_("Vi ser ikke rettelser i gamle beskeder. Vil du ændre noget, så skriv det i en ny besked.")
NO_COMMAND = N_("Den kommando kender vi ikke.")
OLD = N_("Den knap er forældet.")
FULL = N_("Der er plads til {most} billeder. Vi har gemt de første.")
ENOUGH = N_("Der er ikke plads til flere billeder på nr. {number}. De andre er gemt.")
NOWHERE = N_(
    "Vi ved ikke, hvad det hører til. Begynd en bestilling, eller tilføj det under Mine bestillinger."
)
NO_PICTURE = N_(
    "Vi har hverken gemt billede eller tekst, for vi ved ikke, hvad det hører til. "
    "Skriv, hvad det drejer sig om, så spørger vi efter billeder undervejs. "
    "Er det til en bestilling, du har sendt, så tilføj det under Mine bestillinger."
)


def sent(work: Work, visit: Visit, known: Known) -> Reply:
    """Anything but words and buttons."""
    if isinstance(visit.what, Odd):
        return _again(work, visit, known, SORTS.get(visit.what.sort, OTHER))
    if (case := meant.replied_to(work, visit)) or (known.topic and known.topic.get("do") == "add"):
        return _for_case(work, visit, known, case or cases.lock(work, int((known.topic or {})["case"])))
    if known.topic and known.topic.get("do") == local.DO and isinstance(visit.what, Pin):
        return local.placed(work, visit, known, visit.what)
    if known.draft is None:
        return _for_case(work, visit, known, meant.waiting(work, known.id))
    talk = drafting.opened(work, visit, known, lanes.of(known.draft.lane), known.draft)
    return _for_draft(work, visit, talk) if talk else lanes.current(work, visit, known, known.draft)


def edited(work: Work, visit: Visit, known: Known, _text: str) -> Reply:
    """An earlier message was changed: says how to change an answer instead."""
    return _again(work, visit, known, EDITED if known.draft else EDITED_SENT)


def unknown_command(work: Work, visit: Visit, known: Known) -> Reply:
    """A command we do not have."""
    return _again(work, visit, known, NO_COMMAND)


def old_button(work: Work, visit: Visit, known: Known) -> Reply:
    """A button that no version of ours made, or that is not made any more."""
    return _again(work, visit, known, OLD)


def _again(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """A kind word, and where we are."""
    note = visit.t(text)
    if known.draft is None:
        return back_to_menu(visit, note)
    reply = drafting.without_map(lanes.current(work, visit, known, known.draft))
    return Reply((Say(note), *reply.says), fresh=True)


def _for_draft(work: Work, visit: Visit, talk: Talk) -> Reply:
    match visit.what:
        case Pin(latitude, longitude) as pin:
            return drafting.sent(work, visit, talk, Placed(latitude, longitude, pin.words))
        case Phone(number, own):
            return drafting.sent(work, visit, talk, Called(number, own))
        case Picture() as picture:
            reply = _picture(work, visit, talk, picture)
            alone = picture.as_file and not picture.album
            if alone and drafting.asks_where(talk):
                return replace(reply, says=(*reply.says, located.asked(visit)))
            return reply
        case _:
            return SILENCE


def _picture(work: Work, visit: Visit, talk: Talk, picture: Picture) -> Reply:
    """Filed with the draft, also out of turn. An album has one answer, which tells how many have come."""
    step = next((step for step in talk.flow.wanted(talk.draft.answers) if isinstance(step, Pictures)), None)
    if step is None:
        return _again(work, visit, talk.known, N_("Vi kan ikke bruge billeder her. Skriv det med ord."))
    now = engine.where(talk.flow, talk.draft)
    asked = isinstance(now, Ask) and now.step.key == step.key
    have = (talk.draft.picking if asked else talk.draft.answers.get(step.key)) or []
    later = bool(picture.album) and picture.album == talk.draft.album
    if len(have) >= step.most:
        note = visit.t(FULL, most=step.most)
        return _of_album(drafting.full(work, visit, talk, picture.album, note), picture, later=later)
    media_id = media.file(work, talk.known.id, talk.draft.id, picture.file_id)
    words = f"{talk.draft.words}\n{picture.caption}".strip()[: first_words.MOST_WORDS]
    talk = replace(talk, draft=replace(talk.draft, words=words))
    return _of_album(
        drafting.sent(work, visit, talk, Pictured(media_id, picture.album)), picture, later=later
    )


def _of_album(reply: Reply, picture: Picture, *, later: bool) -> Reply:
    """In place of the answer to the album's earlier photos; keys for the phone are not brought again."""
    return replace(reply, says=reply.says[:1] if later else reply.says, album=picture.album)


def _for_case(work: Work, visit: Visit, known: Known, case: Case | None) -> Reply:
    """Something sent after "add to nr. 17", in reply to a message about it, or to our only question."""
    if case is None or case.person_id != known.id:
        return back_to_menu(visit, visit.t(NO_PICTURE if isinstance(visit.what, Picture) else NOWHERE))
    try:
        match visit.what:
            case Pin(latitude, longitude) as pin:
                return mine.add(work, visit, case, _point(visit, latitude, longitude, pin.words))
            case Picture():
                album = str((known.topic or {}).get("album", ""))
                return _photo_for_case(work, visit, case, visit.what, album=album)
            case Phone(number):
                return _number_for_case(work, visit, case, number)
            case _:
                return SILENCE
    except Rejected as refusal:
        return mine.shown(work, visit, case, escape(refusal.words(visit.t), quote=False))


def _point(visit: Visit, latitude: float, longitude: float, title: str) -> str:
    link = f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}"
    return visit.t.plain("Punkt på kortet: {link} {title}", link=link, title=title).strip()


def _photo_for_case(work: Work, visit: Visit, case: Case, picture: Picture, *, album: str) -> Reply:
    """An album is one thing told, however many photos it has."""
    if privacy.photos_of(work, case.id) >= MOST_PHOTOS:
        return replace(say(visit.t(ENOUGH, number=case.id)), album=picture.album)
    first = not picture.album or picture.album != album
    reply = (
        mine.add(work, visit, case, picture.caption or visit.t.plain("Sendte et billede."))
        if first
        else SILENCE
    )
    draft_id = case.draft_id or str(case.id)
    media.file(work, visit.person_id, draft_id, picture.file_id)
    media.attach(work, draft_id, case.id)
    people.turn_to(work, visit.person_id, {"do": "add", "case": case.id, "album": picture.album})
    return reply


def _number_for_case(work: Work, visit: Visit, case: Case, number: str) -> Reply:
    """A phone number is a contact detail, not words on a card that a whole group reads."""
    kind = lines.kind_of(case)
    asked = [step for step in kind.order.steps if step.private] if kind else []
    read = asked[0].read(Called(number, own=True), [], case.answers) if asked else None
    if not isinstance(read, Value):
        return mine.shown(work, visit, case, visit.t(OTHER))
    case.answers = {**case.answers, asked[0].key: read.value}
    return mine.add(work, visit, case, visit.t.plain(mine.GAVE_NUMBER))
