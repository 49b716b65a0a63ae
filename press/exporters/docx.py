"""A story as a Word document whose styles carry the desks' names for its parts."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from press.copy.model import RunStyle
from press.exporters.idml.xml import clean
from press.exporters.plain import Part, passages
from press.exporters.snapshot import PageSnapshot, StorySnapshot
from press.exporters.zips import settle

SONG, HEI, KAI = "宋体", "黑体", "楷体"
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
# Font, size in points, alignment, first line indent in characters.
STYLES = {
    Part.KICKER: (HEI, 14, CENTRE, 0),
    Part.HEADLINE: (HEI, 22, CENTRE, 0),
    Part.DECK: (SONG, 14, CENTRE, 0),
    Part.BYLINE: (KAI, 10.5, CENTRE, 0),
    Part.BODY: (SONG, 10.5, JUSTIFY, 2),
    Part.SUBHEAD: (HEI, 12, LEFT, 0),
    Part.SUMMARY: (KAI, 10.5, JUSTIFY, 2),
    Part.EDITORS_NOTE: (KAI, 10.5, JUSTIFY, 2),
    Part.CAPTION: (HEI, 9, LEFT, 0),
}


def story_docx(page: PageSnapshot, story: StorySnapshot, stamp: datetime) -> bytes:
    """Return the story as .docx; the same story gives the same bytes."""
    document = docx.Document()
    _define_styles(document)
    for passage in passages(page, story):
        paragraph = document.add_paragraph(style=str(passage.part))
        for run in passage.runs:
            written = paragraph.add_run(clean(run.text))
            written.bold = True if run.style is RunStyle.STRONG else None
            if run.style is RunStyle.KAI:
                _set_font(written, KAI)
    properties = document.core_properties
    properties.title = clean(story.copy.headline)
    properties.author = properties.last_modified_by = "guidekit"
    out = io.BytesIO()
    document.save(out)
    return settle(out.getvalue(), stamp)


def _define_styles(document: Document) -> None:
    for part, (font, size, alignment, indent) in STYLES.items():
        style = document.styles.add_style(str(part), WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.quick_style = True
        style.paragraph_format.alignment = alignment
        style.paragraph_format.first_line_indent = Pt(indent * size)
        style.paragraph_format.space_after = Pt(0)
        _set_font(style, font)


def _set_font(holder: object, name: str) -> None:
    """Name a font for Latin and for Chinese; Word keeps the two apart."""
    holder.font.name = name  # type: ignore[attr-defined]  # runs and styles alike
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # as above
    fonts.set(qn("w:eastAsia"), name)
