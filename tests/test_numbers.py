"""/statistik: figures for the district and for each local council, with nobody in them."""

from __future__ import annotations

import pytest

from tests.desk import GROUP, INGE, KARLA
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def test_numbers_for_one_local_council_have_only_its_own_cases(station: Station) -> None:
    station.receives()
    station.receives(town={"postcode": "4600", "name": "Køge", "kommune": "0259"})

    numbers = station.group("/statistik koege")

    assert "Tal for Lokalrådet i Køge" in numbers
    assert "modtaget: 1" in numbers
    assert "kommunen:" not in numbers
    station.taps(INGE, "Hele kredsen", chat=GROUP)
    assert "modtaget: 2" in station.reads(GROUP)
    station.taps(INGE, "Solrød", chat=GROUP)
    assert "Tal for Lokalrådet i Solrød" in station.reads(GROUP)
    assert "kender jeg ikke: Atlantis" in station.group("/statistik Atlantis")


def test_numbers_tell_how_many_were_pointed_to_the_kommune_lately(station: Station) -> None:
    for days in (0, 50, 1):
        station.waits(days=days)
        station.says(KARLA, "der mangler et vejskilt på Havnevej i Køge")
        station.taps(KARLA, "Noget for kommunen")

    assert "Vist videre til kommunen: 2" in station.group("/statistik")
