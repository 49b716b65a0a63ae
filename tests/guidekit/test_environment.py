"""What cannot be meant is refused by name; secrets are made once and kept."""

import multiprocessing
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from guidekit.settings import environment as given


@pytest.mark.parametrize("value", ["abc", "-1", "0", "70000", "8e3", "８０００"])
def test_number_refuses_by_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured, match=f"PORT is '{value}'.*1 to 65535"):
        given.number("PORT", 8000, least=1, most=65535)


@pytest.mark.parametrize(("value", "expected"), [("", 8000), (" 81 ", 81)])
def test_number_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: int
) -> None:
    monkeypatch.setenv("PORT", value)

    assert given.number("PORT", 8000, least=1, most=65535) == expected


def test_flag_refuses_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe'"):
        given.flag("DEBUG", default=False)


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("No", False), ("", True)]
)
def test_flag_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("SAMPLE", value)

    assert given.flag("SAMPLE", default=True) is expected


def test_choice_refuses_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")

    with pytest.raises(ImproperlyConfigured, match=r"LOG_LEVEL is 'LOUD'.*INFO"):
        given.choice("LOG_LEVEL", "INFO", allowed=("INFO", "ERROR"))


def test_address_refuses_without_telling_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAILBOX_URL", "pop3://desk:hush@mail.example.org")

    with pytest.raises(ImproperlyConfigured, match="MAILBOX_URL must begin") as refusal:
        given.address("MAILBOX_URL", "", schemes=("imap", "imaps"))

    assert "hush" not in str(refusal.value)


def test_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"

    assert given.kept_secret(path, "first") == "first"
    assert given.kept_secret(path, "second") == "first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def make_key(folder: str) -> list[str]:
    return given.field_keys(Path(folder))


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        keys = pool.map(make_key, [str(tmp_path)] * 8)

    assert len({tuple(key) for key in keys}) == 1


def test_field_keys_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("FIELD_KEYS", f"{new}, {old}")

    assert given.field_keys(Path("/nowhere")) == [new, old]


def test_field_key_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELD_KEYS", "short")

    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS") as refusal:
        given.field_keys(Path("/nowhere"))

    assert "short" not in str(refusal.value)


def test_long_home_gets_a_short_socket() -> None:
    near = given.redis_socket(Path("/srv/guidekit"))
    far = given.redis_socket(Path("/srv") / ("很长的名字" * 8))

    assert near == Path("/srv/guidekit/redis.sock")
    assert len(str(far)) < given.SOCKET_PATH_BYTES
    assert far != given.redis_socket(Path("/srv") / ("更长的名字" * 8))
