"""What is said to the sender of a Word file: why it is not read, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from submissions import limits
from submissions.documents.model import Document
from submissions.mail_enums import PartRole
from submissions.problems import Problem, ProblemCode
from submissions.services.mail.opening import Opened, role_of
from submissions.services.mail.understanding import Understood

NAMED = 3  # files told by name
DAMAGED = gettext_lazy("The file is damaged; open it, save it anew and send that one.")
OLD = gettext_lazy("We cannot read this old kind of file; save it as .docx first.")
UNSAFE = gettext_lazy("We do not unpack this archive; send the Word file itself.")
REFUSED = {
    ProblemCode.ENCRYPTED: gettext_lazy(
        "This file has a password; take the password off and send it again."
    ),
    ProblemCode.EMPTY: gettext_lazy("This file is empty; choose it again."),
    ProblemCode.TOO_LARGE: gettext_lazy(
        "This file is larger than we can read; send the words without the pictures."
    ),
    ProblemCode.DAMAGED: DAMAGED,
    ProblemCode.TIMED_OUT: gettext_lazy(
        "Reading this file took too long; paste its words into the form."
    ),
    ProblemCode.CONVERTER_MISSING: OLD,
    ProblemCode.CONVERTER_FAILED: OLD,
    ProblemCode.NO_WORDS: gettext_lazy(
        "There are no words in this file; is it the right one?"
    ),
    ProblemCode.RUNNABLE: gettext_lazy("This is a program; it is not opened."),
    ProblemCode.VOLUME_MISSING: gettext_lazy(
        "Parts of this archive are missing; send the Word file itself."
    ),
    **dict.fromkeys(
        (
            ProblemCode.TOO_MANY_ENTRIES,
            ProblemCode.TOO_BIG_UNPACKED,
            ProblemCode.BOMB,
            ProblemCode.UNSAFE_PATH,
            ProblemCode.LINK,
            ProblemCode.OVERLAP,
            ProblemCode.SAME_NAME,
        ),
        UNSAFE,
    ),
}
UNKNOWN = gettext_lazy("We cannot read this kind of file; send the words as .docx.")
NOTES = {
    ProblemCode.PICTURE_LEFT_OUT: gettext_lazy(
        "A drawing in the file could not be taken over; add it as a photograph."
    ),
    ProblemCode.ENCODING_UNSURE: gettext_lazy(
        "The encoding of the text is a guess; look for wrong characters."
    ),
    ProblemCode.DAMAGED: gettext_lazy(
        "The file is damaged; look whether its end is there."
    ),
    ProblemCode.NESTED: gettext_lazy("An archive within the archive was not opened."),
}


def refusal_of(document: Document) -> str:
    """Return why a file is not read, and what its sender can do."""
    code = document.reason.code if document.reason else ProblemCode.NO_WORDS
    return str(REFUSED.get(code, UNKNOWN))


def notes_about(parts: Sequence[Opened], understood: Understood) -> Iterator[str]:
    """Yield what the sender must know about what was read, each a sentence."""
    yield from _oddities(parts)
    yield from _footnotes(parts)
    yield from _left_out(parts[1:])
    yield from _other_stories(parts, understood)
    if len(understood.photos) > limits.PHOTOS:
        yield _(
            "Of %(count)d photographs in the file the first %(most)d are taken."
        ) % {
            "count": len(understood.photos),
            "most": limits.PHOTOS,
        }
    if not understood.has_words:
        yield _("No text was found; only the photographs were taken over.")


def _oddities(parts: Sequence[Opened]) -> Iterator[str]:
    for code in dict.fromkeys(problem.code for problem in _problems(parts)):
        if code in NOTES:
            yield str(NOTES[code])


def _problems(parts: Sequence[Opened]) -> Iterator[Problem]:
    for part in parts:
        if part.is_text or part.is_archive:
            yield from part.document.problems
            if part.document.reason is not None:
                yield part.document.reason


def _footnotes(parts: Sequence[Opened]) -> Iterator[str]:
    count = sum(len(part.document.notes) for part in parts)
    if count:
        yield ngettext(
            "%(count)d footnote is not in the text.",
            "%(count)d footnotes are not in the text.",
            count,
        ) % {"count": count}


def _left_out(parts: Sequence[Opened]) -> Iterator[str]:
    shut = (PartRole.QUARANTINED, PartRole.REFUSED, PartRole.KEPT)
    closed = [p for p in parts if role_of(p) in shut and not p.is_text]
    for part in closed[:NAMED]:
        yield _("“%(name)s” was left out: %(reason)s") % {
            "name": part.name,
            "reason": refusal_of(part.document),
        }
    more = len(closed) - NAMED
    if more > 0:
        yield ngettext(
            "%(count)d more file was left out.",
            "%(count)d more files were left out.",
            more,
        ) % {"count": more}


def _other_stories(parts: Sequence[Opened], understood: Understood) -> Iterator[str]:
    names = [parts[understood.texts[at]].name for at in understood.story.others]
    if names:
        yield _("Other pieces seem to be in it: %(names)s. Send each by itself.") % {
            "names": _("; ").join(names[:NAMED])
        }
