"""What is wrong with a setting or a line of the profile, in plain Danish for who has to mend it."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

A_DATE = "skal være en dato som 2026-11-28"
PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "missing": "mangler",
        "extra_forbidden": "kendes ikke",
        "int_parsing": "skal være et helt tal",
        "int_type": "skal være et helt tal",
        "int_from_float": "skal være et helt tal",
        "bool_type": "skal være true eller false",
        "bool_parsing": "skal være true eller false",
        "string_type": "skal være tekst",
        "string_too_short": "er for kort",
        "string_pattern_mismatch": "har ikke den rigtige form",
        "literal_error": "skal være {expected}",
        "list_type": "skal være en liste",
        "tuple_type": "skal være en liste",
        "too_short": "skal have noget i sig",
        "dict_type": "skal være en tabel",
        "model_type": "skal være en tabel",
        "date_type": A_DATE,
        "date_parsing": A_DATE,
        "date_from_datetime_parsing": A_DATE,
        "greater_than": "skal være over {gt}",
        "greater_than_equal": "skal være mindst {ge}",
        "less_than": "skal være under {lt}",
        "less_than_equal": "må højst være {le}",
    }
)


def plain_faults(error: ValidationError) -> list[tuple[tuple[int | str, ...], str]]:
    """Each fault: where it is, and what would be right. A rule of our own says it in its own words."""
    return [(fault["loc"], _plain(fault)) for fault in error.errors()]


def _plain(fault: ErrorDetails) -> str:
    text = PLAIN.get(fault["type"])
    if text is None:
        return fault["msg"].removeprefix("Value error, ")
    return text.format(**fault.get("ctx", {})).replace(" or ", " eller ")
