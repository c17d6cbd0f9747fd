"""Towns, kommuner and districts, found however people spell them."""

import timeit

import pytest

from handlers.words import table
from handlers.words.places import (
    Kommune,
    abroad,
    ambiguous,
    district_of,
    districts,
    find_town,
    kommune,
    kommuner_of,
    named,
    namesake,
    nearest_towns,
    town_of,
    towns_named,
)

EXACT_SECONDS, RESEMBLING_SECONDS = 1e-3, 10e-3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4622", "4622 Havdrup"),
        ("Havdrup", "4622 Havdrup"),
        ("4622 Havdrup", "4622 Havdrup"),
        ("4622 havdrup.", "4622 Havdrup"),
        ("Havdrop", "4622 Havdrup"),
        ("ved Netto i Havdrup", "4622 Havdrup"),
        ("on Skolevej in Havdrup", "4622 Havdrup"),
        ("Koege", "4600 Køge"),
        ("koge", "4600 Køge"),
        ("KØGE", "4600 Køge"),
        ("Kalunborg", "4400 Kalundborg"),
        ("roskilde", "4000 Roskilde"),
        ("Rosklide", "4000 Roskilde"),
        ("Nykøbing Sj.", "4500 Nykøbing Sj"),
        ("Nykøbing Sjælland", "4500 Nykøbing Sj"),
        ("nykoebing sj", "4500 Nykøbing Sj"),
        ("Viby Sj", "4130 Viby Sjælland"),
        ("store heddinge", "4660 Store Heddinge"),
        ("Fredriksund", "3600 Frederikssund"),
        ("Næstvedd", "4700 Næstved"),
        ("4450 Jyderup, Bygaden", "4450 Jyderup"),
        ("1620", "1620 København V"),
        ("Copenhagen", "København"),
        ("kbh", "København"),
        ("aarhus", "Aarhus"),
        ("Århus", "Aarhus"),
        ("Ålborg", "9000 Aalborg"),
        ("vejen", "6600 Vejen"),
        ("i Vejen", "6600 Vejen"),
        ("7323 give", "7323 Give"),
        ("Solrød", "Solrød"),
    ],
)
def test_a_place_is_found_however_it_is_written(text: str, found: str) -> None:
    assert [str(town) for town in find_town(text)][:1] == [found]


@pytest.mark.parametrize(
    "text", ["", "hej", "ved ikke", "xyzzy", "0999", "9999", "de kører på vejen", "12345", "😀"]
)
def test_what_is_no_place_finds_none(text: str) -> None:
    assert find_town(text) == []


@pytest.mark.parametrize(
    ("text", "districts_found"),
    [
        ("Nykøbing", ["MVSJ", "SSJ", "MVJ"]),
        ("viby", ["MVSJ", "ØJYL"]),
        ("4600 Havdrup", ["MVSJ", "MVSJ"]),
    ],
)
def test_names_that_several_towns_bear_are_all_offered(text: str, districts_found: list[str]) -> None:
    assert [town.district for town in find_town(text)] == districts_found


def test_a_long_sentence_is_not_searched_for_misspelled_towns() -> None:
    assert towns_named("bilerne kører over for rodt i krydset") == []


def test_the_largest_kommune_of_a_postcode_comes_first() -> None:
    assert kommuner_of("4622") == (Kommune("0269", "Solrød", 0.61), Kommune("0265", "Roskilde", 0.39))
    assert kommuner_of("0000") == ()


@pytest.mark.parametrize(
    ("postcode", "asked"), [("4622", True), ("4682", True), ("4400", False), ("5270", False)]
)
def test_the_kommune_is_asked_for_when_a_postcode_is_shared(postcode: str, asked: bool) -> None:
    town = town_of(postcode)

    assert town is not None
    assert ambiguous(town) is asked


@pytest.mark.parametrize(
    ("postcode", "name"),
    [("4600", "Køge"), ("4100", "Ringsted"), ("4000", "Roskilde"), ("4622", None), ("9530", None)],
)
def test_a_town_may_have_given_one_of_its_kommuner_the_name(postcode: str, name: str | None) -> None:
    town = town_of(postcode)
    assert town is not None

    same = namesake(town)

    assert (same.name if same else None) == name


@pytest.mark.parametrize(
    ("said", "so"),
    [("Køge", True), ("koge", True), ("4600 Køge", True), ("4600", False), ("Skolevej i 4600", False)],
)
def test_a_postcode_alone_does_not_name_its_town(said: str, so: bool) -> None:
    assert named(find_town(said)[0], said) is so


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("0269", "Solrød"),
        ("269", "Solrød"),
        ("Solrod", "Solrød"),
        ("koege kommune", "Køge"),
        ("Københavns Kommune", "København"),
        ("Copenhagen Municipality", "København"),
        ("Vesthimmerland", "Vesthimmerlands"),
        ("Ringkøbing-skjern", "Ringkøbing-Skjern"),
        ("faaborg midtfyn", "Faaborg-Midtfyn"),
        ("Århus", "Aarhus"),
        ("kalunborg", "Kalundborg"),
    ],
)
def test_a_kommune_is_known_by_code_or_by_name(text: str, name: str) -> None:
    found = kommune(text)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "xx", "9999", "kommune", "ved ikke"])
def test_what_is_no_kommune_is_none(text: str) -> None:
    assert kommune(text) is None


def test_every_kommune_belongs_to_one_of_twelve_districts() -> None:
    sizes = {district.code: len(district.kommuner) for district in districts()}

    assert len(districts()) == 12
    assert sum(sizes.values()) == 99
    assert (sizes["MVSJ"], sizes["MVJ"], district_of("0269"), district_of("0791")) == (10, 11, "MVSJ", "MVJ")
    assert all(district.page.startswith("politi.dk/") for district in districts())


def test_the_tables_agree_with_each_other() -> None:
    codes = {code for code, *_ in table("kommuner.csv")}
    shares = [part.split(":") for row in table("postnumre.csv") for part in row[3].split()]
    shared = [row for row in table("postnumre.csv") if " " in row[3]]

    assert {code for code, _ in shares} <= codes
    assert {row[1] for row in table("steder.csv")} <= codes
    assert len(shared) == len(table("delte.csv")) == 84


def test_a_point_names_the_towns_around_it() -> None:
    assert [str(town) for town in nearest_towns(55.544, 12.122)][:1] == ["4622 Havdrup"]
    assert len(nearest_towns(57.7, 10.6, n=5)) == 5


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(55.60, 13.00), (56.046, 12.694), (55.91, 12.70), (54.79, 9.436), (55.02, 8.43), (54.44, 11.1), (0, 0)],
)
def test_malmo_flensburg_and_the_rest_of_the_world_are_abroad(latitude: float, longitude: float) -> None:
    assert abroad(latitude, longitude)


def test_every_danish_postcode_is_at_home() -> None:
    points = [
        (float(row[-2]), float(row[-1])) for name in ("postnumre.csv", "steder.csv") for row in table(name)
    ]

    assert [point for point in points if abroad(*point)] == []


def test_looking_up_is_quick() -> None:
    find_town("Havdrup")

    exact = min(timeit.repeat(lambda: find_town("4622 Havdrup"), number=5, repeat=5)) / 5
    resembling = min(timeit.repeat(lambda: find_town("Fredrigsund"), number=2, repeat=5)) / 2

    assert exact < EXACT_SECONDS
    assert resembling < RESEMBLING_SECONDS
