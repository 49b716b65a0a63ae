"""A log line is one line and holds no secret."""

import logging

import pytest

from guidekit.logs import LineFormatter


def formatted(message: str, *args: object) -> str:
    record = logging.LogRecord("desk", logging.WARNING, "", 0, message, args, None)
    return LineFormatter().format(record).split(" WARNING desk ", 1)[1]


def test_status_token_is_hidden() -> None:
    assert formatted("Not Found: %s", "/status/hjK29-x_7/") == "Not Found: /status/…/"


@pytest.mark.parametrize(
    "path",
    ["/confirm/link/", "/confirm/", "/sign-in/link/", "/sign-in/", "/continue/"],
)
def test_what_opens_something_is_hidden(path: str) -> None:
    assert formatted("Not Found: %s", f"{path}hjK29-x_7/") == (f"Not Found: {path}…/")


def test_line_cannot_be_forged() -> None:
    forged = formatted("Subject %s", "来稿\n2026-01-01 ERROR root\x1b[31m")

    assert forged == "Subject 来稿\n    2026-01-01 ERROR root\\x1b[31m"
