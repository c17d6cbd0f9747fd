"""Words that no question asked for: a guess is offered, and nothing is done before she agrees."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape

from handlers.citizen.parts import FEW, back_to_menu, kind_title, offered, order_rows, said_by
from handlers.conversation.flow import Flow
from handlers.conversation.said import More, Picked, Typed, Value
from handlers.conversation.steps import Option, Step
from handlers.drafts.lane import around
from handlers.drafts.screens import short, shown
from handlers.profile import Authority
from handlers.reply import Button, Reply, Rows, say
from handlers.requests import kinds
from handlers.rules.moves import Status
from handlers.text import N_
from handlers.visit import Visit
from handlers.words import places, understand
from handlers.words.understand import Guess
from storage import cases, people, remarks
from storage.models import Case
from storage.people import Known
from storage.work import Work

MOST_WORDS = 3000  # characters of first words that are kept
MOST_CASES = 4
MUNICIPAL = "municipal"  # the guess that it is not the police's
DAY = timedelta(days=1)  # so long her words wait for an answer to our question about them
FRESH = timedelta(minutes=10)  # so long they belong to what she says or starts without answering it

UNSURE = N_(
    "Vi er ikke sikre på, hvad det drejer sig om. Hvad passer bedst? Passer intet af det, så ring {police}."
)
TOO_MANY_WORDS = N_("Vi har gemt de første {count} tegn.")


def heard(work: Work, visit: Visit, known: Known, text: str) -> Reply:
    """Keeps the words and asks what they are about."""
    words = f"{kept(work, known, FRESH)}\n{text}".strip()
    people.turn_to(work, known.id, {"words": words[:MOST_WORDS], "at": work.now().isoformat()})
    note = visit.t(TOO_MANY_WORDS, count=MOST_WORDS) if len(words) > MOST_WORDS else ""
    mine = cases.of_person(work, known.id, MOST_CASES)
    return _new_or_about(work, visit, mine, note) if mine else _guessed(work, visit, words[:MOST_WORDS], note)


def kept(work: Work, known: Known, fresh: timedelta = DAY) -> str:
    """Her words from before, while they are fresh enough to be about the same."""
    topic = known.topic or {}
    if "words" not in topic:
        return ""
    age = work.now() - datetime.fromisoformat(topic["at"])
    return str(topic["words"]) if age < fresh else ""


def guessed_kind(work: Work, visit: Visit, known: Known) -> str:
    """What we have just asked her to say yes to; empty when we asked something else."""
    words = kept(work, known, FRESH)
    guess = _guess(visit, words) if words and not cases.of_person(work, known.id, 1) else None
    return guess.kind if guess else ""


def told(work: Work, visit: Visit, kind: str, words: str) -> dict[str, object]:
    """What her words answer of this kind's questions, when they are about it."""
    guess = _guess(visit, words) if words else None
    return usable(work, visit, kinds()[kind].order, guess.answers) if guess and guess.kind == kind else {}


def about_what(work: Work, visit: Visit, known: Known, _rest: str = "") -> Reply:
    """Something new: what do her words sound like?"""
    return _guessed(work, visit, kept(work, known), "")


def municipal(work: Work, visit: Visit, known: Known, _rest: str = "") -> Reply:
    """Tells whose it is and how to reach them. It counts as sent on, without a trace of who asked."""
    words = kept(work, known)
    theirs = _kommune_in(visit, words)
    if words:
        detail = {"kommune": theirs[0]} if theirs else None
        work.note("request.forwarded_municipal", "citizen", detail=detail)
        people.turn_to(work, known.id, None)
    t = visit.t
    intro = t("Skilte, asfalt, vejbump, lys og parkering hører til kommunen. Det kan politiet ikke rette.")
    known_ones = [theirs[1]] if theirs else list(visit.house.profile.kommuner.values())
    lines = [_how_to_reach(authority) for authority in known_ones]
    return back_to_menu(visit, "\n".join((intro, t("Skriv til dem her:"), *lines)))


def elsewhere(work: Work, visit: Visit, known: Known, _rest: str = "") -> Reply:
    """Not ours to take orders for: where to turn."""
    if known.topic is not None:
        people.turn_to(work, known.id, None)
    profile = visit.house.profile
    text = visit.t(
        "Det kan du ikke bestille her. Ring {police}, eller anmeld det på {report}. "
        "Er der fare, så ring {emergency}.",
        police=profile.phones.police, report=profile.report_url, emergency=profile.phones.emergency,
    )  # fmt: skip
    return back_to_menu(visit, text)


def usable(work: Work, visit: Visit, flow: Flow, told: Mapping[str, object]) -> dict[str, object]:
    """Those of the guessed answers that the questions themselves would take."""
    found, beside = dict[str, object](), around(work, visit)
    for step in flow.steps:
        value = _taken(step, told.get(step.key), {**beside, **found}) or step.assumes(found)
        if value is not None and (step.asked_if is None or step.asked_if(found)):
            found[step.key] = value
    return found


def _taken(step: Step, value: object, before: Mapping[str, object]) -> object:
    if isinstance(value, list):
        options: tuple[Option, ...] = step.options(before)
        known = [option.key for option in options if option.key in value]
        return known or None
    if not isinstance(value, str):
        return None
    read = step.read(Typed(value), [], before)
    if isinstance(read, More) and read.problem is None:  # it could be more than one
        read = step.read(Picked("done"), read.picking, before)
    return read.value if isinstance(read, Value) else None


def _new_or_about(work: Work, visit: Visit, mine: list[Case], note: str) -> Reply:
    t = visit.t
    asked = [case for case in mine if case.status == Status.WAITING]
    if len(asked) == 1:
        question = t("Er det dit svar på vores spørgsmål til nr. {number}?", number=asked[0].id)
        yes = Button(t.plain("Ja, det er mit svar"), f"c:{asked[0].id}:take")
        no = Button(t.plain("Det er noget andet"), "m:fresh")
        return say("\n\n".join(filter(None, (note, *_asked(work, visit, asked[0]), question))), (yes,), (no,))
    about = [(Button(_case_label(visit, case), f"c:{case.id}:take"),) for case in mine]
    fresh = (Button(t.plain("Noget nyt"), "m:fresh"),)
    one = N_("Er det noget nyt, eller handler det om din bestilling?")
    several = N_("Er det noget nyt, eller handler det om en af dine bestillinger?")
    question = t(one if len(mine) == 1 else several)
    return say("\n\n".join(filter(None, (note, question))), fresh, *about)


def _asked(work: Work, visit: Visit, case: Case) -> list[str]:
    """Our question to her, which may not have reached her yet."""
    told = [remark for remark in remarks.of(work, case.id) if remark.audience == remarks.TO_CITIZEN]
    return [said_by(visit, remark) for remark in told[-1:]]


def _case_label(visit: Visit, case: Case) -> str:
    place = case.place or kind_title(case, visit.t)
    return visit.t.plain("Nr. {number}: {place}", number=case.id, place=short(place, 30))


def _guess(visit: Visit, words: str) -> Guess | None:
    """Among what can be ordered here, and what is the kommune's."""
    return understand.guess(words, {MUNICIPAL, *(kind.key for kind in offered(visit.house))})


def _guessed(work: Work, visit: Visit, words: str, note: str) -> Reply:
    guess = _guess(visit, words)
    t = visit.t
    if guess is None:
        text = t(UNSURE, police=visit.house.profile.phones.police)
    elif guess.kind == MUNICIPAL:
        text = t("Det lyder som noget, kommunen tager sig af. Er det rigtigt?")
    else:
        text = "\n".join(_understood(work, visit, guess))
    return say("\n\n".join(filter(None, (note, text))), *_choices(visit, guess))


def _understood(work: Work, visit: Visit, guess: Guess) -> list[str]:
    t, kind = visit.t, kinds()[guess.kind]
    answers = {**usable(work, visit, kind.order, guess.answers), **kind.given}
    lines = [t("Det lyder som: {title}.", title=t.plain(kind.title))]
    for step in kind.order.steps:
        if step.key in answers:
            answer = shown(step, answers[step.key], t)
            lines.append(f"{t(step.label)}: {escape(answer, quote=False)}")
    return [*lines, t("Er det rigtigt? Du kan rette det hele, før du sender.")]


def _choices(visit: Visit, guess: Guess | None) -> Rows:
    """The guess first, then the alternatives; the menu's groups where there are too many to show."""
    t = visit.t
    if len(offered(visit.house)) > FEW:
        return _among_many(visit, guess)
    rows = [(Button(t.plain(kind.title), f"m:so:{kind.key}"),) for kind in offered(visit.house)]
    rows.sort(key=lambda row: guess is None or row[0].data != f"m:so:{guess.kind}")
    muni = (Button(t.plain("Noget for kommunen"), "m:muni"),)
    ours = [muni, *rows] if guess and guess.kind == MUNICIPAL else [*rows, muni]
    return (*ours, (Button(t.plain("Noget andet"), "m:other"),))


def _among_many(visit: Visit, guess: Guess | None) -> Rows:
    t, muni = visit.t, (Button(visit.t.plain("Noget for kommunen"), "m:muni"),)
    if guess is None:
        return (*order_rows(visit), muni)
    other = (Button(t.plain("Noget andet"), "m:all"),)
    if guess.kind == MUNICIPAL:
        return (muni, other)
    return ((Button(t.plain(kinds()[guess.kind].title), f"m:so:{guess.kind}"),), muni, other)


def _kommune_in(visit: Visit, words: str) -> tuple[str, Authority] | None:
    towns = places.towns_named(words) if words else []
    ours = visit.house.profile.kommuner
    sure = [town.kommuner[0] for town in towns if not places.ambiguous(town)]
    likely = [same for town in towns if (same := places.namesake(town))]
    found = next((each.code for each in (*sure, *likely) if each.code in ours), None)
    return (found, ours[found]) if found else None


def _how_to_reach(authority: Authority) -> str:
    return escape(" · ".join(filter(None, (authority.name, authority.url, authority.phone))), quote=False)
