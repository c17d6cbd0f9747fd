"""Bo's calendar over HTTP: his phone gets what is agreed, and nobody gets what is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import aiohttp
import pytest
from icalendar import Calendar

from bot.app import App
from handlers.rules import feeds
from storage import bookings, cases, members
from storage.bookings import KEPT, Stretch
from storage.models import Member
from storage.work import Work
from tests.town import Town

T = TypeVar("T")
EVENING = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)


@dataclass
class Phone:
    """What asks for calendars: plain HTTP, with the headers of the last answer."""

    town: Town
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def app(self) -> App:
        return self.town.play.app

    async def asks(self, address: str, **headers: str) -> tuple[int, bytes]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(address, headers=headers, allow_redirects=False) as answer,
        ):
            self.headers = answer.headers
            return answer.status, await answer.read()

    async def does(self, act: Callable[[Work, Member], T]) -> T:
        """Bo does something in his own name."""
        return await self.app.store.write(lambda work: act(work, members.officers(work)[0]))

    async def address(self) -> str:
        return await self.does(lambda work, bo: feeds.address(self.app.house, feeds.subscribe(work, bo)))


@pytest.fixture
async def phone(town: Town) -> Phone:
    """Bo has an appointment, and a phone."""
    number = await town.offered_to_bo(town.karla)
    await town.taps(town.bo, "Tag den")

    def keeps(work: Work) -> None:
        case = cases.find(work, number)
        assert case is not None
        bookings.claim(work, case, Stretch(EVENING, EVENING + timedelta(hours=1)), KEPT)

    await town.play.app.store.write(keeps)
    return Phone(town)


async def test_his_calendar_holds_what_is_agreed_and_no_number(phone: Phone) -> None:
    status, body = await phone.asks(await phone.address())

    (event,) = Calendar.from_ical(body).events
    assert status == 200
    assert (event.start, str(event["summary"])) == (EVENING, "Færdselskontrol · nr. 1")
    assert "Skolevej" in str(event["location"])
    assert phone.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert phone.headers["Cache-Control"] == "private, max-age=900"


async def test_he_fetches_the_file_and_subscribes_from_below_it(phone: Phone) -> None:
    town, bo = phone.town, phone.town.bo
    await town.says(bo, "/kalender")
    await town.taps(bo, "Hent som fil")
    message = bo.newest()
    assert message is not None
    file = town.file(message.content["document"]["file_id"])

    await town.taps(bo, "Abonnér")
    address = next(word for word in bo.reads().split() if word.endswith(".ics"))

    assert message in bo.screen()
    assert (await phone.asks(address))[0] == 200
    assert [event["uid"] for event in Calendar.from_ical(file).events] == [
        event["uid"] for event in Calendar.from_ical((await phone.asks(address))[1]).events
    ]


async def test_nothing_new_is_said_without_a_word(phone: Phone) -> None:
    address = await phone.address()
    await phone.asks(address)

    again = await phone.asks(address, **{"If-None-Match": phone.headers["ETag"]})

    assert again == (304, b"")
    await phone.town.waits(hours=2)
    assert (await phone.asks(address, **{"If-None-Match": phone.headers["ETag"]}))[0] == 200


async def test_on_his_phone_the_button_opens_the_calendar(phone: Phone) -> None:
    address = await phone.address()

    status, _ = await phone.asks(address.removesuffix(".ics"))

    assert (status, phone.headers["Location"]) == (302, address.replace("http://", "webcal://"))


async def test_a_closed_address_is_closed_and_a_new_one_is_another(phone: Phone) -> None:
    old = await phone.address()
    await phone.does(feeds.renew)
    new = await phone.address()

    assert [(await phone.asks(each))[0] for each in (old, new)] == [404, 200]
    await phone.does(feeds.close)
    assert (await phone.asks(new))[0] == 404


async def test_who_has_left_is_read_no_more_and_is_not_read_again_when_back(phone: Phone) -> None:
    address = await phone.address()

    await phone.town.staff("/fjern Bo")
    await phone.town.taps(phone.town.inge, "Fjern Bo", phone.town.group)

    assert (await phone.asks(address))[0] == 404
    await phone.app.store.write(
        lambda work: members.join(work, phone.town.bo.id, role="officer", name="Bo", kommuner=["0259"])
    )
    assert (await phone.asks(address))[0] == 404


async def test_a_forged_address_is_refused_without_asking_the_database(phone: Phone) -> None:
    base, _, token = (await phone.address()).removesuffix(".ics").rpartition("/")
    await phone.app.store.close()
    other = {"A": "B"}
    forged = (
        token[:-1] + other.get(token[-1], "A"), other.get(token[0], "A") + token[1:], token[:22],
        token[22:] + token[:22], token + "A", "x", "%C3%A6" * 44, "%00" * 44,
    )  # fmt: skip

    asked = [await phone.asks(f"{base}/{each}{end}") for each in forged for end in (".ics", "")]

    assert {status for status, _ in asked} == {404}


async def test_while_the_database_is_away_a_right_address_is_asked_to_wait(phone: Phone) -> None:
    address = await phone.address()
    await phone.app.store.close()

    assert (await phone.asks(address))[0] == 503
    assert phone.headers["Retry-After"] == "60"


async def test_another_token_makes_every_address_void_and_none_gives_a_token_away(phone: Phone) -> None:
    address = await phone.address()
    token = address.removesuffix(".ics").rpartition("/")[2]
    house = phone.app.house

    assert feeds.serial_in(house, token)
    assert feeds.serial_in(replace(house, feed_key=feeds.key_of("1000:another")), token) is None
    assert feeds.serial_in(replace(house, feed_key=b""), token) is None
    assert phone.app.settings.token not in address + house.feed_key.decode("latin-1") + repr(house)
