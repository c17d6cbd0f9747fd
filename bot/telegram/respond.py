"""Brings a reply to the person in front of us, after the commit."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.api import Api
from bot.telegram.face import commands_in
from bot.telegram.speak import Speaker
from handlers.reply import Reply, Say
from handlers.visit import Tap, Visit

TOAST = 200
ALBUMS = 200  # remembered; the photos of one arrive within seconds of each other


class Responder:
    """Turns a `Reply` into calls. Raises PTB's errors for what a redelivery can mend: network, Flood."""

    def __init__(self, api: Api, speaker: Speaker) -> None:
        self._api = api
        self._speaker = speaker
        self._albums: dict[tuple[int, str], int] = {}  # the message that answers an album

    async def respond(self, reply: Reply, visit: Visit, *, inline: bool) -> Mapping[str, Any] | None:
        """Shows the reply; a tap is answered last.

        With `inline` the answer to the tap is given back instead, as the body of the webhook's response.
        """
        try:
            await self._show(reply, visit, visit.chat_id)
        except ChatMigrated as moved:
            await self._show(reply, visit, moved.new_chat_id)
        except Forbidden:
            pass  # blocked, or no longer in the chat: there is nobody in front of us to tell
        if not isinstance(visit.what, Tap):
            return None
        answer = _toast(reply, visit.what)
        if inline:
            return {"method": "answerCallbackQuery", **answer}
        await self._answer(answer)
        return None

    async def apologise(self, visit: Visit, code: str) -> None:
        """Something of ours went wrong: says so once, with a code that the operators can look up."""
        t = visit.t
        words = t(
            "Noget gik galt hos os. Vi prøver selv igen. Hjælper det ikke, så skriv igen om lidt. "
            "Fejlen har koden {code}.",
            code=code,
        )
        with suppress(TelegramError):  # kindness only; the update is tried again all the same
            await self._speaker.say(visit.chat_id, Say(words), first=True)

    async def _show(self, reply: Reply, visit: Visit, chat_id: int) -> None:
        if reply.erases:
            await self._speaker.erase(chat_id, list(reply.erases))
        says = list(reply.says)
        tapped = visit.what.message_id if isinstance(visit.what, Tap) else None
        if says and reply.album:
            await self._show_album(reply.album, says.pop(0), chat_id)
        elif says and tapped is not None and not reply.fresh:
            await self._speaker.edit(chat_id, tapped, says.pop(0), first=True)
        for say in says:
            await self._speaker.say(chat_id, say, first=True)
        if tapped is not None and reply.fresh and reply.spent:
            await self._speaker.spend(chat_id, tapped, first=True)
        if reply.commands_for:
            await self._api.set_my_commands(*commands_in(chat_id, reply.commands_for))
        if reply.leave:
            with suppress(BadRequest):  # already out
                await self._api.leave_chat(chat_id)

    async def _show_album(self, album: str, say: Say, chat_id: int) -> None:
        """In the place of what an earlier photo of the album was answered with, if this process did that."""
        shown = self._albums.pop((chat_id, album), None)
        if shown is None:
            shown = await self._speaker.say(chat_id, say, first=True)
        else:
            shown = await self._speaker.edit(chat_id, shown, say, first=True)
        while len(self._albums) >= ALBUMS:
            self._albums.pop(next(iter(self._albums)))
        self._albums[chat_id, album] = shown

    async def _answer(self, answer: Mapping[str, Any]) -> None:
        try:
            await self._api.call("answerCallbackQuery", **answer)
        except BadRequest as refusal:
            # Older than its time, or answered by an earlier delivery: the screen has changed all the same.
            if "query" not in refusal.message.lower():
                raise


def _toast(reply: Reply, tap: Tap) -> dict[str, Any]:
    answer: dict[str, Any] = {"callback_query_id": tap.callback_id}
    if reply.toast:
        answer |= {"text": reply.toast[:TOAST]}
    if reply.alert:
        answer |= {"show_alert": True}
    return answer
