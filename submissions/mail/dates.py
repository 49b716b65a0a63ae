"""Date lines → moments; only shown, never used for ordering."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?[T\s]*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)


def parse_date(text: str) -> datetime | None:
    """Return the moment a Date line names, in UTC where it names no zone."""
    plain = text[:200].strip()
    if not plain:
        return None
    moment: datetime | None
    try:
        moment = parsedate_to_datetime(plain)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        moment = _from_iso(plain)
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware if _can_be_shown(aware) else None


def _from_iso(text: str) -> datetime | None:
    found = _ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _can_be_shown(moment: datetime) -> bool:
    """Tell whether a moment has a place in every zone and database."""
    try:
        return 1900 <= moment.astimezone(UTC).year <= 9998
    except (OverflowError, ValueError):
        return False
