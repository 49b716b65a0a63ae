"""The kinds of letters the house writes, with its own words for each.

Apps name their kinds when they start.  The words of a kind are texts with
``{placeholders}``; the desk may put others in their place (``LetterTemplate``), and may
use the placeholders that the kind explains, no others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLACEHOLDER = re.compile(r"\{([a-z_]{1,30})\}")
# What looks like one: a slip of the pen must be found before it stands in a letter.
BRACES = re.compile(r"\{([^{}\n]{0,60})\}")
ALONE = re.compile(r"^[ \t]*\{([a-z_]{1,30})\}[ \t]*\n?(?:[ \t]*\n)?", re.MULTILINE)

# What every letter may say, besides what its kind explains.
COMMON_WORDS: dict[str, _StrPromise] = {"paper": _("The name of the paper.")}


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter, and how it is treated.

    ``essential``: the way in (a code, a link she asked for).  Never off, never shown to
    the desk first, its text shown to nobody and never sent a second time.
    ``always``: goes to an author who wants no letters too, because she has to act.
    ``waits``: shown to the desk first, unless a template row says otherwise.
    ``answers``: it answers what she has just sent, so that machines do not answer it.
    ``for_staff``: it goes to members of staff; each says on her account whether she
    wants it, and ``usual`` is what holds until she does.
    """

    kind: str
    name: str | _StrPromise
    words: Mapping[str, str | _StrPromise] = field(default_factory=dict)
    subject: str | _StrPromise = ""
    body: str | _StrPromise = ""
    essential: bool = False
    always: bool = False
    waits: bool = False
    answers: bool = False
    for_staff: bool = False
    usual: bool = True

    @property
    def placeholders(self) -> dict[str, str | _StrPromise]:
        """Return all placeholders with their explanations."""
        return {**self.words, **COMMON_WORDS}

    def unknown(self, text: str) -> list[str]:
        """Return what stands in braces in a text and is none of our placeholders."""
        found = dict.fromkeys(BRACES.findall(text))
        return [word for word in found if word not in self.placeholders]


_kinds: dict[str, LetterKind] = {}


def register_letter(
    kind: str,
    *,
    name: str | _StrPromise,
    words: Mapping[str, str | _StrPromise],
    subject: str | _StrPromise,
    body: str | _StrPromise,
    essential: bool = False,
    always: bool = False,
    waits: bool = False,
    answers: bool = False,
    for_staff: bool = False,
    usual: bool = True,
) -> None:
    """Name a kind of letter; see ``LetterKind`` for what the marks mean."""
    _kinds[kind] = LetterKind(
        kind=kind,
        name=name,
        words=words,
        subject=subject,
        body=body,
        essential=essential,
        always=always,
        waits=waits,
        answers=answers,
        for_staff=for_staff,
        usual=usual,
    )


def all_kinds() -> tuple[LetterKind, ...]:
    """Return the kinds in the order in which the apps named them."""
    return tuple(_kinds.values())


def find_kind(kind: str) -> LetterKind | None:
    """Return a kind; None for one of a release that is gone."""
    return _kinds.get(kind)


def kind_of(kind: str) -> LetterKind:
    """Return a kind; a kind that nobody named is a mistake of ours."""
    try:
        return _kinds[kind]
    except KeyError:
        raise LookupError(f"No app has named the kind of letter {kind!r}.") from None


def kind_word(kind: str) -> str:
    """Return what a kind is called on screens."""
    known = find_kind(kind)
    return str(known.name) if known else kind


def filled(text: str, words: Mapping[str, str]) -> str:
    """Put words in for their placeholders, once: what a word says is never read again.

    A line that holds nothing but an empty word goes, with the blank line after it.
    """

    def kept(line: re.Match[str]) -> str:
        return "" if words.get(line[1], line[0]) == "" else line[0]

    text = ALONE.sub(kept, text.replace("\r\n", "\n"))
    return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)
