"""What a person types into the search box, as terms.

Words are separated by blanks, all of them must be there; words in quotation marks stay
together; ``-word`` must not be there; ``标题:word`` looks in one field only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from press.finding.folding import fold
from press.finding.grams import runs

MOST_TERMS = 12
MOST_CHARACTERS = 200


class Field(StrEnum):
    """The parts of a piece that are searched apart from each other."""

    HEADLINE = "headline"
    BYLINE = "byline"
    CAPTIONS = "captions"
    SENDER = "sender"
    BODY = "body"
    ORIGINAL = "original"


NAMES = {
    "标题": Field.HEADLINE,
    "headline": Field.HEADLINE,
    "署名": Field.BYLINE,
    "作者": Field.BYLINE,
    "byline": Field.BYLINE,
    "图说": Field.CAPTIONS,
    "caption": Field.CAPTIONS,
    "单位": Field.SENDER,
    "来稿": Field.SENDER,
    "sender": Field.SENDER,
    "正文": Field.BODY,
    "body": Field.BODY,
    "原稿": Field.ORIGINAL,
    "original": Field.ORIGINAL,
}
TERM = re.compile(
    rf"""(?P<not>-(?=\S))?
    (?:(?P<field>{"|".join(map(re.escape, NAMES))}):\s*)?
    (?: "(?P<quoted>[^"]+)"? | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)
QUOTES = str.maketrans("“”„«»「」『』", '"' * 9)


@dataclass(frozen=True, slots=True)
class Term:
    """A string to be found, folded; in one field or in any; or not at all."""

    text: str
    field: Field | None = None
    is_excluded: bool = False

    @property
    def runs(self) -> list[str]:
        return runs(self.text)

    @property
    def is_whole(self) -> bool:
        """Tell whether the pairs of its one run say all there is to know."""
        return self.runs == [self.text]


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a search; ``is_cut`` when more was typed than is searched."""

    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.is_excluded)


def parse_query(typed: str) -> Query:
    """Read what was typed; marks alone are no term."""
    folded = fold(typed.translate(QUOTES))
    found = [_term(match) for match in TERM.finditer(folded[:MOST_CHARACTERS])]
    terms = tuple(dict.fromkeys(term for term in found if term.runs))
    is_cut = len(folded) > MOST_CHARACTERS or len(terms) > MOST_TERMS
    return Query(terms[:MOST_TERMS], is_cut)


def _term(match: re.Match[str]) -> Term:
    text = match["quoted"] or match["word"]
    field = NAMES[match["field"]] if match["field"] else None
    return Term(" ".join(text.split()), field, bool(match["not"]))
