"""Small made-up pages, set by hand: every glyph at its advance, lines cut when full."""

from __future__ import annotations

from collections.abc import Iterator

from press.copy.model import Run, RunStyle
from press.makeup.grid import BROADSHEET, Box, PageGrid
from press.makeup.model import (
    FrameKind,
    PageLayout,
    Panel,
    PictureFrame,
    RuleLine,
    SetLine,
    TextFrame,
    Thread,
)
from press.typesetting.fonts import advance
from press.typesetting.model import (
    Align,
    Cmyk,
    Face,
    Line,
    Piece,
    StyledParagraph,
    TextStyle,
)

HEADLINE = TextStyle("主题", Face.SONG_BLACK, 36, 42, Align.CENTRE)
BODY = TextStyle("正文", Face.SONG, 9, 14, indent_em=2)
CAPTION = TextStyle("图说", Face.HEI, 7.5, 10, Align.LEFT)

RED = Cmyk(0, 100, 100, 0)

TITLE = "河畔新图书馆今日开门迎客"
PARAGRAPHS = (
    "清晨七点半，河畔图书馆门前已经排起了队。退休教师周明远带着孙女，站在队伍的最前面。“等了两年，终于等到了。”他笑着说。",
    "新馆共5层，藏书32万册，阅览座位1,200个，比老馆多出一倍有余。三楼的儿童区铺着软木地板，窗外就是河。",
    "馆长介绍，开馆首月每晚开放至22:00；读者凭身份证即可借书，一次最多10册……“我们盼着这里成为大家的客厅。”",
)
CAPTION_TEXT = "读者在河畔图书馆三楼看书。"


def set_paragraph(
    number: int, text: str, style: TextStyle, measure: float
) -> list[Line]:
    cuts = list(_cuts(text, style, measure))
    lines = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        indent = style.indent_em * style.size if start == 0 else 0.0
        xs, x = [], indent
        for char in text[start:end]:
            xs.append(x)
            x += advance(style.face, char) * style.size
        piece = Piece(text[start:end], style.face, style.size, tuple(xs))
        ends = (start == 0, end == len(text))
        lines.append(Line(number, start, end, style, (piece,), x, *ends))
    return lines


def _cuts(text: str, style: TextStyle, measure: float) -> Iterator[int]:
    x = style.indent_em * style.size
    for place, char in enumerate(text):
        width = advance(style.face, char) * style.size
        if x + width > measure + 0.01:
            yield place
            x = 0.0
        x += width


def stand(lines: list[Line], box: Box, style: TextStyle) -> tuple[SetLine, ...]:
    first = box.y + style.size * 0.88
    return tuple(
        SetLine(box.x, first + number * style.leading, line)
        for number, line in enumerate(lines)
    )


def make_page(
    *,
    number: int = 1,
    grid: PageGrid = BROADSHEET,
    title: str = TITLE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    picture: str | None = "p1",
) -> PageLayout:
    """Return a page of one story: headline, two columns, a picture with its caption."""
    head, photo = grid.box(0, 0, 4, 4), grid.box(2, 4, 2, 12)
    under = grid.box(2, 16.5, 2, 1)
    top = grid.top - 4
    frames = [
        simple_frame("head", FrameKind.HEADLINE, head, title, HEADLINE),
        *body_frames(paragraphs, grid),
    ]
    threads = [
        simple_thread("head", FrameKind.HEADLINE, title, HEADLINE),
        Thread("t-body", FrameKind.BODY, body_text(paragraphs), "s1"),
    ]
    if picture:
        threads += [simple_thread("cap", FrameKind.CAPTION, CAPTION_TEXT, CAPTION)]
        frames += [simple_frame("cap", FrameKind.CAPTION, under, CAPTION_TEXT, CAPTION)]
    shown = PictureFrame("f-pic", photo, picture or "", "s1", (0.1, 0.0, 0.9, 1.0))
    return PageLayout(
        grid=grid,
        number=number,
        threads=tuple(threads),
        frames=tuple(frames),
        pictures=(shown,) if picture else (),
        rules=(RuleLine(grid.left, top, grid.left + grid.type_width, top, 0.5),),
        panels=(Panel(grid.box(4, 4, 1, 8), fill=Cmyk(0, 10, 20, 0), stroke=RED),),
        fill=0.2,
    )


def simple_thread(name: str, kind: FrameKind, text: str, style: TextStyle) -> Thread:
    return Thread(f"t-{name}", kind, (StyledParagraph(style, (Run(text),)),), "s1")


def simple_frame(
    name: str, kind: FrameKind, box: Box, text: str, style: TextStyle
) -> TextFrame:
    lines = stand(set_paragraph(0, text, style, box.width), box, style)
    return TextFrame(f"f-{name}", kind, box, f"t-{name}", "s1", lines)


def body_text(paragraphs: tuple[str, ...]) -> tuple[StyledParagraph, ...]:
    return tuple(
        StyledParagraph(
            BODY, (Run(text[:4], RunStyle.STRONG), Run(text[4:])), f"b{number}"
        )
        for number, text in enumerate(paragraphs)
    )


def body_frames(paragraphs: tuple[str, ...], grid: PageGrid) -> list[TextFrame]:
    lines = [
        line
        for number, text in enumerate(paragraphs)
        for line in set_paragraph(number, text, BODY, grid.column_width)
    ]
    boxes = {"f-a": grid.box(0, 4, 1, 8), "f-b": grid.box(1, 4, 1, 8)}
    parts = (lines[:8], lines[8:16])
    return [
        TextFrame(name, FrameKind.BODY, box, "t-body", "s1", stand(part, box, BODY))
        for (name, box), part in zip(boxes.items(), parts, strict=True)
    ]
