"""What the outside says: `BETJENT_*` from the environment, or from a `.env` beside the data."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DISTRICTS = Path(__file__).parent.parent / "deploy" / "districts"
PREFIX = "BETJENT_"


class SettingsFault(Exception):
    """The settings cannot be used; `faults` has one plain line for each, by the setting's name."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StartFault(Exception):
    """A command cannot start, or go on; the text says in one line what to mend."""


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
    if value and not value.startswith(("valkey://", "valkeys://", "redis://", "rediss://", "unix://")):
        raise ValueError("skal begynde med valkey://, valkeys:// eller unix://")
    return value


class Settings(BaseSettings):
    """Every setting, with its default where there is one."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, env_ignore_empty=True)

    token: Annotated[str, AfterValidator(_token)]
    district: str
    api_url: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    data_dir: Path = Path("data")
    database_url: Annotated[str, NoDecode, AfterValidator(_database)] = ""
    staff_chat: int | None = None
    webhook_url: Annotated[str, AfterValidator(_base_url)] | None = None
    webhook_secret: Annotated[str, AfterValidator(_secret)] | None = None
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    log_format: Literal["text", "json"] = "text"
    tips_memory: Annotated[str, AfterValidator(_memory)] = ""

    @model_validator(mode="after")
    def _both_or_none(self) -> "Settings":
        if (self.webhook_url is None) != (self.webhook_secret is None):
            raise ValueError("WEBHOOK_URL og WEBHOOK_SECRET skal være der begge eller slet ikke")
        return self

    @property
    def database(self) -> str:
        """The database's URL: SQLite in the data directory unless another is named."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'betjent.sqlite3'}"

    @property
    def host(self) -> str:
        """Where the web server listens."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        """Its port; 0 lets the system choose."""
        return int(self.listen.rpartition(":")[2])

    @property
    def profile_path(self) -> Path:
        """A district by name stands in deploy/districts; anything with a slash or a suffix is a path."""
        if "/" in self.district or self.district.endswith(".toml"):
            return Path(self.district)
        return DISTRICTS / f"{self.district}.toml"


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsFault, which lists everything that is wrong."""
    beside_the_data = Path(os.environ.get(f"{PREFIX}DATA_DIR", "data")) / ".env"
    try:
        return from_file(beside_the_data)
    except ValidationError as error:
        raise SettingsFault(
            [_fault(fault["loc"], fault["type"], fault["msg"]) for fault in error.errors()]
        ) from None


def from_file(source: Path) -> Settings:
    """The environment's settings, completed by a file. Raises pydantic's ValidationError."""

    class Beside(Settings):
        model_config = SettingsConfigDict(env_file=source, env_file_encoding="utf-8")

    return Beside.model_validate({})


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with some settings changed: for a process started beside it."""
    return {**os.environ, **extra}


def _fault(where: tuple[int | str, ...], sort: str, message: str) -> str:
    name = f"{PREFIX}{str(where[0]).upper()}" if where else "BETJENT_*"
    return f"{name}: mangler" if sort == "missing" else f"{name}: {message.removeprefix('Value error, ')}"
