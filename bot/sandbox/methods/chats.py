"""Methods about chats, their members and files."""

from bot.sandbox.errors import bad_request
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.model import Dialog, GroupChat, User
from bot.sandbox.wire import Json
from bot.sandbox.world import member_json

from .call import Call, Method

PERMISSIONS = {
    "can_send_messages": True,
    "can_send_audios": True,
    "can_send_documents": True,
    "can_send_photos": True,
    "can_send_videos": True,
    "can_send_video_notes": True,
    "can_send_voice_notes": True,
    "can_send_polls": True,
    "can_send_other_messages": True,
    "can_add_web_page_previews": True,
    "can_change_info": False,
    "can_invite_users": True,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


def get_chat(call: Call) -> object:
    """The Bot API's `ChatFullInfo`."""
    chat = call.chat()
    shown: Json = {
        **chat.json(),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if isinstance(chat, GroupChat):
        shown["permissions"] = PERMISSIONS
    pinned = [chat.messages[number] for number in chat.pinned if number in chat.messages]
    if pinned:
        shown["pinned_message"] = pinned[-1].json()
    return shown


def get_chat_member(call: Call) -> object:
    chat = call.chat()
    user = _user(call)
    if isinstance(chat, Dialog):
        if user.id not in (chat.person.id, chat.bot.id):
            raise bad_request("PARTICIPANT_ID_INVALID")
        return member_json(user, "member")
    return member_json(user, chat.status.get(user.id, "left"))


def get_chat_administrators(call: Call) -> object:
    chat = call.chat()
    if isinstance(chat, Dialog):
        raise bad_request("there are no administrators in the private chat")
    admins = (user for user in chat.members.values() if chat.is_admin(user))
    return [member_json(user, chat.status[user.id]) for user in admins if not user.is_bot or user is call.bot]


def get_chat_member_count(call: Call) -> object:
    chat = call.chat()
    return 2 if isinstance(chat, Dialog) else len(chat.members)


def leave_chat(call: Call) -> object:
    chat = call.chat()
    if isinstance(chat, Dialog):
        raise bad_request("chat member status can't be changed in private chats")
    call.world.set_status(chat, call.bot, "left", by=call.bot)
    call.world.post(chat, call.bot, {"left_chat_member": call.bot.json})
    return True


def get_file(call: Call) -> object:
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.find(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    known = {key: stored.shown[key] for key in ("file_id", "file_unique_id", "file_size")}
    return {**known, "file_path": stored.path}


def get_user_profile_photos(call: Call) -> object:
    _user(call)
    return {"total_count": 0, "photos": []}


def _user(call: Call) -> User:
    number = call.params.number("user_id")
    if number <= 0:
        raise bad_request("invalid user_id specified")
    user = call.world.users.get(number)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user


TABLE: dict[str, Method] = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    "getfile": get_file,
    "getuserprofilephotos": get_user_profile_photos,
}
