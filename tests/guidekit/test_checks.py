"""Each check speaks when it should, with its id, and is silent otherwise."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from guidekit import checks


def ids(messages: object) -> list[str]:
    return [message.id for message in messages]  # type: ignore[attr-defined]


def test_missing_print_profile_is_an_error(settings: Settings, tmp_path: Path) -> None:
    profile = tmp_path / "press.icc"
    settings.PRINT_PROFILE = str(profile)
    missing = ids(checks.check_print_profile(None))
    profile.write_bytes(b"profile")

    assert (missing, ids(checks.check_print_profile(None))) == (["guidekit.E003"], [])


def test_a_role_that_is_none_is_an_error(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ("editor", "chief")
    unknown = ids(checks.check_second_factor_roles(None))
    settings.SECOND_FACTOR_ROLES = ("editor", "section_chief")

    assert (unknown, ids(checks.check_second_factor_roles(None))) == (
        ["guidekit.E005"],
        [],
    )


def test_readable_secret_is_an_error(settings: Settings, tmp_path: Path) -> None:
    settings.GUIDEKIT_HOME = tmp_path
    secret = tmp_path / "secret.key"
    secret.write_text("s")
    secret.chmod(0o644)
    readable = ids(checks.check_secrets(None))
    secret.chmod(0o600)

    assert (readable, ids(checks.check_secrets(None))) == (["guidekit.E004"], [])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", []),
        ("imaps://u:c@imap.example.org:993/INBOX", []),
        ("imap://u:c@127.0.0.1:1143/INBOX", []),
        ("imap://u:c@imap.example.org/INBOX", ["guidekit.W003"]),
    ],
)
def test_mailbox_in_the_open_is_a_warning(
    settings: Settings, url: str, expected: list[str]
) -> None:
    settings.MAILBOX_URL = url

    assert ids(checks.check_mailbox(None)) == expected


def test_redis_without_binary_is_an_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    settings.EMBED_REDIS = True
    without = ids(checks.check_redis(None))
    settings.EMBED_REDIS = False

    assert (without, ids(checks.check_redis(None))) == (["guidekit.E001"], [])


def test_deployment_is_asked_for_https_and_letters(settings: Settings) -> None:
    settings.HTTPS, settings.SMTP_URL = False, ""
    found = ids([*checks.check_site_url(None), *checks.check_letters(None)])
    settings.HTTPS, settings.SMTP_URL = True, "smtps://mail.example.org"
    left = ids([*checks.check_site_url(None), *checks.check_letters(None)])

    assert (found, left) == (["guidekit.W001", "guidekit.W002"], [])


def test_missing_converters_are_named_with_their_package(monkeypatch):
    monkeypatch.setattr(checks.shutil, "which", lambda program: None)

    found = checks.check_converters(None)

    assert [message.id for message in found] == ["guidekit.I001"] * 3
    assert "libreoffice-writer" in found[0].hint
