"""One-off links: good for their time, closed by their sender, told to nobody twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.models import FormDraft, Submission, UploadLink
from submissions.services import drafts
from submissions.services.upload_links import (
    ask_for_originals,
    close_link,
    form_of,
    link_for_draft,
    links_of,
    open_link,
    sweep_links,
)
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db

WANTED = "请发相机原图，第二张太小。"


def ask(piece: Submission, actor=None, **more):
    actor = actor or make_user(StaffRole.EDITOR)
    return ask_for_originals(
        submission=piece, actor=actor, **{"asks_for": WANTED, **more}
    )


def end(link: UploadLink) -> None:
    past = timezone.now() - timedelta(seconds=1)
    UploadLink.objects.filter(pk=link.pk).update(expires_at=past)


def test_a_telephones_link_is_good_for_two_hours():
    key = uuid4()

    made = link_for_draft(key)

    found = open_link(made.token)
    assert found == made.link
    assert form_of(found) == key
    left = found.expires_at - timezone.now()
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    assert made.url.endswith(f"/up/{made.token}/")
    assert FormDraft.objects.get().revision == 0  # nothing typed yet


def test_only_the_hash_is_kept_and_each_link_is_new():
    key = uuid4()
    first, second = link_for_draft(key), link_for_draft(key)

    assert first.token != second.token
    assert len(first.token) >= 22  # 128 bits and more in base64
    assert first.token not in str(UploadLink.objects.values_list()[0])
    assert open_link(first.token)
    assert open_link(second.token)


def test_the_picture_of_a_link_is_read_on_light_and_dark():
    qr = link_for_draft(uuid4()).qr

    assert qr.startswith("<svg xmlns=")
    assert "#fffefa" in qr
    assert "#1b1916" in qr


@pytest.mark.parametrize("how", ["closed", "over", "draft over", "draft gone", "wrong"])
def test_a_link_that_is_not_open_opens_nothing(how):
    key = uuid4()
    made = link_for_draft(key)
    token = made.token
    if how == "closed":
        close_link(made.link)
    elif how == "over":
        end(made.link)
    elif how == "draft over":
        FormDraft.objects.update(expires_at=timezone.now())
    elif how == "draft gone":
        drafts.throw_away(key)
    else:
        token = token[:-1] + ("x" if token[-1] != "x" else "y")

    assert open_link(token) is None


def test_closing_twice_does_no_harm():
    made = link_for_draft(uuid4())
    close_link(made.link)
    closed = UploadLink.objects.get().expires_at
    close_link(made.link)

    assert UploadLink.objects.get().expires_at == closed


def test_no_link_for_a_piece_that_was_sent():
    key = uuid4()
    make_submission(key=f"form:{key.hex}")

    with pytest.raises(Refused):
        link_for_draft(key)


def test_the_desk_asks_and_the_author_gets_a_letter():
    piece = make_submission()
    editor = make_user(StaffRole.EDITOR)

    made = ask(piece, editor, days=7)

    assert open_link(made.token).submission == piece
    assert made.letter.recipient == piece.contact_email
    assert made.url in made.letter.body
    assert WANTED in made.letter.body
    assert piece.headline in made.letter.body
    left = made.link.expires_at - timezone.now()
    assert timedelta(days=6) < left <= timedelta(days=7)
    entry = entries_for(piece).get(verb="submission.originals_asked")
    assert entry.actor == editor
    assert entry.data["asks_for"] == WANTED
    assert made.token not in str(entry.data)
    assert list(links_of(piece)) == [made.link]


def test_without_an_e_mail_the_desk_passes_the_link_on():
    piece = make_submission(contact_email="")
    before = Letter.objects.count()

    made = ask(piece)

    assert made.letter is None
    assert Letter.objects.count() == before
    assert open_link(made.token)


def test_who_may_not_edit_asks_for_nothing():
    with pytest.raises(NotAllowed):
        ask(make_submission(), make_user(StaffRole.PROOFREADER))
    assert not UploadLink.objects.exists()


@pytest.mark.parametrize(
    "more", [{"asks_for": "  "}, {"asks_for": "字" * 301}, {"days": 0}, {"days": 61}]
)
def test_what_makes_no_sense_is_refused(more):
    with pytest.raises(Refused):
        ask(make_submission(), **more)
    assert not UploadLink.objects.exists()


def test_a_closed_piece_needs_nothing_more():
    piece, chief = make_submission(), make_user(StaffRole.SECTION_CHIEF)
    perform(submission=piece, action=Action.DECLINE, actor=chief, note="不用。")

    with pytest.raises(Refused):
        ask(piece, chief)


def test_links_long_over_are_swept():
    old, new = link_for_draft(uuid4()), ask(make_submission())
    UploadLink.objects.filter(pk=old.link.pk).update(
        expires_at=timezone.now() - timedelta(days=31)
    )

    assert sweep_links() == 1
    assert list(UploadLink.objects.all()) == [new.link]
