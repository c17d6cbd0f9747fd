"""The district profile: everything that differs from one police district to the next, read from TOML."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from handlers.faults import plain_faults

KommuneCode = Annotated[str, Field(pattern=r"^0\d{3}$")]
Days = Annotated[int, Field(ge=1, le=365)]


class ProfileFault(Exception):
    """The profile cannot be used; `faults` has one plain line for each thing to mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Part(BaseModel):
    """Unknown keys are faults: a misspelt setting must not be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Promise(Part):
    """The service promise in days from the day it was sent (politi.dk, 2018: 14 and 30)."""

    answer_days: Days = 14
    done_days: Days = 30
    amber_answer: Days = 10
    amber_done: Days = 25

    @model_validator(mode="after")
    def _in_order(self) -> "Promise":
        if not self.amber_answer < self.answer_days <= self.done_days or not self.amber_done < self.done_days:
            raise ValueError("gul kommer før løftet, og svaret før arbejdet")
        return self


class Phones(Part):
    """Numbers shown to people, as they are said aloud."""

    emergency: str = "112"
    police: str = "114"


class Authority(Part):
    """Whom to write to for what is not the police's."""

    name: str
    url: str = ""
    phone: str = ""
    council: str = ""  # its local council (lokalråd), where it is called something else than the kommune


class HelpLine(Part):
    """Somebody else who helps: shown on the hand-off cards it names."""

    name: str
    phone: str = ""
    hours: str = ""
    url: str = ""
    cards: list[str] = Field(min_length=1)  # keys of handlers.handoff.cards.CARDS
    checked: date | None = None  # when somebody last rang it and opened the link; else numbers_checked


class Station(Part):
    """Where the local police of a kommune are met."""

    place: str
    hours: str


class Topic(Part):
    """Something the district gives talks about: its name, its length, and for whom it is made."""

    da: str
    en: str = ""
    minutes: int = Field(default=60, ge=5, le=480)
    audience: list[str] = []  # keys of handlers.questions.topics.AUDIENCES; empty: anybody

    def name(self, language: str) -> str:
        """In Danish where the district has no words in this language."""
        return (self.en if language == "en" else "") or self.da


class Times(Part):
    """How long things may wait, in the unit each name says."""

    offer_hours: int = Field(default=24, ge=1)  # an officer's time to answer an offer
    undo_seconds: int = Field(default=15, ge=0)  # a decision is held back so long, for /fortryd
    draft_pause_hours: int = Field(default=6, ge=1)  # silence after which we ask: go on?
    draft_remind_hours: int = Field(default=24, ge=1)
    draft_keep_days: Days = 30
    case_keep_days: Days = 180  # contact details and words, after the case is closed


class Meetings(Part):
    """When officers can be met, and how their times are held while a citizen decides."""

    opens: time = time(8)
    closes: time = time(21)  # they must be done by then
    weekdays: list[Annotated[int, Field(ge=1, le=7)]] = [1, 2, 3, 4, 5, 6, 7]  # 1 is Monday
    drive_minutes: int = Field(default=30, ge=0, le=240)  # kept free before and after each
    step_minutes: int = Field(default=30, ge=5, le=120)  # between the times that are proposed
    pick_minutes: int = Field(default=30, ge=5, le=240)  # held so long while an officer chooses
    hold_hours: int = Field(default=72, ge=1, le=336)  # held so long for the citizen's answer

    @model_validator(mode="after")
    def _in_order(self) -> "Meetings":
        if self.opens >= self.closes or not self.weekdays:
            raise ValueError("opens comes before closes, on one weekday at least")
        return self


class Tips(Part):
    """How tips are taken, read and forgotten; `fingerprints` names the key of each month (2026-11)."""

    reading: Literal["reader", "chat"] = "reader"  # on the reader's own machine, or in a private chat
    fingerprints: dict[Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")], str] = {}
    tick_seconds: int = Field(default=60, ge=0, le=3600)  # tips are written together, so often
    digest_hours: list[Annotated[int, Field(ge=0, le=23)]] = [8, 13, 18]  # when staff hear how many wait
    ageing_days: Days = 7  # nobody has read it for so long: staff hear it
    unread_keep_days: Days = 60
    open_keep_days: Days = 180
    closed_keep_days: Days = 90
    shown_minutes: int = Field(default=10, ge=1, le=60)  # what is shown in a chat is deleted after that
    url: str = "https://politi.dk"  # the way past Telegram


class Profile(Part):
    """One police district. Raises ProfileFault with every fault when read from a bad file."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str
    short: str
    district_code: str = Field(pattern=r"^14\d\d$")
    kommuner: dict[KommuneCode, Authority]
    kinds: list[str] = Field(default=["*"], min_length=1)  # keys of kinds; "*" is every kind there is
    about: dict[str, str]  # who runs this, by language; "da" must be there
    website: str
    report_url: str  # where a crime is reported
    numbers_checked: date | None = None  # when somebody last rang the numbers and opened the links
    promise: Promise = Promise()
    phones: Phones = Phones()
    times: Times = Times()
    help: dict[str, HelpLine] = {}  # whom to reach instead of us
    local: dict[KommuneCode, Station] = {}
    topics: dict[str, Topic] = {}  # what talks are about, by key, in the order of the buttons
    meetings: Meetings = Meetings()
    tips: Tips = Tips()
    show_officer_name: bool = False
    most_open: int = Field(default=10, ge=1)  # orders one person may have with us at a time
    staff_chat: int | None = None  # BETJENT_STAFF_CHAT wins

    @field_validator("about")
    @classmethod
    def _in_danish(cls, about: dict[str, str]) -> dict[str, str]:
        if not about.get("da"):
            raise ValueError("da mangler")
        return about

    def about_in(self, language: str) -> str:
        """Who runs this, in Danish where the district has no words in this language."""
        return self.about.get(language, self.about["da"])


def read_profile(source: Path) -> Profile:
    """Reads and checks a profile. Raises ProfileFault, which lists everything that is wrong."""
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        return Profile.model_validate(raw)
    except FileNotFoundError:
        raise ProfileFault([f"{source} findes ikke"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ProfileFault([f"{source.name}: er ikke gyldig TOML: {error}"]) from None
    except ValidationError as error:
        faults = [
            f"{source.name}: {'.'.join(map(str, where)) or 'profil'}: {what}"
            for where, what in plain_faults(error)
        ]
        raise ProfileFault(faults) from None
