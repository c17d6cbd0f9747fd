"""Karla wishes for times, in words and in the calendar, over a restart; what cannot be had is told."""

from __future__ import annotations

from tests.town import SEND, SUMMARY, Town

TOLD = ("/start", "Svindel mod ældre", "ældre", "40", "Aktivitetshuset, 4320 Lejre")
ASKED = "Hvornår kan I?"


async def _comes_to_the_times(town: Town) -> None:
    await town.says(town.karla, TOLD[0])
    await town.taps(town.karla, "Foredrag")
    for said in TOLD[1:]:
        await town.says(town.karla, said)
    assert ASKED in town.question(town.karla)


async def test_wishes_in_words_and_in_the_calendar_survive_a_restart_and_reach_the_card(town: Town) -> None:
    await _comes_to_the_times(town)
    await town.says(town.karla, "torsdag den 17/12 halv otte")
    assert "1. torsdag den 17. december kl. 19.30" in town.question(town.karla)
    await town.taps(town.karla, "Vælg i kalenderen")
    assert town.labels(town.karla)[:3] == ["december 2026", "jan. »", "ma"]

    await town.restarts()
    await town.taps(town.karla, "jan. »")
    await town.taps(town.karla, "14")
    assert "Torsdag den 14. januar: Hvad tid?" in town.question(town.karla)
    await town.taps(town.karla, "Aften")
    await town.taps(town.karla, "Videre")
    await town.says(town.karla, "Mette, 20 12 34 56")
    await town.taps(town.karla, SUMMARY)
    await town.taps(town.karla, SEND)

    (case,) = await town.cases()
    assert case.answers["wishes"] == [
        {"day": "2026-12-17", "start": "19:30"},
        {"day": "2027-01-14", "part": "evening"},
    ]
    assert "1. torsdag den 17. december kl. 19.30" in town.card(case.id).text


async def test_a_day_too_soon_and_a_holiday_are_refused_by_name(town: Town) -> None:
    await _comes_to_the_times(town)

    await town.says(town.karla, "på fredag kl 19")
    assert "Fredag den 27. november kl. 19 er for tidligt." in town.question(town.karla)
    await town.says(town.karla, "2. juledag kl 14")
    assert "Lørdag den 26. december (anden juledag) kl. 14 kan ikke lade sig gøre" in town.question(
        town.karla
    )

    await town.taps(town.karla, "Vælg i kalenderen")
    assert (await town.taps(town.karla, "·")).startswith("Tirsdag den 1. december er for tidligt.")
