"""Staff assess and Bo answers: everybody who should hear it hears it once, and nobody else decides."""

from __future__ import annotations

import asyncio

from tests.town import Town

UNDO = 20  # seconds: longer than a decision is held back


async def test_of_two_admins_who_tap_the_same_button_one_decides_and_the_other_hears_who(town: Town) -> None:
    await town.orders(town.karla)
    message, label = town.button(town.inge, "Imødekom", town.group)

    toasts = await asyncio.gather(
        *(each.tap(label, message=message, chat=town.group) for each in (town.inge, town.jens))
    )
    await town.waits(seconds=UNDO)

    assert (await town.events()).count("case.granted") == 1
    assert any(toast and "imødekom sagen kl." in toast.text for toast in toasts)
    assert town.said(town.karla, "Vi kan imødekomme din") == 1


async def test_after_a_yes_on_the_card_the_choice_of_an_officer_stays_to_be_tapped(town: Town) -> None:
    await town.orders(town.karla)

    await town.taps(town.inge, "Imødekom", town.group)
    await town.taps(town.inge, "Bo ·", town.group)

    assert "Vil du tage den her?" in town.bo.reads()
    assert town.said(town.inge, "Sag 1 ·", town.group) == 1
    assert "Tilbudt Bo" in town.card(1).text


async def test_a_stranger_in_the_group_decides_nothing(town: Town) -> None:
    await town.orders(town.karla)
    ole = town.sandbox.person("Ole")
    town.group.add(ole)

    toast = await town.taps(ole, "Imødekom", town.group)
    words = await town.staff("/imoedekom 1", ole)

    assert "ikke inviteret" in toast
    assert "ikke inviteret" in words
    assert await town.events() == ["case.opened"]


async def test_a_decision_taken_back_at_once_is_never_heard(town: Town) -> None:
    await town.orders(town.karla)
    await town.staff("/imoedekom 1")

    await town.staff("/fortryd")
    await town.waits(seconds=UNDO)

    assert town.said(town.karla, "Vi kan imødekomme din") == 0
    assert town.said(town.karla, "var en fejl") == 0
    assert (await town.case(1)).status == "received"


async def test_a_decision_taken_back_too_late_is_corrected(town: Town) -> None:
    await town.orders(town.karla)
    await town.staff("/imoedekom 1")
    await town.waits(seconds=UNDO)

    await town.staff("/fortryd")
    await town.waits(seconds=UNDO)

    assert town.said(town.karla, "Vi kan imødekomme din") == 1
    assert town.said(town.karla, "var en fejl") == 1
    assert (await town.case(1)).status == "received"


async def test_a_question_stops_the_clock_until_karla_answers(town: Town) -> None:
    await town.orders(town.karla)
    promised = (await town.case(1)).due_at
    await town.staff("/svar 1 Hvilken side af vejen?")
    await town.waits(days=3)

    await town.taps(town.karla, "Svar")
    await town.says(town.karla, "Den ved skolen")

    case = await town.case(1)
    assert (case.due_at - promised).days == 3
    assert case.status == "assessing"
    assert town.said(town.inge, "Den ved skolen", town.group) >= 1


async def test_a_refusal_is_read_before_it_is_sent_and_says_what_to_do_instead(town: Town) -> None:
    await town.orders(town.karla)

    await town.taps(town.inge, "Afvis", town.group)
    await town.taps(town.inge, "Privat vej", town.group)
    preview = town.question(town.inge, town.group)
    await town.taps(town.inge, "Send afvisningen", town.group)
    await town.waits(seconds=UNDO)

    letter = town.karla.reads()
    assert "privat vej" in letter
    assert "grundejerforeningen" in letter
    assert letter in preview
    assert (await town.case(1)).status == "declined"


async def test_what_is_the_kommunes_is_sent_on_and_karla_hears_where(town: Town) -> None:
    await town.orders(town.karla)

    await town.taps(town.inge, "Videresend", town.group)
    await town.taps(town.inge, "Lejre", town.group)
    await town.waits(seconds=UNDO)

    assert "Lejre Kommune" in town.karla.reads()
    assert "lejre.dk" in town.karla.reads()
    assert (await town.case(1)).status == "forwarded"


async def test_a_yes_does_not_come_after_the_news_that_bo_has_it(town: Town) -> None:
    await town.offered_to_bo(town.karla)

    await town.taps(town.bo, "Tag den")
    await town.waits(seconds=UNDO)

    assert "har taget din bestilling" in town.karla.reads()
    assert town.said(town.karla, "Vi kan imødekomme din") == 0


async def test_bo_says_no_and_the_case_is_back_in_the_queue(town: Town) -> None:
    await town.offered_to_bo(town.karla)

    await town.taps(town.bo, "Kan ikke")
    await town.taps(town.bo, "Ferie")

    case = await town.case(1)
    assert (case.status, case.officer_id) == ("granted", None)
    assert town.said(town.inge, "tilbage i køen", town.group) == 1
    assert "Sag 1" in await town.staff("/koe")


async def test_an_offer_that_nobody_answers_goes_back_and_staff_hear_it_once(town: Town) -> None:
    await town.offered_to_bo(town.karla)
    offer, label = town.button(town.bo, "Tag den")

    await town.waits(hours=25)
    await town.waits(hours=1)
    toast = await town.bo.tap(label, message=offer)

    case = await town.case(1)
    assert (case.status, case.officer_id) == ("granted", None)
    assert town.said(town.inge, "svarede ikke på tilbuddet", town.group) == 1
    assert toast is not None
    assert "ikke hos dig" in toast.text


async def test_karla_withdraws_while_bo_has_the_offer(town: Town) -> None:
    await town.offered_to_bo(town.karla)
    offer, label = town.button(town.bo, "Tag den")

    await town.says(town.karla, "/mine")
    for tap in ("Nr. 1", "Træk tilbage", "Ja, træk den tilbage"):
        await town.taps(town.karla, tap)
    await town.bo.tap(label, message=offer)
    await town.play.settled()

    assert (await town.case(1)).status == "withdrawn"
    assert town.said(town.inge, "trukket bestillingen tilbage", town.group) == 1
    assert not [text for text in town.texts(town.bo) if "Skolevej" in text]


async def test_staff_hear_that_karla_cannot_be_reached_any_more(town: Town) -> None:
    await town.orders(town.karla)
    await town.after(town.karla.block())

    await town.staff("/imoedekom 1")
    await town.waits(seconds=UNDO)
    await town.waits(hours=1)

    assert town.said(town.inge, "kan ikke nås", town.group) >= 1
    assert (await town.case(1)).unreachable

    await town.says(town.karla, "/mine")

    assert "Nr. 1" in town.karla.reads()
