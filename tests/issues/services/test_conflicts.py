from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.exceptions import PageUnfit
from issues.models import Issue, Page, Supplement
from issues.services.conflicts import (
    ConflictName,
    issue_conflicts,
    page_conflicts,
)
from issues.services.make_up import make_up_page
from issues.services.page_setup import set_page_up
from issues.services.placing import place_submission
from issues.services.proofing.making import make_page_proof
from issues.services.proofing.marking import mark_proof
from issues.services.signing import sign_page
from submissions.models import Photo
from submissions.services.outside import send_out
from tests.issues.builders import accepted, made_page, make_issue
from tests.issues.services.proofing.builders import (
    closed_rounds,
    first_story,
    proved_page,
    set_anew,
)
from tests.issues.services.proofing.test_deciding import rewrite
from tests.issues.services.test_signing import edit, sign
from tests.submissions.builders import make_photo_file

pytestmark = pytest.mark.django_db

N = ConflictName


def names(page):
    page = Page.objects.select_related("issue__supplement", "grid").get(pk=page.pk)
    return [(one.name, one.is_hard) for one in page_conflicts(page)]


def sentences(page, name):
    page = Page.objects.select_related("issue__supplement", "grid").get(pk=page.pk)
    return [one.sentence for one in page_conflicts(page) if one.name == name]


def with_photo(cast, **given):
    photos = (make_photo_file(size=(1600, 1200)),)
    return accepted(cast, photos=photos, **given)


def page_of(cast, *pieces):
    page = make_issue().pages.get()
    for piece in pieces:
        place_submission(page=page, submission=piece, actor=cast.editor)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


def test_a_page_fresh_from_make_up_lacks_only_its_rounds(cast):
    page = made_page(cast)

    assert names(page) == [(N.ROUND_MISSING, False)]
    assert sentences(page, N.ROUND_MISSING) == [
        "Not proofread: first round, second round, third round."
    ]


def test_a_page_that_is_not_made_up_says_so(cast):
    issue = make_issue(pages=2)

    found = issue_conflicts(issue)

    assert [(one.name, one.page_number) for one in found] == [
        (N.NOT_MADE_UP, 1),
        (N.NOT_MADE_UP, 2),
        (N.UNSIGNED, 1),
        (N.UNSIGNED, 2),
    ]


def test_changed_words_and_missing_reads_are_hard(cast):
    page = made_page(cast)
    piece = first_story(page)
    edit(piece, cast.editor)

    assert names(page) == [
        (N.WORDS_CHANGED, True),
        (N.UNREAD, True),
        (N.UNREAD, True),
        (N.ROUND_MISSING, False),
    ]
    assert sentences(page, N.UNREAD) == [
        f"The “First read” of {piece.ref} is missing.",
        f"The “Second read” of {piece.ref} is missing.",
    ]


def test_overset_and_broken_rules_are_hard_a_coarse_photograph_is_not(cast):
    page = made_page(cast)
    coarse = {
        "rule": "coarse",
        "hard": False,
        "detail": "ab: 90",
        "stories": ["GK-1"],
    }
    broken = {"rule": "bump", "hard": True, "detail": "Heads bump.", "stories": []}
    Page.objects.filter(pk=page.pk).update(overset_lines=2, findings=[coarse, broken])

    assert names(page) == [
        (N.OVERSET, True),
        (N.RULE_BROKEN, True),
        (N.PHOTO_COARSE, False),
        (N.ROUND_MISSING, False),
    ]


def test_a_piece_that_is_out_for_clearance_is_named(cast):
    page = made_page(cast)
    day = page.issue.cover_date
    send_out(
        submission=first_story(page),
        sent_to="高新区管委会",
        due_on=day,
        actor=cast.chief,
    )

    (said,) = sentences(page, N.OUT_FOR_CLEARANCE)
    assert "高新区管委会" in said


def test_a_photograph_needs_caption_and_credit(cast):
    page = page_of(cast, with_photo(cast))
    Photo.objects.update(caption="", credit=" ")

    assert names(page) == [
        (N.CAPTION_MISSING, False),
        (N.CREDIT_MISSING, False),
        (N.ROUND_MISSING, False),
    ]


def test_the_same_photograph_on_two_pages_is_named_on_both(cast):
    one, other = with_photo(cast), with_photo(cast)
    issue = make_issue(pages=2)
    for page, piece in zip(issue.pages.order_by("number"), (one, other), strict=True):
        place_submission(page=page, submission=piece, actor=cast.editor)
        make_up_page(page=page, actor=cast.page_editor, drafts=1)

    twice = [each for each in issue_conflicts(issue) if each.name == N.PHOTO_TWICE]

    assert [(each.page_number, each.piece) for each in twice] == [
        (1, one.pk),
        (2, other.pk),
    ]
    assert f"stands with {other.ref} on page 2, too" in twice[0].sentence


def test_a_headline_that_stands_twice_is_named(cast):
    one = accepted(cast, headline="园区服务更近了")
    other = accepted(cast, headline="园区服务 更近了")
    page = page_of(cast, one, other)

    assert sentences(page, N.HEADLINE_REPEATED) == [
        f"{one.ref}: the headline “园区服务更近了” is also that of {other.ref} on"
        " page 1.",
        f"{other.ref}: the headline “园区服务 更近了” is also that of {one.ref} on"
        " page 1.",
    ]


def test_a_folio_of_another_day_is_hard(cast):
    page = made_page(cast)
    day = page.issue.cover_date
    Issue.objects.update(cover_date=day + timedelta(days=1))

    (said,) = sentences(page, N.FOLIO_WRONG)
    assert said == (
        f"The page is dated {day.year}年{day.month}月{day.day}日; it runs on"
        f" {day.year}年{day.month}月{day.day + 1}日."
    )
    with pytest.raises(PageUnfit, match="cannot be signed as it is: The page is dated"):
        sign(page, cast.duty)


def printed_as(page, old, new):
    """Change words of the folio and nameplate as they stand in the layout."""
    layout = page.layout
    for thread in layout["threads"]:
        for paragraph in thread["paragraphs"]:
            for run in paragraph["runs"]:
                run["text"] = run["text"].replace(old, new)
    Page.objects.filter(pk=page.pk).update(layout=layout)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("星期", "星期某", "The page says 星期某;"),
        ("第01版", "第02版", "The folio says page 2; it is page 1."),
        ("总第1期", "总第9期", "The page says 总第9期;"),
    ],
)
def test_weekday_page_and_issue_number_are_checked(cast, old, new, said):
    page = made_page(cast)
    printed_as(page, old, new)

    found = sentences(page, N.FOLIO_WRONG)

    assert found
    assert found[0].startswith(said)


def test_a_name_in_the_folio_that_changed_is_only_pointed_out(cast):
    page = made_page(cast)
    Page.objects.filter(pk=page.pk).update(proofreader=cast.proofreader)

    assert names(page) == [(N.FOLIO_WRONG, False), (N.ROUND_MISSING, False)]
    sign(page, cast.duty)


def test_marks_and_changes_after_the_proof_are_pointed_out(cast):
    page, proof = proved_page(cast, stories=1)
    mark_proof(proof=proof, actor=cast.proofreader, remark="照片倒了")

    assert names(page) == [(N.ROUND_MISSING, False), (N.MARKS_OPEN, False)]


def test_a_page_changed_since_its_last_round_and_too_much_is_pointed_out(cast):
    page = made_page(cast, stories=1)
    closed_rounds(page, cast)
    rewrite(first_story(page), cast.editor, "工人们正在调试新到的生产线", "机器轰鸣")
    set_anew(page, cast)

    assert names(page) == [
        (N.UNREAD, True),
        (N.CHANGED_SINCE_PROOF, False),
        (N.CHANGED_TOO_MUCH, False),
    ]


def test_a_page_whose_rounds_are_closed_has_no_conflict(cast):
    page = made_page(cast)
    closed_rounds(page, cast)

    assert names(page) == []


def test_a_supplement_may_require_the_rounds(cast):
    page = made_page(cast)
    Supplement.objects.update(proofs_required=True)

    with pytest.raises(PageUnfit, match="Not proofread: first round, second round"):
        sign(page, cast.duty)
    closed_rounds(page, cast)

    assert sign(page, cast.duty).void_at is None


def test_the_press_proof_that_is_required_is_of_the_page_as_it_stands(cast):
    page = made_page(cast, stories=1)
    closed_rounds(page, cast)
    Supplement.objects.update(proofs_required=True)
    rewrite(first_story(page), cast.editor, "，工人们", "；工人们")  # voids nothing
    set_anew(page, cast)

    with pytest.raises(PageUnfit, match="no longer the one that was proofread last"):
        sign(page, cast.duty)
    make_page_proof(page=page, actor=cast.page_editor)
    with pytest.raises(PageUnfit, match="no longer the one"):
        sign(page, cast.duty)


def test_a_number_that_is_left_out_is_pointed_out(cast):
    issue = make_issue(pages=3)
    issue.pages.get(number=2).delete()

    found = [one for one in issue_conflicts(issue) if one.name == N.PAGE_NUMBERS]

    assert [one.sentence for one in found] == [
        "The pages are numbered 1, 3; a number is left out."
    ]


@pytest.mark.parametrize("pages", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(cast, pages):
    issue = make_issue(pages=pages)
    for page in issue.pages.order_by("number"):
        place_submission(page=page, submission=with_photo(cast), actor=cast.editor)
        make_up_page(page=page, actor=cast.page_editor, drafts=1)
        make_page_proof(page=page, actor=cast.page_editor)
    issue = Issue.objects.select_related("supplement").get(pk=issue.pk)

    with CaptureQueriesContext(connection) as asked:
        issue_conflicts(issue)

    assert len(asked) == 13


def test_a_page_whose_folio_is_set_anew_is_made_up_again_first(cast):
    page = made_page(cast)

    set_page_up(page=page, values={"label": "要闻"}, actor=cast.page_editor)

    assert names(page) == [(N.NOT_MADE_UP, True)]


def test_signing_is_as_before_where_nothing_is_required(cast):
    page = made_page(cast)

    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)

    assert names(page) == [(N.ROUND_MISSING, False)]
