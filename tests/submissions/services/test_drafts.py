"""Unsent pieces are kept whole, encrypted, and never overwritten unseen."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from desk.exceptions import Refused
from submissions.models import FormDraft
from submissions.services import drafts
from submissions.services.drafts import LaterWords, Written, save_draft
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def save(key, revision=0, words=None, **more):
    words = {"headline": "题"} if words is None else words
    return save_draft(key=key, revision=revision, written=Written(words), **more)


def raw_words(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, title FROM submissions_formdraft")
        return "".join(map(str, cursor.fetchone()))


def test_each_saving_is_one_revision():
    key = uuid4()

    assert [save(key, n, {"body": str(n)}).revision for n in range(3)] == [1, 2, 3]


def test_an_old_revision_overwrites_nothing_and_brings_the_later_words():
    key = uuid4()
    save(key, 0, {"body": "第一稿"})
    save(key, 1, {"body": "第二稿"})

    with pytest.raises(LaterWords) as refusal:
        save(key, 1, {"body": "另一台机器"})

    later = drafts.written_in(refusal.value.draft)
    assert later["words"] == {"body": "第二稿"}
    assert refusal.value.draft.revision == 2


def test_the_same_saving_twice_is_one():
    key = uuid4()
    save(key, 0, {"body": "一"})

    assert save(key, 0, {"body": "一"}).revision == 1


def test_what_was_thrown_away_elsewhere_is_kept_again():
    key = uuid4()
    save(key)
    drafts.throw_away(key)

    assert save(key, 1, {"body": "还在写"}).revision == 2


def test_the_telephone_number_is_not_in_the_database():
    key = uuid4()
    words = {"headline": "题", "contact_phone": "0311-80000000", "body": "秘密"}
    save(key, 0, words)

    stored = raw_words(key)
    assert "80000000" not in stored
    assert "秘密" not in stored
    assert drafts.written_in(FormDraft.objects.get(key=key))["words"] == words


def test_only_the_hash_of_the_link_is_kept():
    key = uuid4()
    save(key)
    token = drafts.resume_token(key)

    assert len(token) >= 22  # 128 bits and more in base64
    assert FormDraft.objects.get().token_hash != token
    assert drafts.draft_for_token(token) == FormDraft.objects.get()
    other = "y" if token.endswith("x") else "x"
    assert drafts.draft_for_token(token[:-1] + other) is None


def test_it_is_kept_as_long_as_the_setting_says(settings):
    settings.FORM_DRAFTS_KEPT_DAYS = 3

    left = save(uuid4()).expires_at - timezone.now()

    assert timedelta(days=2) < left <= timedelta(days=3)


def test_what_is_over_is_found_by_nobody_and_swept():
    over, living = uuid4(), uuid4()
    save(over, owner_email="linxiao@example.org")
    save(living)
    FormDraft.objects.filter(key=over).update(expires_at=timezone.now())

    assert drafts.find_draft(over) is None
    assert drafts.draft_for_token(drafts.resume_token(over)) is None
    assert drafts.drafts_of("linxiao@example.org") == []
    assert drafts.sweep_drafts() == 1
    assert list(FormDraft.objects.values_list("key", flat=True)) == [living]


def test_a_signed_in_author_finds_hers_and_nobody_elses():
    mine, other = uuid4(), uuid4()
    save(mine, 0, {"headline": "我的稿件"}, owner_email="linxiao@example.org")
    save(other, 0, {"headline": "别人的"}, owner_email="other@example.org")
    save(uuid4())

    (found,) = drafts.drafts_of("linxiao@example.org")

    assert str(found) == "我的稿件"
    assert found.address == f"/continue/{drafts.resume_token(mine)}/"
    assert drafts.drafts_of("") == []


def test_a_saving_without_sign_in_leaves_the_owner():
    key = uuid4()
    save(key, owner_email="linxiao@example.org")
    save(key, 1, {"body": "二"})

    assert FormDraft.objects.get().owner_email == "linxiao@example.org"


def test_no_draft_outlives_its_piece():
    key = uuid4()
    save(key)
    make_submission(key=f"form:{key.hex}")
    drafts.finish(key)

    with pytest.raises(Refused) as refusal:
        save(key, 1)
    assert refusal.value.code == "sent"
    assert not FormDraft.objects.exists()


def test_a_telephone_may_ask_for_a_link_before_a_word_is_written():
    key = uuid4()
    empty = drafts.draft_of(key)

    assert empty.revision == 0
    assert drafts.draft_of(key) == empty
    assert drafts.written_in(empty) == {"words": {}, "photos": []}
    assert save(key).revision == 1


def test_photographs_keep_their_order_and_words():
    key, photos = (
        uuid4(),
        [{"id": uuid4().hex, "caption": n, "credit": ""} for n in "ba"],
    )
    save_draft(key=key, revision=0, written=Written({}, photos))

    kept = drafts.written_in(FormDraft.objects.get())
    assert kept["photos"] == photos
    assert json.dumps(kept)
