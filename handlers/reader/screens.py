"""What a reader of tips sees: the list, one tip, and the choices about it."""

from handlers.reader.gate import TipTurn, button, let_in
from handlers.reply import Button, Reply, Rows, Say, Style, paired, toast
from handlers.rules.promise import clock, local
from handlers.staff.gate import Turn
from handlers.text import N_, Html
from handlers.tips import reading
from handlers.tips.content import CLOSED, OPEN, Status, Way
from handlers.tips.reading import name_of
from handlers.tips.shown import told_text
from handlers.wording.lines import DA, cut
from storage import audit, members, tips
from storage.tip_models import Tip

PAGE = 8
LETTER = 1500  # characters of one letter that are shown
HISTORY = 15

ALL_TIPS = Button(DA.plain("Alle tips"), "t::list:")

STATES = {
    Status.NEW: N_("nyt"),
    Status.READ: N_("læst"),
    Status.ASKED: N_("spurgt"),
    Status.ANSWERED: N_("nyt svar"),
    Status.HANDED: N_("givet videre"),
    Status.PASSED_ON: N_("videregivet"),
    Status.MERGED: N_("samlet"),
    Status.ARCHIVED: N_("arkiveret"),
    Status.DISCARDED: N_("kasseret"),
}
FILTERS = (
    ("", N_("Alle åbne"), OPEN),
    ("new", N_("Nye"), (Status.NEW,)),
    ("answered", N_("Nye svar"), (Status.ANSWERED,)),
    ("closed", N_("Afsluttede"), CLOSED),
)
# Each end, and the reasons that are asked for it: keys, so that no words of a tip reach the audit trail.
ENDS = (
    (Status.PASSED_ON, N_("Videregivet"), ()),
    (Status.MERGED, N_("Samlet med et andet tip"), ()),
    (Status.ARCHIVED, N_("Arkiveret"), ()),
    (
        Status.DISCARDED,
        N_("Kasseret"),
        (
            ("spam", N_("Spam")),
            ("duplicate", N_("Dublet")),
            ("empty", N_("Intet at gå efter")),
            ("not_police", N_("Ikke for politiet")),
            ("false", N_("Åbenlyst usandt")),
        ),
    ),
)
EVENTS = {
    "tip.opened": N_("åbnede det"),
    "tip.asked": N_("spurgte"),
    "tip.summarised": N_("skrev resumé"),
    "tip.handed": N_("gav resuméet til {detail}"),
    "summary.opened": N_("læste resuméet"),
    "tip.urgent": N_("satte det først"),
    "tip.not_urgent": N_("satte det på plads igen"),
    "tip.excluded": N_("holdt {detail} ude"),
    "tip.admitted": N_("lukkede {detail} ind igen"),
}


def listed(turn: Turn) -> Reply:
    """/tips: the open ones, those that cannot wait first, then the oldest week; or one by its name."""
    own = let_in(turn, turn.rest) if turn.rest else None
    if own is not None:
        return opened(own)
    return _page(turn, "", 0)


def page(turn: Turn, value: str) -> Reply:
    """Another page of the list: the filter's key and how many come before."""
    key, _, start = value.partition(":")
    return _page(turn, key, int(start) if start.isdecimal() else 0)


def opened(turn: TipTurn) -> Reply:
    """The tip itself, guarded, for a few minutes; that it was opened is written down."""
    seen = reading.open_tip(turn.work, turn.reader, turn.tip)
    parts = [_heading(turn.tip), "", told_text(seen.told, DA)]
    for letter in seen.letters:
        said = (
            N_("<b>I spurgte:</b> {words}")
            if letter.way == Way.ASKED
            else N_("<b>Nyt fra tipgiver:</b> {words}")
        )
        parts += ["", DA(said, words=cut(letter.text, LETTER))]
    if seen.summary:
        parts += ["", DA("<b>Resumé uden personer:</b> {words}", words=cut(seen.summary, LETTER))]
    say = Say(
        "\n".join(parts),
        _buttons(turn.tip),
        gone_after=turn.visit.house.profile.tips.shown_minutes,
        pictures=seen.told.photos,
    )
    return Reply((say,), fresh=True)


def officers(turn: TipTurn) -> Reply:
    """To whom the summary goes; without one it is asked for first."""
    if not reading.has_summary(turn.work, turn.tip):
        return toast(DA.plain("Skriv først et resumé uden personer. Det er det, betjenten får."), alert=True)
    kept_out = tips.members(turn.work, turn.tip.id)
    found = [officer for officer in members.officers(turn.work) if kept_out.get(officer.id) != "excluded"]
    buttons = [button(turn.tip, officer.name, f"to:{officer.id}") for officer in found]
    text = DA("{name}: Hvem skal have resuméet?", name=name_of(turn.tip.id))
    return Reply((Say(text, (*paired(buttons), _back(turn.tip))),), fresh=True)


def outcomes(turn: TipTurn) -> Reply:
    """How it ended: one of four, and why it was thrown away when it was."""
    rows: list[tuple[Button, ...]] = []
    for outcome, label, reasons in ENDS:
        rows += [(button(turn.tip, label, f"as:{outcome}"),)] if not reasons else []
        rows += paired(
            [
                button(turn.tip, f"{DA.plain(label)}: {DA.plain(why)}", f"as:{outcome}:{key}")
                for key, why in reasons
            ],
            1,
        )
    text = DA("{name}: Hvad blev det til?", name=name_of(turn.tip.id))
    return Reply((Say(text, (*rows, _back(turn.tip))),), fresh=True)


def colleagues(turn: TipTurn) -> Reply:
    """Whom to keep out, because they know somebody in it; tapped again they are let in."""
    parts = tips.members(turn.work, turn.tip.id)
    found = [member for member in members.everyone(turn.work) if member.id != turn.member.id]
    buttons = [
        button(
            turn.tip,
            DA.plain("{name} (ude)", name=member.name) if parts.get(member.id) == "excluded" else member.name,
            f"keep:{member.id}",
        )
        for member in found
    ]
    text = DA("{name}: Hvem skal holdes ude? De hører det ikke.", name=name_of(turn.tip.id))
    return Reply((Say(text, (*paired(buttons), _back(turn.tip))),), fresh=True)


def history(turn: TipTurn) -> Reply:
    """Who did what with it, the newest first."""
    rows = audit.trail(turn.work, turn.tip.id, HISTORY)
    lines = [
        DA(
            "{day} {time} {who} {what}",
            day=f"{local(row.at):%d.%m.}",
            time=clock(row.at),
            who=row.who,
            what=_happened(row.what, row.detail),
        )
        for row in rows
    ]
    text = "\n".join(
        [DA("<b>Tip {name}</b>", name=name_of(turn.tip.id)), *(lines or [DA("Ingen har åbnet det.")])]
    )
    return Reply((Say(text, (_back(turn.tip),)),), fresh=True)


def _page(turn: Turn, key: str, start: int) -> Reply:
    _, label, states = next((each for each in FILTERS if each[0] == key), FILTERS[0])
    found = tips.listed(turn.work, states, hidden_from=turn.member.id, limit=start + PAGE + 1)[start:]
    shown = found[:PAGE]
    lines = [_line(tip) for tip in shown] or [DA("Der er ingen.")]
    ways = [Button(DA.plain(text), f"t::list:{other}") for other, text, _ in FILTERS if other != key]
    more = [Button(DA.plain("Flere"), f"t::list:{key}:{start + PAGE}")] if len(found) > PAGE else []
    opens = [
        button(tip, name_of(tip.id), "open", Style.PRIMARY if tip.urgent else Style.PLAIN) for tip in shown
    ]
    text = "\n".join([DA("<b>Tips</b>: {which}", which=DA.plain(label)), "", *lines])
    return Reply((Say(text, (*paired(opens, 3), *paired([*more, *ways]))),))


def _line(tip: Tip) -> str:
    state, week = DA.plain(STATES[Status(tip.status)]), int(tip.week[-2:])
    said = N_("{name}: {state}, uge {week}")
    if tip.urgent and tip.status not in CLOSED:
        said = N_("{name}: <b>haster</b>, {state}, uge {week}")
    return DA(said, name=name_of(tip.id), state=state, week=week)


def _heading(tip: Tip) -> str:
    return DA("<b>Tip</b> {line}", line=Html(_line(tip)))


def _buttons(tip: Tip) -> Rows:
    urgent = (
        button(tip, N_("Haster ikke"), "urgent:0") if tip.urgent else button(tip, N_("Haster"), "urgent:1")
    )
    rows: list[tuple[Button, ...]] = [
        (button(tip, N_("Spørg tipgiver"), "ask"), button(tip, N_("Skriv resumé"), "sum", Style.PRIMARY)),
        (button(tip, N_("Giv til betjent"), "hand"), urgent),
        (button(tip, N_("Afslut"), "end"), button(tip, N_("Spam"), f"as:{Status.DISCARDED}:spam")),
        (button(tip, N_("Hold en kollega ude"), "out"), button(tip, N_("Historik"), "log")),
    ]
    return (*rows, (Button(DA.plain("Luk nu"), "t::gone"), ALL_TIPS))


def _back(tip: Tip) -> tuple[Button, ...]:
    return (button(tip, N_("Vis tippet"), "open"),)


def _happened(what: str, detail: str) -> str:
    if what in EVENTS:
        return DA.plain(EVENTS[what], detail=detail) if "{" in EVENTS[what] else DA.plain(EVENTS[what])
    outcome = what.removeprefix("tip.")
    ended = DA.plain(STATES[Status(outcome)]) if outcome in set(Status) else outcome
    return DA.plain("afsluttede det: {ended}", ended=ended)
