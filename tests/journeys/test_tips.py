"""A whole tip through the real application: told, locked, read, asked, answered by code, given to Bo."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.sandbox import Person
from handlers.tips import texts as said
from handlers.tips.reading import name_of
from storage.models import DraftRow, Inbox, Notice, Stumble
from storage.models import Person as PersonRow
from storage.tip_models import Tip
from storage.work import Work
from tests.town import Town, photo

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
WHAT = "De sælger hash fra en hvid varevogn, ab12345"


async def begins(town: Town, who: Person) -> None:
    """Past the first texts and the two gates, to the first question."""
    await town.says(who, "/tip")
    await town.taps(who, "Fortsæt")
    await town.taps(who, "Nej")
    await town.taps(who, "Nej")


async def tells(town: Town, who: Person, what: str = WHAT) -> str:
    """A short tip, sent; gives its code."""
    await begins(town, who)
    await town.says(who, what)
    await town.taps(who, "Gå til oversigten")
    await town.taps(who, "Send tippet")
    found = CODE.search(who.reads())
    assert found is not None, who.reads()
    return found[0]


async def opens(town: Town, receipt: str, who: Person) -> None:
    """Behind the code."""
    await town.says(who, "/tip")
    await town.taps(who, "Jeg har en kode")
    await town.says(who, receipt)


async def tips(town: Town) -> list[Tip]:
    def look(work: Work) -> list[Tip]:
        found = list(work.session.scalars(select(Tip)))
        work.session.expunge_all()
        return found

    return await town.play.app.store.read(look)


def ours(who: Person) -> list[str]:
    """Everything that stands in a chat, from both sides."""
    return [message.text for message in who.screen()]


async def tells_everything(town: Town) -> str:
    """Every question answered, with a photo that says where it was made; gives the code."""
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    await town.taps(town.karla, "Salg på gaden")
    await town.says(town.karla, "Ved kiosken i Havdrup")
    for answer in ("Aften", "Videre", "Hver uge", "Spring over", "Spring over", "Våben", "Videre"):
        await town.taps(town.karla, answer)
    await town.taps(town.karla, "Har selv set det")
    await town.after(town.karla.send_photo(photo(made_at="55.5N 12.1E hos Karla")))
    await town.taps(town.karla, "Videre")
    assert "Sådan ser betjenten det" in town.karla.reads()
    assert "AB 12 345" in town.karla.reads()
    await town.taps(town.karla, "Send tippet")
    receipt = CODE.search(town.karla.reads())
    assert receipt is not None
    return receipt[0]


async def reads_it(town: Town) -> str:
    """Inge opens the only tip; gives what she sees."""
    await town.says(town.inge, "/tips")
    await town.taps(town.inge, await name(town))
    return town.inge.reads()


async def test_a_whole_tip_from_the_first_word_to_bo(town: Town) -> None:
    receipt = await tells_everything(town)
    assert "Ved kiosken i Havdrup" in await reads_it(town)
    picture = next(message for message in town.inge.screen() if "photo" in message.content)
    assert b"hos Karla" not in town.file(picture.content["photo"][-1]["file_id"])
    await town.taps(town.inge, "Spørg tipgiver")
    await town.says(town.inge, "Hvilken dag kommer den?")

    await opens(town, receipt.lower().replace("-", " "), town.karla)
    assert "Hvilken dag kommer den?" in town.karla.reads()
    await town.says(town.karla, "Om torsdagen")
    await town.taps(town.karla, "Send det")
    await town.taps(town.karla, "Luk nu")

    assert "Om torsdagen" in await reads_it(town)
    await town.taps(town.inge, "Skriv resumé")
    await town.says(town.inge, "Handel ved kiosk, torsdag aften.")
    for label in ("Vis tippet", "Giv til betjent", "Bo"):
        await town.taps(town.inge, label)
    await town.taps(town.bo, "Vis resuméet")
    assert "Handel ved kiosk, torsdag aften." in town.bo.reads()
    await town.waits(minutes=11)
    assert not town.said(town.bo, "Handel ved kiosk")
    assert not town.said(town.inge, "hvid varevogn")


async def name(town: Town) -> str:
    return name_of((await tips(town))[0].id)


async def test_after_a_tip_the_chat_has_only_the_code(town: Town) -> None:
    receipt = await tells(town, town.karla)

    assert all(WHAT not in text for text in ours(town.karla))
    assert len(ours(town.karla)) == 1
    await town.taps(town.karla, "Jeg har skrevet den ned")
    assert receipt not in "".join(ours(town.karla))


async def test_the_code_goes_by_itself(town: Town) -> None:
    receipt = await tells(town, town.karla)

    await town.waits(minutes=21)

    assert receipt not in "".join(ours(town.karla))


@pytest.mark.parametrize("steps", range(5))
async def test_close_takes_everything_away_at_every_step(town: Town, steps: int) -> None:
    acts = ("Fortsæt", "Nej", "Nej")
    await town.says(town.karla, "/tip")
    for label in acts[:steps]:
        await town.taps(town.karla, label)
    if steps == 4:
        await town.says(town.karla, WHAT)

    await town.taps(town.karla, "Luk nu")

    assert len(ours(town.karla)) == 1
    assert said.CLOSED in town.karla.reads()
    assert "Giv et tip" in town.labels(town.karla)
    await town.says(town.karla, "/mine")
    assert not await tips(town)


async def test_a_tip_leaves_no_trace_in_any_other_table(town: Town) -> None:
    def rows(work: Work) -> list[int]:
        tables = (PersonRow.id, DraftRow.id, Inbox.update_id, Notice.id, Stumble.update_id)
        return [len(list(work.session.scalars(select(column)))) for column in tables]

    before = await town.play.app.store.read(rows)
    receipt = await tells(town, town.karla)
    await opens(town, receipt, town.karla)
    await town.taps(town.karla, "Luk nu")

    assert await town.play.app.store.read(rows) == before
    assert len(await tips(town)) == 1


async def test_wrong_expired_withdrawn_and_foreign_codes_get_one_answer(town: Town) -> None:
    withdrawn = await tells(town, town.karla)
    await town.taps(town.karla, "Jeg har skrevet den ned")
    await opens(town, withdrawn, town.karla)
    await town.taps(town.karla, "Træk tippet tilbage")
    await town.taps(town.karla, "Ja, slet tippet")
    assert not await tips(town)

    await town.says(town.karla, "/tip")
    await town.taps(town.karla, "Jeg har en kode")
    answers = set()
    for receipt in ("7H2K-Q9XW-B4TN-0V1M", withdrawn, "0000000000000000"):
        await town.says(town.karla, receipt)
        answers.add(town.karla.reads())
        assert receipt not in "".join(ours(town.karla))

    assert len(answers) == 1
    assert said.NOTHING_THERE in answers.pop()


async def test_many_guesses_have_to_wait_but_never_for_good(town: Town) -> None:
    await town.says(town.karla, "/tip 0000000000000000")
    for _ in range(5):
        await town.says(town.karla, "0000000000000000")
    assert said.WAIT in town.karla.reads()

    await town.waits(seconds=31)
    await town.says(town.karla, "0000000000000000")

    assert said.NOTHING_THERE in town.karla.reads()


async def test_now_and_at_a_school_comes_112_and_114_first_and_the_group_hears_it(town: Town) -> None:
    await town.says(town.karla, "/tip")
    await town.taps(town.karla, "Fortsæt")
    await town.says(town.karla, "nej")
    await town.says(town.karla, "ja")
    assert "Politigarantien" in town.karla.reads()
    await town.taps(town.karla, "Giv tippet alligevel")
    await town.says(town.karla, "To mænd sælger til elever ved skolen")
    await town.taps(town.karla, "Gå til oversigten")
    await town.taps(town.karla, "Send tippet")

    assert "haster" in town.inge.reads(town.group)
    assert "elever" not in town.inge.reads(town.group)


async def test_what_could_tell_who_it_is_is_refused_and_deleted(town: Town) -> None:
    karla = town.karla
    await begins(town, karla)
    for send in (
        karla.send_voice(), karla.send_sticker(), karla.send_contact(), karla.send_document(photo(), "a.jpg"),
        karla.send_location(55.5, 12.1), karla.send_poll(), karla.send_photo(photo()),
    ):  # fmt: skip
        await town.after(send)

    theirs = [message for message in karla.screen() if not message.sender.is_bot]
    assert [message.text for message in theirs if not message.text.startswith("/tip")] == []
    assert town.question(karla).endswith("Skriv ikke, hvem du er, eller hvordan du kender dem.")


async def test_a_point_on_the_map_becomes_words_and_goes(town: Town) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    await town.taps(town.karla, "Spring over")

    await town.after(town.karla.send_location(55.5398, 12.1297))
    await town.taps(town.karla, "Gå til oversigten")

    assert "4622 Havdrup, Solrød Kommune" in town.karla.reads()
    assert "55.5" not in town.karla.reads()


async def test_silence_closes_and_wipes(town: Town) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)

    await town.waits(minutes=21)

    assert WHAT not in "".join(ours(town.karla))
    assert said.SILENT in town.karla.reads()
