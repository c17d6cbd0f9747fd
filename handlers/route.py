"""Finds the handler for a visit: by command, by the first field of a button, or by what was sent.

In the staff group everything goes to `handlers.staff`. In private a person is a citizen first;
officers' and staff's own words, commands and buttons are looked up only where they can be meant.
"""

import re
from dataclasses import replace

from handlers import citizen, officer, reader, staff
from handlers.citizen import handoff, unexpected, urgent
from handlers.commands import DANISH
from handlers.reply import SILENCE, Reply
from handlers.staff import new_gathering
from handlers.visit import Membership, Moved, Odd, Picture, Tap, Visit, Words
from storage import members, people
from storage.drafts import REPORT
from storage.people import Known
from storage.work import Work

GATHERING = re.compile(r"g[0-9]{1,9}")  # what a link to a gathering carries


def decide(work: Work, visit: Visit) -> Reply:
    """Applies one update and answers it."""
    if not visit.private:
        return _group(work, visit)
    if isinstance(visit.what, Membership):
        return _blocked(work, visit, visit.what)
    known = people.meet(work, visit.person_id, visit.language)
    if known.blocked_at is not None:
        people.blocked(work, known.id, None)
    return _private(work, _in_their_language(visit, known), known)


def again(work: Work, visit: Visit) -> Reply:
    """Answers an update that was applied before: changes nothing, shows where things stand."""
    if not visit.private:
        return staff.again(work, visit)
    if isinstance(visit.what, Membership):
        return SILENCE
    known = people.meet(work, visit.person_id, visit.language)
    visit = _in_their_language(visit, known)
    data = visit.what.data if isinstance(visit.what, Tap) else ""
    began_report = _reports(known) and data.endswith(":report")
    if data.partition(":")[0] in officer.TAPS and not began_report:
        return officer.again(work, visit)
    return citizen.again(work, visit, known)


def _in_their_language(visit: Visit, known: Known) -> Visit:
    return visit if visit.language == known.language else replace(visit, language=known.language)


def _group(work: Work, visit: Visit) -> Reply:
    match visit.what:
        case Membership() | Moved():
            return staff.standing(work, visit)
        case Tap(data):
            prefix, _, rest = data.partition(":")
            handler = staff.TAPS.get(prefix)
            return handler(work, visit, rest) if handler else SILENCE
        case Words(text, edited):
            return _group_words(work, visit, text, edited=edited)
        case _:
            return SILENCE


def _group_words(work: Work, visit: Visit, text: str, *, edited: bool) -> Reply:
    """What people in the group say to each other is theirs; only commands and replies to us are read."""
    name, rest = _command(text, visit.house.bot_username)
    if edited:
        return staff.corrected(work, visit) if name in staff.COMMANDS else SILENCE
    if name in staff.COMMANDS:
        return staff.COMMANDS[name](work, visit, rest)
    return staff.unknown(work, visit) if name else staff.words(work, visit, text)


def _blocked(work: Work, visit: Visit, standing: Membership) -> Reply:
    people.blocked(work, visit.person_id, None if standing.present else work.now())
    return SILENCE


def _private(work: Work, visit: Visit, known: Known) -> Reply:
    match visit.what:
        case Tap(data):
            return _tapped(work, visit, known, data)
        case Words(text, edited):
            meant = _meant(visit, text)
            handed = None if edited else handoff.before(work, visit, known, meant)
            warned = handed or (None if _reports(known) else urgent.before(work, visit, known, meant))
            return warned or _said(work, visit, known, text, edited=edited)
        case Picture(caption=caption) | Odd(caption=caption) if caption:
            return urgent.before(work, visit, known, caption) or unexpected.sent(work, visit, known)
        case _:
            return unexpected.sent(work, visit, known)


def _meant(visit: Visit, text: str) -> str:
    """What a person wrote beside the command: /hjaelp is no cry for help."""
    name, rest = _command(text, visit.house.bot_username)
    return rest if name in citizen.COMMANDS else text


def _reports(known: Known) -> bool:
    """An officer telling what was done writes of accidents and knives that are over."""
    return known.draft is not None and known.draft.lane == REPORT


def _tapped(work: Work, visit: Visit, known: Known, data: str) -> Reply:
    prefix, _, rest = data.partition(":")
    if prefix in citizen.TAPS:
        return citizen.TAPS[prefix](work, visit, known, rest)
    for table in (officer.TAPS, reader.TAPS, staff.TAPS):
        if prefix in table:
            return table[prefix](work, visit, rest)
    return unexpected.old_button(work, visit, known)


def _said(work: Work, visit: Visit, known: Known, text: str, *, edited: bool) -> Reply:
    name, rest = _command(text, visit.house.bot_username)
    if edited:
        return unexpected.edited(work, visit, known, text)
    if name:
        return _commanded(work, visit, known, name, rest)
    if known.draft is None or visit.reply_to is not None:
        answered = _colleague(work, visit, text) if members.find(work, known.id) else None
        if answered is not None:
            return answered
    return citizen.words(work, visit, known, text)


def _colleague(work: Work, visit: Visit, text: str) -> Reply | None:
    """What a member answers to a question that was asked in private."""
    return officer.words(work, visit, text) or reader.words(work, visit, text)


def _commanded(work: Work, visit: Visit, known: Known, name: str, rest: str) -> Reply:
    """An officer's own command comes first; an invitation is for somebody who is nobody yet."""
    if name == "start" and rest and not citizen.offers(visit, rest):
        return _linked(work, visit, known, rest) or officer.COMMANDS["start"](work, visit, rest)
    if name != "start" and name in officer.COMMANDS:
        member = members.find(work, known.id)
        if member is not None and member.is_officer:
            return officer.COMMANDS[name](work, visit, rest)
    handler = citizen.COMMANDS.get(name)
    if handler is not None:
        return handler(work, visit, known, rest)
    if name in reader.COMMANDS and members.find(work, known.id):
        return reader.COMMANDS[name](work, visit, rest)
    member = members.find(work, known.id) if name in staff.COMMANDS else None
    if member is not None and member.is_staff:
        return staff.COMMANDS[name](work, visit, rest)  # it says where staff's commands work
    return unexpected.unknown_command(work, visit, known)


def _linked(work: Work, visit: Visit, known: Known, code: str) -> Reply | None:
    """A link to one gathering, or to making a new one; None for every other code."""
    if code == new_gathering.CODE:
        return new_gathering.begin(work, visit)
    if GATHERING.fullmatch(code):
        return citizen.TAPS["g"](work, visit, known, f"show:{code[1:]}")
    return None


def _command(text: str, username: str) -> tuple[str, str]:
    """The command without slash and its rest; an empty name for words, and for another bot's command."""
    if not text.startswith("/"):
        return "", text
    word, _, rest = text[1:].partition(" ")
    name, _, bot = word.partition("@")
    if bot and bot.lower() != username.lower():
        return "", ""
    return name.lower().translate(DANISH), rest.strip()
