"""A profile that cannot be used is told of in plain Danish, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.profile import ProfileFault, read_profile
from tests.desk import DISTRICT

WRONG = """
most_open = "ti"
show_officer_name = "måske"
numbers_checked = "i går"
hemmelig = true

[tips]
reading = "avis"
shown_minutes = 0

[promise]
answer_days = 400
"""
EXPECTED = [
    "kreds.toml: numbers_checked: skal være en dato som 2026-11-28",
    "kreds.toml: promise.answer_days: må højst være 365",
    "kreds.toml: tips.reading: skal være 'reader' eller 'chat'",
    "kreds.toml: tips.shown_minutes: skal være mindst 1",
    "kreds.toml: show_officer_name: skal være true eller false",
    "kreds.toml: most_open: skal være et helt tal",
    "kreds.toml: hemmelig: kendes ikke",
]


def faults(source: Path) -> list[str]:
    with pytest.raises(ProfileFault) as caught:
        read_profile(source)
    return caught.value.faults


def test_every_fault_is_named_in_plain_danish(tmp_path: Path) -> None:
    source = tmp_path / "kreds.toml"
    shipped = DISTRICT.read_text(encoding="utf-8").splitlines()
    names = ("key", "name", "short", "district_code", "website", "report_url", "about")
    plain = [line for line in shipped if line.split(".")[0].split(" ")[0] in names and "=" in line]
    source.write_text("\n".join([*plain[: len(names) + 1], "kommuner = {}", WRONG]), encoding="utf-8")

    assert faults(source) == EXPECTED


def test_a_profile_that_is_not_there_or_no_toml_is_said(tmp_path: Path) -> None:
    source = tmp_path / "kreds.toml"
    assert faults(source) == [f"{source} findes ikke"]

    source.write_text("navn =", encoding="utf-8")

    assert faults(source)[0].startswith("kreds.toml: er ikke gyldig TOML: ")
