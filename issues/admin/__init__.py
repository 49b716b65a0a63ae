"""The desk's screens for issues, pages and press packages."""

from issues.admin import issue, page, past_issues, setup, stories

__all__ = ["issue", "page", "past_issues", "setup", "stories"]
