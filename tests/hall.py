"""A hall where talks can be held: a station at which times are agreed on."""

from __future__ import annotations

from typing import Any

from handlers.conversation.flow import Draft
from handlers.rules import intake, meetings
from storage import bookings, people
from storage.models import Case
from storage.work import Work
from tests.desk import BO, KARLA, Someone, a_house
from tests.station import Station

# The desk's clock stands on Monday the 2nd of March 2026, at 10 in Copenhagen.
TALK: dict[str, Any] = {
    "topic": {"key": "burglary", "da": "Indbrudssikring", "en": "", "minutes": 60, "audience": []},
    "audience": "village",
    "number": 40,
    "where": {"text": "Forsamlingshuset"},
    "town": {"postcode": "4622", "name": "Havdrup", "kommune": "0269"},
    "wishes": [
        {"day": "2026-03-26", "start": "19:00"},
        {"first": "2026-03-30", "last": "2026-04-01", "part": "evening"},
    ],
    "contact": {"words": "Mette", "phone": "+4520123456"},
}


class Hall(Station):
    """A talk can be ordered, and Bo can be given it."""

    def __init__(self) -> None:
        super().__init__(a_house(kinds=["*"]))

    def talk(self, who: Someone = KARLA, **answers: object) -> int:
        """A talk that was ordered; gives its number."""

        def sent(work: Work) -> int:
            known = people.meet(work, who.id, who.language)
            draft = Draft(f"talk{len(self.all(Case))}", "talk", 1, {**TALK, **answers})
            return intake.open_case(work, self.house, known, draft).id

        return self.work(sent)

    def taken(self, who: Someone = KARLA, by: Someone = BO, **answers: object) -> int:
        """A talk that an officer has."""
        number = self.talk(who, **answers)
        self.group(f"/imoedekom {number}")
        self.group(f"/tildel {number} {by.name}")
        self.posts()
        self.taps(by, "Tag den")
        self.later_posts()
        return number

    def agreed(self, who: Someone = KARLA, by: Someone = BO, **answers: object) -> int:
        """A talk whose first wish is agreed."""
        number = self.taken(who, by, **answers)
        self.taps(by, "Aftal tid")
        self.taps(by, "Aftal tors. 26. mar. kl. 19")
        self.later_posts()
        return number

    def tends(self) -> int:
        """What time makes happen to meetings."""
        done = self.work(lambda work: meetings.tend(work, self.house))
        self.later_posts()
        return done

    def agreed_at(self, number: int) -> str:
        """When it is, in UTC; empty when nothing is agreed."""
        booking = self.work(lambda work: bookings.kept(work, number))
        return booking.starts_at.isoformat() if booking else ""

    def proposes(self, number: int, *times: str, by: Someone = BO) -> None:
        """An officer types times and sends them."""
        self.presses(by, f"o:{number}:{self.case(number).version}:meet")
        for each in times:
            self.says(by, each)
        self.taps(by, "Send ")
        self.later_posts()
