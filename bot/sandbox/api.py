"""The Bot API over HTTP: reads a call, has it carried out, writes the answer."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import web

from .account import Account
from .errors import HangUp, Refusal, bad_request
from .faults import Faults
from .feed import Feed
from .files import Upload
from .methods import METHODS, Call
from .params import Params
from .wire import Json, dumps
from .world import ApiCall, World

LARGEST_REQUEST = 60 * 1024 * 1024
JSON_HEADERS = {"Content-Type": "application/json"}
TRUE = b"true"


@dataclass(eq=False)
class Api:
    """Answers every bot. `running` counts the calls in work, waiting polls left out."""

    world: World
    delay: float = 0.0
    faults: Faults = field(default_factory=Faults)
    running: int = 0

    async def handle(self, request: web.Request) -> web.Response:
        """POST or GET /bot<token>/<method>."""
        name = request.match_info["method"].lower()
        account = self.world.accounts.get(request.match_info["token"])
        if account is None:
            return _failed(Refusal(401, "Unauthorized"))
        try:
            params = await read_params(request)
        except Refusal as refusal:
            return _failed(refusal)
        if name == "getupdates" or (name in METHODS and not self.delay):
            answer = await self._answer(account, name, params)
        else:
            # What takes time is carried out even when the caller does not wait for the answer.
            answer = await asyncio.shield(self._counted(account, name, params))
        return answer or _cut(request)

    async def download(self, request: web.Request) -> web.Response:
        """GET /file/bot<token>/<path>."""
        if request.match_info["token"] not in self.world.accounts:
            return _failed(Refusal(401, "Unauthorized"))
        stored = self.world.files.at(request.match_info["path"])
        if stored is None:
            return _failed(Refusal(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def run_reply(self, account: Account, method: str, params: Json) -> None:
        """Carries out a call that came in the answer to a webhook; nobody hears how it went."""
        try:
            self._carry_out(account, method, Params(params))
        except Refusal:
            self._note(method, params, ok=False)
        else:
            self._note(method, params, ok=True)

    async def _counted(self, account: Account, name: str, params: Params) -> web.Response | None:
        self.running += 1
        try:
            if self.delay:
                await self.world.clock.sleep(self.delay)
            return await self._answer(account, name, params)
        finally:
            self.running -= 1

    async def _answer(self, account: Account, name: str, params: Params) -> web.Response | None:
        """None is an order to hang up."""
        ok = False
        try:
            with self.faults.around(name):
                feeding = FEEDING.get(name)
                result = (
                    await feeding(account.feed, params) if feeding else self._carry_out(account, name, params)
                )
            ok = True
        except Refusal as refusal:
            return _failed(refusal)
        except HangUp:
            return None
        finally:
            self._note(name, params.raw, ok=ok)
        return web.Response(body=b'{"ok":true,"result":' + result + b"}", headers=JSON_HEADERS)

    def _carry_out(self, account: Account, name: str, params: Params) -> bytes:
        method = METHODS.get(name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        result = method(Call(self.world, account, params))
        return TRUE if result is True else dumps(result)

    def _note(self, name: str, params: Json, *, ok: bool) -> None:
        if name != "getupdates":
            self.world.calls.append(ApiCall(name, params, self.world.clock.time(), ok))


async def _set_webhook(feed: Feed, params: Params) -> bytes:
    return dumps(await feed.set_webhook(params))


async def _delete_webhook(feed: Feed, params: Params) -> bytes:
    return dumps(await feed.delete_webhook(params))


async def _webhook_info(feed: Feed, _: Params) -> bytes:
    return dumps(feed.webhook_info())


async def _nothing(_feed: Feed, _: Params) -> bytes:
    """close and logOut: there is no other server to move to."""
    return TRUE


FEEDING = {
    "getupdates": Feed.get_updates,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _webhook_info,
    "close": _nothing,
    "logout": _nothing,
}


async def read_params(request: web.Request) -> Params:
    """Parameters of the address and of a JSON, form or multipart body."""
    raw: Json = dict(request.query)
    if not request.can_read_body:
        return Params(raw)
    if request.content_type == "application/json":
        raw.update(_parsed(await request.read()))
        return Params(raw)
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.file.read(), value.filename, value.content_type)
        elif isinstance(value, str):
            raw[name] = value
        else:
            files[name] = Upload(bytes(value))
    return Params(raw, files)


def _parsed(body: bytes) -> Json:
    try:
        found = json.loads(body) if body.strip() else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("object expected")
    return found


def _failed(refusal: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    headers = dict(JSON_HEADERS)
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return web.Response(body=dumps(body), status=refusal.code, headers=headers)


def _cut(request: web.Request) -> web.Response:
    """Hangs up; the answer returned here reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()
