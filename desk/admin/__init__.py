"""The desk's own screens: staff, jobs, ledger, letters, API keys."""

from desk.admin import (
    account,
    api_keys,
    calendar,
    letter_wording,
    letters,
    protection,
    records,
    staff,
)

__all__ = [
    "account",
    "api_keys",
    "calendar",
    "letter_wording",
    "letters",
    "protection",
    "records",
    "staff",
]
