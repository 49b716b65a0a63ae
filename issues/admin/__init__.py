"""The desk's screens for issues, pages and press packages."""

from issues.admin import issue, page, setup, stories

__all__ = ["issue", "page", "setup", "stories"]
