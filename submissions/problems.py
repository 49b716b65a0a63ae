"""What was odd about something that arrived: a stable code and a sentence for it.

Leaves report codes; the sentence is made in the reader's language when it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProblemCode(TextChoices):
    # The file as such
    UNKNOWN_FORMAT = "unknown_format", _("This kind of file is not taken.")
    WRONG_ENDING = "wrong_ending", _("The file is not what its ending says.")
    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is larger than we take.")
    DAMAGED = "damaged", _("The file is damaged and cannot be read to its end.")
    ENCRYPTED = "encrypted", _("The file is locked with a password.")
    NO_WORDS = "no_words", _("No words were found in the file.")
    TIMED_OUT = "timed_out", _("Reading the file took too long and was stopped.")
    CONVERTER_MISSING = (
        "converter_missing",
        _("This machine has no program to read the file; it is kept as it came."),
    )
    CONVERTER_FAILED = (
        "converter_failed",
        _("The program that reads such files could not read this one."),
    )
    # Inside documents
    MACROS = "macros", _("The document holds macros; they were not run.")
    EXTERNAL = "external", _("The document points outside; nothing was fetched.")
    DTD = "dtd", _("The document defines its own grammar (DTD); it is refused.")
    ENCODING_UNSURE = (
        "encoding_unsure",
        _("The encoding of the text is a guess; look for wrong characters."),
    )
    PICTURE_LEFT_OUT = (
        "picture_left_out",
        _("A drawing or picture in the document could not be taken over."),
    )
    NOTES_APART = (
        "notes_apart",
        _("Footnotes and endnotes were left out of the text."),
    )
    # Archives
    TOO_MANY_ENTRIES = "too_many_entries", _("The archive holds too many files.")
    TOO_BIG_UNPACKED = (
        "too_big_unpacked",
        _("Unpacked, the archive would be larger than we take."),
    )
    BOMB = "bomb", _("The archive swells far beyond its size; it was not unpacked.")
    NESTED = "nested", _("An archive within the archive was not opened.")
    UNSAFE_PATH = (
        "unsafe_path",
        _("The archive wants to write outside its folder; it is refused."),
    )
    LINK = "link", _("The archive holds links or devices; it is refused.")
    OVERLAP = "overlap", _("Files of the archive overlap; it is refused.")
    SAME_NAME = "same_name", _("Two files of the archive have one name; it is refused.")
    VOLUME_MISSING = "volume_missing", _("Parts of the archive are missing.")
    # Mail
    CHARSET_GUESSED = (
        "charset_guessed",
        _("The mail does not say its encoding rightly; it was guessed."),
    )
    TOO_MANY_PARTS = "too_many_parts", _("The mail has more parts than we read.")
    TOO_DEEP = "too_deep", _("The mail is nested deeper than we read.")
    CUT_SHORT = "cut_short", _("The mail breaks off; its last part is not whole.")
    TOO_LONG = "too_long", _("A line of the mail was longer than we read.")
    RUNNABLE = "runnable", _("The file can be run as a program; it is not opened.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One odd thing; ``detail`` is a label from outside (a file's name), only text."""

    code: ProblemCode
    detail: str = ""

    @property
    def sentence(self) -> str:
        said = str(self.code.label)
        return f"{self.detail}: {said}" if self.detail else said
