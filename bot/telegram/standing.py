"""How we stand in Telegram just now: our rights in the staff group, and who delivers to us."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telegram import ChatMember
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.telegram.api import Api, connected
from bot.telegram.face import Hook

RECENT = timedelta(hours=1)


class Unreachable(OSError):
    """Nobody answers at the Bot API's address."""


@dataclass(slots=True)
class Standing:
    """Faults are plain lines; none means that all is well."""

    username: str = ""
    group_title: str = ""
    group_faults: list[str] = field(default_factory=list)
    webhook_faults: list[str] = field(default_factory=list)


async def standing(token: str, api_url: str, group: int | None, hook: Hook | None) -> Standing:
    """Asks Telegram. Raises BadToken, or Unreachable."""
    found = Standing()
    try:
        async with connected(token, api_url) as api:
            found.username = api.bot.username or ""
            if group is not None:
                await _look_at_group(api, group, found)
            await _look_at_webhook(api, hook, found)
    except NetworkError as fault:
        raise Unreachable(type(fault).__name__) from None
    return found


async def _look_at_group(api: Api, group: int, found: Standing) -> None:
    try:
        chat = await api.get_chat(group)
        me = await api.get_chat_member(group, api.bot.id)
    except (BadRequest, Forbidden):
        found.group_faults.append(f"botten er ikke i gruppen {group}, eller nummeret er forkert")
        return
    found.group_title = chat.title or str(group)
    if chat.type == "private":
        found.group_faults.append("BETJENT_STAFF_CHAT er en person, ikke en gruppe")
    elif me.status not in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}:
        found.group_faults.append(f"gør botten til administrator i {found.group_title}, så den kan læse svar")


async def _look_at_webhook(api: Api, hook: Hook | None, found: Standing) -> None:
    seen = await api.get_webhook_info()
    wanted = hook.url if hook else ""
    if seen.url != wanted:
        found.webhook_faults.append(
            f"Telegram afleverer til {seen.url or 'ingen'}; betjent run retter det ved start"
        )
    recent = seen.last_error_date is not None and datetime.now(UTC) - seen.last_error_date < RECENT
    if recent and hook:
        found.webhook_faults.append(f"Telegram kunne ikke aflevere: {seen.last_error_message}")
