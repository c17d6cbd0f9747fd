"""What calendars read: an officer's appointments under an address that only they were given."""

import asyncio
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from aiohttp import web

from bot.web.health import Handler
from handlers.house import House
from handlers.rules import feeds
from handlers.wording import calendar
from storage.booking_models import Booking
from storage.models import Case
from storage.store import Store, StoreAway
from storage.work import Work

FRESH = {"Cache-Control": "private, max-age=900"}  # a phone that asks more often asks itself
AGAIN_SECONDS = "60"
TOKEN = "token"  # noqa: S105 - the name of a place in an address


def routes(store: Store, house: House) -> list[web.RouteDef]:
    """Every officer's calendar, and the page that opens it on a phone; none without a public address."""
    if not house.public_url:
        return []
    place = f"/{feeds.PLACE}/{{{TOKEN}}}"
    return [web.get(place + feeds.SUFFIX, _calendar(store, house)), web.get(place, _opened(house))]


def _calendar(store: Store, house: House) -> Handler:
    """200 with the appointments, 304 when the calendar has them, 404 for an address that is not ours."""

    async def answer(request: web.Request) -> web.Response:
        serial = feeds.serial_in(house, request.match_info[TOKEN])
        if serial is None:
            return _nothing()

        def look(work: Work) -> tuple[list[tuple[Booking, Case]] | None, datetime]:
            return feeds.appointments(work, serial), work.now()

        try:
            found, now = await store.read(look)
        except StoreAway:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": AGAIN_SECONDS})
        if found is None:
            return _nothing()
        # A long calendar takes a while to write, and others wait for this loop.
        body = await asyncio.to_thread(calendar.feed, house, found, now)
        return _shown(request, body)

    return answer


def _shown(request: web.Request, body: bytes) -> web.Response:
    tag = sha256(body).hexdigest()
    known = tag in {each.value for each in request.if_none_match or ()}
    answer = web.Response(status=HTTPStatus.NOT_MODIFIED, headers=FRESH) if known else _file(body)
    answer.etag = tag
    return answer


def _file(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=FRESH)


def _opened(house: House) -> Handler:
    """302 to the same address under webcal, which opens the calendar: Telegram's buttons only know https."""
    bare = house.public_url.partition("://")[2]

    async def answer(request: web.Request) -> web.Response:
        token = request.match_info[TOKEN]
        if feeds.serial_in(house, token) is None:
            return _nothing()
        where = f"webcal://{bare}/{feeds.PLACE}/{token}{feeds.SUFFIX}"
        return web.Response(status=HTTPStatus.FOUND, headers={"Location": where, "Cache-Control": "no-store"})

    return answer


def _nothing() -> web.Response:
    return web.Response(status=HTTPStatus.NOT_FOUND, text="Her er ingen kalender.\n")
