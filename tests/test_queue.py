"""The queue: oldest promise first, by pages that cost the same on a million cases."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import event

from storage import cases
from storage.work import Work
from tests.desk import GROUP, INGE
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def filled(station: Station, count: int) -> None:
    """Cases 1, 2, 3 … of which the later ones have the older promise, two and two alike."""
    for number in range(1, count + 1):
        station.receives()
        due = station.now + timedelta(days=30 - number // 2)
        station.work(partial(promised, number=number, due=due))


def promised(work: Work, number: int, due: datetime) -> None:
    """Sets the promise of a case."""
    case = cases.find(work, number)
    assert case is not None
    case.due_at = due


def plans(station: Station, kind: str | None = None, kommune: str | None = None) -> list[str]:
    """How SQLite reads a page behind another one."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def heard(
        _connection: object, _cursor: object, text: str, values: tuple[object, ...], *_rest: object
    ) -> None:
        asked.append((text, values))

    def explained(work: Work) -> list[str]:
        event.listen(station.engine, "before_cursor_execute", heard)
        cases.queue(work, after=(station.now, 1), kind=kind, kommune=kommune)
        event.remove(station.engine, "before_cursor_execute", heard)
        found = [
            work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values) for text, values in asked
        ]
        return [str(row[3]) for rows in found for row in rows]

    return station.work(explained)


def shown(station: Station) -> list[str]:
    """The case buttons of the page, in order."""
    return [label for label in station.labels(GROUP) if label.startswith("Sag ")]


def test_the_oldest_promise_comes_first_and_pages_go_both_ways(station: Station) -> None:
    filled(station, 14)

    station.group("/koe")
    first = shown(station)
    station.taps(INGE, "Næste", chat=GROUP)
    second = shown(station)
    station.taps(INGE, "Næste", chat=GROUP)
    third = shown(station)
    assert "Næste" not in station.labels(GROUP)
    station.taps(INGE, "Forrige", chat=GROUP)
    back = shown(station)
    station.taps(INGE, "Forrige", chat=GROUP)

    assert first == ["Sag 14", "Sag 12", "Sag 13", "Sag 10", "Sag 11", "Sag 8"]
    assert second == ["Sag 9", "Sag 6", "Sag 7", "Sag 4", "Sag 5", "Sag 2"]
    assert third == ["Sag 3", "Sag 1"]
    assert back == second
    assert shown(station) == first
    assert "Forrige" not in station.labels(GROUP)


def test_a_case_that_was_closed_between_two_pages_skips_nobody(station: Station) -> None:
    filled(station, 8)
    station.group("/koe")
    onward = station.data(GROUP, "Næste")
    station.presses_card(8, "decl:resources")

    station.presses(INGE, onward, chat=GROUP)

    assert shown(station) == ["Sag 3", "Sag 1"]


def test_filtered_by_kommune_in_words_and_by_button(station: Station) -> None:
    station.receives()
    station.receives(town={"postcode": "4600", "name": "Køge", "kommune": "0259"})

    assert "Kun Køge Kommune" in station.group("/koe koege")
    assert shown(station) == ["Sag 2"]
    station.taps(INGE, "Filtrér", chat=GROUP)
    station.taps(INGE, "Solrød", chat=GROUP)
    assert shown(station) == ["Sag 1"]
    station.taps(INGE, "Filtrér", chat=GROUP)
    station.taps(INGE, "Færdselskontrol", chat=GROUP)
    assert "Kun Færdselskontrol, Solrød Kommune" in station.reads(GROUP)
    station.taps(INGE, "Filtrér", chat=GROUP)
    station.taps(INGE, "Vis alle", chat=GROUP)
    assert shown(station) == ["Sag 1", "Sag 2"]


@pytest.mark.parametrize(
    "words", ["køge færdselskontrol", "Færdselskontrol Køge", "færdselskontrol køge kommune"]
)
def test_filtered_by_both_in_words(station: Station, words: str) -> None:
    assert "Kun Færdselskontrol, Køge Kommune" in station.group(f"/koe {words}")


@pytest.mark.parametrize("words", ["køge nix", "nix"])
def test_a_word_that_is_no_filter_is_said_and_hides_nothing(station: Station, words: str) -> None:
    assert f"Det kunne jeg ikke filtrere på: {words}." in station.group(f"/koe {words}")


def test_from_the_filters_a_button_leads_back_to_the_page_that_was_left(station: Station) -> None:
    filled(station, 14)
    station.group("/koe")
    left, found = list[list[str]](), list[list[str]]()

    for turn in ("Næste", "Næste", "Forrige", "Forrige"):
        station.taps(INGE, turn, chat=GROUP)
        left.append(station.labels(GROUP))
        station.taps(INGE, "Filtrér", chat=GROUP)
        station.taps(INGE, "Tilbage til køen", chat=GROUP)
        found.append(station.labels(GROUP))

    assert found == left
    station.group("/koe solrød")
    station.taps(INGE, "Filtrér", chat=GROUP)
    station.taps(INGE, "Tilbage til køen", chat=GROUP)
    assert "Kun Solrød Kommune" in station.reads(GROUP)


def test_an_empty_queue_says_so(station: Station) -> None:
    assert "Der er ingen åbne sager her." in station.group("/koe")


def test_a_row_opens_the_case_in_its_own_message(station: Station) -> None:
    station.receives()
    station.group("/koe")

    station.taps(INGE, "Sag 1", chat=GROUP)

    assert any(text.startswith("<b>Køen</b>") for text in station.texts(GROUP))
    assert any(text.startswith("<b>Sag 1 · ") for text in station.texts(GROUP))


def test_found_by_number_place_and_kommune(station: Station) -> None:
    station.receives()
    station.receives(where={"text": "Havnevej"}, town={"postcode": "4600", "name": "Køge", "kommune": "0259"})

    assert "<b>Sag 2</b>" in station.group("/soeg 2")
    assert "<b>Sag 1</b>" in station.group("/soeg SKOLEVEJ")
    assert "<b>Sag 2</b>" in station.group("/soeg køge")
    assert "ingen sag om 50%_off" in station.group("/soeg 50%_off")


def test_no_page_counts_or_sorts_the_whole_table(station: Station) -> None:
    filled(station, 3)

    station.group("/koe")
    asked = [statement for statement in station.statements if "FROM cases" in statement]

    assert not any("count(" in statement.lower() for statement in asked)
    for chosen in ({}, {"kommune": "0269"}, {"kind": "traffic_check"}):
        index = "_".join(["ix_cases_queue", *chosen])
        narrowed = "".join(f" AND {name}=?" for name in chosen)
        assert plans(station, **chosen) == [
            f"SEARCH cases USING INDEX {index} (is_open=?{narrowed} AND due_at=? AND id>?)",
            f"SEARCH cases USING INDEX {index} (is_open=?{narrowed} AND due_at>?)",
        ]


def test_the_load_counts_open_cases_only(station: Station) -> None:
    for number in (1, 2):
        station.receives()
        station.group(f"/imoedekom {number}")
        station.group(f"/tildel {number} bo")
    station.presses_card(2, "decl:resources")

    assert "Bo: 1 sag, Solrød" in station.group("/betjente")
