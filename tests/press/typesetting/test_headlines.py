"""Headlines are broken by sense and set as large as they fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.typesetting.headlines import FittedHeadline, break_headline, fit_headline
from press.typesetting.sense import FORBIDDEN, break_costs
from press.typesetting.styles import HEADLINE

SIZES = (26, 24, 22, 20, 18)


def lines_of(text: str, chars: float, max_lines: int = 3) -> list[str] | None:
    table = break_headline(text, HEADLINE, chars * HEADLINE.size, max_lines)
    return table and [text[line.start : line.end] for line in table.lines]


def fitted(text: str, measure: float, max_lines: int = 2) -> FittedHeadline | None:
    return fit_headline(
        text, style=HEADLINE, measure=measure, sizes=SIZES, max_lines=max_lines
    )


@pytest.mark.parametrize(
    ("text", "chars", "lines"),
    [
        ("春风吹绿新园区", 8, ["春风吹绿新园区"]),
        ("强健产业筋骨　优化发展环境", 9, ["强健产业筋骨　", "优化发展环境"]),
        ("东岭经开区:办事不再来回跑", 9, ["东岭经开区:", "办事不再来回跑"]),
        ("加快建设的智慧物流园", 7, ["加快建设的", "智慧物流园"]),
        ("六大项目落户东岭高新区", 8, ["六大项目落户", "东岭高新区"]),
        ("总投资120.5亿元项目开工", 8, ["总投资120.5亿元", "项目开工"]),
        ("园区“一站通办”受欢迎", 8, ["园区“一站通办”", "受欢迎"]),
        ("上半句\n下半句很长很长", 20, ["上半句\n", "下半句很长很长"]),
    ],
)
def test_headline_breaks_by_sense(text, chars, lines):
    assert lines_of(text, chars) == lines


def test_headline_that_cannot_fit_is_refused():
    assert lines_of("一" * 30, 9, 3) is None


def test_headline_longer_than_any_headline_is_refused():
    assert lines_of("一" * 90, 40, 3) is None


def test_zone_name_is_never_broken():
    costs = break_costs("东岭经济技术开发区传喜讯")

    assert [at for at, cost in costs.items() if cost == FORBIDDEN] == list(range(1, 9))


def test_fitted_headline_takes_the_largest_size_that_fits():
    head = fitted("春风吹绿新园区", 180)

    assert head is not None
    assert (head.style.size, head.style.leading, len(head.lines)) == (24, 31, 1)
    assert head.fill == pytest.approx(168 / 180)
    assert head.height == 31


def test_fitted_headline_prefers_one_full_line_to_two_short_ones():
    head = fitted("智能制造示范工厂落户经开区", 324)

    assert head is not None
    assert (head.style.size, len(head.lines)) == (24, 1)


def test_short_headline_takes_the_largest_size():
    head = fitted("园区要闻", 500)

    assert head is not None
    assert head.style.size == 26


def test_headline_without_text_or_room_is_none():
    assert fitted("", 300) is None
    assert fitted("一" * 60, 90) is None


def test_centred_lines_stand_in_the_middle():
    head = fitted("春风吹绿新园区", 200)

    assert head is not None
    xs = head.lines[0].pieces[0].xs
    assert xs[0] == pytest.approx((200 - 7 * head.style.size) / 2)


@given(
    st.text("园区发展的经开区“”，:　12项目", min_size=1, max_size=30),
    st.sampled_from([100.0, 180.0, 324.0]),
)
def test_headline_loses_nothing_and_keeps_its_measure(text, measure):
    head = fitted(text, measure, 3)

    if head is not None:
        assert "".join(text[line.start : line.end] for line in head.lines) == text
        assert head.fill <= 1.0001
        assert len(head.lines) <= 3
