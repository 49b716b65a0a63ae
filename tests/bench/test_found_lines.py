"""Lines of a page, looked for in its PDF by another reader."""

from dataclasses import replace

from bench.found_lines import count_lines
from press.composing.model import Encoding, PressPicture
from press.composing.pdf import compose_pdf
from press.imaging.profile import default_profile
from press.makeup.model import PageLayout
from tests.press.pages import make_page


def composed(layout: PageLayout) -> bytes:
    picture = PressPicture("p1", 1, 1, b"\xff\xd8\xff\xd9", Encoding.DCT)
    return compose_pdf([layout], {"p1": picture}, profile=default_profile(), title="版")


def with_first_line(layout: PageLayout, **changed: float) -> PageLayout:
    first, *others = layout.frames
    line, *rest = first.lines
    moved = replace(first, lines=(replace(line, **changed), *rest))
    return replace(layout, frames=(moved, *others))


def test_every_line_of_an_honest_pdf_is_found():
    layout = make_page()
    lines = sum(len(frame.lines) for frame in layout.frames)

    assert count_lines(layout, composed(layout)) == (lines, lines)


def test_a_line_that_stands_elsewhere_is_not_found():
    layout = make_page()
    pdf = composed(layout)
    lines, first = count_lines(layout, pdf)[0], layout.frames[0].lines[0]

    lower = with_first_line(layout, baseline=first.baseline + 2)
    aside = with_first_line(layout, x=first.x + 9)

    assert count_lines(lower, pdf) == (lines, lines - 1)
    assert count_lines(aside, pdf) == (lines, lines - 1)


def test_a_line_with_other_words_is_not_found():
    layout = make_page()
    other = make_page(title="河畔新图书馆明日开门迎客")

    lines, found = count_lines(layout, composed(other))

    assert found == lines - 1
