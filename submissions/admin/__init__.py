"""The desk's screens for submissions."""

from submissions.admin import people, piece

__all__ = ["people", "piece"]
