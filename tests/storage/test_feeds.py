"""An officer has one open calendar address at most, and none when they have left."""

from __future__ import annotations

from storage import feeds, members
from storage.models import Member
from storage.store import Store
from storage.work import Work

BO = 2001


def hired(work: Work) -> Member:
    return members.join(work, BO, role="officer", name="Bo", kommuner=["0259"])


async def test_a_new_address_closes_the_old_one(store: Store) -> None:
    def opens(work: Work, serial: str) -> None:
        feeds.start(work, hired(work), serial)

    await store.write(lambda work: opens(work, "first"))
    await store.write(lambda work: opens(work, "second"))

    def looks(work: Work) -> tuple[bool, str]:
        now = feeds.current(work, work.session.get_one(Member, BO))
        return feeds.find(work, "first") is None, now.serial if now else ""

    assert await store.read(looks) == (True, "second")


async def test_who_leaves_has_no_address_and_who_comes_back_gets_no_old_one(store: Store) -> None:
    await store.write(lambda work: feeds.start(work, hired(work), "first"))

    await store.write(lambda work: members.leave(work, work.session.get_one(Member, BO)))
    await store.write(hired)

    assert await store.read(lambda work: feeds.find(work, "first")) is None
    assert await store.read(lambda work: feeds.current(work, work.session.get_one(Member, BO))) is None
