"""A point on the map becomes words and a kommune, on land, at the water's edge, at sea and abroad."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.land.whereabouts import Sort, Whereabouts, whereabouts
from handlers.text import texts
from handlers.words.places import districts, kommuner_written_in

DANISH = texts("da")


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ((55.676, 12.568), "nær København K i Københavns Kommune"),
        ((55.544, 12.122), "nær Havdrup i Solrød Kommune"),
        ((55.457, 12.182), "nær Køge i Køge Kommune"),
        ((57.721, 10.584), "nær Skagen i Frederikshavn Kommune"),
        ((55.100, 14.706), "nær Rønne i Bornholms Regionskommune"),
        ((55.320, 15.187), "nær Christiansø i Christiansø"),
        ((55.708, 9.536), "nær Vejle i Vejle Kommune"),
        ((56.699, 8.212), "nær Thyborøn i Lemvig Kommune"),
        ((55.487, 8.456), "nær Esbjerg i Esbjerg Kommune"),  # in the harbour
        ((55.342, 11.030), "nær Korsør i Slagelse Kommune"),  # under the bridge
        ((55.879, 11.153), "nær Sejerø i Kalundborg Kommune"),
        ((55.900, 11.750), "nær Rørvig i Odsherred Kommune"),
        ((56.300, 11.000), "på vandet eller en ø ud for Norddjurs Kommune"),
        ((57.500, 9.000), "på havet, langt fra land"),
        ((55.600, 13.000), "uden for Danmark"),  # Malmö
        ((54.790, 9.436), "uden for Danmark"),  # Flensburg
        ((0.0, 0.0), "uden for Danmark"),
        ((-90.0, 180.0), "uden for Danmark"),
    ],
)
def test_a_point_in_words(point: tuple[float, float], words: str) -> None:
    assert whereabouts(*point).words(DANISH) == words


@pytest.mark.parametrize(
    ("point", "address"),
    [
        ((55.544, 12.122), "4622 Havdrup, Solrød Kommune"),
        ((55.676, 12.568), "1000 København K, Københavns Kommune"),
        ((56.300, 11.000), "ud for Norddjurs Kommune"),
        ((57.500, 9.000), ""),
    ],
)
def test_a_point_as_an_address_names_its_kommune(point: tuple[float, float], address: str) -> None:
    found = whereabouts(*point)

    assert found.address == address
    assert kommuner_written_in(address) == ({found.kommune.code} if found.kommune else set())


def test_the_kommune_decides_the_police_district() -> None:
    assert [whereabouts(*point).district for point in ((55.457, 12.182), (55.6, 13.0))] == [
        districts()[7],
        None,
    ]
    assert districts()[7].code == "MVSJ"


def test_close_to_a_border_both_sides_may_be_meant() -> None:
    at_the_border = whereabouts(55.5, 10.0)

    assert at_the_border.kommune is not None
    assert {at_the_border.kommune.name, *(other.name for other in at_the_border.others)} == {
        "Middelfart",
        "Nordfyns",
    }
    assert whereabouts(55.457, 12.182).others == ()


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_on_earth_has_words(latitude: float, longitude: float) -> None:
    found = whereabouts(latitude, longitude)

    assert found.words(DANISH)
    assert (found.kommune is None) == (found.sort in {Sort.SEA, Sort.ABROAD})


@settings(deadline=None)
@given(st.floats(54.5, 57.8), st.floats(8.0, 15.2))
def test_whoever_is_near_land_in_denmark_gets_one_of_twelve_districts(
    latitude: float, longitude: float
) -> None:
    found = whereabouts(latitude, longitude)

    assert (found.district in districts()) == (found.sort in {Sort.LAND, Sort.WATER})


def test_nothing_of_the_point_itself_is_kept() -> None:
    kept = {field.name: getattr(whereabouts(55.54412, 12.12234), field.name) for field in fields(Whereabouts)}

    assert not any(part in repr(kept) for part in ("55.5", "12.1"))
