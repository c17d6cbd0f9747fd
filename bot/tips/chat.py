"""Speaks in a tipster's chat and takes everything away again; remembers ids only as long as it lasts."""

from telegram.error import BadRequest, Forbidden

from bot.telegram.api import Api
from bot.telegram.speak import Speaker
from bot.telegram.split import pieces
from handlers.reply import Say

AT_ONCE = 100  # messages in one deleteMessages (Bot API)


class Chat:
    """Says things in private chats, and deletes on both sides."""

    def __init__(self, api: Api, speaker: Speaker) -> None:
        self._api = api
        self._speaker = speaker

    async def say(self, chat_id: int, says: tuple[Say, ...], *, tapped: int | None = None) -> list[int]:
        """Says it all, the first in place of the tapped one; gives the ids. Blocked is as good as said.

        What takes several messages is said anew: an edit would not tell the ids of them all.
        """
        ids: list[int] = []
        try:
            for place, say in enumerate(says):
                if tapped is not None and place == 0 and len(pieces(say.text)) == 1:
                    ids.append(await self._speaker.edit(chat_id, tapped, say, first=True))
                else:
                    ids += await self._speaker.tell(chat_id, say, first=True)
        except Forbidden:
            pass
        return ids

    async def wipe(self, chat_id: int, ids: list[int]) -> int:
        """Deletes these messages for both; gives how many could not be deleted."""
        kept = 0
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            try:
                await self._api.call("deleteMessages", chat_id=chat_id, message_ids=some)
            except BadRequest:  # one that is too old spoils them all
                kept += sum([not await self._gone(chat_id, each) for each in some])
            except Forbidden:
                return len(wanted)
        return kept

    async def answer(self, callback_id: str, toast: str) -> None:
        """A word over the screen for a tap; one that is too old is left alone."""
        try:
            await self._api.call("answerCallbackQuery", callback_query_id=callback_id, text=toast or None)
        except BadRequest as refusal:
            if "query" not in refusal.message.lower():
                raise

    async def _gone(self, chat_id: int, message_id: int) -> bool:
        try:
            await self._api.call("deleteMessage", chat_id=chat_id, message_id=message_id)
        except BadRequest as refusal:
            return "not found" in refusal.message.lower()
        return True
