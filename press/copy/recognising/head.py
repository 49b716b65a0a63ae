"""The head of a text: greeting, section, headline stack, names, office lines."""

from __future__ import annotations

from press.copy.recognising.bylines import Form, byline_form
from press.copy.recognising.cards import read_card
from press.copy.recognising.letters import (
    BODY_LABEL_HEAD,
    is_cover,
    is_salutation,
    is_slip,
)
from press.copy.recognising.peeled import Peeled, claim_card, claim_slip, is_aside
from press.copy.recognising.sections import section_label
from press.copy.recognising.sheet import MOST_ASIDES, Line, Part, cut_line, likeness
from press.copy.recognising.stack import find_stack, is_stack_line, stack_label

_EMPTY = (("kicker", ""), ("headline", ""), ("deck", ""))
FARTHEST_HEADLINE = 12  # lines from the top the subject's headline is looked for
LONGEST_WORD = 100  # characters of a line above the headline that is no copy
ALIKE = 0.85


def peel_head(peeled: Peeled, subject: str, sections: tuple[str, ...]) -> None:
    lines = [line for line in peeled.sheet.lines if line.part is None]
    anchor = _anchor(lines, subject)
    at = _peel_greeting(peeled, lines, anchor, sections)
    stack = find_stack(lines[at:], subject, sections)
    empty = all(stack_label(line.text) in _EMPTY for line in stack)
    for line in stack:
        line.part = Part.LETTER if empty else Part.STACK
    peeled.stack = [] if empty else [line.text for line in stack]
    at += len(stack)
    _peel_under_headline(peeled, lines[at:], sections)


def _anchor(lines: list[Line], subject: str) -> int:
    """Return where the subject's headline stands, else 0.

    After a paragraph of copy it is a subhead with the words of the headline.
    """
    for at, line in enumerate(lines[:FARTHEST_HEADLINE] if subject else ()):
        if is_stack_line(line) and likeness(line.text, subject) >= ALIKE:
            while (
                at > 0 and is_stack_line(lines[at - 1]) and not is_aside(lines[at - 1])
            ):
                at -= 1
            return at
        if len(line.text) > LONGEST_WORD and not is_aside(line):
            return 0
    return 0


def _peel_greeting(
    peeled: Peeled, lines: list[Line], anchor: int, sections: tuple[str, ...]
) -> int:
    at = 0
    while at < min(len(lines), MOST_ASIDES):
        line = lines[at]
        known = line.is_short and (
            _claim_section(peeled, line, sections)
            or claim_card(peeled, line)
            or _claim_greeting(line)
        )
        if not known and at >= anchor:
            break
        if not known:
            line.part = Part.LETTER
        at += 1
    return at


def _claim_greeting(line: Line) -> bool:
    text = line.text
    if is_salutation(text) or is_cover(text) or is_slip(text):
        line.part = Part.LETTER
        return True
    return False


def _claim_section(peeled: Peeled, line: Line, sections: tuple[str, ...]) -> bool:
    section = section_label(line.text, sections)
    if not section:
        return False
    if not peeled.section:
        peeled.section, peeled.section_line = section, line.text
    line.part = Part.SECTION
    return True


def _peel_under_headline(
    peeled: Peeled, lines: list[Line], sections: tuple[str, ...]
) -> None:
    """Claim what stands between headline and body: names, source, date, section."""
    previous: Line | None = None
    for line in lines[:MOST_ASIDES]:
        if not line.is_short:
            break
        form = byline_form(line.text)
        if form is not Form.NONE and (peeled.stack or form is Form.MARKED):
            _claim_byline(peeled, line, follows=previous)
            previous = line
        elif not (
            _claim_section(peeled, line, sections)
            or claim_card(peeled, line)
            or claim_slip(line)
            or _claim_again(peeled, line)
        ):
            break


def _claim_byline(peeled: Peeled, line: Line, *, follows: Line | None) -> None:
    line.part = Part.BYLINE
    card = read_card(line.text)
    if card:
        peeled.byline_cards.append((card, line.text))
    if follows is not None and peeled.bylines:
        peeled.bylines[-1] = f"{peeled.bylines[-1]} {line.text}"
    else:
        peeled.bylines.append(line.text)


def _claim_again(peeled: Peeled, line: Line) -> bool:
    """Claim a headline that stands twice."""
    if not any(likeness(line.text, head) == 1.0 for head in peeled.stack):
        return False
    line.part = Part.STACK
    return True


def cut_label(peeled: Peeled) -> None:
    """Cut 正文： off the first paragraph of the body."""
    first = next((line for line in peeled.sheet.lines if line.part is None), None)
    label = BODY_LABEL_HEAD.match(first.text) if first and first.is_words else None
    if first and label:
        peeled.sheet.cuttings.append(label[0].strip())
        cut_line(first, label.end(), len(first.text))
