"""The nest that every journey of the canary asks for, once with each database."""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.demo.stage import Setting
from bot.log import JsonLines, start_logging
from tests.proof.nest import Nest, arrives
from tests.town import a_town


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """The service's own log lines, as it writes them, from DEBUG up."""
    root, kept = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    start_logging("json", logging.DEBUG)
    handler = logging.StreamHandler(kept)
    handler.setFormatter(JsonLines())
    root.handlers = [handler, *handlers]
    yield kept
    root.handlers, root.level = handlers, level


@pytest.fixture
async def nest(
    tmp_path: Path,
    sqlite_template: Path,
    own_database_url: str,
    everything_logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Nest]:
    """Three hours after the others came, so that no time of theirs is near one of the canary's."""
    folder = tmp_path / "data"
    (folder / "tmp").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    url = "" if own_database_url.startswith("sqlite") else own_database_url
    setting = Setting(ticking=False, limits=False, database_url=url)
    async with a_town(folder, sqlite_template, setting) as town:
        await town.waits(hours=3)
        yield Nest(town, folder, own_database_url, everything_logged, arrives(town))
