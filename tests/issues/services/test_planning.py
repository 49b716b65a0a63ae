from datetime import UTC, date, datetime

import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import IssueStatus
from issues.services.planning import add_page, open_issue, remove_page, set_deadlines
from tests.desk.builders import make_user
from tests.issues.builders import filled_page, make_grid, make_issue, make_supplement

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def at(hour):
    return datetime(2026, 11, 20, hour, tzinfo=UTC)


def test_issues_are_numbered_in_the_year_and_through_all_years():
    supplement, grid = make_supplement(), make_grid()
    days = (date(2026, 11, 23), date(2026, 12, 21), date(2027, 1, 18))

    issues = [open_issue(supplement=supplement, cover_date=d, grid=grid) for d in days]

    assert [(i.slug, i.serial_number) for i in issues] == [
        ("2026-01", 1),
        ("2026-02", 2),
        ("2027-01", 3),
    ]


def test_an_issue_opens_with_named_pages_and_its_act_in_the_ledger():
    planner = make_user(StaffRole.SECTION_CHIEF)

    issue = make_issue(pages=3, cover_date=DAY, opened_by=planner)

    assert list(issue.pages.values_list("number", "label", "status")) == [
        (1, "要闻", "open"),
        (2, "综合", "open"),
        (3, "园区", "open"),
    ]
    assert issue.status == IssueStatus.PLANNING
    entry = entries_for(issue).get()
    assert (entry.verb, entry.actor, entry.data) == (
        "issue.opened",
        planner,
        {"cover_date": "2026-11-23", "pages": 3},
    )


def test_planning_is_the_duty_of_few(cast):
    issue = make_issue()

    with pytest.raises(NotAllowed):
        make_issue(opened_by=cast.proofreader)
    with pytest.raises(NotAllowed):
        add_page(issue=issue, grid=make_grid(), actor=cast.editor)
    with pytest.raises(NotAllowed):
        remove_page(page=issue.pages.get(), actor=cast.editor)
    with pytest.raises(NotAllowed):
        set_deadlines(
            issue=issue, copy_deadline=None, press_time=None, actor=cast.editor
        )


def test_a_cover_date_is_taken_once():
    issue = make_issue(cover_date=DAY)

    with pytest.raises(Refused, match="already has the cover date 2026-11-23"):
        open_issue(
            supplement=issue.supplement, cover_date=DAY, grid=issue.pages.get().grid
        )


@pytest.mark.parametrize("pages", [0, 33])
def test_an_issue_has_from_1_to_32_pages(pages):
    with pytest.raises(Refused, match="An issue has from 1 to 32 pages"):
        make_issue(pages=pages)


def test_a_page_comes_and_goes_at_the_end(cast):
    issue = make_issue()

    page = add_page(issue=issue, grid=make_grid(), actor=cast.chief)
    assert (page.number, page.label) == (2, "综合")
    remove_page(page=page, actor=cast.chief)

    assert list(issue.pages.values_list("number", flat=True)) == [1]
    verbs = list(entries_for(issue).values_list("verb", flat=True))
    assert verbs == ["issue.opened", "issue.page_added", "issue.page_removed"]


def test_the_first_page_and_pages_in_the_middle_stay():
    issue = make_issue(pages=2)

    with pytest.raises(Refused, match="Only the last page can be removed"):
        remove_page(page=issue.pages.get(number=1))
    remove_page(page=issue.pages.get(number=2))
    with pytest.raises(Refused, match="one page must stay"):
        remove_page(page=issue.pages.get(number=1))


def test_a_page_with_stories_stays(cast):
    page = filled_page(cast, stories=1)

    with pytest.raises(Refused, match="Stories stand on page 1; take them off first"):
        remove_page(page=page)


def test_deadlines_are_set_in_order():
    issue = make_issue()

    with pytest.raises(Refused, match="lies after the press time"):
        set_deadlines(issue=issue, copy_deadline=at(18), press_time=at(9))
    changed = set_deadlines(issue=issue, copy_deadline=at(9), press_time=at(18))

    assert (changed.copy_deadline, changed.press_time) == (at(9), at(18))
