"""Every command people can type, what it is for and who may: what menus and /hjaelp are made of."""

from dataclasses import dataclass

from handlers.text import N_

# Telegram's commands have no Danish letters, and people type them all the same: /imødekom, /søg, /hjælp.
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})

CITIZEN, OFFICER, STAFF, READER = "citizen", "officer", "staff", "tips"


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash; `text` is a marked line for the menu, `shape` is what follows it."""

    name: str
    text: str
    roles: tuple[str, ...]
    shape: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("bestil", N_("Bestil en betjent"), (CITIZEN,)),
    Command("tip", N_("Giv et tip"), (CITIZEN,)),
    Command("mine", N_("Se dine bestillinger"), (CITIZEN,)),
    Command("arrangementer", N_("Se arrangementer, og tilmeld dig"), (CITIZEN,)),
    Command("lokalbetjent", N_("Hvem er min lokalbetjent?"), (CITIZEN,)),
    Command("mine", N_("Dine sager og tilbud"), (OFFICER,)),
    Command("kalender", N_("Dine aftaler"), (OFFICER,)),
    Command("fravaer", N_("Meld fravær"), (OFFICER,), N_("til fredag")),
    Command("koe", N_("Køen, ældste løfte først"), (STAFF,), N_("kommune")),
    Command("sag", N_("Vis en sag"), (STAFF,), N_("N")),
    Command("tildel", N_("Tildel en betjent"), (STAFF,), N_("N navn")),
    Command("imoedekom", N_("Imødekom"), (STAFF,), N_("N")),
    Command("afvis", N_("Afvis med en grund"), (STAFF,), N_("N")),
    Command("svar", N_("Skriv til borgeren"), (STAFF,), N_("N tekst")),
    Command("note", N_("Intern note"), (STAFF,), N_("N tekst")),
    Command("videresend", N_("Det hører til hos en anden"), (STAFF,), N_("N til")),
    Command("luk", N_("Afslut en sag"), (STAFF,), N_("N")),
    Command("fortryd", N_("Fortryd dit seneste skridt"), (STAFF,)),
    Command("soeg", N_("Søg i sager"), (STAFF,), N_("tekst")),
    Command("betjente", N_("Lokalbetjente, sager og fravær"), (STAFF,)),
    Command("inviter", N_("Inviter en kollega eller partner"), (STAFF,)),
    Command("arrangement", N_("Arrangementer og tilmeldte"), (STAFF,), N_("N")),
    Command("partnere", N_("Partnere og deres organisationer"), (STAFF,)),
    Command("fjern", N_("Fjern en kollega, der er stoppet"), (STAFF,), N_("navn")),
    Command("statistik", N_("Tal for kredsen"), (STAFF,)),
    Command("tips", N_("Hvor mange tips der venter"), (STAFF,)),
    Command("tips", N_("Læs tips"), (READER,)),
    Command("sprog", N_("Dansk eller English"), (CITIZEN, OFFICER)),
    Command("privatliv", N_("Hvad vi gemmer om dig"), (CITIZEN, OFFICER)),
    Command("annuller", N_("Stop det, du er i gang med"), (CITIZEN, OFFICER)),
    Command("hjaelp", N_("Hjælp"), (CITIZEN, OFFICER, STAFF)),
)


def commands_of(role: str) -> tuple[Command, ...]:
    """The commands of one role, in menu order."""
    return tuple(command for command in COMMANDS if role in command.roles)
