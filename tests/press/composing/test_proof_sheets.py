"""Sheets for proofreading: nothing moves on a page, nothing of a story is lost."""

import io

import pikepdf
import pytest

from press.composing.galleys import EDGE, galley_sheets, headed
from press.composing.pdf import compose_pdf
from press.composing.proof_sheets import SIDE, TOP, SheetHead, page_sheet
from press.copy.spots import parts_of
from press.imaging.profile import default_profile
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, MM, TABLOID
from press.makeup.hitting import text_lines
from tests.press.makeup.pages import Writer, page_furniture, random_page
from tests.press.makeup.test_hitting import words_of

HEAD = SheetHead(
    "大样·一校　第01版 要闻", "印出 12月1日 12:30　校对 王敏", "校毕签名：______"
)


@pytest.fixture(scope="module")
def page():
    stories = random_page(TABLOID, 5, share=0.5, stories=3, pictures=2)
    return make_drafts(TABLOID, stories, page_furniture(), number=1, drafts=1)[0]


def standing(layout, dx=0.0, dy=0.0):
    """Return every line, picture, rule and panel by its place, moved back."""
    lines = [
        (frame.story, round(line.x - dx, 3), round(line.baseline - dy, 3), line.line)
        for frame in layout.frames
        for line in frame.lines
    ]
    boxes = [
        (each.picture, round(each.box.x - dx, 3), round(each.box.y - dy, 3))
        for each in layout.pictures
    ]
    panels = [
        (round(p.box.x - dx, 3), round(p.box.y - dy, 3), p.fill) for p in layout.panels
    ]
    rules = [(round(r.x1 - dx, 3), round(r.y2 - dy, 3), r.weight) for r in layout.rules]
    return lines, boxes, panels, rules


def test_a_page_stands_on_its_sheet_as_it_is(page):
    sheet = page_sheet(page, HEAD)

    own, moved = standing(page), standing(sheet, SIDE, TOP)
    for before, after in zip(own, moved, strict=True):
        assert after[: len(before)] == before
    assert sheet.grid.page_width == pytest.approx(page.grid.page_width + 2 * SIDE)
    assert len(sheet.panels) == len(page.panels) + 1  # the outline of the page


def test_the_head_stands_beside_the_page_not_on_it(page):
    sheet = page_sheet(page, HEAD)

    own = [frame for frame in sheet.frames if frame.thread.startswith("proof-")]
    foot = TOP + page.grid.page_height
    assert [frame.thread for frame in own] == ["proof-head", "proof-foot"]
    for frame in own:
        tops = [line.baseline for line in frame.lines]
        assert all(y < TOP or y > foot for y in tops)
        assert all(y < sheet.grid.page_height for y in tops)


@pytest.mark.parametrize("grid", [BROADSHEET, TABLOID])
def test_every_word_of_a_story_stands_on_its_galley_once(grid):
    story = Writer(4).story(1, 2600, 2)
    copy = words_of(story)

    sheets = galley_sheets(story.ref, copy, grid)

    shown = {}
    for sheet in sheets:
        for line in text_lines(sheet, {story.ref: copy}):
            if line.story:
                own = shown.setdefault(line.part, {})
                own |= dict(enumerate(line.text, start=line.start))
    said = {part: "".join(own[n] for n in sorted(own)) for part, own in shown.items()}
    bare = {part: "".join(text.split()) for part, text in parts_of(copy).items()}
    assert len(sheets) > 1
    assert {part: "".join(text.split()) for part, text in said.items()} == bare


def test_a_galley_stays_on_its_paper_and_numbers_every_fifth_line():
    story = Writer(4).story(1, 1200, 0)
    sheets = headed(galley_sheets(story.ref, words_of(story), BROADSHEET), HEAD)

    frames = [frame for sheet in sheets for frame in sheet.frames]
    numbers = [frame.id for frame in frames if frame.id.startswith("line-")]
    assert numbers == [f"line-{n}" for n in range(5, 5 * len(numbers) + 1, 5)]
    assert len(numbers) > 10
    assert all(frame.box.x >= EDGE for frame in frames)
    assert all(frame.box.right <= 210 * MM for frame in frames)
    assert all(frame.box.bottom < 297 * MM for frame in frames)


def test_a_galley_is_composed_page_by_page():
    story = Writer(4).story(1, 2600, 0)
    sheets = galley_sheets(story.ref, words_of(story), BROADSHEET)

    pdf = compose_pdf(headed(sheets, HEAD), {}, profile=default_profile(), title="小样")

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == len(sheets)
