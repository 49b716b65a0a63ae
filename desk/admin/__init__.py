"""The desk's own screens: staff, jobs, ledger, letters, API keys."""

from desk.admin import api_keys, calendar, letter_wording, letters, records, staff

__all__ = ["api_keys", "calendar", "letter_wording", "letters", "records", "staff"]
