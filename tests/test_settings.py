"""What the settings say about where the outside world finds us."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.settings import Settings


def settings(**given: str) -> Settings:
    return Settings.model_validate({"token": "1000:sandbox", "district": "x", **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ""),
        ({"webhook_url": "https://a.dk/telegram", "webhook_secret": "s"}, "https://a.dk"),
        ({"webhook_url": "https://a.dk:8443", "webhook_secret": "s"}, "https://a.dk:8443"),
        ({"public_url": "https://b.dk/"}, "https://b.dk"),
        (
            {"public_url": "https://b.dk", "webhook_url": "https://a.dk/x", "webhook_secret": "s"},
            "https://b.dk",
        ),
    ],
)
def test_the_public_address_is_the_one_that_is_named_else_the_webhook_s(
    given: dict[str, str], expected: str
) -> None:
    assert settings(**given).public_base == expected


@pytest.mark.parametrize("address", ["b.dk", "ftp://b.dk", "https://bo:kode@b.dk"])
def test_a_public_address_that_cannot_be_one_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="http"):
        settings(public_url=address)
