"""How long words run: the lines the page will have."""

import pytest
from django.utils.translation import override
from rest_framework.test import APIClient

from desk.enums import StaffRole
from issues.services.copyfitting import fit_in, width_name
from issues.services.measuring import Extent, measure, usual_grid
from press.copy.model import Block, BlockKind, Copy, Picture, Run
from press.makeup.copyfit import Width
from tests.desk.builders import make_user
from tests.issues.builders import make_grid, make_issue

pytestmark = pytest.mark.django_db
LINE = "云州开发区三个项目昨天开工投产了"  # 16 characters


def copy_of(*texts, **more):
    blocks = [
        Block(f"b{n}", BlockKind.PARAGRAPH, (Run(text),))
        for n, text in enumerate(texts)
    ]
    return Copy(blocks=tuple(blocks), **more)


def test_a_paragraph_is_indented_and_fills_whole_lines():
    grid = make_grid(column_chars=14)

    # Two cells of indent, then fourteen a line: 12 and 4, and 12, 14 and 6.
    assert measure(copy_of(LINE), grid).lines == 2
    assert measure(copy_of(LINE * 2), grid).lines == 3


def test_a_subhead_takes_two_lines():
    grid = make_grid(column_chars=14)
    subhead = Block("s", BlockKind.SUBHEAD, (Run("开工"),))
    with_it = Copy(blocks=(*copy_of(LINE).blocks, subhead, *copy_of(LINE).blocks))

    assert measure(with_it, grid).lines == 2 + 2 + 2


def test_what_is_told_follows_from_the_lines():
    grid = make_grid(column_chars=14, columns=5, lines=70, leading=14)

    assert measure(copy_of(LINE), grid) == Extent(
        characters=16,
        lines=2,
        height=round(2 * 14 / 72 * 25.4, 1),
        share=round(2 / 350, 4),
        column_chars=14,
        columns=5,
    )


def test_the_caption_of_a_photo_news_is_its_text():
    grid = make_grid(column_chars=14)
    photo = Copy(pictures=(Picture("p", "", LINE),))

    assert measure(photo, grid).lines == 2


def test_the_grid_is_that_of_the_issue_in_the_making():
    make_grid(name="另一种")
    page = make_issue().pages.get()

    assert usual_grid() == page.grid


def test_the_api_measures_what_is_typed():
    make_issue()
    client = APIClient()
    client.force_authenticate(make_user(StaffRole.EDITOR))

    answer = client.post(
        "/api/measure/",
        {"body": f"{LINE}\n\n## 开工\n\n{LINE}", "dateline": "本报讯", "captions": []},
        format="json",
    )

    assert (answer.status_code, answer.data["characters"]) == (200, 37)
    assert answer.data["lines"] > 4


def test_without_a_grid_the_api_says_what_to_do():
    client = APIClient()
    client.force_authenticate(make_user(StaffRole.EDITOR))

    answer = client.post("/api/measure/", {"body": LINE}, format="json")

    assert answer.status_code == 409
    assert "Set one up" in answer.data["detail"]


@pytest.fixture
def client() -> APIClient:
    make_issue(grid=make_grid(columns=6, column_chars=17))
    client = APIClient()
    client.force_authenticate(make_user(StaffRole.EDITOR))
    return client


def fit_of(client, **asked):
    return client.post("/api/measure/", {"body": LINE * 40, **asked}, format="json")


def test_the_api_fits_words_into_a_width(client):
    plain = fit_of(client, columns=5, legs=3).data["fit"]
    tight = fit_of(client, columns=5, legs=3, depth=plain["depth"] - 2).data["fit"]

    over = tight["lines_over"]
    assert plain["sentence"] == (
        "5 columns in 3 legs, 29 characters a line: 23 lines needed."
    )
    assert over > 0
    assert tight["sentence"].endswith(
        f"room for {23 - over}; cut {over} lines, about {over * 29} characters."
    )


def test_the_desk_reads_it_in_its_own_words(client):
    with override("zh-hans"):
        plain = fit_in(copy_of(LINE * 40), usual_grid(), Width(5, 3))
        tight = fit_in(copy_of(LINE * 40), usual_grid(), Width(5, 3), depth=7)
        names = [width_name(Width(*pair)) for pair in ((1, 1), (2, 1), (4, 4), (5, 3))]

    assert plain.sentence == "五破三，每行29字：须23行。"
    assert tight.sentence == "五破三，每行29字：须23行，版位18行，须删5行，约145字。"
    assert names == ["一栏", "二栏长栏", "四栏", "五破三"]


def test_headline_and_photographs_take_their_lines(client):
    bare = fit_of(client, columns=3).data["fit"]
    photo = {"width": 6000, "height": 4000, "caption": "图为车间。"}
    full = fit_of(client, columns=3, headline="园区建设提速", photographs=[photo])

    fit = full.data["fit"]
    assert (bare["headline_lines"], bare["photograph_lines"]) == (0, 0)
    assert fit["headline_lines"] > 2
    assert fit["photograph_lines"] > 5
    assert fit["depth"] > bare["depth"]


def test_a_width_that_the_page_has_not_is_refused(client):
    answer = fit_of(client, columns=9, legs=1)

    assert answer.status_code == 409
    assert answer.data["code"] == "no_such_width"
