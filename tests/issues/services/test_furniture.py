from datetime import date

import pytest

from issues.services.furniture import furniture_of
from press.makeup.model import Furniture
from tests.desk.builders import make_user
from tests.issues.builders import make_issue, make_supplement

pytestmark = pytest.mark.django_db


def test_page_one_carries_nameplate_contact_box_and_folio():
    supplement = make_supplement(
        name="园区导刊", motto="看园区 · 读产业", contact="热线：0000\n\n编辑部"
    )
    issue = make_issue(supplement=supplement, cover_date=date(2026, 11, 23), pages=2)
    page = issue.pages.get(number=1)
    page.responsible_editor = make_user(display_name="陈编辑")

    assert furniture_of(page) == Furniture(
        paper="云州商报",
        supplement="园区导刊",
        motto="看园区 · 读产业",
        folio=(
            "云州商报　2026年11月23日 星期一",
            "园区导刊 · 要闻",
            "责任编辑：陈编辑　第01版",
        ),
        nameplate=True,
        nameplate_notes=("2026年第1期（总第1期）", "2026年11月23日 星期一"),
        contact=("热线：0000", "编辑部"),
    )


def test_other_pages_carry_a_folio_only():
    supplement = make_supplement(name="园区导刊", motto="看园区")
    issue = make_issue(supplement=supplement, cover_date=date(2026, 11, 29), pages=2)

    assert furniture_of(issue.pages.get(number=2)) == Furniture(
        paper="云州商报",
        supplement="园区导刊",
        folio=(
            "云州商报　2026年11月29日 星期日",
            "园区导刊 · 综合　第1期 总第1期",
            "第02版",
        ),
    )
