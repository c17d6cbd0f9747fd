"""Saying no: a reason from the list, own words if wanted, and exactly what the citizen will read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.conversation.match import matching
from handlers.reply import Button, Reply, Say, Style, paired, toast
from handlers.rules import moves, triage
from handlers.rules.reasons import REASONS, label, reason
from handlers.staff.gate import CaseTurn, prompt, recalled, remember
from handlers.staff.screen import OLD_BUTTON, done, overtaken
from handlers.text import LANGUAGES, Html, texts
from handlers.wording.citizen_notices import declined_text
from handlers.wording.lines import DA, addressee
from handlers.words.places import kommune
from storage import people

DO_DRAFT, DO_REFUSE, DO_FORWARD = "refusal_draft", "refuse", "forward"


def afvis(turn: CaseTurn) -> Reply:
    """/afvis N: words that name a reason choose it; other words become our own words."""
    if turn.case.status not in moves.REFUSE.starts:
        return overtaken(turn, turn.case)
    if not turn.rest:
        return Reply((_menu(turn),))
    found = matching(turn.rest, REASONS)
    if len(found) != 1:
        remember(turn, do=DO_DRAFT, case=turn.case.id, words=turn.rest)
        return Reply((_menu(turn),))
    named = turn.rest.lower() in {found[0], DA.plain(label(found[0])).lower(), *_other_names(found[0])}
    return Reply((preview(turn, found[0], "" if named else turn.rest),))


def menu(turn: CaseTurn) -> Reply:
    """The reasons as buttons."""
    if turn.case.status not in moves.REFUSE.starts:
        return overtaken(turn, turn.case)
    return Reply((_menu(turn),))


def chosen(turn: CaseTurn) -> Reply:
    """A reason was picked: words that were typed before it are kept."""
    if reason(turn.value) is None:
        return toast(DA.plain(OLD_BUTTON))
    kept = recalled(turn) or {}
    mine = kept.get("do") == DO_DRAFT and kept.get("case") == turn.case.id
    return Reply((preview(turn, turn.value, str(kept["words"]) if mine else ""),))


def preview(turn: CaseTurn, key: str, words: str) -> Say:
    """The refusal in her language, word for word, with the buttons that send or change it."""
    case = turn.case
    triage.check_words(words)
    reader = people.find(turn.work, case.person_id) if case.person_id is not None else None
    language = reader.language if reader else "da"
    letter = Html(declined_text(turn.visit.house, case, key, words, texts(language)))
    send = f"declw:{turn.member.id}" if words else f"decl:{key}"
    if words:
        remember(turn, do=DO_DRAFT, case=case.id, words=words, reason=key)
    head = DA("<b>Sådan læser borgeren det</b> ({language}):", language=LANGUAGES[language])
    rows = (
        (_button(turn, DA.plain("Send afvisningen"), send, Style.DANGER),),
        (
            _button(turn, DA.plain("Skriv egne ord"), f"whyw:{key}"),
            _button(turn, DA.plain("Anden grund"), "refuse"),
        ),
        (_button(turn, DA.plain("Tilbage til sagen"), "card"),),
    )
    return Say(DA("{head}\n<blockquote>{letter}</blockquote>", head=Html(head), letter=letter), rows)


def ask_for_words(turn: CaseTurn) -> Reply:
    """Own words beside the reason, by a reply to us."""
    if reason(turn.value) is None:
        return toast(DA.plain(OLD_BUTTON))
    text = (
        "Skriv dine egne ord om sag {number} som svar på denne besked. "
        "Borgeren læser dem efter grunden: {reason}"
    )
    question = DA(text, number=turn.case.id, reason=DA.plain(label(turn.value)))
    return prompt(turn, question, do=DO_REFUSE, case=turn.case.id, reason=turn.value)


def with_words(turn: CaseTurn) -> Reply:
    """The words came: show the whole refusal before it is sent."""
    kept = recalled(turn) or {}
    return Reply((preview(turn, str(kept["reason"]), turn.rest),))


def send(turn: CaseTurn) -> Reply:
    """Refuses with the reason's own sentence."""
    triage.refuse(turn.work, turn.visit.house, turn.case, turn.actor, turn.value)
    return done(turn, DA.plain("Afvist. Borgeren får besked om lidt. /fortryd virker indtil da."))


def send_with_words(turn: CaseTurn) -> Reply:
    """Refuses with the words that this member has just seen; nobody else can send them."""
    kept = recalled(turn) or {}
    if turn.value != str(turn.member.id):
        return toast(
            DA.plain("Det er en kollegas udkast. Skriv dit eget med /afvis {number}.", number=turn.case.id)
        )
    if kept.get("do") != DO_DRAFT or kept.get("case") != turn.case.id or "reason" not in kept:
        return toast(DA.plain("Udkastet er for gammelt. Skriv /afvis {number} igen.", number=turn.case.id))
    words = str(kept["words"])
    triage.refuse(turn.work, turn.visit.house, turn.case, turn.actor, str(kept["reason"]), words)
    turn.member.prompt = None
    return done(turn, DA.plain("Afvist. Borgeren får besked om lidt. /fortryd virker indtil da."))


def videresend(turn: CaseTurn) -> Reply:
    """/videresend N: to a kommune or anybody else named after it."""
    if turn.case.status not in moves.FORWARD.starts:
        return overtaken(turn, turn.case)
    if not turn.rest:
        return Reply((_addressees(turn),))
    return _forward(turn, turn.rest)


def forward_menu(turn: CaseTurn) -> Reply:
    """The kommuner as buttons, the case's own first."""
    if turn.case.status not in moves.FORWARD.starts:
        return overtaken(turn, turn.case)
    return Reply((_addressees(turn),))


def forward_to(turn: CaseTurn) -> Reply:
    """A kommune was picked."""
    return _forward(turn, turn.value)


def ask_for_addressee(turn: CaseTurn) -> Reply:
    """Somebody who is not on the list, by a reply to us."""
    text = "Skriv, hvem sag {number} skal sendes til, som svar på denne besked. Borgeren læser navnet."
    return prompt(turn, DA(text, number=turn.case.id), do=DO_FORWARD, case=turn.case.id)


def _forward(turn: CaseTurn, to: str) -> Reply:
    found = kommune(to)
    case = triage.forward(turn.work, turn.visit.house, turn.case, turn.actor, found.code if found else to)
    text = "Videresendt til {to}. Borgeren får besked om lidt. Send selv sagen til dem."
    return done(turn, DA.plain(text, to=addressee(case.reason_words)[0]))


def _menu(turn: CaseTurn) -> Say:
    buttons = [_button(turn, DA.plain(each.label), f"why:{each.key}") for each in REASONS]
    back = _button(turn, DA.plain("Tilbage til sagen"), "card")
    return Say(DA("<b>Sag {number}</b>: Hvad er grunden?", number=turn.case.id), (*paired(buttons), (back,)))


def _addressees(turn: CaseTurn) -> Say:
    known = turn.visit.house.profile.kommuner
    own = [turn.case.kommune] if turn.case.kommune in known else []
    order = [*own, *(code for code in known if code not in own)]
    buttons = [_button(turn, known[code].name, f"fwd:{code}") for code in order]
    other = _button(turn, DA.plain("En anden"), "fwdw")
    back = _button(turn, DA.plain("Tilbage til sagen"), "card")
    text = DA("<b>Sag {number}</b>: Hvem hører det til hos?", number=turn.case.id)
    return Say(text, (*paired(buttons, 3), (other, back)))


def _other_names(key: str) -> tuple[str, ...]:
    found = reason(key)
    return found.words if found else ()


def _button(turn: CaseTurn, text: str, verb: str, style: Style = Style.PLAIN) -> Button:
    return Button(text, f"s:{turn.case.id}:{turn.case.version}:{verb}", style=style)


MOVES: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType(
    {"decl": send, "declw": send_with_words, "fwd": forward_to}
)
SCREENS: Mapping[str, Callable[[CaseTurn], Reply]] = MappingProxyType(
    {
        "refuse": menu,
        "why": chosen,
        "whyw": ask_for_words,
        "forward": forward_menu,
        "fwdw": ask_for_addressee,
    }
)
