"""A log line about an error tells where it happened, and nothing that anybody wrote."""

import logging
import sys

import pytest

from bot.log import JsonLines, Lines


@pytest.mark.parametrize("shape", [Lines(), JsonLines()])
def test_an_errors_own_words_stay_out_of_the_log(shape: logging.Formatter) -> None:
    words = "Karla, " + str(20000000 + 1)
    try:
        int(words)
    except ValueError:
        raised = sys.exc_info()

    line = shape.format(logging.LogRecord("betjent", logging.ERROR, "", 0, "a sweep failed", None, raised))

    assert "ValueError" in line
    assert "test_log.py" in line
    assert "20000001" not in line
