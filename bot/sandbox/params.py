"""The parameters of a Bot API call, whether they came as JSON, as a form or in the address."""

import json
from collections.abc import Mapping

from .errors import bad_request
from .files import Upload
from .wire import Json


class Params:
    """Reads typed values; a form has them as strings, JSON as they are."""

    __slots__ = ("files", "raw")

    def __init__(self, raw: Json, files: Mapping[str, Upload] | None = None) -> None:
        self.raw = raw
        self.files = files or {}

    def text(self, name: str) -> str:
        """Empty when absent."""
        value = self.raw.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self.raw.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        value = self.raw.get(name)
        return value is True or str(value).lower() in ("true", "yes", "1")

    def real(self, name: str) -> float:
        """A required number with decimals."""
        value = self.raw.get(name)
        if value in (None, ""):
            raise bad_request(f"{name} is empty")
        try:
            return float(str(value))
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def tree(self, name: str, what: str) -> object:
        """A nested value, None when absent; `what` names it in the refusal."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def thing(self, name: str, what: str) -> Json | None:
        """A nested object, None when absent."""
        value = self.tree(name, what)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {what}")

    def things(self, name: str, what: str) -> list[Json] | None:
        """A list of objects, None when absent."""
        value = self.tree(name, what)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        raise bad_request(f"expected an Array of {what}")

    def words(self, name: str) -> list[str] | None:
        """A list of strings, None when absent."""
        value = self.tree(name, name)
        return [str(item) for item in value] if isinstance(value, list) else None

    def numbers(self, name: str) -> list[int]:
        value = self.tree(name, name)
        if not isinstance(value, list):
            raise bad_request("message identifiers are not specified")
        return [int(item) for item in value]

    def upload(self, name: str) -> Upload | None:
        """The file sent under that name, directly or by an attach:// reference."""
        if name in self.files:
            return self.files[name]
        return self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | None:
        return (
            self.files.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else None
        )
