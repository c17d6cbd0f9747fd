"""Partners in the tables: one organisation at a time, and nothing left of an earlier one."""

from __future__ import annotations

from storage import partners
from storage.models import Partner
from storage.store import Store
from storage.work import Work

PERSON = 5_000_000_001


async def test_a_partner_can_leave_come_back_and_is_then_asked_anew(store: Store) -> None:
    def school(work: Work) -> Partner:
        return partners.join(work, PERSON, organisation="Havdrup Skole", sort="school", name="Mette")

    def tells(work: Work) -> None:
        found = partners.find(work, PERSON)
        assert found
        found.profile = {"contact": {"phone": "+4520123456"}}

    def leaves(work: Work) -> None:
        found = partners.find(work, PERSON)
        assert found
        partners.leave(work, found)

    await store.write(school)
    await store.write(tells)
    await store.write(school)
    assert [each.profile for each in await store.read(partners.everyone)] == [
        {"contact": {"phone": "+4520123456"}}
    ]
    await store.write(leaves)
    assert await store.read(partners.everyone) == []
    back = await store.write(school)
    assert (back.profile, back.left_at) == ({}, None)


async def test_what_was_told_of_one_organisation_is_not_told_of_another(store: Store) -> None:
    def moved(work: Work) -> Partner:
        partner = partners.join(work, PERSON, organisation="Skolen", sort="school", name="Mette")
        partner.profile = {"organisation": "Skolen"}
        return partners.join(work, PERSON, organisation="Baren", sort="nightlife", name="Mette")

    assert (await store.write(moved)).profile == {}
