"""What a reader does with a tip: asks, summarises, gives it on, puts it first, ends it."""

from handlers.reader import screens
from handlers.reader.gate import TipTurn, button
from handlers.reply import Reply, Say, toast
from handlers.staff.gate import Turn, prompt
from handlers.text import N_
from handlers.tips import reading
from handlers.tips.content import CLOSED, Status
from handlers.wording import staff_tip_notices
from handlers.wording.erasing import ERASE, erase_later
from handlers.wording.lines import DA
from storage import members, outbox, tips

DO_ASK, DO_SUMMARY = "tip_ask", "tip_summary"
LONGEST = 1500  # characters of a question or a summary

ASK = N_("Skriv spørgsmålet som svar på denne besked. Kun den, der har koden til tippet, kan læse det.")
WRITE = N_(
    "Skriv resuméet som svar på denne besked: hvad, hvor og hvornår, uden navne og uden noget, "
    "der peger på, hvem der har fortalt det."
)
TOO_LONG = N_("Det er for langt: højst {most} tegn. Skriv det kortere.")
ENDED = N_("Tippet er afsluttet: {ended}.")


def ask_what(turn: TipTurn) -> Reply:
    """The question is asked for."""
    return _prompted(turn, DO_ASK, ASK)


def ask(turn: TipTurn) -> Reply:
    """The question came: it waits for the code, and goes from this chat."""
    return _written(turn, DO_ASK, ASK, N_("Spørgsmålet venter på den, der har koden."))


def summarise_how(turn: TipTurn) -> Reply:
    """The summary is asked for."""
    return _prompted(turn, DO_SUMMARY, WRITE)


def summarise(turn: TipTurn) -> Reply:
    """The summary came."""
    return _written(turn, DO_SUMMARY, WRITE, N_("Resuméet er gemt. Nu kan det gives til en betjent."))


def hand(turn: TipTurn) -> Reply:
    """An officer was chosen, and hears that there is something to read."""
    officer = members.find(turn.work, int(turn.value)) if turn.value.isdecimal() else None
    if officer is None or not officer.is_officer:
        return toast(DA.plain("Den betjent er her ikke længere."), alert=True)
    if not reading.has_summary(turn.work, turn.tip):
        return screens.officers(turn)
    reading.hand(turn.work, turn.reader, turn.tip, officer)
    args = {"tip": reading.name_of(turn.tip.id)}
    turn.work.post(staff_tip_notices.SUMMARY, "officer", person_id=officer.id, args=args)
    return _done(turn, DA.plain("{name} får resuméet.", name=officer.name))


def urgent(turn: TipTurn) -> Reply:
    """Puts it first, or back."""
    first = turn.value == "1"
    reading.set_urgent(turn.work, turn.reader, turn.tip, urgent=first)
    return toast(DA.plain("Tippet står nu først.") if first else DA.plain("Tippet står nu på sin plads."))


def end(turn: TipTurn) -> Reply:
    """What became of it."""
    outcome, _, reason = turn.value.partition(":")
    reasons = {each: dict(why) for each, _, why in screens.ENDS}
    if outcome not in reasons or (reasons[Status(outcome)] and reason not in reasons[Status(outcome)]):
        return screens.outcomes(turn)
    if turn.tip.status in CLOSED:
        return toast(DA.plain("Det er afsluttet allerede."))
    reading.end(turn.work, turn.reader, turn.tip, Status(outcome), reason)
    return _done(turn, DA.plain(ENDED, ended=DA.plain(screens.STATES[Status(outcome)])))


def keep_out(turn: TipTurn) -> Reply:
    """Keeps a colleague out, or lets in again."""
    member = members.find(turn.work, int(turn.value)) if turn.value.isdecimal() else None
    if member is None or member.id == turn.member.id:
        return toast(DA.plain("Den kollega er her ikke længere."), alert=True)
    out = tips.members(turn.work, turn.tip.id).get(member.id) == "excluded"
    change = reading.admit if out else reading.exclude
    change(turn.work, turn.reader, turn.tip, member)
    said = N_("{name} kan se tippet igen.") if out else N_("{name} er holdt ude.")
    shown = screens.colleagues(turn)
    return Reply(shown.says, toast=DA.plain(said, name=member.name))


def close(turn: Turn) -> Reply:
    """Everything that is shown here goes at once."""
    outbox.hasten(turn.work, turn.member.id, ERASE)
    return toast(DA.plain("Lukket."))


def _prompted(turn: TipTurn, do: str, text: str) -> Reply:
    return prompt(turn, DA(text), do=do, tip=reading.name_of(turn.tip.id))


def _written(turn: TipTurn, do: str, text: str, done: str) -> Reply:
    """Seals what was typed, and takes the typed words out of the chat."""
    if turn.visit.message_id is not None:
        erase_later(turn.work, turn.visit.chat_id, [turn.visit.message_id], minutes=0)
    words = turn.rest.strip()
    if len(words) > LONGEST:
        again = _prompted(turn, do, text)
        return Reply((Say(DA(TOO_LONG, most=LONGEST)), *again.says), fresh=True)
    seal = reading.ask if do == DO_ASK else reading.summarise
    seal(turn.work, turn.reader, turn.tip, words)
    return _done(turn, DA.plain(done))


def _done(turn: TipTurn, said: str) -> Reply:
    rows = ((button(turn.tip, N_("Vis tippet"), "open"), screens.ALL_TIPS),)
    return Reply((Say(DA("{name}: {said}", name=reading.name_of(turn.tip.id), said=said), rows),), fresh=True)
