"""A process that receives updates and says which ones are committed; made to be killed.

`python -m tests.storage.traffic URL` sends every update of the plan, twice at once now and then, and writes
the number of each on a line of its own as soon as the store has returned.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime

from storage.opening import open_store
from storage.store import Store
from tests.storage.ledger import send

PEOPLE = 8
EACH = 60
PLAN = {person: [person * 1000 + number for number in range(EACH)] for person in range(1, PEOPLE + 1)}


async def person_writes(store: Store, person: int) -> None:
    for update_id in PLAN[person]:
        copies = 2 if update_id % 5 == 0 else 1
        await asyncio.gather(*(send(store, person, update_id) for _ in range(copies)))
        sys.stdout.write(f"{update_id}\n")
        sys.stdout.flush()


async def main(url: str) -> None:
    store = await open_store(url, clock=lambda: datetime.now(UTC))
    try:
        await asyncio.gather(*(person_writes(store, person) for person in PLAN))
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
