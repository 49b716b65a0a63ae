"""The desk's own screens: staff, jobs, ledger, letters, API keys."""

from desk.admin import letter_wording, letters, records, staff

__all__ = ["letter_wording", "letters", "records", "staff"]
