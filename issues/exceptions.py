"""What issues refuse, each with its own code beside the sentence."""

from desk.exceptions import Refused


class PageLocked(Refused):
    """The page is signed or its issue released: nothing on it changes."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="page_locked")


class PageStale(Refused):
    """The page was made up from words or placements that are no longer those."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="page_stale")


class PageChanged(Refused):
    """Somebody else changed the page in the meantime."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="page_changed")


class PageUnfit(Refused):
    """The page breaks a hard rule or has text without room."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="page_unfit")
