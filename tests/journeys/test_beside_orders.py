"""Cards, partners and days with seats on the real application: what is seen, and what is left on phones."""

from __future__ import annotations

from bot.sandbox import Person
from tests.town import Town

TOLD = (
    "Om tryghed i Lejre",
    "torsdag den 17/12 kl. 19",
    "videre",
    "Salen, 4320 Lejre",
    "1",
    "1",
    "Borgermøde",
    "Nej",
)


async def test_luk_nu_leaves_neither_the_card_nor_the_words_on_the_phone(town: Town) -> None:
    await town.says(town.karla, "/start")
    await town.says(town.karla, "min mand slår mig")
    assert "1888" in town.karla.reads()

    await town.taps(town.karla, "Luk nu")

    left = " ".join(message.text for message in town.karla.screen())
    assert "slår" not in left
    assert "1888" not in left
    assert await town.events() == []


async def test_a_school_is_invited_and_asks_for_what_only_a_school_may(town: Town) -> None:
    said = await town.staff("/inviter partner Havdrup Skole, skole, Mette")
    code = said.partition("?start=")[2].split()[0]

    await town.says(town.karla, f"/start {code}")
    await town.taps(town.karla, "Narkohund på skolen")
    await town.says(town.karla, "Skolevej 1, 4320 Lejre")
    await town.taps(town.karla, "Vi vil tale om det først")
    await town.says(town.karla, "Mette, rektor, 20 12 34 56")
    await town.taps(town.karla, "Gå til oversigten")
    await town.taps(town.karla, "Send bestillingen")

    assert "Partner: Havdrup Skole (Skole), Mette" in town.card(1).text


async def makes_a_meeting(town: Town) -> None:
    """Inge makes one with a single seat, in private."""
    await town.says(town.inge, "/start arrangement")
    await town.taps(town.inge, "Borgermøde")
    for said in TOLD:
        await town.says(town.inge, said)
    await town.taps(town.inge, "Gå til oversigten")
    await town.taps(town.inge, "Opret arrangementet")


async def enrols(town: Town, who: Person, label: str) -> str:
    """Somebody follows the link and enrols for one; gives the answer."""
    await town.says(who, "/start g1")
    await town.taps(who, label)
    for said in ("1", who.name):
        await town.says(who, said)
    await town.taps(who, "Tilmeld")
    return who.reads()


async def test_a_meeting_with_one_seat_from_making_it_to_calling_it_off(town: Town) -> None:
    await makes_a_meeting(town)
    emma = town.sandbox.person("Emma")
    assert "Du har 1 plads" in await enrols(town, town.karla, "Tilmeld dig")
    assert "ventelisten" in await enrols(town, emma, "Skriv mig på ventelisten")

    await town.says(town.karla, "/start g1")
    await town.taps(town.karla, "Afmeld")
    await town.taps(town.karla, "Ja, afmeld")
    assert town.said(emma, "Der er blevet plads") == 1
    for days in (18, 5):
        await town.waits(days=days)
    assert town.said(emma, "Husk Om tryghed i Lejre") == 2

    await town.staff("/arrangement 1")
    await town.taps(town.inge, "Aflys", town.group)
    await town.says(town.inge, "Salen er optaget", town.group, reply_to=town.inge.newest(town.group))
    assert (town.said(emma, "er aflyst"), town.said(town.karla, "er aflyst")) == (1, 0)
