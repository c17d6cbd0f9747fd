"""Emma reads English: from the first word to the result she meets no Danish that we wrote."""

from __future__ import annotations

import re

from bot.sandbox import Person
from tests.town import Town

COMMON = (
    "og ikke du vi din dit dine til på er det den de med hvad hvor hvornår bestilling eller som har kan ved "
    "skriv tryk svar senest så når hvis mere vores os fra om blev bliver får"
)
DANISH = frozenset(COMMON.split())
NAMES = ("Midt- og Vestsjællands Politi", "Midt- og Vestsjælland")


async def test_a_citizen_who_reads_english_meets_no_danish(town: Town) -> None:
    emma = town.sandbox.person("Emma", language="en")
    for text in ("/start", "/hjaelp", "/privatliv", "they are fighting right now", "/bestil"):
        await town.says(emma, text)
    await town.taps(emma, "Traffic check")
    for text in ("too fast", "Skolevej by Netto, 4320 Lejre", "weekdays 7-8", "It is new", "children", "no"):
        await town.says(emma, text)
    await verb(town, emma, "skip")
    await verb(town, emma, "rest")
    await verb(town, emma, "send")
    await town.staff("/imoedekom 1")
    await town.waits(seconds=20)
    await town.staff("/tildel 1 Bo")
    await town.taps(town.bo, "Tag den")
    await town.taps(town.bo, "Planlæg")
    await town.says(town.bo, "i morgen")
    await town.waits(seconds=20)
    await town.taps(town.bo, "Meld udført")
    for answer in ("I dag", "60", "150", "15", "80", "5"):
        await town.taps(town.bo, answer)
    await town.taps(town.bo, "Send rapporten")
    await town.waits(seconds=20)
    await town.says(emma, "/mine")

    assert (await town.case(1)).status == "closed"
    assert {words: danish for words in read(town, emma) if (danish := danish_in(words))} == {}


async def verb(town: Town, who: Person, name: str) -> None:
    """Presses the newest button that does this, whatever it says."""
    buttons = [
        (message, button["callback_data"])
        for message in who.screen()
        for row in message.keyboard
        for button in row
        if button.get("callback_data", "").endswith(f":{name}")
    ]
    message, data = buttons[-1]
    await town.presses(who, data, on=message)


def read(town: Town, who: Person) -> set[str]:
    """Everything that was ever shown to somebody: messages, edits, buttons and toasts."""
    shown = {toast.text for toast in who.toasts}
    for call in town.sandbox.calls:
        if call.params.get("chat_id") in (who.id, str(who.id)):
            shown.add(str(call.params.get("text", "")))
            rows = call.params.get("reply_markup") or {}
            shown |= {button["text"] for row in rows.get("inline_keyboard", []) for button in row}
    return shown


def danish_in(words: str) -> frozenset[str]:
    """The Danish words in a text, the district's own name left out."""
    for name in NAMES:
        words = words.replace(name, "")
    return DANISH & frozenset(re.findall(r"[a-zæøå]+", words.lower()))
