"""From what went wrong on the wire to a sentence that says what to do."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from submissions.mail.imap.account import Account
from submissions.mail.imap.connection import Farewell, UnsendableError
from submissions.mail.imap.sentences import (
    CLOSED,
    CUT,
    EXPIRED,
    LINE_BREAK,
    LOCKED,
    LOGIN_REFUSED,
    NO_FOLDER,
    NO_IMAP,
    NO_PLAIN_LOGIN,
    NO_STARTTLS,
    NOT_OPENED,
    PLAIN_PORT,
    REFUSED_PORT,
    SERVICE_OFF,
    SILENT,
    TLS_FAILED,
    TOO_MANY,
    UNKNOWN_HOST,
    UNREACHABLE,
    UNSAFE_LOGIN,
    UNTRUSTED,
    WRONG_CODE,
    WRONG_NAME,
)
from submissions.mail.imap.steps import MailboxFailure, Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    _Meaning = tuple[_StrPromise, bool]  # the sentence, and whether time heals it

LONGEST_QUOTE: Final = 200
MOST_NAMES: Final = 12

# The first that matches counts; what time heals stands before what it does not.
_WORDS: tuple[tuple[str, _StrPromise, bool], ...] = (
    (r"unsafe login|kefu", UNSAFE_LOGIN, False),
    (
        r"too (many|frequent)|frequen|\[(limit|inuse|unavailable)\]|system (is )?busy"
        r"|try (again )?later|too much|频繁|连接数|系统繁忙|稍后",
        TOO_MANY,
        True,
    ),
    (r"\[privacyrequired\]|plaintext auth", NO_PLAIN_LOGIN, False),
    (
        r"not (open|enabled|available)|disabled|service is (off|closed)|no permission"
        r"|未开启|未开通|未启用|没有开启|服务已关闭",
        SERVICE_OFF,
        False,
    ),
    (r"suspend|lock(ed)?\b|frozen|冻结|锁定|停用", LOCKED, False),
    (
        r"password|authent|credential|auth(oriz|oris)|\[expired\]|login (error|fail)"
        r"|密码|授权码|用户名",
        WRONG_CODE,
        False,
    ),
)
_AT_THE_DOOR = (Step.LOGIN, Step.ID, Step.SELECT)
_UNSAFE = re.compile(r"unsafe login|kefu@", re.I)
_MARKS = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_CERTIFICATE = {10: EXPIRED, 62: WRONG_NAME, 64: WRONG_NAME}


def heard(said: bytes | str | BaseException, account: Account) -> str:
    """Return a server's words as one short line, never with the code in it."""
    text = said if isinstance(said, str) else _text(said)
    for secret in _forms(account):
        text = text.replace(secret, "***")
    return _MARKS.sub(" ", text).strip()[:LONGEST_QUOTE]


@contextmanager
def naming(step: Step, account: Account) -> Iterator[None]:
    """Turn whatever breaks inside into a failure of this step."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error, ValueError, OverflowError) as error:
        raise _failure(step, error, account) from error


def login_failure(said: bytes | str, account: Account) -> MailboxFailure:
    """Say why a login was refused."""
    text = heard(said, account)
    sentence, retry = _by_words(text) or (LOGIN_REFUSED, False)
    return MailboxFailure(Step.LOGIN, sentence, retry=retry, server_said=text)


def is_unsafe_login(said: bytes, account: Account) -> bool:
    """Tell whether NetEase shuts us out for what it takes us for."""
    return bool(_UNSAFE.search(heard(said, account)))


def folder_failure(
    said: bytes, account: Account, names: Iterable[str] = ()
) -> MailboxFailure:
    """Say why a folder was not opened; ``names`` are the folders that there are."""
    text = heard(said, account)
    there = list(names)
    if _UNSAFE.search(text):
        return MailboxFailure(Step.SELECT, UNSAFE_LOGIN, retry=False, server_said=text)
    if there and account.folder not in there:
        shown = "、".join(there[:MOST_NAMES]) + ("…" if there[MOST_NAMES:] else "")
        sentence = NO_FOLDER % {"folder": account.folder, "names": shown}
        return MailboxFailure(Step.SELECT, sentence, retry=False, server_said=text)
    return MailboxFailure(Step.SELECT, NOT_OPENED, server_said=text)


def _failure(step: Step, error: Exception, account: Account) -> MailboxFailure:
    said = heard(error, account)
    sentence, retry = _meaning(step, error, said)
    return MailboxFailure(step, sentence, retry=retry, server_said=said)


def _meaning(step: Step, error: Exception, said: str) -> _Meaning:
    if isinstance(error, Farewell):
        return (_by_words(said) if step in _AT_THE_DOOR else None) or (CLOSED, True)
    if isinstance(error, UnsendableError):
        return LINE_BREAK, False
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, UNTRUSTED), False
    if isinstance(error, ssl.SSLError) and "WRONG_VERSION" in (error.reason or ""):
        return PLAIN_PORT, False
    if isinstance(error, TimeoutError):
        return SILENT, True
    if step is Step.RESOLVE:
        return UNKNOWN_HOST, True
    if isinstance(error, ConnectionRefusedError):
        return REFUSED_PORT, True
    if step is Step.CONNECT:
        return _greeting(error, said), True
    if step is Step.TLS:
        return _tls(error, said), True
    return CUT, True


def _by_words(said: str) -> _Meaning | None:
    for words, sentence, retry in _WORDS:
        if re.search(words, said, re.I):
            return sentence, retry
    return None


def _greeting(error: Exception, said: str) -> _StrPromise:
    if isinstance(error, OSError):
        return UNREACHABLE
    return TOO_MANY if re.search(r"too many|limit|busy", said, re.I) else NO_IMAP


def _tls(error: Exception, said: str) -> _StrPromise:
    if "not supported" in said:
        return NO_STARTTLS
    if isinstance(error, OSError):
        return TLS_FAILED
    return _greeting(error, said)


def _forms(account: Account) -> tuple[str, ...]:
    """Give the code in every form in which a server could send it back."""
    if not account.code:
        return ()
    pair = f"\0{account.username}\0{account.code}".encode(errors="replace")
    coded = (
        base64.b64encode(pair),
        base64.b64encode(account.code.encode(errors="replace")),
    )
    return (account.code, *(form.decode() for form in coded))


def _text(said: bytes | BaseException) -> str:
    if isinstance(said, BaseException):
        inner = said.args[-1] if said.args else ""
        return _text(inner) if isinstance(inner, bytes) else str(inner or said)
    try:
        return said.decode()
    except UnicodeDecodeError:
        return said.decode("gb18030", "replace")
