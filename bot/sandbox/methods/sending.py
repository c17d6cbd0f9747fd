"""Methods that put a new message into a chat."""

from dataclasses import replace

from bot.sandbox.errors import bad_request
from bot.sandbox.files import is_on_earth
from bot.sandbox.markup import read_markup
from bot.sandbox.model import Dialog, GroupChat, Message
from bot.sandbox.texts import caption, message_text
from bot.sandbox.wire import Json

from .call import Call, Method
from .media import document, input_media, photo

ALBUM_SIZES = range(2, 11)


def send(call: Call, content: Json) -> Message:
    """Checks chat, keyboard and reply, then posts; every sending method ends here."""
    markup = read_markup(call.params)
    chat = call.chat()
    mould = _mould(call, chat, markup)
    call.write(chat)
    message, _ = call.world.post(chat, call.bot, content, like=mould)
    _place_keyboard(call, chat, markup, mould.reply_to)
    return message


def send_message(call: Call) -> object:
    return send(call, message_text(call.params)).json()


def send_photo(call: Call) -> object:
    return send(call, {**photo(call), **caption(call.params)}).json()


def send_document(call: Call) -> object:
    return send(call, {**document(call), **caption(call.params)}).json()


def send_location(call: Call) -> object:
    return send(call, {"location": _point(call)}).json()


def send_venue(call: Call) -> object:
    point = _point(call)
    title, address = call.params.text("title"), call.params.text("address")
    if not title or not address:
        raise bad_request(f"{'address' if title else 'title'} is empty")
    venue = {"location": point, "title": title, "address": address}
    return send(call, {"venue": venue, "location": point}).json()


def send_contact(call: Call) -> object:
    phone, first = call.params.text("phone_number"), call.params.text("first_name")
    if not phone or not first:
        raise bad_request(f"{'first_name' if phone else 'phone_number'} is empty")
    contact = {"phone_number": phone, "first_name": first}
    contact.update((key, call.params.text(key)) for key in ("last_name", "vcard") if call.params.text(key))
    return send(call, {"contact": contact}).json()


def send_media_group(call: Call) -> object:
    items = call.params.things("media", "InputMedia")
    if not items or len(items) not in ALBUM_SIZES:
        raise bad_request("media group must include 2-10 items")
    contents = [input_media(call, item) for item in items]
    chat = call.chat()
    mould = replace(_mould(call, chat, None), album=str(call.world.number() + 13_000_000_000_000_000))
    call.write(chat, len(contents))
    return [call.world.post(chat, call.bot, content, like=mould)[0].json() for content in contents]


def copy_message(call: Call) -> object:
    source = _source(call, "copy", refused="copied")
    content = dict(source.content)
    if "text" not in content and "caption" in call.params.raw:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption(call.params)
    return {"message_id": send(call, content).id}


def forward_message(call: Call) -> object:
    source = _source(call, "forward", refused="forwarded")
    chat = call.chat()
    mould = replace(_mould(call, chat, None), forwarded_from=source.forwarded_from or source.sender)
    call.write(chat)
    return call.world.post(chat, call.bot, source.content, like=mould)[0].json()


def send_chat_action(call: Call) -> object:
    chat = call.chat()
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.chat("typing", chat, action=action)
    return True


ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def _mould(call: Call, chat: Dialog | GroupChat, markup: Json | None) -> Message:
    """What the new message has besides its content."""
    params = call.params
    return Message(
        id=0,
        chat=chat,
        sender=call.bot,
        date=0,
        content={},
        reply_to=_reply_target(call, chat),
        markup=markup,
        protected=params.flag("protect_content"),
        silent=params.flag("disable_notification"),
    )


def _reply_target(call: Call, chat: Dialog | GroupChat) -> Message | None:
    reply = call.params.thing("reply_parameters", "reply parameters") or {}
    wanted = reply.get("message_id") or call.params.number("reply_to_message_id")
    if not wanted:
        return None
    found = chat.messages.get(int(wanted))
    lenient = reply.get("allow_sending_without_reply") or call.params.flag("allow_sending_without_reply")
    if found is None and not lenient:
        raise bad_request("message to be replied not found")
    return found


def _place_keyboard(
    call: Call, chat: Dialog | GroupChat, markup: Json | None, reply_to: Message | None
) -> None:
    """Sets or removes what stands under the text field; a selective one is only for whom it answers."""
    if markup is None or "inline_keyboard" in markup:
        return
    keyboard = None if "remove_keyboard" in markup else markup
    chosen = reply_to.sender.id if markup.get("selective") and reply_to else None
    for person in list(chat.people()):
        if chosen in (None, person.id):
            call.world.set_keyboard(chat, person, keyboard)


def _point(call: Call) -> Json:
    latitude, longitude = call.params.real("latitude"), call.params.real("longitude")
    if not is_on_earth(latitude, longitude):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def _source(call: Call, what: str, *, refused: str) -> Message:
    source = call.message(f"message to {what}", chat=call.chat("from_chat_id"))
    if source.protected or source.is_service:
        raise bad_request(f"the message can't be {refused}")
    return source


TABLE: dict[str, Method] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendcontact": send_contact,
    "sendmediagroup": send_media_group,
    "copymessage": copy_message,
    "forwardmessage": forward_message,
    "sendchataction": send_chat_action,
}
