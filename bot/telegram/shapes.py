"""Our plain values as the Bot API's JSON: buttons, reply keyboards and the parameters of a message."""

from typing import Any

from handlers.reply import Button, Keyboard, Rows, Say, Style

PLACEHOLDER = 64
NO_PREVIEW = {"is_disabled": True}


def inline(rows: Rows) -> dict[str, Any]:
    """Buttons below a message; no rows take the old ones away."""
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def keyboard(say: Say) -> dict[str, Any] | None:
    """What stands where the phone's keyboard is, or None to leave it as it is.

    Telegram lets one message have this or buttons, never both; where both are wanted, the buttons win.
    """
    match say.keyboard:
        case Keyboard.REMOVE:
            return {"remove_keyboard": True}
        case Keyboard.LOCATION:
            return _one_button({"text": say.keyboard_text, "request_location": True})
        case Keyboard.CONTACT:
            return _one_button({"text": say.keyboard_text, "request_contact": True})
        case Keyboard.REPLY:
            return {"force_reply": True, "selective": True} | _placeholder(say.keyboard_text)
        case Keyboard.KEEP:
            return None


def markup(say: Say) -> dict[str, Any] | None:
    """What belongs to a message, be it words or a file: its buttons, else what stands at the keyboard."""
    return inline(say.rows) if say.rows else keyboard(say)


def message(chat_id: int, text: str, say: Say) -> dict[str, Any]:
    """What every sent text has; what is not set is left out, which saves bytes and time."""
    params: dict[str, Any] = {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
    }
    if say.quiet:
        params["disable_notification"] = True
    if say.gone_after:
        params["protect_content"] = True
    if say.reply_to is not None:
        params["reply_parameters"] = {"message_id": say.reply_to, "allow_sending_without_reply": True}
    return params


def _placeholder(text: str) -> dict[str, Any]:
    return {"input_field_placeholder": text[:PLACEHOLDER]} if text else {}


def _one_button(button: dict[str, Any]) -> dict[str, Any]:
    return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}


def _button(button: Button) -> dict[str, Any]:
    shape: dict[str, Any] = {"text": button.text}
    if button.style is not Style.PLAIN:
        shape["style"] = button.style.value
    if button.url:
        shape["url"] = button.url
    elif button.copy:
        shape["copy_text"] = {"text": button.copy}
    else:
        shape["callback_data"] = button.data
    return shape
