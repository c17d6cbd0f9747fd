"""The town that every journey asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town, a_town


@pytest.fixture
async def town(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Town]:
    """On SQLite, by webhook."""
    async with a_town(tmp_path, sqlite_template) as found:
        yield found
