"""Keyboards under messages and text fields, checked as Telegram checks them."""

from .errors import bad_request
from .params import Params
from .wire import Json

ACTIONS = frozenset(
    (
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    )
)
STYLES = ("danger", "success", "primary")
MOST_BUTTONS = 100
LONGEST_DATA = 64
LONGEST_COPY = 256


def read_markup(params: Params) -> Json | None:
    """The reply_markup of a call: inline or reply keyboard, remove or force_reply; None when absent."""
    markup = params.thing("reply_markup", "reply keyboard markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return check_inline(markup)
    if "keyboard" in markup:
        return _check_reply(markup)
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    return None


def check_inline(markup: Json) -> Json | None:
    """Drops empty rows; None when nothing is left."""
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    kept = [[_check_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _check_inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not button.get("callback_data") and all(button.get(action) in (None, "") for action in ACTIONS):
        why = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {why}")
    _check_details(button)
    return button


def _check_details(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(str(copied.get("text", ""))) <= LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("style") not in (None, "", *STYLES):
        raise bad_request("can't parse inline keyboard button: invalid button style specified")


def _check_reply(markup: Json) -> Json:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    kept = [
        [{"text": button} if isinstance(button, str) else button for button in row] for row in rows if row
    ]
    if not kept:
        raise bad_request("reply keyboard is empty")
    for row in kept:
        for button in row:
            if not isinstance(button, dict) or not button.get("text"):
                raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    return {**markup, "keyboard": kept}
