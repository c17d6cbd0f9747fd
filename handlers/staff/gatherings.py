"""/arrangement: who comes, who waits, what was asked; more seats, calling it off, and the list on the day."""

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType
from typing import TypeAlias

from handlers.conversation.numbers import number_in
from handlers.reply import Button, Reply, Style, paired, say, toast
from handlers.rules import gatherings as rules
from handlers.staff.gate import Turn, numbered, prompt, recalled
from handlers.staff.new_gathering import CODE
from handlers.staff.screen import OLD_BUTTON
from handlers.text import N_
from handlers.wording import gatherings as wording
from handlers.wording.lines import DA, cut
from storage import gatherings
from storage.gathering_models import Asked, Gathering, Seat
from storage.gatherings import CANCELLED, HELD, OPEN, TAKEN, WAITING

Act: TypeAlias = Callable[[Turn, Gathering, str], Reply]

MOST_SEATS = 5000
LISTED = 60  # enrolments on one screen
DO_CANCEL, DO_SEATS, DO_ANSWER = "gathering_cancel", "gathering_seats", "gathering_answer"
STATES = {OPEN: N_("åben"), HELD: N_("holdt"), CANCELLED: N_("aflyst")}
NO_NUMBER = N_("Skriv et tal, for eksempel 60.")


def arrangement(turn: Turn) -> Reply:
    """/arrangement shows all, /arrangement 3 one of them."""
    number, _ = numbered(turn.rest)
    found = gatherings.find(turn.work, number) if number is not None else None
    return _one(turn, found) if found else _all(turn)


def tapped(turn: Turn) -> Reply:
    """`verb:id[:value]`, checked again from the beginning."""
    verb, number, value = (turn.rest + "::").split(":", 2)
    if verb == "all":
        return _all(turn)
    found = gatherings.lock(turn.work, int(number[:15])) if number.isdecimal() else None
    act = TAPPED.get(verb)
    return act(turn, found, value.rstrip(":")) if act and found else toast(DA.plain(OLD_BUTTON))


def again(turn: Turn) -> Reply:
    """A tap that came twice: the gathering as it is now."""
    number = (turn.rest + "::").split(":")[1]
    found = gatherings.find(turn.work, int(number[:15])) if number.isdecimal() else None
    return _one(turn, found) if found else _all(turn)


def cancelled(turn: Turn) -> Reply:
    """The reason came: one message to everybody."""
    return _about(turn, lambda gathering: _told(turn, gathering, turn.rest))


def resized(turn: Turn) -> Reply:
    """The new number of seats came."""
    seats = number_in(turn.rest, "")
    if seats is None or not 0 < seats <= MOST_SEATS:
        return say(DA(NO_NUMBER))
    return _about(turn, lambda gathering: _more(turn, gathering, seats))


def answered(turn: Turn) -> Reply:
    """The answer to a question came."""
    question = gatherings.question(turn.work, int((recalled(turn) or {}).get("asked", 0)))
    if question is not None:
        rules.answer(turn.work, question, turn.rest)
    return _about(turn, lambda gathering: _questions(turn, gathering, ""))


def _all(turn: Turn) -> Reply:
    found = gatherings.latest(turn.work)
    new = (Button(DA.plain("Nyt arrangement"), url=turn.visit.house.link(CODE)),)
    if not found:
        return say(DA("Der er ingen arrangementer endnu."), new)
    listed = [DA("<b>{number}</b> {line}", number=each.id, line=_line(turn, each)) for each in found]
    buttons = [Button(DA.plain("Nr. {number}", number=each.id), f"sg:show:{each.id}") for each in found]
    return say("\n".join([DA("<b>Arrangementer</b>"), *listed]), *paired(buttons, 4), new)


def _one(turn: Turn, gathering: Gathering, _value: str = "") -> Reply:
    waiting = gatherings.seats(turn.work, gathering.id, WAITING)
    told = [
        DA(
            "<b>Arrangement {number}</b> · {state}",
            number=gathering.id,
            state=DA.plain(STATES[gathering.status]),
        ),
        wording.card(gathering, rules.free(turn.work, gathering), DA),
        DA(
            "{taken} af {seats} pladser er taget.",
            taken=gatherings.taken(turn.work, gathering.id),
            seats=gathering.seats,
        ),
    ]
    if waiting:
        told.append(DA("På venteliste: {count}", count=sum(seat.number for seat in waiting)))
    return say("\n".join(told), *_buttons(gathering))


def _buttons(gathering: Gathering) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = [
        (_button(gathering, DA.plain("Liste"), "list"), _button(gathering, DA.plain("Spørgsmål"), "asked"))
    ]
    if gathering.status == OPEN:
        rows.append(
            (
                _button(gathering, DA.plain("Antal pladser"), "seats"),
                _button(gathering, DA.plain("Det er holdt"), "held"),
            )
        )
        rows.append((_button(gathering, DA.plain("Aflys"), "cancel", Style.DANGER),))
    return [*rows, (Button(DA.plain("Alle arrangementer"), "sg:all"),)]


def _list(turn: Turn, gathering: Gathering, _value: str) -> Reply:
    """Who is expected, with a tick for each who came."""
    taken = gatherings.seats(turn.work, gathering.id, TAKEN)[:LISTED]
    waiting = gatherings.seats(turn.work, gathering.id, WAITING)[:LISTED]
    text = [DA("<b>{title}</b>, tryk ved dem, der kom.", title=gathering.title)]
    if waiting:
        named = ", ".join(_named(seat) for seat in waiting)
        text.append(DA("På venteliste: {names}", names=named))
    ticks = [_tick(gathering, seat) for seat in taken]
    return say("\n".join(text), *paired(ticks), (_button(gathering, DA.plain("Tilbage"), "show"),))


def _came(turn: Turn, gathering: Gathering, value: str) -> Reply:
    """`+id` or `-id`: the wanted state, so that twice is as good as once."""
    seat = gatherings.seat(turn.work, int(value[1:16])) if value[1:].isdecimal() else None
    if seat is None or seat.gathering_id != gathering.id or value[0] not in "+-":
        return toast(DA.plain(OLD_BUTTON))
    rules.mark(turn.work, seat, came=value[0] == "+")
    return _list(turn, gathering, "")


def _questions(turn: Turn, gathering: Gathering, _value: str) -> Reply:
    found = gatherings.asked(turn.work, gathering.id)
    if not found:
        return say(DA("Der er ingen spørgsmål."), (_button(gathering, DA.plain("Tilbage"), "show"),))
    told = [_question(number, each) for number, each in enumerate(found, 1)]
    buttons = [
        _button(gathering, DA.plain("Svar på {number}", number=number), f"answer:{each.id}")
        for number, each in enumerate(found, 1)
    ]
    return say(
        "\n\n".join(told)[:3900], *paired(buttons, 3), (_button(gathering, DA.plain("Tilbage"), "show"),)
    )


def _answer(turn: Turn, gathering: Gathering, value: str) -> Reply:
    question = gatherings.question(turn.work, int(value[:15])) if value.isdecimal() else None
    if question is None or question.gathering_id != gathering.id:
        return toast(DA.plain(OLD_BUTTON))
    text = DA(
        "Skriv svaret som svar på denne besked. De, der var med, læser det.\n<i>{words}</i>",
        words=cut(question.text, 200),
    )
    return prompt(turn, text, do=DO_ANSWER, gathering=gathering.id, asked=question.id)


def _ask_seats(turn: Turn, gathering: Gathering, _value: str) -> Reply:
    text = DA("Hvor mange pladser skal der være i alt? Skriv tallet som svar på denne besked.")
    return prompt(turn, text, do=DO_SEATS, gathering=gathering.id)


def _ask_why(turn: Turn, gathering: Gathering, _value: str) -> Reply:
    text = DA(
        "Skriv kort, hvorfor det er aflyst, som svar på denne besked. Alle, der er tilmeldt, får det at vide."
    )
    return prompt(turn, text, do=DO_CANCEL, gathering=gathering.id)


def _held(turn: Turn, gathering: Gathering, _value: str) -> Reply:
    if gathering.starts_at > turn.work.now():
        return toast(DA.plain("Det er ikke begyndt endnu."))
    told = rules.close(turn.work, gathering, turn.member)
    return Reply(_one(turn, gathering).says, toast=DA.plain("{count} får tak og svar.", count=told))


def _told(turn: Turn, gathering: Gathering, words: str) -> Reply:
    told = rules.cancel(turn.work, gathering, turn.member, words)
    text = DA("Arrangement {number} er aflyst. {count} får besked.", number=gathering.id, count=told)
    return say(text, (_button(gathering, DA.plain("Vis"), "show"),))


def _more(turn: Turn, gathering: Gathering, seats: int) -> Reply:
    moved = rules.resize(turn.work, gathering, turn.member, seats)
    text = DA("Der er nu {seats} pladser. {count} rykkede op fra ventelisten.", seats=seats, count=len(moved))
    return say(text, (_button(gathering, DA.plain("Vis"), "show"),))


def _about(turn: Turn, do: Callable[[Gathering], Reply]) -> Reply:
    """What the prompt was about, held until the commit."""
    kept = recalled(turn) or {}
    gathering = gatherings.lock(turn.work, int(kept.get("gathering", 0)))
    return do(gathering) if gathering else say(DA(OLD_BUTTON))


def _line(turn: Turn, gathering: Gathering) -> str:
    taken = gatherings.taken(turn.work, gathering.id)
    state = DA.plain(STATES[gathering.status])
    return DA.plain(
        "{title}, {when} · {taken}/{seats} · {state}", title=cut(gathering.title, 60),
        when=wording.when(gathering, DA), taken=taken, seats=gathering.seats, state=state,
    )  # fmt: skip


def _question(number: int, asked: Asked) -> str:
    told = DA("<b>{number}.</b> {words}", number=number, words=cut(asked.text, 300))
    return f"{told}\n→ {escape(cut(asked.answer, 300), quote=False)}" if asked.answer else told


def _named(seat: Seat) -> str:
    return f"{seat.name or '–'} ({seat.number})"


def _tick(gathering: Gathering, seat: Seat) -> Button:
    sign = "-" if seat.came else "+"
    return _button(gathering, f"{'✓ ' if seat.came else ''}{cut(_named(seat), 40)}", f"came:{sign}{seat.id}")


def _button(gathering: Gathering, text: str, verb: str, style: Style = Style.PLAIN) -> Button:
    name, _, value = verb.partition(":")
    data = f"sg:{name}:{gathering.id}"
    return Button(text, f"{data}:{value}" if value else data, style=style)


TAPPED: Mapping[str, Act] = MappingProxyType(
    {
        "show": _one,
        "list": _list,
        "came": _came,
        "asked": _questions,
        "answer": _answer,
        "seats": _ask_seats,
        "cancel": _ask_why,
        "held": _held,
    }
)
REPLIES: Mapping[str, Callable[[Turn], Reply]] = MappingProxyType(
    {DO_CANCEL: cancelled, DO_SEATS: resized, DO_ANSWER: answered}
)
