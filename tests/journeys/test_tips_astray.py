"""A tip's way where it is not straight: killed, restarted, offered, mixed with something else."""

from __future__ import annotations

from sqlalchemy import select

from handlers.tips import texts as said
from storage.models import Person as PersonRow
from storage.work import Work
from tests.journeys.test_tips import WHAT, begins, opens, ours, tells, tips
from tests.town import Town, photo


async def test_a_restart_in_the_middle_wipes_the_chat_and_says_so(town: Town) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    old = town.karla.newest()

    await town.restarts()

    assert said.RESTARTING in town.karla.reads()
    assert len(ours(town.karla)) == 1
    assert said.LATE in await town.presses(town.karla, "d:t123:1:rest", on=old)
    assert not await tips(town)


async def test_first_words_that_sound_like_a_tip_are_not_kept_but_offered_a_way(town: Town) -> None:
    await town.says(town.karla, "der er en pusher nede ved stationen der sælger hash")

    assert "Det lyder som et tip" in town.karla.reads()
    await town.taps(town.karla, "Giv et tip")
    assert "Vi gemmer ikke, hvem du er" in town.karla.reads()

    def known(work: Work) -> list[int]:
        return list(work.session.scalars(select(PersonRow.id)))

    assert town.karla.id not in await town.play.app.store.read(known)


async def test_words_that_were_offered_a_way_are_wiped_with_the_tip(town: Town) -> None:
    words = "der er en pusher nede ved stationen der sælger hash"
    await town.says(town.karla, words)
    await town.taps(town.karla, "Giv et tip")
    await town.taps(town.karla, "Luk nu")

    assert words not in ours(town.karla)


async def test_a_tip_that_cannot_wait_is_told_112_before_it_is_offered_a_way(town: Town) -> None:
    await town.says(town.karla, "hjælp, min pusher har en kniv og står i min opgang nu")

    assert "112" in "".join(town.texts(town.karla))


async def is_killed(town: Town) -> None:
    """As by kill -9, as far as the next process can see."""
    await town.play.stop()
    (town.play.settings.data_dir / "running").touch()
    await town.play.start()
    await town.play.settled()


async def test_after_a_kill_the_next_words_are_not_kept_once(town: Town) -> None:
    def words(work: Work) -> list[object]:
        return [row.topic for row in work.session.scalars(select(PersonRow))]

    await begins(town, town.karla)
    await is_killed(town)

    await town.says(town.karla, "Ham med den hvide varevogn")
    assert said.LOST in town.karla.reads()
    assert "varevogn" not in str(await town.play.app.store.read(words))
    await town.taps(town.karla, "Det er noget andet")
    await town.says(town.karla, "De kører for stærkt på Skolevej")
    assert "Det lyder som" in town.karla.reads()
    await town.says(town.jens, "/hjaelp")
    assert said.LOST not in town.jens.reads()


async def test_twenty_minutes_after_a_kill_words_are_heard_as_ever(town: Town) -> None:
    await is_killed(town)
    await town.waits(minutes=21)

    await town.says(town.karla, "De kører for stærkt på Skolevej")

    assert said.LOST not in town.karla.reads()


async def test_in_a_group_the_command_tells_nobody_anything(town: Town) -> None:
    await town.says(town.inge, "/tip", town.group)

    assert "Fortsæt" not in town.labels(town.inge, town.group)
    assert not town.said(town.inge, said.NOW)


async def test_an_order_stands_while_a_tip_is_told(town: Town) -> None:
    await town.begins(town.karla, "for stærkt")
    await begins(town, town.karla)
    await town.says(town.karla, "/bestil")
    assert said.STILL_HERE in town.karla.reads()
    await town.taps(town.karla, "Luk nu")

    await town.says(town.karla, "/bestil")

    assert "Færdselskontrol" in town.question(town.karla)


async def test_two_people_tell_side_by_side(town: Town) -> None:
    await begins(town, town.karla)
    await begins(town, town.jens)
    await town.says(town.karla, WHAT)
    await town.says(town.jens, "Noget helt andet med tyvekoster")
    await town.taps(town.karla, "Gå til oversigten")

    assert "tyvekoster" not in town.karla.reads()
    assert "varevogn" in town.karla.reads()


async def test_without_this_months_key_other_ways_are_shown(town: Town) -> None:
    folder = town.play.settings.data_dir / "tips"
    for path in folder.glob("*.pub"):
        path.unlink()

    await town.says(town.karla, "/tip")

    assert "Vi kan ikke tage imod tips her lige nu" in town.karla.reads()


async def test_in_english(town: Town) -> None:
    emma = town.sandbox.person("Emma", language="en")
    await town.says(emma, "/tip")

    assert "We do not keep who you are" in emma.reads()


async def test_ten_thousand_characters_are_said_to_be_too_many(town: Town) -> None:
    await begins(town, town.karla)

    await town.says(town.karla, "De sælger stoffer. " * 600)

    assert "Der er plads til" in "".join(town.texts(town.karla))
    await town.taps(town.karla, "Behold")
    assert await tips(town) == []


async def test_a_button_of_something_else_waits_and_keeps_its_message(town: Town) -> None:
    await town.begins(town.karla, "for stærkt")
    order = town.karla.newest()
    assert order is not None
    await begins(town, town.karla)

    toast = await town.presses(town.karla, "d:0:0:cancel", on=order)

    assert said.STILL_HERE in toast
    await town.taps(town.karla, "Luk nu")
    assert order.text in ours(town.karla)


async def test_words_of_danger_are_an_answer_and_bring_112(town: Town) -> None:
    await begins(town, town.karla)

    await town.says(town.karla, "Hjælp, han har en kniv og slår hende lige nu")

    assert "Ring 112 nu" in "".join(town.texts(town.karla))
    assert "Hvad ligner det mest?" in town.karla.reads()


async def test_words_under_a_picture_are_said_to_be_left_out(town: Town) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    for _ in range(8):
        await town.taps(town.karla, "Spring over")

    await town.after(town.karla.send_photo(photo(), caption="Det er ham"))

    assert "Teksten under billedet er ikke med" in "".join(ours(town.karla))


async def test_a_picture_before_we_ask_is_told_when_it_may_come(town: Town) -> None:
    await begins(town, town.karla)

    await town.after(town.karla.send_photo(photo()))

    assert said.REFUSED["photo"] in "".join(town.texts(town.karla))


async def test_the_button_under_a_code_works_while_the_next_tip_is_told(town: Town) -> None:
    receipt = await tells(town, town.karla)
    await begins(town, town.karla)
    await town.taps(town.karla, "Jeg har skrevet den ned")

    assert receipt not in "".join(ours(town.karla))
    assert "Hvad har du set eller hørt?" in town.karla.reads()


async def test_questions_behind_a_code_fade_after_ten_minutes(town: Town) -> None:
    receipt = await tells(town, town.karla)
    await opens(town, receipt, town.karla)

    await town.waits(minutes=11)

    assert said.SILENT in town.karla.reads()
    assert not town.said(town.karla, "Der er ingen nye spørgsmål")
