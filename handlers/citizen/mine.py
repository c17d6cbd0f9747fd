"""What a citizen has sent: how it stands, more to tell, an answer to our question, and taking it back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType

from handlers.citizen import first_words
from handlers.citizen.order import receipt
from handlers.citizen.parts import back_to_menu, kind_title, said_by, state_line
from handlers.reply import Button, Reply, Rows, Style, paired, say
from handlers.rules import triage
from handlers.rules.diary import meeting_of
from handlers.rules.moves import ACTIVE, HELD, Status
from handlers.rules.triage import Rejected
from handlers.text import N_, Html
from handlers.visit import Visit
from handlers.wording import lines
from storage import bookings, cases, people, remarks
from storage.bookings import OFFERED
from storage.drafts import ORDER
from storage.models import Case
from storage.people import Known
from storage.work import Work

MOST = 10
SHOWN = 3000  # characters of a case on one screen; a copy of everything is under /privatliv
BELOW = "below"  # the list comes as a message of its own, and leaves the receipt where it is
NONE_SENT = N_("Du har ikke sendt nogen bestillinger endnu.")
UNSENT = N_("Du er i gang med en bestilling, der ikke er sendt.")
NOT_YOURS = N_("Den bestilling kan vi ikke finde.")
GAVE_NUMBER = N_("Har givet et telefonnummer.")
GAVE_ADDRESS = N_("Har givet en e-mailadresse.")
ADDED = N_("Tak. Vi har lagt det til bestilling nr. {number}.")
ANSWERED = N_("Tak for svaret. Vi går videre med bestilling nr. {number}, og du får svar senest {day}.")


def listed(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """/mine: every bestilling with its state in plain words."""
    t, mine, begun = visit.t, cases.of_person(work, known.id, MOST), _begun(visit, known)
    if not mine and not begun:
        return back_to_menu(visit, t(NONE_SENT))
    entries = [
        t(
            "<b>Nr. {number}</b> {kind}, {place}\n{state}",
            number=case.id, kind=kind_title(case, t), place=case.place or t.plain("sted ikke oplyst"),
            state=Html(state_line(work, case, t)),
        )
        for case in mine
    ]  # fmt: skip
    buttons = [Button(t.plain("Nr. {number}", number=case.id), f"c:{case.id}:look") for case in mine]
    rows = paired(buttons, 3)
    head = [t(UNSENT)] if begun else []
    text = "\n\n".join((*head, t("Dine bestillinger:") if mine else t(NONE_SENT), *entries))
    menu = (Button(t.plain("Menu"), "m:home"),)
    return replace(say(text, *begun, *rows, menu), fresh=rest == BELOW)


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """A button about one case; it must be hers."""
    number, verb, *_ = [*rest.split(":"), "", ""]
    case = cases.lock(work, int(number)) if re.fullmatch(r"[0-9]{1,15}", number) else None
    if case is None or case.person_id != known.id:
        return back_to_menu(visit, visit.t(NOT_YOURS))
    return TAPPED.get(verb, _looked_at)(work, visit, known, case)


def shown(work: Work, visit: Visit, case: Case, note: str = "") -> Reply:
    """One bestilling: what she sent, what was said, how it stands and what she can do."""
    t = visit.t
    head = t("<b>Nr. {number} {kind}</b>", number=case.id, kind=kind_title(case, t))
    facts = [
        t("Sted: {place}", place=case.place or t.plain("sted ikke oplyst")),
        *lines.facts(lines.kind_of(case), case.answers, t, private=True),
    ]
    said = [
        said_by(visit, remark) for remark in remarks.of(work, case.id) if remark.audience != remarks.INTERNAL
    ]
    parts = [note, f"{head}\n{state_line(work, case, t)}", ending(visit, case), "\n".join(facts), *said]
    text = ""
    for part in filter(None, parts):
        if len(text) + len(part) < SHOWN:
            text += f"\n\n{part}" if text else part
    return say(
        text,
        *_deeds(work, visit, case),
        (
            Button(t.plain("Kvittering"), f"c:{case.id}:receipt"),
            Button(t.plain("Mine bestillinger"), "m:mine"),
        ),
    )


def ending(visit: Visit, case: Case) -> str:
    """Why it was refused or what came of it, as HTML; empty while it runs."""
    match Status(case.status):
        case Status.DECLINED:
            return lines.refusal(visit.house, case, case.reason, case.reason_words, visit.t)
        case Status.DONE | Status.CLOSED if case.result:
            return lines.result_words(case, visit.t)
        case _:
            return ""


def told(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """Words for the case she chose: an answer to our question, or more to know."""
    topic = known.topic or {}
    case = cases.lock(work, int(topic["case"]))
    if case is None or case.person_id != known.id:
        people.turn_to(work, known.id, None)
        return back_to_menu(visit, visit.t(NOT_YOURS))
    return answered(work, visit, case, text)


def answered(work: Work, visit: Visit, case: Case, text: str) -> Reply:
    """Puts words on her case; what cannot be taken is said, and she may try again."""
    try:
        return reached(work, visit, case, text) or add(work, visit, case, text)
    except Rejected as refusal:
        note = escape(refusal.words(visit.t), quote=False)
        if not case.is_open:
            return shown(work, visit, case, note)
        people.turn_to(work, visit.person_id, {"do": "add", "case": case.id})
        return _prompt(work, visit, case, note)


def add(work: Work, visit: Visit, case: Case, text: str) -> Reply:
    """Puts words on the case and says what happens.

    Raises triage.Rejected when the case takes no more, or the text is too long.
    """
    waited = case.status == Status.WAITING
    triage.add(work, visit.house, case, text)
    people.turn_to(work, visit.person_id, None)
    t = visit.t
    note = t(ADDED, number=case.id)
    if waited:
        note = t(ANSWERED, number=case.id, day=lines.day(case.due_at, t))
    more = Button(t.plain("Tilføj mere"), f"c:{case.id}:add")
    return say(note, (more, Button(t.plain("Se din bestilling"), f"c:{case.id}:look")))


def reached(work: Work, visit: Visit, case: Case, text: str) -> Reply | None:
    """A number or an address is a contact detail, and no words for a whole group; None for other words."""
    kind = lines.kind_of(case)
    for step in kind.order.steps if kind else ():
        if (value := step.claims(text)) is not None:
            case.answers = {**case.answers, step.key: value}
            said = GAVE_NUMBER if value.get("phone") else GAVE_ADDRESS
            return add(work, visit, case, visit.t.plain(said))
    return None


def _begun(visit: Visit, known: Known) -> Rows:
    """The way on to an order that is not sent, if there is one."""
    draft = known.draft
    if draft is None or draft.lane != ORDER:
        return ()
    go_on = visit.t.plain("Fortsæt")
    return ((Button(go_on, f"d:{draft.id}:{draft.turn}:resume", style=Style.PRIMARY),),)


def _took(work: Work, visit: Visit, known: Known, case: Case) -> Reply:
    """The words she wrote before she was asked what they were about."""
    words = first_words.kept(work, known)
    if not words:
        return shown(work, visit, case)
    try:
        return reached(work, visit, case, words) or add(work, visit, case, words)
    except Rejected as refusal:
        note = escape(refusal.words(visit.t), quote=False)
        reply = shown(work, visit, case, note)
        fresh = (Button(visit.t.plain("Noget nyt"), "m:fresh"),)
        return say(reply.says[0].text, fresh, *reply.says[0].rows)


def _asked_to_write(work: Work, visit: Visit, _known: Known, case: Case) -> Reply:
    if not case.is_open:
        return shown(work, visit, case, visit.t(triage.CLOSED_TO_HER))
    people.turn_to(work, visit.person_id, {"do": "add", "case": case.id})
    return _prompt(work, visit, case)


def _prompt(work: Work, visit: Visit, case: Case, note: str = "") -> Reply:
    t = visit.t
    parts = [note] if note else []
    if case.status == Status.WAITING:
        asked = [remark for remark in remarks.of(work, case.id) if remark.audience == remarks.TO_CITIZEN]
        parts += [said_by(visit, remark) for remark in asked[-1:]]
        parts.append(t("<b>Hvad er dit svar til nr. {number}?</b>", number=case.id))
    else:
        parts.append(t("<b>Hvad vil du tilføje til nr. {number}?</b>", number=case.id))
    parts.append(t("Skriv det i én besked. Du kan også sende et billede eller et punkt på kortet."))
    return replace(say("\n\n".join(parts), (Button(t.plain("Tilbage"), f"c:{case.id}:look"),)), fresh=True)


def _really(_work: Work, visit: Visit, _known: Known, case: Case) -> Reply:
    t = visit.t
    if Status(case.status) not in ACTIVE:
        return back_to_menu(visit, t(triage.CLOSED_TO_HER))
    text = t("Vil du trække bestilling nr. {number} tilbage? Så gør vi ikke mere ved den.", number=case.id)
    yes = Button(t.plain("Ja, træk den tilbage"), f"c:{case.id}:withdraw", style=Style.DANGER)
    return say(text, (yes,), (Button(t.plain("Nej, behold den"), f"c:{case.id}:look"),))


def _withdrawn(work: Work, visit: Visit, _known: Known, case: Case) -> Reply:
    try:
        triage.withdraw(work, visit.house, case)
    except Rejected as refusal:
        return shown(work, visit, case, escape(refusal.words(visit.t), quote=False))
    return shown(work, visit, case)


def _looked_at(work: Work, visit: Visit, known: Known, case: Case) -> Reply:
    if known.topic is not None:
        people.turn_to(work, known.id, None)
    return shown(work, visit, case)


def _below(work: Work, visit: Visit, known: Known, case: Case) -> Reply:
    """From under a notice: what it said must stay."""
    return replace(_looked_at(work, visit, known, case), fresh=True)


def _receipt(_work: Work, visit: Visit, _known: Known, case: Case) -> Reply:
    return receipt(case, visit.t, visit.house)


TAPPED: Mapping[str, Callable[[Work, Visit, Known, Case], Reply]] = MappingProxyType(
    {
        "show": _below,
        "add": _asked_to_write,
        "answer": _asked_to_write,
        "take": _took,
        "drop": _really,
        "withdraw": _withdrawn,
        "receipt": _receipt,
    }
)

CHANGE_NOTHING = frozenset({"show", "add", "answer", "drop", "receipt"})  # on a case


def _deeds(work: Work, visit: Visit, case: Case) -> list[tuple[Button, ...]]:
    t, rows = visit.t, list[tuple[Button, ...]]()
    if case.status == Status.WAITING:
        rows.append((Button(t.plain("Svar"), f"c:{case.id}:answer", style=Style.PRIMARY),))
    elif case.is_open:
        rows.append((Button(t.plain("Tilføj oplysninger"), f"c:{case.id}:add"),))
    rows += _time(work, visit, case)
    if Status(case.status) in ACTIVE:
        rows.append((Button(t.plain("Træk tilbage"), f"c:{case.id}:drop"),))
    return rows


def _time(work: Work, visit: Visit, case: Case) -> list[tuple[Button, ...]]:
    """Times to choose from, or an agreed one to move."""
    if case.status not in HELD or meeting_of(case) is None:
        return []
    agreed = bookings.kept(work, case.id)
    if agreed is not None and agreed.starts_at <= work.now():
        return []
    move = visit.t.plain("Flyt tiden") if agreed else visit.t.plain("Skriv, hvornår I kan")
    other = (Button(move, f"b:{case.id}:move"),)
    if not bookings.waiting(work, case.id, OFFERED):
        return [other]
    return [(Button(visit.t.plain("Vælg tid"), f"b:{case.id}:times", style=Style.PRIMARY),), other]
