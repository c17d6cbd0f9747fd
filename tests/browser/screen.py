"""The demo's page in a real browser, with the real application behind it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect

from bot.demo import put_phones_on_the_page
from bot.demo.stage import Setting, Stage, stage

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZE = ViewportSize(width=1440, height=900)
PATIENCE = 10_000.0  # milliseconds
MOST_TABS = 40


@dataclass
class Phone:
    """One phone on the page."""

    element: Locator

    @property
    def log(self) -> Locator:
        """Its messages."""
        return self.element.get_by_role("log")

    async def writes(self, text: str) -> None:
        """Types and presses the button that sends."""
        await self.element.get_by_role("textbox").fill(text)
        await self.element.get_by_test_id("send").click()

    async def taps(self, label: str) -> None:
        """Presses the newest inline button that begins with these words."""
        await self.log.get_by_test_id("key").get_by_text(label).last.click()

    async def reads(self, words: str) -> None:
        """Waits until these words are on the screen."""
        await expect(self.log.get_by_text(words).last).to_be_visible(timeout=PATIENCE)

    async def finds_by_keyboard(self, label: str) -> None:
        """Walks with Shift+Tab from the text field to the button, and presses Enter."""
        page = self.element.page
        await self.element.get_by_role("textbox").focus()
        for _ in range(MOST_TABS):
            await page.keyboard.press("Shift+Tab")
            if await page.locator(":focus").inner_text() == label:
                await page.keyboard.press("Enter")
                return
        raise AssertionError(f"the keyboard does not reach {label!r}")


@dataclass
class Screen:
    """Three phones side by side; `complaints` is what the browser's console held against the page."""

    play: Stage
    page: Page
    karla: Phone
    staff: Phone
    officer: Phone
    complaints: list[str] = field(default_factory=list)

    async def an_hour_passes(self) -> None:
        """The clock on the page is put ahead."""
        await self.page.get_by_test_id("clock-hour").click()


def browser() -> str:
    """Where Chromium is; without it the test is skipped, but never in CI."""
    found = shutil.which("chromium")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is missing.")
    pytest.skip("Chromium is missing; on Debian: apt install chromium")


@asynccontextmanager
async def a_screen(folder: Path, chromium: str) -> AsyncIterator[Screen]:
    """The demo, served as `betjent demo` does it, but without Telegram's speed limits."""
    async with stage(folder, Setting(limits=False)) as set_up, async_playwright() as playwright:
        put_phones_on_the_page(set_up)
        opened = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await opened.new_page(viewport=SIZE, locale="da-DK", reduced_motion="reduce")
        karla, staff, officer = (
            Phone(page.get_by_test_id(f"phone-{name}")) for name in ("karla", "staff", "officer")
        )
        screen = Screen(set_up, page, karla, staff, officer)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: screen.complaints.append(error.message))
        page.on("console", lambda line: screen.complaints.append(line.text) if line.type == "error" else None)
        await page.goto(set_up.sandbox.url)
        try:
            yield screen
        finally:
            await opened.close()
