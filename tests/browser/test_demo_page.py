"""The demo in a browser: three people do the whole job by clicking, and part of it by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tests.browser.screen import Screen, a_screen, browser

WORDS = "de kører alt for stærkt på Skolevej ved Netto i 4622 Havdrup, hverdage kl. 7-8"
REPORT = ("I dag", "60", "150", "15", "80", "5")


async def test_three_people_do_the_whole_job_on_the_page(tmp_path: Path) -> None:
    async with a_screen(tmp_path, browser()) as screen:
        await karla_orders(screen)
        await inge_offers(screen)
        await bo_reports(screen)
        await screen.an_hour_passes()

        await screen.karla.reads("Køretøjer målt: 150")
        assert screen.complaints == []


async def karla_orders(screen: Screen) -> None:
    """Partly by keyboard alone."""
    karla, keyboard = screen.karla, screen.page.keyboard
    await karla.element.get_by_test_id("start").click()
    await karla.reads("Midt- og Vestsjælland")
    await karla.element.get_by_role("textbox").focus()
    await keyboard.type(WORDS)
    await keyboard.press("Enter")
    await karla.reads("Det lyder som")
    await karla.finds_by_keyboard("Færdselskontrol")
    for label in ("Solrød", "Gå til oversigten", "Send bestillingen"):
        await karla.taps(label)
    await karla.reads("har nr. 1")


async def inge_offers(screen: Screen) -> None:
    """She grants it and picks Bo."""
    await screen.staff.reads("Skolevej ved Netto")
    await screen.staff.taps("Imødekom")
    await screen.staff.taps("Bo ·")
    await screen.officer.reads("Vil du tage den her?")


async def bo_reports(screen: Screen) -> None:
    """He takes it, plans it and tells what came of it."""
    officer = screen.officer
    await officer.taps("Tag den")
    await officer.taps("Planlæg")
    await officer.writes("i morgen")
    await officer.reads("planlagt")
    await officer.taps("Meld udført")
    for answer in REPORT:
        await officer.log.get_by_role("button", name=answer, exact=True).last.click()
    await officer.taps("Send rapporten")
    await officer.reads("er sendt")


async def test_a_file_is_saved_from_the_page_and_its_buttons_can_be_pressed(tmp_path: Path) -> None:
    async with a_screen(tmp_path, browser()) as screen:
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Mine aftaler", callback_data="k:list")]])
        await screen.play.app.api.send_document(
            screen.play.bo.id, b"BEGIN:VCALENDAR", filename="kalender.ics", caption="Her", reply_markup=keys
        )
        card = screen.officer.log.get_by_test_id("document")
        await expect(card).to_contain_text("kalender.ics")

        async with screen.page.expect_download() as download:
            await card.click()
        saved = await download.value
        await screen.officer.taps("Mine aftaler")

        assert saved.suggested_filename == "kalender.ics"
        assert (await saved.path()).read_bytes() == b"BEGIN:VCALENDAR"
        await screen.officer.reads("Du har ingen aftaler endnu.")
        await expect(card).to_be_visible()
        assert screen.complaints == []


async def test_everything_on_the_page_has_a_name(tmp_path: Path) -> None:
    async with a_screen(tmp_path, browser()) as screen:
        await screen.karla.element.get_by_test_id("start").click()
        await screen.karla.reads("Midt- og Vestsjælland")

        for phone in (screen.karla, screen.staff, screen.officer):
            await expect(phone.element).to_have_accessible_name(re.compile(r"\w"))
            await expect(phone.log).to_have_accessible_name(re.compile(r"\w"))
            await expect(phone.element.get_by_role("textbox")).to_have_accessible_name(re.compile(r"\w"))
        for button in await screen.page.get_by_role("button").all():
            await expect(button).to_have_accessible_name(re.compile(r"\w"))
        await expect(screen.page.get_by_test_id("demo-badge")).to_contain_text("ikke politiet")
        assert screen.complaints == []
