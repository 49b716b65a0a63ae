"""What a check found in a photograph, in the words people read."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.imaging.facts import PhotoCode

SENTENCES = {
    PhotoCode.NOT_A_PICTURE: gettext_lazy(
        "The file is not a picture, whatever its name says. Ask for the photograph."
    ),
    PhotoCode.UNSUPPORTED: gettext_lazy(
        "We cannot take this kind of picture. Ask for a JPEG."
    ),
    PhotoCode.TOO_MANY_PIXELS: gettext_lazy(
        "The picture has more pixels than any page needs. Ask for a smaller one."
    ),
    PhotoCode.TOO_LARGE: gettext_lazy(
        "The file is larger than we take. Ask for a smaller one."
    ),
    PhotoCode.DAMAGED: gettext_lazy(
        "The picture is damaged and cannot be opened. Ask for it again."
    ),
    PhotoCode.TRUNCATED: gettext_lazy(
        "The picture breaks off: part of the file is missing. Ask for it again."
    ),
    PhotoCode.SEVERAL_FRAMES: gettext_lazy(
        "The file has several frames; only the first is used."
    ),
}


def note_sentence(code: PhotoCode) -> str:
    """Return the sentence for a code."""
    found = SENTENCES.get(code)
    return str(found) if found else _("The photograph could not be read.")
