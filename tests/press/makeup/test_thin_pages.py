"""Pages made up early, with a few stories: nothing crashes and no word is lost."""

import pytest

from press.copy.model import Block, BlockKind, Copy, Run
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID
from press.makeup.model import Furniture, PictureSpec, Story
from press.makeup.roles import suggest_roles
from tests.press.makeup.pages import page_furniture

SENTENCE = "园区今年新开工项目三十八个，从签约到开工平均用时不到五个月。"
LONG = "三个项目同日开工建设带动上下游企业加快集聚" * 4
SMALL, PORTRAIT = (600, 400), (900, 1350)


def story(slot: int, characters: int, *sizes: tuple[int, int], head: str) -> Story:
    text = (SENTENCE * (characters // len(SENTENCE) + 1))[:characters]
    blocks = (Block("b1", BlockKind.PARAGRAPH, (Run(text),)),)
    pictures = tuple(
        PictureSpec(f"p{slot}{number}", *size) for number, size in enumerate(sizes)
    )
    return Story(
        f"s{slot}", slot, Copy(headline=head, blocks=blocks), pictures=pictures
    )


PAGES = {
    "one small photograph": [story(1, 379, SMALL, head="园区服务到家")],
    "one portrait": [story(1, 369, PORTRAIT, head="三个项目同日开工")],
    "long headline, photographs": [
        story(1, 273, PORTRAIT, PORTRAIT, head=LONG[:56]),
        story(2, 104, SMALL, head=LONG[:80]),
    ],
    "three shorts": [
        story(1, 206, SMALL, head="园区服务到家"),
        story(2, 476, SMALL, head="三个项目同日开工"),
        story(3, 194, SMALL, SMALL, head="夜校开班"),
    ],
}


@pytest.mark.parametrize("grid", [BROADSHEET, TABLOID], ids=lambda grid: grid.name)
@pytest.mark.parametrize("furniture", [Furniture(), page_furniture()])
@pytest.mark.parametrize("name", PAGES)
def test_a_thin_page_is_made_up_whole(name, furniture, grid):
    stories = suggest_roles(PAGES[name])

    layouts = make_drafts(grid, stories, furniture, number=1, drafts=2)

    assert [f.rule for page in layouts for f in page.findings if f.hard] == []
    assert {page.overset_lines for page in layouts} == {0}
