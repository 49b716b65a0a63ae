"""Why a start is refused."""


class StartRefusedError(Exception):
    """A start that cannot work; the message says what to do."""
