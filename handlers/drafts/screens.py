"""The screens of a conversation: a question, the summary, the way back in. Nothing here changes anything."""

from collections.abc import Iterable
from html import escape

from handlers.conversation.engine import Ask, Done, Turn
from handlers.conversation.flow import SKIPPED, UNSURE, Draft
from handlers.conversation.said import Problem
from handlers.conversation.steps import Extra, Pictures, Step
from handlers.drafts.lane import Obstacle, Talk
from handlers.reply import Button, Keyboard, Rows, Say, Style, paired
from handlers.text import N_, Html, Texts

TICKED = "✓ "
LABEL = 40  # characters of an answer on a button
WRITTEN = 2500  # characters of all answers together
COPIED = 256  # characters that a button can copy
SHOWN = 600  # characters of an answer on the summary; all of it is sent

KEYBOARDS = {Extra.LOCATION: Keyboard.LOCATION, Extra.CONTACT: Keyboard.CONTACT}
EXTRA_HINTS = {
    Extra.LOCATION: N_("Du kan også sende din placering med knappen nedenfor, hvis du står på stedet."),
    Extra.CONTACT: N_("Du kan også dele dit nummer med knappen nedenfor."),
}
WHAT_WE_KEEP = N_(
    "Vi bruger dit nummer til at svare på bestillingen og sletter det igen. Læs mere med /privatliv."
)
OPTIONAL_NOW = N_("Det var det nødvendige. Resten er frivilligt, og du kan gå til oversigten når som helst.")
EARLIER = N_("Behold: {answer}")
CONTROLS = {
    "back": N_("Tilbage"),
    "skip": N_("Spring over"),
    "cancel": N_("Annullér"),
    "unsure": N_("Ved ikke"),
    "done": N_("Videre"),
    "rest": N_("Gå til oversigten"),
}


def screen(
    talk: Talk, turn: Turn, t: Texts, *, obstacle: Obstacle | None = None, note: str = ""
) -> tuple[Say, ...]:
    """Where the conversation stands; `note` is HTML that comes first."""
    match turn:
        case _ if obstacle is not None:
            return (_stopped(talk, turn.draft, obstacle, t),)
        case Ask():
            return _question(talk, turn, t, note)
        case Done(draft):
            return (_summary(talk, draft, t, note),)


def resume(talk: Talk, turn: Turn, t: Texts) -> Say:
    """The way back in after a silence."""
    at = t.plain(turn.step.label) if isinstance(turn, Ask) else t.plain(N_("oversigten"))
    title = t.plain(talk.lane.title(talk.stored))
    text = t(N_("Du er i gang med: {title}. Du er nået til: {place}."), title=title, place=at)
    buttons = (
        _button(turn.draft, "resume", t.plain(N_("Fortsæt")), style=Style.PRIMARY),
        _button(turn.draft, "new", t.plain(N_("Start forfra"))),
        _button(turn.draft, "drop", t.plain(N_("Slet"))),
    )
    unsent = t(talk.lane.unsent)
    return Say(f"{text}\n{unsent}", (buttons[:1], buttons[1:]))


def really(draft: Draft, t: Texts) -> Say:
    """Asks before something written is thrown away."""
    text = t(N_("Vil du slette det, du har svaret? Der er ikke sendt noget."))
    yes = _button(draft, "drop", t.plain(N_("Ja, slet")), style=Style.DANGER)
    return Say(text, ((yes, _button(draft, "resume", t.plain(N_("Nej, fortsæt")))),))


def problem_text(problem: Problem, t: Texts) -> str:
    """What would help, as plain text."""
    return t.plain(problem.text, **dict(problem.values))


def shown(step: Step, value: object, t: Texts) -> str:
    """An answer in plain words, also where there is none."""
    if value is SKIPPED:
        return t.plain(N_("Ikke oplyst"))
    return t.plain(N_("Ved ikke")) if value == UNSURE else step.show(value, t)


def short(text: str, limit: int = LABEL) -> str:
    """The text, cut where a button or a card has no more room."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _question(talk: Talk, turn: Ask, t: Texts, note: str) -> tuple[Say, ...]:
    step = turn.step
    parts = [note] if note else []
    if turn.problem:
        parts.append(escape(problem_text(turn.problem, t), quote=False))
    if _turns_optional(talk, turn):
        parts.append(t(OPTIONAL_NOW))
    if turn.draft.picking and (come := step.so_far(turn.draft.picking, t)):
        parts.append(come)
    if told := step.tells(turn.draft.known, t):
        parts.append(told)
    asked = f"<b>{t(step.asks(turn.draft.known))}</b>"
    parts.append(f"{asked}\n{t(step.help)}" if step.help else asked)
    if step.private and not talk.told:
        parts.append(t(WHAT_WE_KEEP))
    sketch = None if turn.problem else step.sketch(turn.draft.known)
    question = Say("\n\n".join(parts), _rows(talk, turn, t), sketch=sketch)
    if step.extra not in KEYBOARDS or turn.problem:
        return (question,)
    hint = Say(
        t(EXTRA_HINTS[step.extra]), keyboard=KEYBOARDS[step.extra], keyboard_text=t.plain(step.extra_text)
    )
    return (question, hint)


def _turns_optional(talk: Talk, turn: Ask) -> bool:
    """This is the first question that may be passed over, and nothing else is left."""
    if not turn.step.optional:
        return False
    wanted = talk.flow.wanted(turn.draft.answers)
    first = next((step for step in wanted if step.optional), None)
    return first is turn.step and not _obliged(talk, turn.draft)


def _obliged(talk: Talk, draft: Draft) -> bool:
    return any(
        not step.optional and step.key not in draft.answers for step in talk.flow.wanted(draft.answers)
    )


def _rows(talk: Talk, turn: Ask, t: Texts) -> Rows:
    step, draft = turn.step, turn.draft
    rows = [*(_board(turn, t) or paired(list(_choices(turn, t)), step.columns))]
    if step.several and step.enough(draft.picking or []):
        rows.append((_way(draft, "done", t, Style.PRIMARY),))
    if step.key in draft.kept:
        kept = short(shown(step, draft.kept[step.key], t))
        rows.append((_button(draft, "keep", t.plain(EARLIER, answer=kept)),))
    if step.unsure:
        rows.append((_way(draft, "unsure", t),))
    if step.optional and not _obliged(talk, draft):
        rows.append((_way(draft, "rest", t),))
    return (*rows, _controls(draft, t, skip=step.optional, back=_has_before(talk, turn)))


def _board(turn: Ask, t: Texts) -> Rows:
    """A step's own rows of buttons; what may have been meant comes before them."""
    draft = turn.draft
    if turn.problem and turn.problem.offers:
        return ()
    rows = turn.step.board(draft.picking or [], draft.known, t)
    return tuple(tuple(_button(draft, "p", option.label, option.key) for option in row) for row in rows)


def _choices(turn: Ask, t: Texts) -> Iterable[Button]:
    step, draft = turn.step, turn.draft
    picked = draft.picking or []
    if turn.problem and turn.problem.offers:
        for value, label in turn.problem.offers:
            yield _button(draft, "p", label, value)
        return
    for option in step.options(draft.known):
        label = t.plain(option.label)
        if not step.several:
            yield _button(draft, "p", label, option.key)
        elif option.key in picked:
            yield _button(draft, "t", TICKED + label, f"{step.key}:-{option.key}")
        else:
            yield _button(draft, "t", label, f"{step.key}:+{option.key}")


def _controls(draft: Draft, t: Texts, *, skip: bool, back: bool) -> tuple[Button, ...]:
    verbs = [*(["back"] if back else []), *(["skip"] if skip else []), "cancel"]
    return tuple(_way(draft, verb, t) for verb in verbs)


def _way(draft: Draft, verb: str, t: Texts, style: Style = Style.PLAIN) -> Button:
    return _button(draft, verb, t.plain(CONTROLS[verb]), style=style)


def _has_before(talk: Talk, turn: Ask) -> bool:
    before = [step.key for step in talk.flow.steps]
    return any(key in turn.draft.answers for key in before[: before.index(turn.step.key)])


def _summary(talk: Talk, draft: Draft, t: Texts, note: str) -> Say:
    steps = talk.flow.wanted(draft.answers)
    parts = [note] if note else []
    parts.append(f"<b>{t(talk.lane.title(talk.stored))}</b>\n{t(talk.lane.unsent)}")
    for step in steps:
        answer = short(shown(step, draft.answers[step.key], t), SHOWN)
        parts.append(t("<b>{label}</b>\n{answer}", label=t.plain(step.label), answer=answer))
    fixes = [_fix(draft, step, t) for step in steps]
    send = _button(draft, "send", t.plain(talk.lane.send), style=Style.SUCCESS)
    return Say("\n\n".join(parts), (*paired(fixes), (send,), _controls(draft, t, skip=False, back=True)))


def _stopped(talk: Talk, draft: Draft, obstacle: Obstacle, t: Texts) -> Say:
    text = t(obstacle.text, **dict(obstacle.values))
    change = _button(draft, "fix", t.plain(N_("Ret stedet")), obstacle.step, style=Style.PRIMARY)
    leave = _controls(draft, t, skip=False, back=False)
    if not obstacle.elsewhere:
        return Say(text, ((change,), leave))
    written = _written(talk, draft, t)
    kept = t(N_("Det, du har skrevet, kan du kopiere her:"))
    copy = Button(t.plain(N_("Kopiér det, du har skrevet")), copy=written[:COPIED])
    rows = ((change,), (copy,), leave) if len(written) <= COPIED else ((change,), leave)
    return Say(f"{text}\n\n{kept}\n<pre>{escape(written, quote=False)}</pre>", rows)


def _written(talk: Talk, draft: Draft, t: Texts) -> str:
    """Her answers in plain lines, to be sent to somebody else."""
    answered = [
        step for step in talk.flow.wanted(draft.answers) if draft.answers.get(step.key) is not SKIPPED
    ]
    lines = [
        f"{t.plain(step.label)}: {short(shown(step, draft.answers[step.key], t), SHOWN)}"
        for step in answered
        if step.key in draft.answers and not isinstance(step, Pictures)
    ]
    return short("\n".join((t.plain(talk.lane.title(talk.stored)), *lines)), WRITTEN)


def _fix(draft: Draft, step: Step, t: Texts) -> Button:
    return _button(draft, "fix", t.plain(N_("Ret: {label}"), label=t.plain(step.label)), step.key)


def _button(draft: Draft, verb: str, text: str, value: str = "", style: Style = Style.PLAIN) -> Button:
    data = f"d:{draft.id}:{draft.turn}:{verb}"
    return Button(text, f"{data}:{value}" if value else data, style=style)


def noted(step: Step, value: object, t: Texts) -> Say:
    """What was understood, said where the phone's own keyboard is put away."""
    answer = short(shown(step, value, t), SHOWN)
    return Say(t(N_("Noteret: {answer}"), answer=Html(escape(answer, quote=False))), keyboard=Keyboard.REMOVE)
