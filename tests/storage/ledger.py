"""A change in which everything that can go wrong shows: read a person's list, add to it, write it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from storage import facts
from storage.store import Store
from storage.work import Work


def entered(work: Work, person: int) -> list[int]:
    return list((facts.get(work, f"person {person}") or {"updates": []})["updates"])


def enter(person: int, update_id: int) -> Callable[[Work], list[int]]:
    """Adds the update to what the person has: lost, it is missing there; doubled, it is there twice."""

    def decide(work: Work) -> list[int]:
        updates = [*entered(work, person), update_id]
        facts.put(work, f"person {person}", {"updates": updates})
        work.post("note", "citizen", person_id=person)
        return updates

    return decide


def look(person: int) -> Callable[[Work], list[int]]:
    return lambda work: entered(work, person)


async def send(store: Store, person: int, update_id: int) -> list[int]:
    return await store.once(update_id, person, enter(person, update_id), look(person))


async def everything(store: Store, people: Iterable[int]) -> dict[int, list[int]]:
    """What each of them has, in the order it was entered."""
    chosen = list(people)
    return await store.read(lambda work: {person: entered(work, person) for person in chosen})
