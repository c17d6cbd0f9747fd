"""A whole tip through the real application, and then every byte that is left is searched for who gave it."""

from __future__ import annotations

from handlers.tips.reading import name_of
from storage.tip_models import Tip
from storage.work import Work
from tests.proof.canary import CANARY, WHO
from tests.proof.nest import Nest


async def names(nest: Nest) -> list[str]:
    def look(work: Work) -> list[str]:
        return [name_of(tip.id) for tip in work.session.query(Tip)]

    return await nest.town.play.app.store.read(look)


async def staff_reads_and_asks(nest: Nest) -> None:
    town = nest.town
    await town.says(town.inge, "/tips")
    await town.taps(town.inge, (await names(nest))[0])
    await town.taps(town.inge, "Spørg tipgiver")
    await town.says(town.inge, CANARY.question)


async def staff_hands_it_on(nest: Nest) -> None:
    town = nest.town
    await town.says(town.inge, "/tips")
    await town.taps(town.inge, (await names(nest))[0])
    await town.taps(town.inge, "Skriv resumé")
    await town.says(town.inge, CANARY.summary)
    for label in ("Vis tippet", "Giv til betjent", "Bo"):
        await town.taps(town.inge, label)
    await town.taps(town.bo, "Vis resuméet")


async def test_a_whole_tip_leaves_no_trace_of_whoever_gave_it(nest: Nest) -> None:
    town = nest.town
    await nest.tells()
    while_told = await nest.behind()
    receipt = await nest.sends()
    when_sent = await nest.behind()
    await town.waits(hours=3)
    await staff_reads_and_asks(nest)
    await town.waits(hours=3)
    await nest.opens(receipt)
    assert CANARY.question in nest.canary.reads()
    await nest.says(CANARY.reply)
    await nest.taps("Send det")
    await nest.taps("Luk nu")
    await town.waits(hours=3)
    await staff_hands_it_on(nest)
    at_last = await nest.behind()
    read_by_staff = [*nest.calls(town.inge.id), *nest.calls(town.bo.id)]

    *behind, read = nest.traces(while_told, when_sent, at_last, read_by_staff)
    assert behind == [[], [], []]
    assert any(line.startswith("svar: what") for line in read)
    assert not [line for line in read if line.startswith(WHO)]
