"""What a person on the page can do, by the name the page gives it."""

import base64
import binascii
from collections.abc import Awaitable, Callable

from .errors import SandboxError
from .files import is_on_earth
from .groups import Group
from .model import Message, User
from .people import Person
from .wire import Json
from .world import World

Where = Group | User
Deed = Callable[[Person, Where, Json], Awaitable[Message | None]]


async def do(world: World, body: Json) -> Json:
    """Carries one out without waiting for the bot; raises SandboxError when it cannot be done."""
    deed = DEEDS.get(str(body.get("act")))
    if deed is None:
        raise SandboxError(f"Nobody can {body.get('act')}.")
    user = world.users.get(_number(body, "person"))
    if user is None or user.is_bot:
        raise SandboxError("There is no such person.")
    message = await deed(Person(world, user), _where(world, _number(body, "chat")), body)
    return {"message_id": message.id} if message else {}


def _where(world: World, number: int) -> Where:
    if number in world.groups:
        return Group(world, world.groups[number])
    user = world.users.get(number)
    if user is None or not user.is_bot:
        raise SandboxError("There is no such chat.")
    return user


async def _send(person: Person, where: Where, body: Json) -> Message:
    text = _text(body, "text")
    if not text.strip():
        raise SandboxError("A message needs some words.")
    return await person.send(text, where, reply_to=_reply(person, where, body), wait=False)


async def _photo(person: Person, where: Where, body: Json) -> Message:
    given = body.get("photos") or [body.get("photo")]
    photos = [_decoded(one) for one in given]
    return await person.send_photo(photos[0], _text(body, "caption"), where, album=photos[1:], wait=False)


async def _location(person: Person, where: Where, body: Json) -> Message:
    return await person.send_location(*_point(body), where, wait=False)


async def _venue(person: Person, where: Where, body: Json) -> Message:
    return await person.send_venue(
        _text(body, "title"), _text(body, "address"), at=_point(body), chat=where, wait=False
    )


async def _contact(person: Person, where: Where, body: Json) -> Message:
    name = _text(body, "name") or None
    return await person.send_contact(_text(body, "phone") or None, where, first_name=name, wait=False)


async def _voice(person: Person, where: Where, _: Json) -> Message:
    return await person.send_voice(where, wait=False)


async def _sticker(person: Person, where: Where, _: Json) -> Message:
    return await person.send_sticker(where, wait=False)


async def _poll(person: Person, where: Where, _: Json) -> Message:
    return await person.send_poll(chat=where, wait=False)


async def _document(person: Person, where: Where, body: Json) -> Message:
    name = _text(body, "name") or "fil"
    return await person.send_document(_decoded(body.get("content")), name, where, wait=False)


async def _tap(person: Person, where: Where, body: Json) -> None:
    message = _message(person, where, body)
    row, column = _index(body)
    try:
        button = message.keyboard[row][column]
    except IndexError:
        raise SandboxError("That button is gone.") from None
    if "callback_data" in button:
        await person.tap(message=message, callback_data=button["callback_data"], chat=where, wait=False)


async def _press(person: Person, where: Where, body: Json) -> Message:
    at = _point(body) if "lat" in body else None
    return await person.press(_text(body, "text"), where, at=at, wait=False)


async def _edit(person: Person, where: Where, body: Json) -> Message:
    return await person.edit(_message(person, where, body), _text(body, "text"), wait=False)


async def _delete(person: Person, where: Where, body: Json) -> None:
    person.delete(_message(person, where, body))


async def _open(person: Person, _: Where, body: Json) -> Message:
    return await person.open(_text(body, "link"), wait=False)


async def _block(person: Person, where: Where, body: Json) -> None:
    if not isinstance(where, User):
        raise SandboxError("A group cannot be blocked.")
    if body.get("blocked", True):
        await person.block(where, wait=False)
    else:
        await person.unblock(where, wait=False)


DEEDS: dict[str, Deed] = {
    "send": _send,
    "reply": _send,
    "photo": _photo,
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "voice": _voice,
    "sticker": _sticker,
    "poll": _poll,
    "document": _document,
    "tap": _tap,
    "press": _press,
    "edit": _edit,
    "delete": _delete,
    "open": _open,
    "block": _block,
}


def _reply(person: Person, where: Where, body: Json) -> Message | None:
    if body.get("reply_to") is None:
        return None
    return person.chat(where).messages.get(_number(body, "reply_to"))


def _message(person: Person, where: Where, body: Json) -> Message:
    found = person.chat(where).messages.get(_number(body, "message"))
    if found is None:
        raise SandboxError("That message is gone.")
    return found


def _number(body: Json, name: str) -> int:
    value = body.get(name)
    if isinstance(value, int):
        return value
    raise SandboxError(f"{name} must be a whole number.")


def _text(body: Json, name: str) -> str:
    value = body.get(name) or ""
    if isinstance(value, str):
        return value
    raise SandboxError(f"{name} must be text.")


def _point(body: Json) -> tuple[float, float]:
    lat, lon = body.get("lat"), body.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float) and is_on_earth(lat, lon):
        return float(lat), float(lon)
    raise SandboxError("lat and lon must be a place on earth.")


def _index(body: Json) -> tuple[int, int]:
    match body.get("index"):
        case [int(row), int(column)] if row >= 0 and column >= 0:
            return row, column
    raise SandboxError("index must be the row and column of a button.")


def _decoded(content: object) -> bytes:
    """Base64, with or without the head of a data: address."""
    if not isinstance(content, str):
        raise SandboxError("The file is missing.")
    try:
        return base64.b64decode(content.rpartition(",")[2], validate=True)
    except binascii.Error:
        raise SandboxError("The file is not base64.") from None
