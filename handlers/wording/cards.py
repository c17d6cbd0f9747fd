"""The card of a case: what staff see in their group, and what an officer gets in private."""

from collections.abc import Iterable, Sequence

from handlers.house import House
from handlers.partners import TITLES
from handlers.reply import Button, Rows, Say, Style
from handlers.requests import Kind, kinds
from handlers.rules import moves
from handlers.rules.moves import Role, Status
from handlers.rules.promise import clock
from handlers.wording import lines
from handlers.wording.lines import DA
from handlers.wording.lines import facts as facts
from handlers.words import understand
from storage import bookings, cases, media, members, partners, remarks
from storage.bookings import OFFERED
from storage.models import Case, Event
from storage.work import Work

LIMIT = 3900  # of Telegram's 4,096, so that a last line always fits
LAST_REMARKS = 3


def staff_card(work: Work, house: House, case: Case) -> Say:
    """The group's card: facts in reading order, the deadline, who has it, and the moves there are now."""
    remarked = [lines.remark_line(remark) for remark in remarks.of(work, case.id, LAST_REMARKS)]
    tail = [*_who(work, case), *_unreachable(case), *remarked, *lines.outcome(case, DA), *_rated(work, case)]
    text = [*_head(work, house, case, private=False), *([""] if tail else []), *tail]
    return Say(fitted(text, case), _buttons(work, case, cases.events(work, case.id)))


def officer_card(work: Work, house: House, case: Case, rows: Rows = (), heading: str = "") -> Say:
    """Everything the officer needs, photos and a pin; the phone number for as long as the case is open."""
    remarked = [lines.remark_line(remark) for remark in remarks.of(work, case.id)]
    known = [*_head(work, house, case, private=case.is_open), *_planned(work, case), *remarked]
    text = [*([heading, ""] if heading else []), *known]
    photos = tuple(media.ready_of(work, case.id))
    return Say(fitted([*text, *lines.outcome(case, DA)], case), rows, photos=photos, pin=lines.pin_of(case))


def whole_case(work: Work, house: House, case: Case) -> list[Say]:
    """The card and then everything that happened and was said, in as many messages as it takes."""
    report = [DA("<b>Historik for sag {number}</b>", number=case.id), *lines.history(work, case)]
    return [staff_card(work, house, case), *(Say(page, quiet=True) for page in pages(report))]


def fitted(text: Sequence[str], case: Case) -> str:
    """As many whole lines as fit, and a hint when some did not."""
    if len("\n".join(text)) <= LIMIT:
        return "\n".join(text)
    kept, size = list[str](), 0
    for line in text:
        if size + len(line) < LIMIT:
            kept.append(line)
            size += len(line) + 1
    return "\n".join([*kept, DA("… /sag {number} viser alt", number=case.id)])


def pages(text: Iterable[str]) -> list[str]:
    """The lines in as few messages as they need."""
    found = [""]
    for line in text:
        if found[-1] and len(found[-1]) + len(line) >= LIMIT:
            found.append("")
        found[-1] += f"\n{line}" if found[-1] else line
    return found


def _head(work: Work, house: House, case: Case, *, private: bool) -> list[str]:
    known = lines.facts(lines.kind_of(case), case.answers, DA, private=private)
    top = [lines.title(case), lines.deadline(house, case, work.now(), DA), lines.place_line(case, DA)]
    return [*top, *_council(house, case), *_partner(work, case), "", *known, *lines.own_words(case)]


def _council(house: House, case: Case) -> list[str]:
    """Which local council hears of it, where its name says more than the kommune's."""
    authority = house.profile.kommuner.get(case.kommune or "")
    return [DA("Lokalråd: {name}", name=authority.council)] if authority and authority.council else []


def _partner(work: Work, case: Case) -> list[str]:
    """For whom she speaks: somebody of ours has invited her."""
    partner = partners.find(work, case.person_id)
    if partner is None:
        return []
    sort = DA.plain(TITLES.get(partner.sort, partner.sort))
    return [
        DA(
            "Partner: {organisation} ({sort}), {name}",
            organisation=partner.organisation,
            sort=sort,
            name=partner.name,
        )
    ]


def _who(work: Work, case: Case) -> list[str]:
    handler, officer = members.known(work, case.handler_id), members.known(work, case.officer_id)
    found = [DA("Vurderes af {name}", name=handler)] if handler else []
    if officer and case.offered_at:
        day, time = lines.day(case.offered_at, DA), clock(case.offered_at)
        found.append(DA("Tilbudt {name} {day} kl. {time}, venter på svar", name=officer, day=day, time=time))
    elif officer:
        found.append(DA("Lokalbetjent: {name}", name=officer))
    return [*found, *_planned(work, case)]


def _planned(work: Work, case: Case) -> list[str]:
    """When it will be, and what the citizen is choosing from."""
    if case.status not in moves.HELD:
        return []
    day, offered = lines.planned(work, case), bookings.waiting(work, case.id, OFFERED)
    told = [DA("Planlagt til {day}", day=day)] if day else []
    hours = "; ".join(lines.hour(each.starts_at) for each in offered)
    return [*told, DA("Borgeren er tilbudt {hours}", hours=hours)] if offered else told


def _rated(work: Work, case: Case) -> list[str]:
    """What she thought of it, once it is done."""
    ended = case.status in {Status.DONE, Status.CLOSED}
    return [told] if ended and (told := lines.rating(work, case)) else []


def _unreachable(case: Case) -> list[str]:
    if not case.unreachable:
        return []
    return [DA("<b>Borgeren kan ikke nås i chatten.</b> Brug telefonen, hvis den er oplyst.")]


def _buttons(work: Work, case: Case, events: Sequence[Event]) -> Rows:
    """The moves there are in this state, the deciding ones first."""
    status = Status(case.status)
    rows = [*_sorting(case, status), *_deciding(case, status), _talking(case)]
    last = next((event for event in reversed(events) if event.name in moves.TOLD), None)
    more = [_button(case, DA.plain("Historik"), "more")]
    if media.ready_of(work, case.id):
        more.append(_button(case, DA.plain("Billeder"), "pics"))
    if last and not last.undone_at and moves.undoable(last.name, Role.STAFF):
        more.append(_button(case, DA.plain("Fortryd"), "undo"))
    return (*rows, tuple(more))


def sort_button(case: Case, kind: Kind) -> Button:
    """Makes the case one of this kind."""
    return _button(case, DA.plain(kind.title), f"sort:{kind.key}")


def back_button(case: Case) -> Button:
    """From a screen to the card."""
    return _button(case, DA.plain("Tilbage til sagen"), "card")


def _sorting(case: Case, status: Status) -> list[tuple[Button, ...]]:
    """What it sounds like by one tap, else any kind by two."""
    kind = lines.kind_of(case)
    if kind is None or not kind.unsorted or status not in moves.ACTIVE:
        return []
    said = "\n".join(filter(None, (case.words, str(case.answers.get("more") or ""))))
    guess = understand.guess(said, kinds().keys())
    likely = [each for each in kinds().values() if each.key == (guess.kind if guess else "")]
    likely += [each for each in kinds().values() if each.in_front and each not in likely]
    choose = _button(case, DA.plain("Vælg slags"), "kinds")
    return [tuple(sort_button(case, each) for each in likely[:2]), (choose,)]


def _deciding(case: Case, status: Status) -> list[tuple[Button, ...]]:
    grant = _button(case, DA.plain("Imødekom"), "grant", Style.SUCCESS)
    refuse = _button(case, DA.plain("Afvis"), "refuse", Style.DANGER)
    forward = _button(case, DA.plain("Videresend"), "forward")
    take = _button(case, DA.plain("Tag sagen"), "take", Style.PRIMARY)
    assign = _button(case, DA.plain("Tildel en betjent"), "assign", Style.PRIMARY)
    other = _button(case, DA.plain("Tildel en anden"), "assign")
    if status is Status.RECEIVED:
        return [(grant, refuse), (take, forward)]
    if status in moves.ASSESSED:
        return [(grant, refuse), (forward,)]
    if status in moves.ACTIVE:
        return [(other if case.officer_id else assign,), (refuse, forward)]
    if status is Status.DONE:
        return [(_button(case, DA.plain("Luk sagen"), "close", Style.PRIMARY),)]
    return []


def _talking(case: Case) -> tuple[Button, ...]:
    note = _button(case, DA.plain("Intern note"), "note")
    if case.person_id is None:
        return (note,)
    write = _button(case, DA.plain("Skriv til borgeren"), "reply")
    if Status(case.status) in moves.ASSESSED:
        return (_button(case, DA.plain("Spørg borgeren"), "ask"), write, note)
    return (write, note)


def _button(case: Case, text: str, verb: str, style: Style = Style.PLAIN) -> Button:
    return Button(text, f"s:{case.id}:{case.version}:{verb}", style=style)
