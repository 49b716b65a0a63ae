"""The slips of an issue as one PDF."""

import pypdfium2
import pytest
from django.urls import reverse

from desk.exceptions import Refused
from desk.services.ledger import entries_for
from issues.services.issue_slips import open_issue_slips
from tests.desk.builders import make_user
from tests.issues.builders import filled_page, make_issue
from tests.submissions.api.callers import client_of

pytestmark = pytest.mark.django_db


def test_they_come_in_the_order_of_the_pages_and_are_recorded(cast):
    page = filled_page(cast)
    pieces = [each.submission for each in page.placements.order_by("slot")]

    made = open_issue_slips(issue=page.issue, actor=cast.duty)

    with pypdfium2.PdfDocument(made.pdf) as document:
        heads = [each.get_textpage().get_text_bounded() for each in document]
    assert [piece.ref in head for piece, head in zip(pieces, heads, strict=True)] == [
        True,
        True,
    ]
    assert made.name == f"{page.issue.slug}-稿签.pdf"
    for piece in pieces:
        entry = entries_for(piece).last()
        assert (entry.verb, entry.actor) == ("submission.slip_opened", cast.duty)


def test_both_doors_open_it_and_an_empty_issue_says_so(client, cast):
    issue = filled_page(cast).issue
    client.force_login(cast.proofreader)
    page = client.get(reverse("admin:issues_issue_slips", args=(issue.pk,)))
    told = client_of(cast.editor).get(f"/api/issues/{issue.pk}/slips/")
    empty = make_issue()

    assert (page.content, page["Content-Type"]) == (told.content, "application/pdf")
    with pytest.raises(Refused, match="No piece stands on a page"):
        open_issue_slips(issue=empty, actor=cast.editor)
    answer = client_of(cast.editor).get(f"/api/issues/{empty.pk}/slips/")
    assert answer.status_code == 409
    nothing = client.get(reverse("admin:issues_issue_slips", args=(empty.pk,)))
    assert nothing.status_code == 302
    assert (
        client_of(make_user()).get(f"/api/issues/{issue.pk}/slips/").status_code == 403
    )
