"""Says one `Say` in one chat: pictures, a file or text, buttons, keyboard and map, as people read them."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from telegram import InputFile, InputMediaPhoto
from telegram.error import BadRequest

from bot.clock import Clock
from bot.telegram.api import Api
from bot.telegram.atlas import Atlas
from bot.telegram.pace import Pace
from bot.telegram.shapes import inline, markup, message
from bot.telegram.split import pieces
from bot.telegram.transport import Flood
from handlers.land.sketch import Sketch
from handlers.reply import Keyboard, Say
from handlers.wording.erasing import erase_later
from storage import media
from storage.store import Store

SAME = "message is not modified"
BEGUN = 30.0  # seconds that the rest of a message may wait: begun again, its first part would come twice
GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message to edit",
    "message is too old",
)


class Speaker:
    """Sends and edits at the pace that Telegram allows; 429 is waited out when it is short.

    `first` marks the answer to somebody who waits. Everything raises PTB's errors; Flood when the wait is
    longer than `patience` seconds.
    """

    def __init__(self, api: Api, store: Store, pace: Pace, clock: Clock) -> None:
        self._api = api
        self._store = store
        self._pace = pace
        self._clock = clock
        self._atlas = Atlas()

    async def say(self, chat_id: int, say: Say, *, first: bool, patience: float = 10.0) -> int:
        """Sends it all; gives the id of the message that has the buttons."""
        return (await self.tell(chat_id, say, first=first, patience=patience))[-1]

    async def tell(self, chat_id: int, say: Say, *, first: bool, patience: float = 10.0) -> list[int]:
        """Sends it all; gives the ids of every message that it took."""
        voice = _Voice(self._api, self._pace, self._clock, chat_id, first, patience)
        await self._show(voice, say)
        if say.file is not None:
            return [await voice.document(say, *say.file)]
        await _write(voice, say, pieces(say.text))
        if say.gone_after:
            await self._store.write(lambda work: erase_later(work, chat_id, voice.said, say.gone_after))
        return voice.said

    async def edit(
        self, chat_id: int, message_id: int, say: Say, *, first: bool, patience: float = 10.0
    ) -> int:
        """Puts it in place of an earlier message of ours; a new one when that is gone or cannot hold it.

        Gives the id of the message that now has the buttons. Unchanged is as good as changed.
        """
        if say.photos or say.sketch or say.file or (not say.rows and say.keyboard is not Keyboard.KEEP):
            return await self.say(chat_id, say, first=first, patience=patience)
        voice = _Voice(self._api, self._pace, self._clock, chat_id, first, patience)
        head, *rest = pieces(say.text)
        params = message(chat_id, head, say) | {"message_id": message_id}
        params |= {} if rest or not say.rows else {"reply_markup": inline(say.rows)}
        params.pop("reply_parameters", None)
        if not await _edited(voice, "editMessageText", params):
            return await self.say(chat_id, say, first=first, patience=patience)
        if rest:
            return await _write(voice, say, tuple(rest))
        await _map(voice, say)
        return message_id

    async def spend(self, chat_id: int, message_id: int, *, first: bool, patience: float = 10.0) -> None:
        """Takes the buttons off an earlier message of ours; it is as good when there are none any more."""
        voice = _Voice(self._api, self._pace, self._clock, chat_id, first, patience)
        await _edited(voice, "editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})

    async def erase(self, chat_id: int, message_ids: list[int], *, patience: float = 10.0) -> None:
        """Takes messages of ours away; those that are gone already are as good."""
        voice = _Voice(self._api, self._pace, self._clock, chat_id, first=False, patience=patience)
        with suppress(BadRequest):
            await voice.call("deleteMessages", {"chat_id": chat_id, "message_ids": message_ids})

    async def _show(self, voice: "_Voice", say: Say) -> None:
        if say.sketch is not None:
            await self._map(voice, say, say.sketch)
        bodies = list(say.pictures)
        if say.photos:
            found = await self._store.read(lambda work: [media.body(work, key) for key in say.photos])
            bodies += [body for body in found if body is not None]
        for start in range(0, len(bodies), 10):
            await voice.pictures(bodies[start : start + 10], say)

    async def _map(self, voice: "_Voice", say: Say, sketch: Sketch) -> None:
        """By the name that Telegram knows it by, or drawn when there is none, or none any more."""
        if known := self._atlas.known(sketch):
            try:
                await voice.shows(known, say)
            except BadRequest:
                self._atlas.forget(sketch)
            else:
                return
        file_id = await voice.picture(await self._atlas.drawn(sketch), say)
        self._atlas.shown(sketch, file_id)


class _Voice:
    """One chat's turn to speak."""

    def __init__(
        self, api: Api, pace: Pace, clock: Clock, chat_id: int, first: bool, patience: float
    ) -> None:
        self._api = api
        self._pace = pace
        self._clock = clock
        self.chat_id = chat_id
        self._first = first
        self._patience = patience
        self._begun = False
        self.said: list[int] = []  # the ids of what was sent

    async def call(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - raw JSON
        """One paced call; a 429 within our patience is obeyed and the call made once more."""
        await self._turn()
        try:
            done = await self._api.call(method, **params)
        except Flood as flood:
            self._pace.hold(self.chat_id, flood.seconds)
            await self._turn()
            done = await self._api.call(method, **params)
        self._begun = True
        return done

    async def pictures(self, bodies: list[bytes], say: Say) -> None:
        """An album, or a single photo."""
        if len(bodies) == 1:
            await self.picture(bodies[0], say)
            return
        await self._turn(len(bodies))
        album = [InputMediaPhoto(body, filename="billede.jpg") for body in bodies]
        sent = await self._api.send_media_group(
            self.chat_id, album, disable_notification=say.quiet, protect_content=bool(say.gone_after)
        )
        self.said += [message.message_id for message in sent]
        self._begun = True

    async def shows(self, file_id: str, say: Say) -> None:
        """A photo that Telegram has already, by its name."""
        params = {"chat_id": self.chat_id, "photo": file_id, "disable_notification": say.quiet}
        sent = await self.call("sendPhoto", params | {"protect_content": bool(say.gone_after)})
        self.said.append(int(sent["message_id"]))

    async def picture(self, body: bytes, say: Say) -> str:
        """One photo; gives the name that Telegram has for it from now on."""
        await self._turn()
        sent = await self._api.send_photo(
            self.chat_id,
            InputFile(body, filename="billede.jpg"),
            disable_notification=say.quiet,
            protect_content=bool(say.gone_after),
        )
        self.said.append(sent.message_id)
        self._begun = True
        return sent.photo[-1].file_id

    async def document(self, say: Say, name: str, body: bytes) -> int:
        """A file with its caption and what belongs to it; gives the message's id."""
        await self._turn()
        below = markup(say)
        sent = await self._api.send_document(
            self.chat_id,
            InputFile(body, filename=name),
            caption=say.text,
            parse_mode="HTML",
            disable_notification=say.quiet,
            api_kwargs={"reply_markup": below} if below else None,
        )
        self._begun = True
        return sent.message_id

    async def _turn(self, count: int = 1) -> None:
        patience = BEGUN if self._begun else self._patience
        await self._pace.turn(self.chat_id, count, first=self._first, patience=patience)


async def _write(voice: _Voice, say: Say, texts: Iterable[str]) -> int:
    """The text in as many messages as it takes; buttons on the last."""
    *before, last = texts
    for text in before:
        sent = await voice.call("sendMessage", message(voice.chat_id, text, say))
        voice.said.append(int(sent["message_id"]))
    params = message(voice.chat_id, last, say)
    below = markup(say)
    sent = await voice.call("sendMessage", params | ({"reply_markup": below} if below else {}))
    voice.said.append(int(sent["message_id"]))
    await _map(voice, say)
    return voice.said[-1]


async def _edited(voice: _Voice, method: str, params: dict[str, Any]) -> bool:
    """Whether the message now is as we want it; False when it cannot be edited any more."""
    try:
        await voice.call(method, params)
    except BadRequest as refusal:
        why = refusal.message.lower()
        if SAME in why:
            return True
        if any(reason in why for reason in GONE):
            return False
        raise
    return True


async def _map(voice: _Voice, say: Say) -> None:
    if say.pin is None:
        return
    latitude, longitude = say.pin
    params = {"chat_id": voice.chat_id, "latitude": latitude, "longitude": longitude}
    await voice.call("sendLocation", params | {"disable_notification": True})
