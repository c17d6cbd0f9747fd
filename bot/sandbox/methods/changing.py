"""Methods that change or remove what was sent, or answer a tap."""

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import read_markup
from bot.sandbox.model import Chat, GroupChat, Message
from bot.sandbox.texts import caption, message_text
from bot.sandbox.wire import Json
from bot.sandbox.world import Toast

from .call import Call, Method
from .media import input_media

DELETE_LIMIT = 48 * 60 * 60
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_LIMIT = 200
MOST_DELETED = 100
MEDIA = ("photo", "document", "voice")


def edit_message_text(call: Call) -> object:
    content = message_text(call.params)
    message = _editable(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, message, content)


def edit_message_caption(call: Call) -> object:
    words = caption(call.params)
    message = _editable(call)
    if not any(kind in message.content for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    kept = {
        key: value for key, value in message.content.items() if key not in ("caption", "caption_entities")
    }
    return _edit(call, message, {**kept, **words})


def edit_message_media(call: Call) -> object:
    item = call.params.thing("media", "input media")
    if not item:
        raise bad_request("input media is not specified")
    return _edit(call, _editable(call), input_media(call, item))


def edit_message_reply_markup(call: Call) -> object:
    message = _editable(call)
    return _edit(call, message, message.content)


def delete_message(call: Call) -> object:
    message = call.message("message to delete")
    _check_deletable(call, message)
    call.world.delete(message)
    return True


def delete_messages(call: Call) -> object:
    """Ids that are not there are skipped, as Telegram does."""
    wanted = call.params.numbers("message_ids")
    if len(wanted) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    chat = call.chat()
    found = [chat.messages[number] for number in wanted if number in chat.messages]
    for message in found:
        _check_deletable(call, message)
    for message in found:
        call.world.delete(message)
    return True


def answer_callback_query(call: Call) -> object:
    text = call.params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.world.queries.get(call.params.text("callback_query_id"))
    if query is None or query.expires_at < call.world.clock.time() or query.bot is not call.bot:
        raise bad_request(TOO_OLD)
    call.world.answer(query, Toast(text, call.params.flag("show_alert")))
    return True


def set_message_reaction(call: Call) -> object:
    message = call.message("message to react")
    reactions = call.params.things("reaction", "ReactionType") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    shown = [str(reaction.get("emoji", "")) for reaction in reactions]
    call.world.events.chat("reaction", message.chat, id=message.id, reactions=shown)
    return True


def pin_chat_message(call: Call) -> object:
    message = call.message("message to pin")
    chat = message.chat
    check_rights(call, chat, "not enough rights to manage pinned messages in the chat")
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    call.world.events.chat("pin", chat, pinned=chat.pinned[-1])
    call.world.post(chat, call.bot, {"pinned_message": message.json(with_reply=False)})
    return True


def unpin_chat_message(call: Call) -> object:
    chat = call.chat()
    check_rights(call, chat, "not enough rights to manage pinned messages in the chat")
    number = call.params.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    call.world.events.chat("pin", chat, pinned=chat.pinned[-1] if chat.pinned else None)
    return True


def unpin_all_chat_messages(call: Call) -> object:
    chat = call.chat()
    check_rights(call, chat, "not enough rights to manage pinned messages in the chat")
    chat.pinned.clear()
    call.world.events.chat("pin", chat, pinned=None)
    return True


def check_rights(call: Call, chat: Chat, refusal: str) -> None:
    if isinstance(chat, GroupChat) and not chat.is_admin(call.bot):
        raise bad_request(refusal)


def _editable(call: Call) -> Message:
    """A message of the bot itself, without a reply keyboard."""
    if not call.params.text("chat_id") and call.params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message("message to edit")
    has_other_markup = message.markup is not None and "inline_keyboard" not in message.markup
    if message.sender is not call.bot or message.is_service or has_other_markup or message.forwarded_from:
        raise bad_request("message can't be edited")
    return message


def _edit(call: Call, message: Message, content: Json) -> object:
    markup = read_markup(call.params)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    call.spend(message.chat)
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    return call.world.change(message, content=content, markup=markup).json()


def _check_deletable(call: Call, message: Message) -> None:
    """Anything in private, own messages in groups, all of them as admin; nothing after 48 hours."""
    chat = message.chat
    mine = message.sender is call.bot
    if isinstance(chat, GroupChat) and not mine and not chat.is_admin(call.bot):
        raise bad_request("message can't be deleted")
    if message.date < call.world.clock.time() - DELETE_LIMIT:
        raise bad_request("message can't be deleted for everyone")


TABLE: dict[str, Method] = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
    "setmessagereaction": set_message_reaction,
    "pinchatmessage": pin_chat_message,
    "unpinchatmessage": unpin_chat_message,
    "unpinallchatmessages": unpin_all_chat_messages,
}
