"""Karla shows where it is: by a pin, by a photo that knows its place, and by an address that is looked up."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.demo.stage import Setting
from bot.sandbox import Message
from storage.models import DraftRow
from storage.work import Work
from tests.register import HOUSE, Register, a_house, answering
from tests.town import Town, a_town, photo, photo_taken_at

WHERE, RIGHT = "Hvor er det?", "Ja, det er rigtigt"
KOEGE = (55.457, 12.182)


def maps(town: Town) -> list[Message]:
    """The pictures that the bot has sent her."""
    return [
        message for message in town.karla.screen() if message.sender.is_bot and "photo" in message.content
    ]


async def answers(town: Town) -> dict[str, object]:
    """What her draft holds."""

    def look(work: Work) -> dict[str, object]:
        row = work.session.get(DraftRow, (town.karla.id, "order"))
        kept: dict[str, object] = dict(row.state["answers"]) if row else {}
        return kept

    return await town.play.app.store.read(look)


async def test_a_pin_comes_back_as_a_map_and_a_question(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.after(town.karla.send_location(*KOEGE))

    (picture,) = maps(town)
    with Image.open(io.BytesIO(town.file(picture.content["photo"][-1]["file_id"]))) as drawn:
        assert drawn.size == (640, 420)
    assert town.question(town.karla) == "Punktet ligger nær Køge i Køge Kommune.\n\nEr det rigtigt?"
    await town.taps(town.karla, RIGHT)
    assert "Hvornår sker det" in town.question(town.karla)


async def test_a_photo_sent_as_a_file_is_asked_about_its_place_and_then_used(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.after(town.karla.send_document(photo_taken_at(*KOEGE), "IMG_1.jpg"))
    assert "where" not in await answers(town)
    await town.taps(town.karla, "Ja, brug billedets sted")

    assert "Punktet ligger nær Køge i Køge Kommune." in town.question(town.karla)
    kept = await answers(town)
    assert kept["where"] == {"text": "", "pin": pytest.approx(list(KOEGE), abs=1e-5)}
    assert len(kept["photos"] if isinstance(kept["photos"], list) else []) == 1


async def test_without_her_yes_a_photos_place_is_not_used(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.after(town.karla.send_document(photo_taken_at(*KOEGE), "IMG_1.jpg"))
    await town.taps(town.karla, "Nej")
    await town.says(town.karla, "Skolevej, 4320 Lejre")

    assert "Hvornår sker det" in town.question(town.karla)
    where = (await answers(town))["where"]
    assert isinstance(where, dict)
    assert "pin" not in where


async def test_a_photo_without_a_place_says_so_and_she_goes_on_in_words(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.after(town.karla.send_document(photo(), "IMG_1.jpg"))
    await town.taps(town.karla, "Ja, brug billedets sted")
    assert town.said(town.karla, "Billedet siger ikke, hvor det er taget.") == 1
    await town.says(town.karla, "Skolevej, 4320 Lejre")

    assert "Hvornår sker det" in town.question(town.karla)


async def test_a_photo_that_telegram_has_made_small_is_not_asked_about(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.after(town.karla.send_photo(photo_taken_at(*KOEGE)))

    assert "Ja, brug billedets sted" not in [text for row in town.labels(town.karla) for text in [row]]


async def test_a_tap_that_is_forged_on_another_message_finds_nothing(town: Town) -> None:
    await town.begins(town.karla, "støj")

    await town.presses(town.karla, "gp:yes")

    assert town.said(town.karla, "Billedet siger ikke, hvor det er taget.") == 1
    assert "where" not in await answers(town)


async def test_an_address_is_offered_and_becomes_a_point(tmp_path: Path, sqlite_template: Path) -> None:
    register = Register(a_house)
    async with answering(register) as base:
        setting = Setting(ticking=False, limits=False, address_url=base)
        async with a_town(tmp_path, sqlite_template, setting) as town:
            await town.begins(town.karla, "støj", "Skolevej 4, Havdrup")
            await town.taps(town.karla, "Skolevej 4, 4622 Havdrup")

            where = (await answers(town))["where"]
            assert isinstance(where, dict)
            assert where["pin"] == pytest.approx([55.544, 12.122], abs=1e-5)
            assert where["text"] == "Skolevej 4, Havdrup"

    assert [asked["path"] for asked in register.asked] == ["/husnumre/soeg", f"/husnumre/{HOUSE}"]
    assert register.asked[0]["tekst"] == "Skolevej 4, Havdrup"


async def test_only_the_answer_to_where_is_looked_up_and_never_a_tip(
    tmp_path: Path, sqlite_template: Path
) -> None:
    register = Register(a_house)
    async with answering(register) as base:
        setting = Setting(ticking=False, limits=False, address_url=base)
        async with a_town(tmp_path, sqlite_template, setting) as town:
            await town.begins(town.karla, "støj", "Skolevej 4, 4320 Lejre", "hverdage 7-8", "Storegade 3")
            await town.says(town.karla, "/annuller")
            await town.taps(town.karla, "Ja, slet")
            await town.says(town.karla, "/tip")
            for label in ("Fortsæt", "Nej", "Nej"):
                await town.taps(town.karla, label)
            await town.says(town.karla, "Der sælges hash ved kiosken hver aften")
            await town.taps(town.karla, "Salg på gaden")
            await town.says(town.karla, "Storegade 12, 4600 Køge")
            assert "Hvornår" in town.question(town.karla)

    assert [asked["tekst"] for asked in register.asked] == ["Skolevej 4, 4320 Lejre"]


async def test_a_service_that_is_down_holds_nobody_up(tmp_path: Path, sqlite_template: Path) -> None:
    setting = Setting(ticking=False, limits=False, address_url="http://127.0.0.1:9")
    async with a_town(tmp_path, sqlite_template, setting) as town:
        await town.begins(town.karla, "støj", "Skolevej 4, 4320 Lejre")

        assert "Hvornår sker det" in town.question(town.karla)
