"""Roles, copyfit, photographs and furniture."""

from __future__ import annotations

from press.copy.model import Copy
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import BROADSHEET
from press.makeup.heads import shown_byline
from press.makeup.model import Furniture, PictureSpec, Role
from press.makeup.photos import cut_at, image_rows, ppi_at
from press.makeup.roles import suggest_roles
from tests.press.makeup.pages import Writer


def test_roles_go_by_length_kind_and_headline():
    writer = Writer(1)
    page = [
        writer.editorial(1),
        writer.story(2, 1500, 1),
        writer.story(3, 150),
        writer.photo_news(4),
        writer.story(5, 800),
        writer.story(6, 1000),
    ]

    roles = [story.role for story in suggest_roles(page)]

    assert roles == [
        Role.EDITORIAL,
        Role.LEAD,
        Role.BRIEF,
        Role.PHOTO_NEWS,
        Role.SECOND_LEAD,
        Role.BASEMENT,
    ]


def test_byline_that_the_text_begins_with_is_not_set_twice():
    assert (
        shown_byline(Copy(dateline="本报讯（通讯员 林晓舟）", byline="通讯员林晓舟"))
        == ""
    )
    assert shown_byline(Copy(byline="□ 秦川 何雨")) == "□ 秦川 何雨"


def test_photograph_heights_crop_little_and_print_sharp():
    picture = PictureSpec("p", 1500, 1000)

    rows = image_rows(picture, BROADSHEET.span(2), 14)

    assert rows == [14, 15, 16, 17]
    for row in rows:
        height = row * 14 - 5
        assert cut_at(picture, BROADSHEET.span(2), height) <= 0.15
        assert ppi_at(picture, BROADSHEET.span(2), height) >= 200


def test_photograph_too_coarse_for_a_width_has_no_height():
    assert image_rows(PictureSpec("p", 900, 600), BROADSHEET.span(3), 14) == []


def test_contact_box_without_nameplate_takes_a_strip_at_the_foot():
    furniture = Furniture(contact=("投稿邮箱：tougao@example.com",))

    assert (head_lines(BROADSHEET, furniture), foot_lines(furniture)) == (0, 3)
