"""Write log lines that hold no secret and cannot forge another line."""

import logging
import re

# Reader links and confirmation links carry their secret in the path; the key of an
# unsent piece opens it.
SECRET_PATH = re.compile(
    r"(/(?:status|confirm/link|confirm|sign-in/link|sign-in|continue|drafts|up)/)"
    r"[^/\s\"']+"
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class LineFormatter(logging.Formatter):
    """Format one record as one line; a traceback follows, indented."""

    def __init__(self) -> None:
        """Take the house format."""
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """Escape line ends and control characters, and hide secrets in paths."""
        line = SECRET_PATH.sub(r"\1…", super().format(record))
        return CONTROL.sub(escape, line).replace("\n", "\n    ")


def escape(match: re.Match[str]) -> str:
    """Show a control character as its number."""
    return f"\\x{ord(match.group()):02x}"
