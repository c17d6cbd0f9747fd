"""A desk with its staff and officers at work, and a post that is carried out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.conversation.flow import Draft
from handlers.house import House
from handlers.reply import Say
from handlers.rules import intake
from handlers.rules.moves import Status
from handlers.wording import notices
from storage import cases, media, outbox, people
from storage.models import Case, Event, Notice
from storage.work import Work
from tests.desk import BO, GROUP, INGE, KARLA, LISE, SARA, Chat, Desk, Shown, Someone

ANSWERS: dict[str, Any] = {
    "problem": ["speed", "school"],
    "where": {"text": "Skolevej ved Netto", "pin": [55.4961, 12.1297]},
    "town": {"postcode": "4622", "name": "Havdrup", "kommune": "0269"},
    "when": {"days": [0, 1, 2, 3, 4], "parts": ["morning"], "spans": [], "words": "", "whole": True},
    "contact": {"phone": "+4523456789"},
    "more": "De kører <stærkt> & tæt",
}
RESULT: dict[str, Any] = {
    "date": "2026-03-05", "minutes": 45, "measured": 100, "over": 12, "highest": 81, "fines": 5,
}  # fmt: skip


class Station(Desk):
    """Inge and Sara assess, Bo is Solrød's officer and Lise Køge's; Karla has asked for nothing yet."""

    def __init__(self, house: House | None = None) -> None:
        super().__init__(house)
        self.hires(INGE, staff=True)
        self.hires(SARA, staff=True)
        self.hires(BO, officer=True, kommuner=("0269",))
        self.hires(LISE, officer=True, kommuner=("0259",))

    def receives(self, who: Someone = KARLA, **answers: object) -> int:
        """A bestilling that was sent; gives its number."""

        def sent(work: Work) -> int:
            known = people.meet(work, who.id, who.language)
            draft = Draft(f"draft{len(self.all(Case))}", "traffic_check", 1, {**ANSWERS, **answers})
            return intake.open_case(work, self.house, known, draft).id

        return self.work(sent)

    def case(self, number: int) -> Case:
        """The case as it is stored now."""
        found = self.work(lambda work: cases.find(work, number))
        assert found is not None
        return found

    def status(self, number: int) -> Status:
        """The state of a case."""
        return Status(self.case(number).status)

    def events(self, number: int) -> list[str]:
        """The audit trail's names, in order."""
        found: list[Event] = self.work(lambda work: cases.events(work, number))
        return [event.name for event in found]

    def group(self, text: str, who: Someone = INGE, *, reply_to: int | None = None) -> str:
        """Types in the group and gives what is answered."""
        self.says(who, text, chat=GROUP, reply_to=reply_to)
        return self.reads(GROUP)

    def presses_card(self, number: int, verb: str, who: Someone = INGE) -> None:
        """Presses a button of the card as it is now."""
        self.presses(who, f"s:{number}:{self.case(number).version}:{verb}", chat=GROUP)

    def posts(self) -> list[Notice]:
        """Carries out what is due, as delivery does; gives what there was."""
        carried: list[Notice] = []
        while due := self.work(lambda work: outbox.due(work, 50)):
            for notice in due:
                self._carry(notice)
            carried += due
        return carried

    def later_posts(self) -> list[Notice]:
        """Carries out also what was held back for a moment."""
        self.waits(seconds=60)
        return self.posts()

    def block(self, number: int) -> None:
        """The reader of every waiting notice about a case has blocked us."""
        for notice in self.work(lambda work: outbox.due(work, 50)):
            if notice.case_id == number:
                self._refuse(notice)

    def photo(self, number: int) -> str:
        """A photo on the case, ready to be shown."""

        def filed(work: Work) -> str:
            media_id = media.file(work, KARLA.id, "photos", "telegram-file")
            media.attach(work, "photos", number)
            media.ready(work, media_id, b"jpeg")
            return media_id

        return self.work(filed)

    def _refuse(self, notice: Notice) -> None:
        self.work(lambda work: notices.refused(work, notice, self.house))
        self.work(lambda work: outbox.done(work, notice.id, "blocked"))

    def _carry(self, notice: Notice) -> None:
        letter = self.work(lambda work: notices.word(work, notice, self.house))
        if letter is None:
            self.work(lambda work: outbox.done(work, notice.id, "dropped"))
            return
        chat = self.chats.setdefault(letter.chat_id, Chat())
        if letter.erases:
            chat.messages = [shown for shown in chat.messages if shown.id not in letter.erases]
            self.work(lambda work: outbox.done(work, notice.id, "sent"))
            return
        assert 0 < len(letter.say.text) <= 4096
        message_id = self._put(chat, letter.say, letter.edits)
        self.work(lambda work: notices.sent(work, notice, message_id, self.house))
        self.work(lambda work: outbox.done(work, notice.id, "sent"))

    def _put(self, chat: Chat, say: Say, edits: int | None) -> int:
        old = next((shown for shown in chat.messages if shown.id == edits), None)
        if old is not None:
            old.say = replace(say)
            return old.id
        chat.messages.append(Shown(next(self._numbers), say))
        return chat.messages[-1].id
