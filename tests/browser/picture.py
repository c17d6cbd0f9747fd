"""Makes the README's picture of the demo: `python -m tests.browser.picture docs/demo.png`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.browser.screen import PATIENCE, a_screen, browser
from tests.browser.test_demo_page import inge_offers, karla_orders


async def picture(path: Path) -> None:
    """The moment when Karla has her receipt, staff have granted it, and Bo has the offer."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_screen(Path(folder), browser()) as screen:
            await karla_orders(screen)
            await inge_offers(screen)
            await screen.staff.reads("Tilbudt Bo")
            await expect(screen.page.get_by_test_id("toast")).to_have_count(0, timeout=PATIENCE)
            await screen.page.mouse.move(0, 0)
            await screen.page.screenshot(path=path)


if __name__ == "__main__":
    asyncio.run(picture(Path(sys.argv[1])))
