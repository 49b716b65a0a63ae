"""The desk's screens for issues, pages and press packages."""

from issues.admin import formats, issue, page, past_issues, proofing, setup, stories

__all__ = ["formats", "issue", "page", "past_issues", "proofing", "setup", "stories"]
