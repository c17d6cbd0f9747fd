"""A hostile app can send any callback data for any message: it is answered kindly and changes nothing."""

from __future__ import annotations

from tests.town import Town

GARBAGE = (
    *("d", "d:", "d:::", "d:nobody:1:send", "d:æøå:x:y:z", "c", "c:", "c:-1:withdraw", "c:٣:withdraw"),
    *(
        "c:999999999999999999999999:withdraw",
        "m:new:nothing",
        "m:new:",
        "m:muni",
        "m:other:x",
        "x:",
        "x:safe",
    ),
    *("s:1:1:grant", "s:1:1:give:7000000001", "o:1:1:accept", "o:0:0:away:2026-13-45", "o:1:1:day:x"),
    *("q:a:::", "q:l::", "si:officer", ":", "::::", "\x00", "x" * 64, "😀" * 16, "constructor"),
)
TO_STAFF = (
    *("s", "s:1", "s:1:x:grant", "s:1:1:nothing", "s:999999999999999999:1:grant", "s:1:1:give:1"),
    *("s:1:1:give:x", "s:1:1:decl:nothing", "s:1:1:fwd:", "s:1:1:late:x", "s:1:9:grant", "s:1:1:declw:1"),
    *(
        "q",
        "q:a:x:y",
        "q:a:99999999999999999999:1::",
        "q:l:x:y:z",
        "si",
        "si:x",
        "d:x:1:send",
        "c:1:withdraw",
    ),
)


async def test_garbage_from_a_citizen_is_answered_and_changes_nothing(town: Town) -> None:
    await town.orders(town.karla)
    ole = town.sandbox.person("Ole")
    await town.says(ole, "/start")

    for data in GARBAGE:
        await town.presses(ole, data)

    assert await town.events() == ["case.opened"]
    assert town.said(ole, "Noget gik galt") == 0
    assert "Hvad vil du bestille" in await town.says(ole, "/bestil")


async def test_garbage_from_staff_is_answered_and_changes_nothing(town: Town) -> None:
    await town.orders(town.karla)
    card = town.card(1)

    for data in TO_STAFF:
        await town.presses(town.inge, data, town.group, on=card)

    assert await town.events() == ["case.opened"]
    assert town.said(town.inge, "Noget gik galt", town.group) == 0
    assert town.said(town.inge, "en fejl i tjenesten", town.group) == 0


async def test_somebody_elses_draft_and_case_cannot_be_touched(town: Town) -> None:
    await town.orders(town.karla)
    await town.fills_in(town.karla)
    summary, _ = town.button(town.karla, "Send bestillingen")
    mine = [button["callback_data"] for row in summary.keyboard for button in row]
    ole = town.sandbox.person("Ole")
    await town.says(ole, "/start")

    for data in (*mine, "c:1:withdraw", "c:1:add", "c:1:look", "c:1:receipt", "c:1:take"):
        await town.presses(ole, data)
    await town.says(ole, "jeg tilføjer noget")

    assert await town.events() == ["case.opened"]
    assert not [text for text in town.texts(ole) if "Netto" in text]
    assert town.button(town.karla, "Send bestillingen")[0] is summary


async def test_buttons_of_a_case_that_is_long_over_are_kind(town: Town) -> None:
    await town.orders(town.karla)
    card = town.card(1)
    old = [button["callback_data"] for row in card.keyboard for button in row]
    await town.staff("/afvis 1 privat vej")
    await town.taps(town.inge, "Send afvisningen", town.group)
    await town.waits(days=2)
    before = await town.events()

    for data in (*old, "c:1:withdraw"):
        await town.presses(town.inge, data, town.group, on=card)
    await town.presses(town.karla, "c:1:withdraw")

    assert await town.events() == before
    assert town.said(town.inge, "Noget gik galt", town.group) == 0
