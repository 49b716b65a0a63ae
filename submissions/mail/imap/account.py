"""Where a mailbox is and how to get in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How the connection is kept from being read on the way."""

    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Account:
    """One folder of one mailbox; ``code`` is the authorisation code (授权码)."""

    host: str
    port: int
    username: str
    code: str = field(repr=False)
    security: Security = Security.SSL
    folder: str = "INBOX"
    timeout: float = 30  # seconds without a byte
