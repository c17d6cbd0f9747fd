"""/privatliv and /sprog: what we keep, a copy of it, deleting it; and which language we speak."""

import json
from dataclasses import replace

from handlers.citizen import menu
from handlers.citizen.account import account, pages, plain
from handlers.citizen.parts import back_to_menu
from handlers.reply import Button, Keyboard, Reply, Say, Style, say
from handlers.rules import privacy
from handlers.text import LANGUAGES, N_
from handlers.visit import Visit
from storage import people
from storage.people import Known
from storage.work import Work

WHAT = N_(
    "<b>Det gemmer vi om dig</b>\n"
    "Dit Telegram-id, så vi kan svare. Dit sprog. Det, du skriver og sender til os. "
    "Dit telefonnummer, hvis du giver det.\n\n"
    "<b>Hvorfor</b>\nFor at vurdere og udføre bestillingen og svare dig. Vi gemmer ikke dit navn, "
    "medmindre du selv skriver det på en liste til et arrangement.\n\n"
    "<b>Hvor længe</b>\nEn kladde slettes efter {draft_days} dage. {case_days} dage efter at en bestilling "
    "er afsluttet, sletter vi alt i den, der peger på dig. Til statistik beholder vi by, tid, "
    "svar valgt fra en liste og resultat.\n\n"
    "Telegram er et privat firma, og samtalen ligger også hos dem. Slet den også i din egen app."
)
FORGOTTEN = N_("Det er slettet. Vi ved ikke længere, hvem du er. Skriver du igen, begynder vi forfra.")
SURE = N_(
    "Vi sletter din kladde og alt, der peger på dig i dine bestillinger. Det kan ikke fortrydes. Vil du det?"
)
SURE_OPEN = N_(
    "Du har bestillinger, der ikke er afsluttet: {numbers}. De bliver trukket tilbage. "
    "Derefter sletter vi din kladde og alt, der peger på dig. Det kan ikke fortrydes. Vil du det?"
)


def about(_work: Work, visit: Visit, _known: Known, _rest: str) -> Reply:
    """/privatliv: what, why and until when."""
    t, times = visit.t, visit.house.profile.times
    text = t(WHAT, draft_days=times.draft_keep_days, case_days=times.case_keep_days)
    return say(
        text,
        (Button(t.plain("Se det"), "x:see"), Button(t.plain("Tag det med"), "x:copy")),
        (Button(t.plain("Slet det"), "x:forget"),),
        (Button(t.plain("Menu"), "m:home"),),
    )


def speak(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """/sprog: with a language it is set at once, without one they are offered."""
    wanted = rest.strip().lower()[:2]
    if wanted in LANGUAGES:
        people.speak(work, known.id, wanted)
        return menu.welcome(replace(visit, language=wanted))
    buttons = tuple(Button(name, f"x:speak:{code}") for code, name in LANGUAGES.items())
    return say(visit.t("Hvilket sprog vil du bruge?"), buttons)


def tapped(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """The buttons of /privatliv and /sprog."""
    verb, _, value = rest.partition(":")
    match verb:
        case "speak":
            return speak(work, visit, known, value or ("en" if known.language == "da" else "da"))
        case "see":
            return _seen(work, visit, known)
        case "copy":
            return _copied(work, visit, known)
        case "forget":
            return _really(work, visit, known)
        case "forget-all":
            return _forgotten(work, visit, known)
        case _:
            return about(work, visit, known, "")


def _seen(work: Work, visit: Visit, known: Known) -> Reply:
    """All of it in plain words, in as many messages as it takes."""
    t = visit.t
    *before, last = pages(account(work, visit, known))
    ways = (Button(t.plain("Tag det med"), "x:copy"), Button(t.plain("Tilbage"), "x:data"))
    return Reply((*map(Say, before), Say(last, (ways,))))


def _copied(work: Work, visit: Visit, known: Known) -> Reply:
    """All of it as two files: one to read, one for another program."""
    t, name = visit.t, visit.t.plain("mine-oplysninger")
    text = plain(account(work, visit, known))
    record = json.dumps(privacy.record(work, known), ensure_ascii=False, indent=1)
    readable = Say(t("Her er alt, hvad vi gemmer om dig."), file=(f"{name}.txt", text.encode()))
    data = Say(
        t("Det samme som JSON, hvis et program skal læse det."), file=(f"{name}.json", record.encode())
    )
    return Reply((readable, data), fresh=True)


def _really(work: Work, visit: Visit, known: Known) -> Reply:
    t, active = visit.t, privacy.still_open(work, known.id)
    numbers = ", ".join(t.plain("nr. {number}", number=case.id) for case in active)
    text = t(SURE_OPEN, numbers=numbers) if active else t(SURE)
    yes = Button(t.plain("Ja, slet det hele"), "x:forget-all", style=Style.DANGER)
    return say(text, (yes,), (Button(t.plain("Nej, behold det"), "x:data"),))


def _forgotten(work: Work, visit: Visit, known: Known) -> Reply:
    privacy.forget(work, visit.house, known)
    reply = back_to_menu(visit, visit.t(FORGOTTEN))
    gone = Say(visit.t("Okay."), keyboard=Keyboard.REMOVE)
    return Reply((gone, *reply.says), fresh=True)
