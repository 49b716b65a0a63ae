"""The desk's own screens: staff, jobs, ledger, letters, API keys."""

from desk.admin import records, staff

__all__ = ["records", "staff"]
