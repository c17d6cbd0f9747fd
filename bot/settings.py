"""What the outside says: `BETJENT_*` from the environment, or from a `.env` beside the data."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from handlers.faults import plain_faults

DISTRICTS = Path(__file__).parent.parent / "deploy" / "districts"
PREFIX = "BETJENT_"
BARE = (
    "PATH",
    "LANG",
    "LC_ALL",
    "PYTHONOPTIMIZE",
    "PYTHONDONTWRITEBYTECODE",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
)
WEBHOOK = frozenset({"webhook_url", "webhook_secret"})


class SettingsFault(Exception):
    """The settings cannot be used; `faults` has one plain line for each, by the setting's name."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StartFault(Exception):
    """A command cannot start, or go on; each argument says in one line what to mend."""


def _token(value: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{3,}", value):
        raise ValueError("ligner ikke et token fra @BotFather (tal, kolon, bogstaver)")
    return value


def _base_url(value: str) -> str:
    if not re.match(r"https?://[^/\s@]+(/|$)", value):
        raise ValueError("skal begynde med http:// eller https:// og en vært, uden navn og adgangskode")
    return value.rstrip("/")


def _secret(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise ValueError("må kun have A-Z, a-z, 0-9, _ og -, højst 256 tegn (Telegrams regel)")
    return value


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) < 2**16:
        raise ValueError("skal være vært:port, for eksempel 127.0.0.1:8080")
    return value


def _database(value: str) -> str:
    if value and not value.startswith(("sqlite", "postgres")):
        raise ValueError("skal begynde med sqlite eller postgresql")
    return value


def _memory(value: str) -> str:
    if not value.startswith(("valkey://", "valkeys://", "redis://", "rediss://", "unix://")):
        raise ValueError("skal begynde med valkey://, valkeys:// eller unix://")
    return value


class Ground(BaseModel):
    """What finds the district and its data; a reader of tips has no more than this, and no token."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    district: str
    data_dir: Path = Path("data")
    database_url: Annotated[str, AfterValidator(_database)] = ""

    @property
    def database(self) -> str:
        """The database's URL: SQLite in the data directory unless another is named."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'betjent.sqlite3'}"

    @property
    def profile_path(self) -> Path:
        """Where the district's profile is."""
        return profile_path(self.district)


class Settings(Ground):
    """Every setting, with its default where there is one."""

    token: Annotated[str, AfterValidator(_token)]
    api_url: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    staff_chat: int | None = None
    webhook_url: Annotated[str, AfterValidator(_base_url)] | None = None
    webhook_secret: Annotated[str, AfterValidator(_secret)] | None = None
    public_url: Annotated[str, AfterValidator(_base_url)] | None = None
    tips_memory: Annotated[str, AfterValidator(_memory)] | None = None
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    address_url: Annotated[str, AfterValidator(_base_url)] | None = (
        None  # Adressevælger; None: nobody is asked
    )
    address_token: str = ""
    log_format: Literal["text", "json"] = "text"

    @model_validator(mode="after")
    def _both_or_none(self) -> "Settings":
        if (self.webhook_url is None) != (self.webhook_secret is None):
            raise ValueError("WEBHOOK_URL og WEBHOOK_SECRET skal være der begge eller slet ikke")
        return self

    @property
    def public_base(self) -> str:
        """Where the outside world reaches us, without a slash at the end; empty when nothing says so."""
        if self.public_url or not self.webhook_url:
            return self.public_url or ""
        hook = urlsplit(self.webhook_url)
        return f"{hook.scheme}://{hook.netloc}"

    @property
    def host(self) -> str:
        """Where the web server listens."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        """Its port; 0 lets the system choose."""
        return int(self.listen.rpartition(":")[2])


S = TypeVar("S", bound=Ground)


def profile_path(district: str) -> Path:
    """A district by name stands in deploy/districts; anything with a slash or a suffix is a path."""
    if "/" in district or district.endswith(".toml"):
        return Path(district)
    return DISTRICTS / f"{district}.toml"


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsFault, which lists everything that is wrong."""
    return _read(Settings)


def read_ground() -> Ground:
    """The same without what only the bot itself needs. Raises SettingsFault."""
    return _read(Ground)


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with some settings changed: for a process started beside it."""
    return {**os.environ, **extra}


def bare_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """What Python needs to start, and nothing of ours: for a process that must not know the token."""
    return {**{name: os.environ[name] for name in BARE if name in os.environ}, **extra}


def legible() -> Ground | None:
    """What can be looked at in spite of faults, each taken for absent: all settings, or the ground."""
    values = _values()
    return _without_faults(Settings, values) or _without_faults(Ground, values)


def _read(sort: type[S]) -> S:
    try:
        return sort.model_validate(_values())
    except ValidationError as error:
        raise SettingsFault([_fault(where, what) for where, what in plain_faults(error)]) from None


def _values() -> dict[str, str]:
    """The environment, completed by the file beside the data."""
    beside_the_data = Path(os.environ.get(f"{PREFIX}DATA_DIR", "data")) / ".env"
    return {**_named(dotenv_values(beside_the_data)), **_named(os.environ)}


def _without_faults(sort: type[S], values: Mapping[str, str]) -> S | None:
    """None when one that is needed is faulty, or absent."""
    try:
        return sort.model_validate(values)
    except ValidationError as error:
        faulty = {str(name) for where, _ in plain_faults(error) for name in where[:1] or WEBHOOK}
    if not faulty.isdisjoint(WEBHOOK):  # the one is nothing without the other
        faulty |= WEBHOOK
    with suppress(ValidationError):
        return sort.model_validate({name: value for name, value in values.items() if name not in faulty})
    return None


def _named(values: Mapping[str, str | None]) -> dict[str, str]:
    """Ours of these, by the field they are for; one that is empty is as good as none."""
    ours = {name.upper(): value for name, value in values.items() if name.upper().startswith(PREFIX)}
    return {name.removeprefix(PREFIX).lower(): value for name, value in ours.items() if value}


def _fault(where: tuple[int | str, ...], what: str) -> str:
    return f"{PREFIX}{str(where[0]).upper() if where else '*'}: {what}"
