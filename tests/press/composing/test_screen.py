"""The page for the screen: what the PDF shows, character by character."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
import uharfbuzz as hb
from PIL import Image

from press.composing.pdf import compose_pdf
from press.composing.png import render_png
from press.composing.screen import draw_screen
from press.composing.screen_inks import screen_colour
from press.imaging.profile import default_profile
from press.makeup.grid import TABLOID, Box
from press.makeup.model import FrameKind, PageLayout, Panel, TextFrame
from press.makeup.parts import piled
from press.typesetting.breaker import line_table
from press.typesetting.fonts import path_for
from press.typesetting.model import Cmyk
from tests.press.pages import make_page


def address(picture):
    return f"/pictures/{picture}.jpg?a=1&b=2"


def drawn(layout):
    return draw_screen(layout, address=address)


def part(drawing, name):
    return next(each for each in drawing.parts if each.name == name)


def texts(drawing):
    """Return every text element of a drawing, as its own parser reads them."""
    for each in drawing.parts:
        yield from ET.fromstring(f"<g>{each.svg}</g>").iter("text")


def test_every_character_has_the_place_of_the_layout():
    layout = make_page()
    wanted = sorted(
        (char, round(line.x + x, 2), round(line.baseline, 2), piece.size)
        for frame in layout.frames
        for line in frame.lines
        for piece in line.line.pieces
        for char, x in zip(piece.text, piece.xs, strict=True)
    )

    found = sorted(
        (
            char,
            round(float(x), 2),
            round(float(text.get("y")), 2),
            float(text.get("font-size")),
        )
        for text in texts(drawn(layout))
        for char, x in zip(text.text, text.get("x").split(), strict=True)
    )

    assert [row[0] for row in found] == [row[0] for row in wanted]
    assert np.allclose(
        [row[1:] for row in found], [row[1:] for row in wanted], atol=0.011
    )


def test_the_same_layout_gives_the_same_drawing():
    one, two = drawn(make_page()), drawn(make_page())

    assert one == two
    assert [each.key for each in one.parts] == [each.key for each in two.parts]


def test_fonts_hold_the_glyphs_that_the_text_asks_for():
    drawing = drawn(make_page())
    fonts = {font.family: hb.Font(hb.Face(font.data)) for font in drawing.fonts}

    for text in texts(drawing):
        font = fonts[text.get("font-family")]
        assert all(font.get_nominal_glyph(ord(char)) for char in text.text)


def test_lines_without_room_change_no_font():
    page = make_page()
    thread = next(each for each in page.threads if each.kind is FrameKind.BODY)
    box = Box(100, 100, 200, 900)
    lines = piled(line_table(thread.paragraphs, box.width).lines, box)
    frame = TextFrame("b", FrameKind.BODY, box, thread.id, thread.story, lines)
    layout = replace(page, frames=(frame,))

    short = replace(layout, frames=(replace(frame, lines=lines[:1]),))

    assert drawn(short).fonts == drawn(layout).fonts


def test_a_picture_shows_its_crop():
    layout = make_page()
    frame = replace(layout.pictures[0], crop=(0.1, 0.2, 0.9, 1.0))

    drawing = drawn(replace(layout, pictures=(frame,)))

    window = ET.fromstring(part(drawing, frame.id).svg)
    image = window.find("image")
    assert window.get("viewBox") == "100 200 800 800"
    assert float(window.get("width")) == pytest.approx(frame.box.width, abs=0.001)
    assert image.get("href") == address(frame.picture)


def test_only_the_part_of_a_changed_story_changes():
    layout = make_page()
    story = next(frame.story for frame in layout.frames if frame.story)
    moved = tuple(
        replace(
            frame,
            lines=tuple(
                replace(line, baseline=line.baseline + 14) for line in frame.lines
            ),
        )
        if frame.story == story
        else frame
        for frame in layout.frames
    )

    before, after = drawn(layout), drawn(replace(layout, frames=moved))

    pairs = zip(before.parts, after.parts, strict=True)
    assert [a.name for a, b in pairs if a.key != b.key] == [f"text:{story}"]


def test_words_from_outside_stay_text():
    layout = make_page()
    frame = next(each for each in layout.frames if each.lines)
    line = frame.lines[0]
    piece = replace(line.line.pieces[0], text="<b>&𠮷", xs=(0.0, 9.0, 18.0, 27.0, 36.0))
    piece = replace(piece, xs=piece.xs[: len(piece.text)])
    lines = (replace(line, line=replace(line.line, pieces=(piece,))),)

    drawing = drawn(replace(layout, frames=(replace(frame, lines=lines),)))

    found = list(texts(drawing))
    places = [place for text in found for place in text.get("x").split()]
    assert "".join(text.text for text in found) == "<b>&𠮷"
    assert len(places) == 6  # UTF-16 counts 𠮷 twice


@pytest.mark.parametrize(
    "colour",
    [
        Cmyk(0, 0, 0, 100),
        Cmyk(0, 100, 100, 10),
        Cmyk(0, 6, 8, 0),
        Cmyk(0, 0, 0, 50),
        Cmyk(20, 10, 0, 0),
    ],
)
def test_colours_are_those_of_the_proof(colour):
    panel = Panel(Box(0, 0, TABLOID.page_width, TABLOID.page_height), fill=colour)
    page = PageLayout(TABLOID, 1, (), (), (), panels=(panel,))
    pdf = compose_pdf([page], {}, profile=default_profile(), title="色")
    proof = Image.open(BytesIO(render_png(pdf, 1, 40))).getpixel((20, 20))

    shown = [int(two, 16) for two in re.findall("..", screen_colour(colour)[1:])]

    assert np.allclose(shown, proof, atol=9)


def test_a_face_that_lacks_a_character_borrows_its_font():
    layout = make_page()
    families = {text.get("font-family") for text in texts(drawn(layout))}

    used = {
        f"page-{path_for(piece.face, char).stem}"
        for frame in layout.frames
        for line in frame.lines
        for piece in line.line.pieces
        for char in piece.text
    }
    assert families == used
