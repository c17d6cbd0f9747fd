"""Finds Danish number plates in what somebody wrote, and sets them as they stand on the car."""

import re

# Two letters and five digits, however they are spaced (Færdselsstyrelsen; trailers and most cars).
_PLATE = re.compile(r"(?<![A-Za-zÆØÅæøå0-9])([A-Za-zÆØÅæøå]{2})[ .-]?(\d{2})[ .-]?(\d{3})(?!\d)")
# Words of two letters that come before a number without being a plate: "kl 12 345", "nr 12345".
_NO_PLATE = frozenset({"kl", "nr", "ca", "på", "af", "er", "og", "de", "du", "vi", "så", "op", "no", "at"})


def plates_in(text: str) -> list[str]:
    """The plates, as "AB 12 345", each once, in the order they stand."""
    found = (
        f"{letters.upper()} {first} {last}"
        for letters, first, last in _PLATE.findall(text)
        if letters.lower() not in _NO_PLATE
    )
    return list(dict.fromkeys(found))


def with_plates(text: str) -> str:
    """The text with each plate set as it stands on the car."""

    def put(match: re.Match[str]) -> str:
        letters, first, last = match.groups()
        return match[0] if letters.lower() in _NO_PLATE else f"{letters.upper()} {first} {last}"

    return _PLATE.sub(put, text)
