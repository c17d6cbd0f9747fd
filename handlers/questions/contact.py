"""The question how we may reach her."""

import re
from dataclasses import dataclass
from typing import Any

import phonenumbers

from handlers.conversation.said import Called, Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import Answers, Extra, Option, Step
from handlers.text import N_, Texts

LONGEST_NUMBER = 300  # characters in which a phone number is looked for
NO_PHONE = N_("Det nummer kunne vi ikke læse. Skriv otte cifre, eller tryk på en knap.")
_CHAT_WORDS = frozenset({"chat", "chatten", "her", "herinde", "svar", "nej", "no", "here", "nok", "enough"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Step):
    """How we may reach her: the chat is enough; a number is typed or shared."""

    private: bool = True
    extra: Extra = Extra.CONTACT
    extra_text: str = N_("Del mit telefonnummer")
    columns: int = 1

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The one that needs no number."""
        return (Option("chat", N_("Svar her i chatten er nok")),)

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict that is empty for "the chat is enough", else has `phone` in E.164 and perhaps `words`."""
        match said:
            case Picked("chat"):
                return Value({"chat": True})
            case Called(number):
                return (
                    _phone(number if number.startswith(("+", "00")) else f"+{number}")
                    or _phone(number)
                    or Problem(NO_PHONE)
                )
            case Typed(text):
                return _phone(text) or (Value({"chat": True}) if _says_chat(text) else Problem(NO_PHONE))
            case _:
                return Problem(NO_PHONE)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """The chat or a number."""
        return isinstance(value, dict) and bool(value.get("chat") or value.get("phone"))

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The number in groups."""
        if "phone" not in value:
            return t.plain(N_("Svar her i chatten"))
        number = phonenumbers.parse(value["phone"])
        shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return f"{shown} ({value['words']})" if value.get("words") else shown


def _phone(text: str) -> Value | None:
    """The first valid number in the text; Danish unless it says otherwise. Words around it are kept."""
    found = next(iter(phonenumbers.PhoneNumberMatcher(text[:LONGEST_NUMBER], "DK")), None)
    if found is None:
        return None
    number = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    around = " ".join((text[: found.start] + " " + text[found.end : LONGEST_NUMBER]).split()).strip(" ,.:-")
    return Value(
        {"phone": number, "words": around} if re.search(r"[^\W\d_]{2}", around) else {"phone": number}
    )


def _says_chat(text: str) -> bool:
    return not _CHAT_WORDS.isdisjoint(re.findall(r"\w+", text.lower()))
