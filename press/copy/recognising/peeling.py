"""Take one text apart: from both ends inwards, line by line, the middle untouched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from press.copy.model import Block, BlockKind
from press.copy.recognising.bylines import Form, byline_form, inline_byline
from press.copy.recognising.captions import (
    CaptionLine,
    caption_line,
    caption_lines,
    is_caption_header,
)
from press.copy.recognising.cards import Card, read_card
from press.copy.recognising.credits import clean_credit, is_credit, split_credit
from press.copy.recognising.letters import (
    BODY_LABEL_HEAD,
    END_TAIL,
    is_closing,
    is_cover,
    is_page_number,
    is_salutation,
    is_slip,
)
from press.copy.recognising.notices import is_notice
from press.copy.recognising.people import is_person, is_unit
from press.copy.recognising.sections import section_label
from press.copy.recognising.sheet import (
    Line,
    Part,
    Sheet,
    cut_line,
    likeness,
    read_sheet,
)
from press.copy.recognising.stack import find_stack, is_stack_line

FARTHEST_HEADLINE = 12  # lines from the top the subject's headline is looked for
LAST_LINES = 8  # lines at the end where a byline may be followed by captions
LONGEST_SHOWN = 80  # characters of such a caption
LONGEST_LIST = 60  # lines of captions after their header
ALIKE = 0.85


@dataclass(slots=True)
class Peeled:
    """A text taken apart; ``bylines`` and ``cards`` keep the order of the text."""

    sheet: Sheet
    stack: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    cards: list[tuple[Card, str]] = field(default_factory=list)
    byline_cards: list[tuple[Card, str]] = field(default_factory=list)
    captions: list[CaptionLine] = field(default_factory=list)
    stems: tuple[str, ...] = ()
    section: str = ""
    section_line: str = ""

    @property
    def body_length(self) -> int:
        return sum(len(line.text) for line in self.sheet.unclaimed())


def peel(
    blocks: tuple[Block, ...],
    *,
    subject: str = "",
    sections: tuple[str, ...] = (),
    stems: tuple[str, ...] = (),
) -> Peeled:
    """Take a text apart; ``subject`` helps to find its headline.

    ``stems`` are the names of the photographs' files, without endings.
    """
    peeled = Peeled(read_sheet(blocks), stems=stems)
    for line in peeled.sheet.lines:
        if line.is_words and is_page_number(line.text):
            line.part = Part.LETTER
    _peel_list(peeled)
    _peel_head(peeled, subject, sections)
    _cut_label(peeled)
    if is_notice("".join(peeled.stack)):
        _read_cards(peeled)
    else:
        _peel_after_byline(peeled)
        _peel_tail(peeled)
    _keep_body(peeled)
    if stems:
        _peel_middle(peeled)
    return peeled


def _peel_after_byline(peeled: Peeled) -> None:
    """Claim short lines after a bracketed byline as captions: the copy has ended."""
    lines = peeled.sheet.lines
    for at in range(len(lines) - 1, max(0, len(lines) - LAST_LINES), -1):
        line = lines[at]
        if not line.is_short or len(line.text) > LONGEST_SHOWN:
            return
        if line.text[0] in "（(" and byline_form(line.text) is Form.MARKED:
            break
    else:
        return
    for after in range(at + 1, len(lines)):
        free = lines[after].part is None and peeled.stems
        if free and not _is_known(lines[after]):
            caption, credit = split_credit(lines[after].text)
            found = CaptionLine(lines[after].text, caption, credit, sure=False)
            lines[after].part = Part.CAPTION
            _add_caption(peeled, found, after)


def _is_known(line: Line) -> bool:
    text = line.text
    return (
        _is_aside(line)
        or is_closing(text)
        or is_unit(text)
        or byline_form(text) is not Form.NONE
        or caption_line(text) is not None
    )


def _peel_middle(peeled: Peeled) -> None:
    """Claim captions that stand where the pictures were: 图1：…, 图为… and a credit."""
    lines = peeled.sheet.lines
    for at, line in enumerate(lines):
        if line.part is not None or not line.is_short or line.kind is BlockKind.SUBHEAD:
            continue
        found = caption_line(line.text, stems=peeled.stems)
        if found is None:
            continue
        above = lines[at - 1] if at else None
        if found.numbers or found.file:
            line.part = Part.CAPTION
            _add_caption(peeled, found, at)
        elif found.is_loose_credit and above is not None and _is_shown(above):
            above.part = line.part = Part.CAPTION
            shown = CaptionLine(above.text, above.text, found.credit)
            _add_caption(peeled, shown, at - 1)
            _add_caption(peeled, found, at)


def _is_shown(line: Line) -> bool:
    return line.part is None and line.is_short and "图为" in line.text


def find_captions(peeled: Peeled) -> None:
    """Claim captions anywhere in a text that is no story: a covering letter."""
    for at, line in enumerate(peeled.sheet.lines):
        if line.part in (None, Part.LETTER, Part.STACK) and line.is_short:
            found = caption_lines(line.text, stems=peeled.stems)
            for one in found:
                line.part = Part.CAPTION
                _add_caption(peeled, one, at)
    peeled.captions.sort(key=lambda one: one.line)


def _read_cards(peeled: Peeled) -> None:
    """Read the telephone of a notice, which stays in its text."""
    for line in peeled.sheet.unclaimed():
        card = read_card(line.text) if line.is_short else None
        if card:
            peeled.cards.append((card, line.text))


def _keep_body(peeled: Peeled) -> None:
    """Put sentences back that were taken for a letter, where nothing else is left."""
    if not peeled.stack or peeled.sheet.unclaimed():
        return
    lines = peeled.sheet.lines
    last = max(at for at, line in enumerate(lines) if line.part is Part.STACK)
    for line in lines[last + 1 :]:
        if line.part is Part.LETTER and len(line.text) >= 15 and not is_slip(line.text):
            line.part = None


def _cut_label(peeled: Peeled) -> None:
    """Cut 正文： off the first paragraph of the body."""
    first = next((line for line in peeled.sheet.lines if line.part is None), None)
    label = BODY_LABEL_HEAD.match(first.text) if first and first.is_words else None
    if first and label:
        peeled.sheet.cuttings.append(label[0].strip())
        cut_line(first, label.end(), len(first.text))


def peel_captions(blocks: tuple[Block, ...], *, stems: tuple[str, ...] = ()) -> Peeled:
    """Take apart a text that is a list of captions."""
    peeled = Peeled(read_sheet(blocks), stems=stems)
    for at, line in enumerate(peeled.sheet.lines):
        if not line.is_words or is_caption_header(line.text):
            line.part = Part.LETTER
        elif not _claim_card(peeled, line) and not _claim_aside(line):
            _claim_listed(peeled, at)
    return peeled


def _peel_list(peeled: Peeled) -> None:
    """Claim a list of captions after its header: it may stand between other lines."""
    lines = peeled.sheet.lines
    header = next(
        (
            at
            for at in range(len(lines) - 1, max(-1, len(lines) - LONGEST_LIST), -1)
            if lines[at].is_short and is_caption_header(lines[at].text)
        ),
        None,
    )
    if header is None or _body_follows(lines[header + 1 :]):
        return
    lines[header].part = Part.CAPTION
    peeled.captions.append(CaptionLine(lines[header].text, "", "", line=header))
    for at in range(header + 1, len(lines)):
        line = lines[at]
        if (
            line.part is None
            and not _claim_card(peeled, line)
            and not _claim_aside(line)
        ):
            _claim_listed(peeled, at)


def _body_follows(lines: list[Line]) -> bool:
    return any(not line.is_short for line in lines)


def _claim_listed(peeled: Peeled, at: int) -> None:
    line = peeled.sheet.lines[at]
    found = caption_lines(line.text, listed=True, stems=peeled.stems)
    for one in found:
        line.part = Part.CAPTION
        _add_caption(peeled, one, at)


def _add_caption(peeled: Peeled, found: CaptionLine, at: int) -> None:
    peeled.captions.append(
        CaptionLine(
            text=found.text,
            caption=found.caption,
            credit=found.credit,
            line=at,
            numbers=found.numbers,
            file=found.file,
            sure=found.sure,
        )
    )


# The head


def _peel_head(peeled: Peeled, subject: str, sections: tuple[str, ...]) -> None:
    lines = [line for line in peeled.sheet.lines if line.part is None]
    anchor = _anchor(lines, subject)
    at = _peel_greeting(peeled, lines, anchor, sections)
    stack = find_stack(lines[at:], subject)
    for line in stack:
        line.part = Part.STACK
    peeled.stack = [line.text for line in stack]
    at += len(stack)
    _peel_under_headline(peeled, lines[at:], sections)


def _anchor(lines: list[Line], subject: str) -> int:
    """Return where the subject's headline stands, else 0."""
    if not subject:
        return 0
    for at, line in enumerate(lines[:FARTHEST_HEADLINE]):
        if is_stack_line(line) and likeness(line.text, subject) >= ALIKE:
            while (
                at > 0 and is_stack_line(lines[at - 1]) and not _is_aside(lines[at - 1])
            ):
                at -= 1
            return at
    return 0


def _peel_greeting(
    peeled: Peeled, lines: list[Line], anchor: int, sections: tuple[str, ...]
) -> int:
    at = 0
    while at < len(lines):
        line = lines[at]
        known = line.is_short and (
            _claim_section(peeled, line, sections)
            or _claim_card(peeled, line)
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


def _is_aside(line: Line) -> bool:
    text = line.text
    return (
        is_salutation(text) or is_cover(text) or is_slip(text) or bool(read_card(text))
    )


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
    for line in lines:
        if not line.is_short:
            break
        form = byline_form(line.text)
        if form is not Form.NONE and (peeled.stack or form is Form.MARKED):
            _claim_byline(peeled, line, follows=previous)
            previous = line
        elif not (
            _claim_section(peeled, line, sections)
            or _claim_card(peeled, line)
            or _claim_slip(line)
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


def _claim_slip(line: Line) -> bool:
    if not is_slip(line.text):
        return False
    line.part = Part.LETTER
    return True


def _claim_again(peeled: Peeled, line: Line) -> bool:
    """Claim a headline that stands twice."""
    if not any(likeness(line.text, head) == 1.0 for head in peeled.stack):
        return False
    line.part = Part.STACK
    return True


def _claim_card(peeled: Peeled, line: Line) -> bool:
    if not line.is_short:
        return False
    card = read_card(line.text)
    if card is None:
        return False
    peeled.cards.append((card, line.text))
    line.part = Part.CARD
    return True


def _claim_aside(line: Line) -> bool:
    text = line.text
    if not line.is_short or not (is_closing(text) or is_slip(text)):
        return False
    line.part = Part.LETTER
    return True


# The tail


def _peel_tail(peeled: Peeled) -> None:
    lines = peeled.sheet.lines
    tail: list[tuple[Card, str]] = []
    captions: list[CaptionLine] = []
    bylines: list[str] = []
    ahead, peeled.cards = peeled.cards, tail
    ahead_captions, peeled.captions = peeled.captions, captions
    ahead_bylines, peeled.bylines = peeled.bylines, bylines
    for at in _open_from_end(lines):
        if not _claim_tail(peeled, at):
            break
    _cut_end(peeled)
    peeled.cards = [*ahead, *reversed(tail)]
    peeled.captions = sorted([*ahead_captions, *captions], key=lambda one: one.line)
    peeled.bylines = [*ahead_bylines, *reversed(bylines)]


def _open_from_end(lines: list[Line]) -> Iterator[int]:
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].part is None:
            yield at


def _claim_tail(peeled: Peeled, at: int) -> bool:
    line = peeled.sheet.lines[at]
    if not line.is_words:
        return False
    found = caption_line(line.text, stems=peeled.stems)
    if found and not is_slip(line.text) and not _names_writers(line.text):
        line.part = Part.CAPTION
        for one in caption_lines(line.text, stems=peeled.stems):
            _add_caption(peeled, one, at)
        return True
    if not line.is_short:
        return False
    return (
        _claim_names(peeled, at)
        or _claim_card(peeled, line)
        or _claim_aside(line)
        or _claim_signature(peeled, at)
    )


def _names_writers(text: str) -> bool:
    """Tell whether a credit names who wrote as well: 文/图 张三."""
    return "文" in text and len(text) <= 60 and byline_form(text) is Form.MARKED


def _claim_names(peeled: Peeled, at: int) -> bool:
    """Claim a byline at the end; names above a date or telephone sign the letter."""
    line = peeled.sheet.lines[at]
    form = byline_form(line.text)
    if form is Form.NONE or (line.kind is BlockKind.SUBHEAD and form is Form.BARE):
        return False
    card = read_card(line.text)
    if card and (card.phone or card.personal or _in_card(peeled, at)):
        return False
    if form is Form.BARE and _is_signed(peeled, at):
        peeled.cards.append((_signature(line.text), line.text))
        line.part = Part.CARD
        return True
    line.part = Part.BYLINE
    peeled.bylines.append(line.text)
    if card:
        peeled.byline_cards.append((card, line.text))
    return True


def _in_card(peeled: Peeled, at: int) -> bool:
    """Tell whether the lines round a line are an author card."""
    lines = peeled.sheet.lines
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and below.part is Part.CARD:
        return True
    above = lines[at - 1] if at else None
    return above is not None and above.is_short and read_card(above.text) is not None


def _is_signed(peeled: Peeled, at: int) -> bool:
    lines = peeled.sheet.lines
    near = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 3]]
    return any(
        line.part in (Part.CARD, Part.LETTER)
        or (line.is_short and is_closing(line.text))
        for line in near
    )


def _signature(text: str) -> Card:
    words = text.strip("（()）").split()
    name = next((word for word in words if is_person(word)), "")
    if not name and is_person("".join(words)):
        name = "".join(words)
    unit = next((word for word in words if is_unit(word)), "")
    return Card(name=name, unit=unit)


def _claim_signature(peeled: Peeled, at: int) -> bool:
    """Claim the unit that signs a text, if the line above ends a sentence."""
    lines = peeled.sheet.lines
    line = lines[at]
    if line.kind is BlockKind.SUBHEAD and not _is_signed(peeled, at):
        return False
    if not is_unit(line.text) or at == 0:
        return False
    above = lines[at - 1]
    ended = above.part is not None or above.text.endswith(tuple("。！？”…）)"))
    signed = _is_signed(peeled, at) and not is_unit(above.text)
    if not (ended or signed or _claimable(above)):
        return False
    peeled.cards.append((Card(unit=line.text), line.text))
    line.part = Part.CARD
    return True


def _claimable(line: Line) -> bool:
    text = line.text
    return line.is_short and (
        is_closing(text)
        or is_slip(text)
        or is_person(text)
        or read_card(text) is not None
    )


def _cut_end(peeled: Peeled) -> None:
    """Cut （完） and a byline off the end of the last paragraph."""
    last = next(
        (line for line in reversed(peeled.sheet.lines) if line.part is None), None
    )
    if last is None or last.kind is not BlockKind.PARAGRAPH:
        return
    end = END_TAIL.search(last.text, max(0, len(last.text) - 40))
    if end and end.start():
        peeled.sheet.cuttings.append(end[0].strip())
        cut_line(last, 0, end.start())
    start, byline = inline_byline(last.text)
    if not byline or start == 0:
        return
    if is_credit(byline) and not _names_writers(byline):
        at = peeled.sheet.lines.index(last)
        _add_caption(peeled, CaptionLine(byline, "", clean_credit(byline)), at)
        return
    cut_line(last, 0, start)
    peeled.bylines.append(byline)
