"""What `check` says of a district's keys, and what keeps `run` from starting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.finding import BAD, GOOD, ODD
from bot.settings import StartFault
from bot.tips import standing
from handlers.profile import Tips
from tests.machine import a_machine
from tests.safe import Safe, safe
from tests.tips_cli.terminal import Does

LATE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
EARLY = LATE - timedelta(days=4)


def marks(data_dir: Path, keys: Safe, now: datetime, words: str) -> list[str]:
    """The marks of the lines that hold these words."""
    found = standing.findings(data_dir, keys.profile, now)
    return [finding.mark for finding in found if words in finding.text]


def without_fingerprints(keys: Safe) -> Safe:
    return Safe(keys.folder, keys.profile.model_copy(update={"tips": Tips()}), keys.pair, keys.opened)


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        (EARLY, ("2026-11",), []),
        (LATE, ("2026-11",), [ODD]),
        (LATE, ("2026-11", "2026-12"), []),
    ],
)
def test_next_months_key_is_missed_a_week_before(
    tmp_path: Path, now: datetime, months: tuple[str, ...], expected: list[str]
) -> None:
    keys = safe(tmp_path / "tips", months=months)

    assert marks(tmp_path, keys, now, "snart") == expected
    assert marks(tmp_path, keys, now, f"nøgler til {', '.join(months)}") == [GOOD]


def without_this_month(keys: Safe) -> Safe:
    (keys.folder / "2026-11.pub").unlink()
    return keys


def with_another_key(keys: Safe) -> Safe:
    other = safe(keys.folder.parent / "other", months=("2026-11",))
    (keys.folder / "2026-11.pub").write_bytes((other.folder / "2026-11.pub").read_bytes())
    return keys


@pytest.mark.parametrize("spoil", [without_this_month, with_another_key, without_fingerprints])
def test_a_month_without_a_usable_key_is_a_fault(tmp_path: Path, spoil: Callable[[Safe], Safe]) -> None:
    keys = spoil(safe(tmp_path / "tips", months=("2026-11", "2026-12")))

    assert marks(tmp_path, keys, EARLY, "tages ikke imod tips") == [BAD]


def test_an_expired_key_is_a_fault(tmp_path: Path) -> None:
    keys = safe(tmp_path / "tips", months=("2026-10",))

    assert marks(tmp_path, keys, EARLY, "2026-11.pub: findes ikke") == [BAD]


def test_a_district_that_takes_no_tips_is_only_told_so(tmp_path: Path) -> None:
    keys = without_fingerprints(safe(tmp_path / "elsewhere"))

    assert marks(tmp_path, keys, EARLY, "") == [ODD]


def test_reading_in_chat_is_marked_as_the_lesser_way(tmp_path: Path) -> None:
    keys = safe(tmp_path / "tips", reading="chat")
    (tmp_path / "tips" / "2026-11.key").touch()

    assert marks(tmp_path, keys, EARLY, "læses i chatten") == [ODD]
    assert marks(tmp_path, keys, EARLY, "privat nøgle") == []
    standing.refuse_private_keys(tmp_path, keys.profile)


def test_every_private_key_below_the_data_is_named_where_tips_are_read_elsewhere(tmp_path: Path) -> None:
    keys = safe(tmp_path / "tips")
    (tmp_path / "kopi" / "dyb").mkdir(parents=True)
    for path in ("tips/2026-11.key", "kopi/dyb/recovery.key"):
        (tmp_path / path).touch()

    assert marks(tmp_path, keys, EARLY, "privat nøgle") == [BAD, BAD]
    with pytest.raises(StartFault) as refused:
        standing.refuse_private_keys(tmp_path, keys.profile)
    assert [path in str(refused.value.args) for path in ("2026-11.key", "recovery.key")] == [True, True]


async def test_the_bot_does_not_start_beside_a_private_key(tmp_path: Path) -> None:
    async with a_machine(tmp_path) as machine:
        (tmp_path / "tips").mkdir()
        (tmp_path / "tips" / "2026-11.key").touch()

        code, said = await machine.does("run")
        checked, found = await machine.does("check")

    assert (code, checked) == (1, 1)
    for answer in (said, found):
        assert f"✗ tips: {tmp_path / 'tips' / '2026-11.key'}" in answer


def test_check_tells_of_the_keys(does: Does, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BETJENT_TOKEN", "1000:sandbox")
    monkeypatch.setenv("BETJENT_DISTRICT", "midt-og-vestsjaelland")
    monkeypatch.setenv("BETJENT_API_URL", "http://127.0.0.1:9")
    safe(tmp_path / "data" / "tips")

    _, said, _ = does("check")

    assert "✗ tips: der tages ikke imod tips: " in said
