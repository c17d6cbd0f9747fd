"""The question how we may reach her."""

import re
from dataclasses import dataclass
from typing import Any

import phonenumbers

from handlers.conversation.said import Called, Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import Answers, Extra, Option, Step
from handlers.text import N_, Texts

LONGEST_NUMBER = 300  # characters in which a phone number is looked for
FEW = 8  # words in which a number is what is told, and not a detail of a story
NO_PHONE = N_("Det nummer kunne vi ikke læse. Skriv otte cifre, eller tryk på en knap.")
NO_NUMBER = N_("Det nummer kunne vi ikke læse. Skriv otte cifre.")
NO_CONTACT = N_("Skriv navn og et telefonnummer eller en e-mail, så vi kan få fat i jer.")
REACHED = frozenset({"chat", "phone", "email"})
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_CHAT_WORDS = frozenset({"chat", "chatten", "her", "herinde", "svar", "nej", "no", "here", "nok", "enough"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Step):
    """How we may reach her: a number is typed or shared; the chat may be enough, or an e-mail address."""

    private: bool = True
    extra: Extra = Extra.CONTACT
    extra_text: str = N_("Del mit telefonnummer")
    columns: int = 1
    chat: bool = True  # whether it is enough that we answer in the chat
    mail: bool = False  # whether an e-mail address will do

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The one that needs no number."""
        return (Option("chat", N_("Svar her i chatten er nok")),) if self.chat else ()

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict with `chat`, `phone` in E.164 or `email`, and perhaps `words` that stood around it."""
        match said:
            case Picked("chat") if self.chat:
                return Value({"chat": True})
            case Called(number):
                return (
                    _phone(number if number.startswith(("+", "00")) else f"+{number}")
                    or _phone(number)
                    or self._problem()
                )
            case Typed(text):
                return self._typed(text) or self._problem()
            case _:
                return self._problem()

    def claims(self, text: str) -> Any:  # noqa: ANN401
        """A number, or an address, with few words around it: on a card the whole group would read it."""
        found = self._typed(text) if len(text.split()) <= FEW else None
        return found.value if found and not found.value.get("chat") else None

    def _typed(self, text: str) -> Value | None:
        if found := _phone(text) or (_email(text) if self.mail else None):
            return found
        return Value({"chat": True}) if self.chat and _says_chat(text) else None

    def _problem(self) -> Problem:
        if self.mail:
            return Problem(NO_CONTACT)
        return Problem(NO_PHONE if self.chat else NO_NUMBER)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """The chat, a number or an address."""
        return isinstance(value, dict) and bool(REACHED & value.keys())

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The number in groups, or the address; with the words around it."""
        if "email" in value:
            return f"{value['email']} ({value['words']})" if value.get("words") else str(value["email"])
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
    return _with_words("phone", number, text[: found.start] + " " + text[found.end : LONGEST_NUMBER])


def _email(text: str) -> Value | None:
    found = _EMAIL.search(text[:LONGEST_NUMBER])
    if found is None:
        return None
    return _with_words("email", found[0], text[: found.start()] + " " + text[found.end() : LONGEST_NUMBER])


def _with_words(sort: str, found: str, rest: str) -> Value:
    around = " ".join(rest.split()).strip(" ,.:-")
    return Value({sort: found, "words": around} if re.search(r"[^\W\d_]{2}", around) else {sort: found})


def _says_chat(text: str) -> bool:
    return not _CHAT_WORDS.isdisjoint(re.findall(r"\w+", text.lower()))
