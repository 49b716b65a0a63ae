"""Lines of our own breaker: whole results on plain text, properties on the rest."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.model import Run, RunStyle
from press.typesetting import classes
from press.typesetting.breaker import line_table
from press.typesetting.model import (
    Align,
    Face,
    Line,
    LineTable,
    StyledParagraph,
    TextStyle,
)

BODY = TextStyle("正文", Face.SONG, 9, 14, indent_em=2)
FLUSH = TextStyle("正文", Face.SONG, 9, 14)
COLUMN = 153.0  # 17 cells of 9 pt
HAN = "园区建设日新月异项目投产达效企业创新发展服务"


def paragraph(text: str, style: TextStyle = BODY) -> StyledParagraph:
    return StyledParagraph(style, (Run(text),))


def broken(text: str, style: TextStyle = BODY, measure: float = COLUMN) -> LineTable:
    return line_table([paragraph(text, style)], measure)


def texts(table: LineTable, text: str) -> list[str]:
    return [text[line.start : line.end] for line in table.lines]


def origins(line: Line) -> list[float]:
    return [x for piece in line.pieces for x in piece.xs]


def test_han_text_stands_on_the_cell_grid():
    text = (HAN * 3)[:49]

    table = broken(text)

    assert [len(part) for part in texts(table, text)] == [15, 17, 17]
    assert origins(table.lines[0]) == [18 + 9 * n for n in range(15)]
    assert origins(table.lines[1]) == [9 * n for n in range(17)]
    assert [line.width for line in table.lines] == [135, 153, 153]
    assert [(line.is_first, line.is_last) for line in table.lines] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_last_comma_is_pushed_in_by_squeezing():
    text = HAN[:8] + "，" + HAN[:8] + "，" + HAN[:9]

    table = broken(text, FLUSH)

    assert texts(table, text) == [text[:18], text[18:]]
    assert table.lines[0].width == COLUMN
    assert origins(table.lines[0])[-1] == pytest.approx(153 - 4.5)


def test_comma_that_cannot_be_squeezed_in_pushes_a_character_out():
    text = HAN[:17] + "，" + HAN[:9]

    table = broken(text, FLUSH)

    assert texts(table, text) == [text[:16], text[16:]]
    assert table.lines[0].width == COLUMN
    assert origins(table.lines[0])[1] == pytest.approx(9 + 9 / 15, abs=0.001)


def test_adjacent_marks_lose_half_an_em():
    text = "甲”，乙：“丙、（丁）》（戊"

    table = broken(text, FLUSH)

    steps = [b - a for a, b in itertools.pairwise(origins(table.lines[0]))]
    assert steps == [9, 4.5, 9, 9, 4.5, 9, 9, 4.5, 9, 9, 4.5, 4.5, 9]


def test_opening_mark_at_line_start_loses_its_left_half():
    text = HAN[:17] + "《" + HAN[:12]

    table = broken(text, FLUSH)

    assert origins(table.lines[1])[:2] == [-4.5, 4.5]


def test_opening_mark_after_an_indent_keeps_its_cell():
    assert origins(broken("“" + HAN[:9]).lines[0])[:2] == [18, 27]


@pytest.mark.parametrize(
    ("unit", "ahead"),
    [
        ("1,234.5", 14),
        ("12.5%", 15),
        ("GDP", 16),
        ("——", 16),
        ("……", 16),
        ("12:30", 15),
        ("2022—2025", 14),
        ("zone@example.com", 10),
        ("don't", 15),
    ],
)
def test_unit_is_not_broken(unit: str, ahead: int):
    text = (HAN * 2)[:ahead] + unit + (HAN * 2)[:20]

    parts = texts(broken(text, FLUSH), text)

    assert any(unit in part for part in parts)


def test_address_longer_than_a_line_breaks_at_its_seams():
    text = "网址：https://news.example.com/2022-10/content/page_012345.html查看"

    assert texts(broken(text, FLUSH), text) == [
        "网址：https://news.example.com/",
        "2022-10/content/page_012345.html",
        "查看",
    ]


def test_lone_last_character_gets_company():
    text = (HAN * 2)[:18]

    parts = texts(broken(text, FLUSH), text)

    assert [len(part) for part in parts] == [16, 2]


def test_lone_last_character_is_pushed_in_when_marks_can_give():
    text = HAN[:5] + "、" + HAN[:5] + "、" + HAN[:4] + "了。"

    assert texts(broken(text, FLUSH), text) == [text]


def test_space_on_a_break_vanishes():
    text = HAN[:17] + "　" + HAN[:5]

    table = broken(text, FLUSH)

    assert texts(table, text) == [text[:18], text[18:]]
    assert [piece.text for piece in table.lines[0].pieces] == [text[:17]]


def test_line_feed_forces_a_break():
    text = "春风又绿\n\n江南岸"

    table = broken(text, FLUSH)

    assert texts(table, text) == ["春风又绿\n", "\n", "江南岸"]
    assert table.lines[1].pieces == ()
    assert table.lines[0].width == 36


def test_dashes_join_in_the_middle_of_their_cells():
    first, second = origins(broken("甲——乙", FLUSH).lines[0])[1:3]

    assert second - first == pytest.approx(0.803 * 9, abs=0.02)
    assert (first + second + 0.89 * 9) / 2 == pytest.approx(18, abs=0.3)


def test_runs_become_pieces_of_their_face():
    styled = StyledParagraph(
        FLUSH, (Run("本报讯", RunStyle.STRONG), Run("某区"), Run("按", RunStyle.KAI))
    )

    line = line_table([styled], COLUMN).lines[0]

    assert [(piece.text, piece.face) for piece in line.pieces] == [
        ("本报讯", Face.HEI_BOLD),
        ("某区", Face.SONG),
        ("按", Face.KAI),
    ]
    assert [piece.xs[0] for piece in line.pieces] == [0, 27, 45]


@pytest.mark.parametrize(
    ("align", "first"), [(Align.LEFT, 0), (Align.CENTRE, 54), (Align.RIGHT, 108)]
)
def test_alignment_is_resolved_in_origins(align: Align, first: float):
    style = TextStyle("栏目", Face.HEI, 9, 14, align)

    assert origins(broken("园区要闻天", style).lines[0])[0] == first


def test_centred_text_is_broken_by_sense():
    style = TextStyle("小标题", Face.HEI_BOLD, 10.5, 14, Align.CENTRE)
    text = "创新体制机制 打造高品质园区环境"

    table = broken(text, style)

    assert texts(table, text) == ["创新体制机制 ", "打造高品质园区环境"]
    assert origins(table.lines[0])[0] == pytest.approx((153 - 63) / 2)


def test_half_width_brackets_are_kept_and_never_stand_wrong():
    text = HAN[:16] + "(通讯员王小明)" + HAN[:16]

    parts = texts(broken(text, FLUSH), text)

    assert "".join(parts) == text
    assert not any(part.endswith("(") or part.startswith(")") for part in parts)


def test_measure_too_narrow_is_refused():
    with pytest.raises(ValueError, match="too narrow for the style 正文"):
        broken("园区", BODY, 30)


def test_empty_paragraph_has_no_lines():
    assert broken("").lines == ()


MARKS = "，。、；：？！）》”’（《“‘—…·％%()[],.:;!? 　"
UNITS = st.sampled_from(
    [*HAN[:8], *MARKS, "——", "……", "GDP", "12.5%", "1,234", "R&D", "a@b.cn"]
)
COPY = st.lists(UNITS, max_size=120).map("".join)
STYLES = st.sampled_from(
    [
        BODY,
        FLUSH,
        TextStyle("图说", Face.HEI, 8, 11, Align.LEFT, inset_em=0.5),
        TextStyle("编者按", Face.KAI, 9, 14, indent_em=2),
    ]
)
MEASURES = st.sampled_from([45.0, 90.0, 99.0, 126.0, 153.0, 324.0])


def may_break(text: str, at: int) -> bool:
    """Tell whether the plain rules allow a line to end at a place."""
    before = text[:at].rstrip("".join(classes.SPACES))
    if not before or text[at] in classes.SPACES:
        return False
    glued = any(m.start() < at < m.end() for m in classes.UNBREAKABLE.finditer(text))
    return (
        not glued
        and text[at] not in classes.NO_START
        and before[-1] not in classes.NO_END
    )


def too_long(run: str, style: TextStyle, measure: float) -> bool:
    """Tell whether a run does not fit on a line of its own."""
    return len(broken(run, replace(style, indent_em=0), measure)) > 1


@settings(max_examples=300, deadline=None)
@given(COPY, STYLES, MEASURES)
def test_every_character_is_in_exactly_one_line(text, style, measure):
    table = broken(text, style, measure)

    assert "".join(texts(table, text)) == text
    for line in table.lines:
        shown = "".join(piece.text for piece in line.pieces)
        assert text[line.start : line.end].rstrip("".join(classes.SPACES)) == shown


@settings(max_examples=300, deadline=None)
@given(COPY, STYLES, MEASURES)
def test_lines_keep_their_measure_and_order(text, style, measure):
    room = measure - 2 * style.inset_em * style.size

    for line in broken(text, style, measure).lines:
        xs = origins(line)
        assert line.width <= room + 0.01
        assert xs == sorted(xs)
        assert all(-style.size / 2 <= x < measure for x in xs)


@settings(max_examples=300, deadline=None)
@given(COPY, STYLES, MEASURES)
def test_marks_stand_wrong_only_where_nothing_else_is_possible(text, style, measure):
    for line in broken(text, style, measure).lines:
        if line.is_last or may_break(text, line.end):
            continue
        if any(
            run.start() < line.end < run.end() and too_long(run.group(), style, measure)
            for run in classes.UNBREAKABLE.finditer(text)
        ):
            continue
        assert not any(may_break(text, at) for at in range(line.start + 1, line.end))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*HAN[:8], "，", "“", "”", "12"])).map("".join))
def test_lone_last_character_only_where_nothing_else_is_possible(text):
    lines = broken(text, FLUSH).lines
    if len(lines) < 2:
        return

    start, end = lines[-1].start, lines[-1].end
    if sum(not classes.is_mark(char) for char in text[start:end]) == 1:
        spots = range(lines[-2].start + 1, start)
        assert not any(may_break(text, at) for at in spots if start - at <= 3)


@settings(max_examples=50, deadline=None)
@given(COPY, STYLES, MEASURES)
def test_breaking_is_repeatable(text, style, measure):
    assert broken(text, style, measure) == broken(text, style, measure)
