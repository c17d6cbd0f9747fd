"""What the numbers are compared with: python-telegram-bot's own parsing, and its default application."""

import gc
import json
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from statistics import median
from time import process_time
from typing import Any, TypeAlias

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.warnings import PTBUserWarning

from bot.bench.script import ORDER

Json: TypeAlias = dict[str, Any]
Handler: TypeAlias = BaseHandler[Update, ContextTypes.DEFAULT_TYPE, object]

ROUNDS, PER_ROUND = 9, 400


def parsing_ms() -> float:
    """CPU of `Update.de_json` of a tap below a four-button keyboard, in milliseconds; median of rounds."""
    tap, bot = json.loads(json.dumps(_tap())), Bot("1000:sandbox")
    gc.collect()
    return median(_round(tap, bot) for _ in range(ROUNDS)) / PER_ROUND * 1000


def _round(tap: Json, bot: Bot) -> float:
    began = process_time()
    for _ in range(PER_ROUND):
        Update.de_json(tap, bot)
    return process_time() - began


def _tap() -> Json:
    bot = {"id": 1000, "is_bot": True, "first_name": "Bestil en betjent", "username": "bestil_betjent_bot"}
    karla = {"id": 7_000_000_001, "is_bot": False, "first_name": "Karla", "language_code": "da"}
    labels = ("For høj fart", "Farlig skolevej", "Tilbage", "Annullér")
    buttons = [{"text": label, "callback_data": f"d:0f0f0f0f0f:3:t:{label[:4]}"} for label in labels]
    message = {
        "message_id": 7,
        "from": bot,
        "chat": {"id": karla["id"], "type": "private", "first_name": "Karla"},
        "date": 1_795_000_000,
        "text": "Hvad er problemet?\nVælg en eller flere, eller skriv det med dine egne ord.",
        "entities": [{"offset": 0, "length": 18, "type": "bold"}],
        "reply_markup": {"inline_keyboard": [buttons[:2], buttons[2:]]},
    }
    tapped = {"id": "41", "from": karla, "message": message, "chat_instance": "77", "data": "d:0f:3:t:For"}
    return {"update_id": 1, "callback_query": tapped}


@asynccontextmanager
async def default_application(url: str, token: str) -> AsyncIterator[None]:
    """The conversation as the library's manual teaches it: polling, httpx, and state in memory only."""
    application = ApplicationBuilder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(_conversation())
    if application.updater is None:
        raise RuntimeError("the default application has lost its updater")
    await application.initialize()
    await application.updater.start_polling()
    await application.start()
    try:
        yield
    finally:
        await application.updater.stop()
        await application.stop()
        await application.shutdown()


def _conversation() -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
    states: dict[object, list[Handler]] = {number - 1: [_handler(number)] for number in range(1, len(ORDER))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBUserWarning)  # of a mistake that this is not
        return ConversationHandler([CommandHandler("start", partial(_answers, 0))], states, [])


def _handler(number: int) -> Handler:
    answers = partial(_answers, number)
    if ORDER[number].typed:
        return MessageHandler(filters.TEXT, answers)
    return CallbackQueryHandler(answers)


async def _answers(number: int, update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    text, markup = ORDER[number].shows, _markup(number)
    if update.callback_query:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text(text, reply_markup=markup)
    elif update.effective_message:
        await update.effective_message.reply_text(text, reply_markup=markup)
    return number if number + 1 < len(ORDER) else ConversationHandler.END


def _markup(number: int) -> InlineKeyboardMarkup | None:
    if number + 1 == len(ORDER):
        return None
    labels = (ORDER[number + 1].words, "Spring over", "Tilbage", "Annullér")
    buttons = [InlineKeyboardButton(label, callback_data=f"{number}:{label}") for label in labels]
    return InlineKeyboardMarkup([buttons[:2], buttons[2:]])
