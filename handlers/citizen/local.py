"""Who is my local officer? Answered from the kommune, for all of Denmark, by words, pin or button."""

import re

from handlers.citizen.parts import back_to_menu
from handlers.land.whereabouts import whereabouts
from handlers.questions.pins import refusal
from handlers.questions.places import FOREIGN
from handlers.reply import Button, Reply, Say, paired
from handlers.text import N_
from handlers.visit import Pin, Visit
from handlers.words import places, split
from handlers.words.places import Kommune
from storage import members, people
from storage.people import Known
from storage.work import Work

DO = "local"  # her next words or pin are the answer to this question
SHORT = 5  # words; a longer text that names no place is about something else
SHARED = 0.1  # of a postcode's area; a kommune with less is not offered
MOST = 5
ASK = N_("Hvor drejer det sig om? Skriv by, postnummer eller kommune, send en placering, eller vælg her.")
UNKNOWN = N_("Det sted kender vi ikke. Skriv en by, et postnummer eller en kommune.")
WHICH = N_("Hvilken kommune er det?")
ELSEWHERE = N_(
    "{kommune} hører til {district}. Din lokalbetjent finder du gennem {page}, eller ring {police}."
)
_ASKED = re.compile(r"\b(lokalbetjent\w*|lokalpoliti\w*|local (police )?officer)\b", re.IGNORECASE)
_WHO = re.compile(r"\b(hvem|who|hvor finder)\b", re.IGNORECASE)


def heard(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """The question in words, or the place we have asked for; None when they are about something else."""
    if (known.topic or {}).get("do") == DO:
        return _answered(work, visit, known, text)
    asks = known.draft is None and _ASKED.search(text) and _WHO.search(text)
    return asked(work, visit, known, text) if asks else None


def asked(work: Work, visit: Visit, known: Known, rest: str) -> Reply:
    """/lokalbetjent, also with a place after it, and the same question in words."""
    if found := _kommuner_in(_ASKED.sub("", _WHO.sub("", rest))):
        return _told(work, visit, known, found)
    people.turn_to(work, known.id, {"do": DO})
    buttons = [Button(each.name, f"h:local:{code}") for code, each in visit.house.profile.kommuner.items()]
    return Reply((Say(visit.t(ASK), (*paired(buttons), (Button(visit.t.plain("Menu"), "m:home"),))),))


def placed(work: Work, visit: Visit, known: Known, pin: Pin) -> Reply:
    """The place, as a pin."""
    if refused := refusal(pin.latitude, pin.longitude):
        return Reply((Say(visit.t(refused.text)),))
    found = whereabouts(pin.latitude, pin.longitude)
    return _told(work, visit, known, [each for each in (found.kommune, *found.others) if each])


def tapped(work: Work, visit: Visit, known: Known, code: str) -> Reply:
    """A kommune was chosen; without one, which is it?"""
    found = places.kommune(code) if code.isdecimal() else None
    return _told(work, visit, known, [found]) if found else asked(work, visit, known, "")


def _answered(work: Work, visit: Visit, known: Known, text: str) -> Reply | None:
    """The place, in words; None when they are about something else."""
    if country := places.foreign(text):
        return back_to_menu(visit, visit.t(FOREIGN, country=country))
    if found := _kommuner_in(text):
        return _told(work, visit, known, found)
    if len(split(text)) <= SHORT:
        return Reply((Say(visit.t(UNKNOWN)),))
    people.turn_to(work, known.id, None)
    return None


def _kommuner_in(text: str) -> list[Kommune]:
    """The kommuner that a place in words may mean, at most five."""
    if not split(text):
        return []
    found = [] if "kommune" in split(text) else places.find_town(text)
    meant = [kommune for town in found for kommune in _of(town, text, alone=len(found) == 1)]
    named = places.kommune(text)
    return list({each.code: each for each in meant}.values())[:MOST] or ([named] if named else [])


def _of(town: places.Town, text: str, *, alone: bool) -> list[Kommune]:
    same = places.namesake(town) if places.named(town, text) else None
    if same or not alone:
        return [same or town.kommuner[0]]
    return [each for each in town.kommuner if each.share >= SHARED]


def _told(work: Work, visit: Visit, known: Known, found: list[Kommune]) -> Reply:
    if len(found) > 1:
        buttons = [Button(each.name, f"h:local:{each.code}") for each in found]
        return Reply((Say(visit.t(WHICH), paired(buttons)),))
    if (known.topic or {}).get("do") == DO:
        people.turn_to(work, known.id, None)
    return back_to_menu(visit, "\n".join(_lines(work, visit, found[0])))


def _lines(work: Work, visit: Visit, kommune: Kommune) -> list[str]:
    """Who looks after a kommune; a name only where the district shows names, never a number of their own."""
    t, profile = visit.t, visit.house.profile
    if kommune.code not in profile.kommuner:
        theirs = places.district(places.district_of(kommune.code))
        values = {"district": theirs.name, "page": theirs.page, "police": profile.phones.police}
        return [t(ELSEWHERE, kommune=kommune.full, **values)]
    text = [t("<b>Lokalpolitiet i {kommune}</b>", kommune=kommune.name)]
    names = [each.name for each in members.officers(work) if kommune.code in each.kommuner]
    if profile.show_officer_name and names:
        text.append(t("Lokalbetjente: {names}", names=", ".join(names)))
    if station := profile.local.get(kommune.code):
        text.append(t("{place}, {hours}", place=station.place, hours=station.hours))
    text.append(t("Ring {police}, eller bestil her, så når det frem til dem.", police=profile.phones.police))
    return text
