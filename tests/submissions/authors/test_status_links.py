"""Private links end, are made anew, and tell nobody anything they should not."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.models import Job, Letter
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.models import Submission
from submissions.services.status_links import SEND_LINK, renew_status_link, token_of
from submissions.services.tokens import status_token
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.authors.solving import letter_to, link_in
from tests.submissions.builders import make_submission
from tests.submissions.pieces import typed
from tests.submissions.same_time import assert_same_time

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def end(piece: Submission) -> None:
    """Let a piece's link be over."""
    past = timezone.now() - timedelta(seconds=1)
    Submission.objects.filter(pk=piece.pk).update(status_token_until=past)


def run_links() -> None:
    for job in Job.objects.filter(kind=SEND_LINK):
        run_job(job.pk)


def test_a_link_lasts_half_a_year_from_the_last_change(client: Client, cast):
    piece = make_submission()
    assert piece.status_token_until - timezone.now() > timedelta(days=179)
    end(piece)
    assert client.get(f"/status/{token_of(piece)}/").status_code == 404

    perform(submission=piece, action=Action.HOLD, actor=cast.chief)

    assert client.get(f"/status/{token_of(piece)}/").status_code == 200


def test_the_setting_says_how_long(settings):
    settings.STATUS_LINK_DAYS = 3

    left = make_submission().status_token_until - timezone.now()

    assert timedelta(days=2) < left <= timedelta(days=3)


def test_the_desk_renews_a_link_and_the_old_one_dies(client: Client, cast):
    piece = make_submission(contact_email=EMAIL)
    old = token_of(piece)

    renew_status_link(submission=piece, actor=cast.editor)

    assert piece.status_token_number == 1
    assert client.get(f"/status/{old}/").status_code == 404
    assert client.get(f"/status/{token_of(piece)}/").status_code == 200
    assert client.get(link_in(letter_to(EMAIL))).status_code == 200
    assert entries_for(piece).filter(verb="submission.link_renewed").exists()


def test_who_does_not_write_to_authors_renews_no_link():
    piece = make_submission()

    with pytest.raises(NotAllowed):
        renew_status_link(submission=piece, actor=make_user(StaffRole.PROOFREADER))


def test_letters_after_it_bear_the_new_link(client: Client, cast):
    piece = make_submission(contact_email=EMAIL)
    renew_status_link(submission=piece, actor=cast.editor)

    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note="请改。")

    assert client.get(link_in(letter_to(EMAIL))).status_code == 200


def test_the_form_sent_again_shows_the_link_that_is_good(client: Client, cast):
    data = typed()
    client.post("/", data)
    renew_status_link(submission=Submission.objects.get(), actor=cast.editor)

    assert client.get(client.post("/", data).url).status_code == 200


def test_an_author_asks_for_a_new_link(client: Client):
    piece = make_submission(contact_email="LinXiao@Example.org")
    before = Letter.objects.count()

    answer = client.post("/link/", {"ref": piece.ref.lower(), "email": EMAIL})

    assert answer.status_code == 200
    run_links()
    assert Letter.objects.count() == before + 1
    letter = Letter.objects.latest("pk")
    assert letter.recipient == "LinXiao@example.org".replace("example", "Example")
    assert client.get(link_in(letter)).status_code == 200
    run_links()
    assert Letter.objects.count() == before + 1
    assert EMAIL not in str(Job.objects.filter(kind=SEND_LINK).values())


def test_numbers_and_e_mails_cannot_be_tried_out(client: Client):
    piece = make_submission(contact_email=EMAIL)
    cases = (
        (piece.ref, EMAIL),
        (piece.ref, "other@example.org"),
        ("GK-2026-9999", EMAIL),
        ("nonsense", "nobody@example.org"),
    )
    pages, counts = set(), set()
    for ref, email in cases:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post("/link/", {"ref": ref, "email": email})
        pages.add((answer.status_code, TOKEN.sub("", answer.content.decode())))
        counts.add(len(queries))

    assert (len(pages), len(counts)) == (1, 1)
    before = Letter.objects.count()
    run_links()
    assert Letter.objects.count() == before + 1


def test_links_are_asked_for_a_few_times_an_hour(client: Client, settings):
    settings.CODES_PER_EMAIL_PER_HOUR = 2

    answers = [
        client.post("/link/", {"ref": f"GK-2026-000{n}", "email": EMAIL}).status_code
        for n in range(3)
    ]

    assert answers == [200, 200, 429]


def test_f38_guessed_expired_and_dead_links_are_one_answer(client: Client, cast):
    piece, expired = make_submission(), make_submission()
    dead = token_of(piece)
    renew_status_link(submission=piece, actor=cast.editor)
    end(expired)
    words = (dead, token_of(expired), status_token("GK-2026-9999"), "x", piece.ref)
    pages, counts = set(), set()
    for word in words:
        for what in ("", "received/", "revise/", "withdraw/"):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(f"/status/{word}/{what}")
            headers = (
                answer["Cache-Control"],
                answer["Referrer-Policy"],
                answer["X-Robots-Tag"],
            )
            page = TOKEN.sub("", answer.content.decode())
            page = page.replace(f"/status/{word}/{what}", "")
            pages.add((answer.status_code, page, headers))
            counts.add(len(queries))

    assert len(pages) == 1
    assert counts == {1}


def test_f38_no_kind_of_wrong_link_takes_longer(client: Client):
    expired = make_submission()
    end(expired)

    assert_same_time(
        client.get, f"/status/{token_of(expired)}/", f"/status/{'y' * 24}/"
    )


def test_private_pages_are_kept_by_nobody(client: Client, cast):
    piece = make_submission()
    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note="请改。")
    for what in ("", "received/", "revise/", "withdraw/"):
        answer = client.get(f"/status/{token_of(piece)}/{what}")

        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        # A page with a form must let its own site know where it comes from.
        policy = "same-origin" if what in ("revise/", "withdraw/") else "no-referrer"
        assert answer["Referrer-Policy"] == policy
