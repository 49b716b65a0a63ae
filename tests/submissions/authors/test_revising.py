"""A returned piece comes back revised, another is taken back; behind either door."""

import re
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.test import Client

from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from press.copy.serial import from_json
from submissions.body_text import edited_blocks
from submissions.enums import Action, Kind
from submissions.models import Photo, Submission, Version
from submissions.services.copy import current_copy
from submissions.services.desk_edit import save_copy
from submissions.services.status_links import token_of
from submissions.services.workflow import perform
from tests.submissions.authors.solving import signed_in
from tests.submissions.builders import make_photo, make_submission
from tests.submissions.pieces import jpeg_bytes, photo_file, sentences

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"


@pytest.fixture(params=["link", "sign-in"])
def door(request, client: Client):
    """Return how a piece's page is addressed, behind either door."""
    if request.param == "link":
        return lambda piece: f"/status/{token_of(piece)}/"
    signed_in(client, EMAIL)
    return lambda piece: f"/mine/{piece.ref}/"


@pytest.fixture
def returned(cast) -> Submission:
    piece = make_submission(contact_email=EMAIL, photos=(make_photo(),))
    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note="请补时间。")
    return piece


def changed(piece: Submission, **overrides) -> dict:
    """Return what she posts who changes the headline."""
    photo = piece.photos.get()
    return {
        "headline": "改过的标题",
        "kicker": piece.kicker,
        "deck": piece.deck,
        "byline": piece.byline,
        "body": "昨天上午，项目开工。\n\n明年投产。",
        "expected_number": piece.current_version.number,
        "picture_ids": [photo.key.hex],
        "picture_captions": ["改过的说明。"],
        "picture_credits": ["林晓 摄"],
        "note": "补了时间",
        **overrides,
    }


def test_the_remark_stands_beside_her_words(client: Client, door, returned):
    page = client.get(f"{door(returned)}revise/").content.decode()

    assert "请补时间。" in page
    assert f'value="{returned.headline}"' in page
    assert "明年投产。" in page
    assert f'value="{returned.photos.get().key.hex}"' in page


def test_sent_back_it_is_a_version_of_hers_and_new_at_the_desk(
    client: Client, door, returned
):
    answer = client.post(f"{door(returned)}revise/", changed(returned))

    returned.refresh_from_db()
    version = returned.current_version
    assert (answer.status_code, answer.url) == (303, f"{door(returned)}?sent-back")
    assert returned.status == "received"
    assert (version.number, version.author, version.note) == (2, None, "补了时间")
    assert (returned.headline, returned.working_title) == ("改过的标题", "改过的标题")
    assert [block.text for block in from_json(version.copy).blocks] == [
        "昨天上午，项目开工。",
        "明年投产。",
    ]
    assert returned.photos.get().caption == "改过的说明。"
    verbs = [entry.verb for entry in entries_for(returned)]
    assert "submission.revised" in verbs
    assert "submission.resubmit" in verbs
    assert "Thank you" in client.get(answer.url).content.decode()


def test_block_ids_survive_her_change(client: Client, door, returned):
    before = current_copy(returned).blocks

    client.post(f"{door(returned)}revise/", changed(returned))

    returned.refresh_from_db()
    after = current_copy(returned).blocks
    assert after[1] == before[1]
    assert after == edited_blocks(before, "昨天上午，项目开工。\n\n明年投产。")


def test_new_photographs_come_with_it(client: Client, door, returned):
    data = changed(
        returned,
        photos=[photo_file("新.jpg", jpeg_bytes(colour="brown"))],
        photo_captions=["新拍的。"],
        photo_credits=["林晓 摄"],
    )

    client.post(f"{door(returned)}revise/", data)

    captions = [photo.caption for photo in Photo.objects.order_by("position")]
    assert captions == ["改过的说明。", "新拍的。"]
    returned.refresh_from_db()
    assert len(current_copy(returned).pictures) == 2


def test_without_script_new_photographs_get_their_captions_first(
    client: Client, door, returned
):
    data = changed(returned, photos=[photo_file("新.jpg")], add_photos="yes")

    page = client.post(f"{door(returned)}revise/", data).content.decode()

    assert "新.jpg" in page
    assert 'value="改过的标题"' in page
    returned.refresh_from_db()
    assert returned.status == "returned"


def test_f43_sent_twice_it_is_one_version(client: Client, door, returned):
    address, data = f"{door(returned)}revise/", changed(returned)

    answers = [client.post(address, data).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Version.objects.filter(submission=returned).count() == 2


def test_unchanged_words_need_no_version(client: Client, door, returned):
    copy = current_copy(returned)
    photo = copy.pictures[0]
    data = changed(
        returned,
        headline=copy.headline,
        body="\n\n".join(block.text for block in copy.blocks),
        picture_captions=[photo.caption],
        picture_credits=[photo.credit],
    )

    client.post(f"{door(returned)}revise/", data)

    returned.refresh_from_db()
    assert (returned.status, returned.current_version.number) == ("received", 1)


def test_f44_a_change_by_the_desk_is_shown_beside_hers(
    client: Client, door, returned, cast
):
    data = changed(returned)
    perform(submission=returned, action=Action.RESUBMIT, actor=cast.editor)
    copy = replace(current_copy(returned), headline="编辑改的标题")
    save_copy(submission=returned, copy=copy, author=cast.editor, expected_number=1)
    perform(submission=returned, action=Action.RETURN, actor=cast.chief, note="再看。")

    answer = client.post(f"{door(returned)}revise/", data)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="改过的标题"' in page
    assert "编辑改的标题" in page
    assert "改过的说明。" in page
    assert 'name="expected_number" value="2"' in page
    again = client.post(f"{door(returned)}revise/", {**data, "expected_number": 2})
    assert again.status_code == 303
    returned.refresh_from_db()
    assert (returned.headline, returned.current_version.number) == ("改过的标题", 3)


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"headline": ""}, "The piece needs a headline."),
        ({"body": " "}, "The text is still missing."),
        ({"headline": "长" * 101}, "At most 100 characters; this has 101."),
        ({"picture_captions": ["长" * 1001]}, "A caption is too long; shorten it."),
    ],
)
def test_bad_words_come_back_with_a_sentence(
    client: Client, door, returned, overrides, sentence
):
    data = changed(returned, **overrides)

    answer = client.post(f"{door(returned)}revise/", data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in sentences(page)
    assert "林晓 摄" in page
    assert Version.objects.filter(submission=returned).count() == 1


def test_a_database_that_fails_loses_no_word(
    client: Client, door, returned, monkeypatch
):
    def locked(**kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("submissions.views.revise.send_back", locked)
    data = changed(returned, photos=[photo_file()], photo_captions=["新图的说明"])

    failed = client.post(f"{door(returned)}revise/", data)
    monkeypatch.undo()

    page = failed.content.decode()
    assert failed.status_code == 503
    assert "It could not be stored just now; send it again in a minute." in page
    for words in ("改过的标题", "明年投产。", "改过的说明。", "新图的说明", "补了时间"):
        assert words in page
    uploads = re.findall(r'name="uploads" value="(\w+)"', page)
    again = {**changed(returned), "uploads": uploads, "upload_captions": ["新图的说明"]}
    key = failed.context["form"]["key"].value()
    sent = client.post(f"{door(returned)}revise/", {**again, "key": key})
    assert sent.status_code == 303
    captions = [photo.caption for photo in Photo.objects.order_by("position")]
    assert captions == ["改过的说明。", "新图的说明"]


def test_photo_news_keeps_its_captions(client: Client, door, cast):
    piece = make_submission(
        contact_email=EMAIL,
        kind=Kind.PHOTO_NEWS,
        headline="",
        blocks=(),
        photos=(make_photo(),),
    )
    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note="补说明。")
    address = f"{door(piece)}revise/"
    empty = {"headline": "", "body": "", "picture_captions": [""]}

    assert client.post(address, changed(piece, **empty)).status_code == 422
    good = {**empty, "picture_captions": ["近日，工人调试行车。"]}
    assert client.post(address, changed(piece, **good)).status_code == 303


def test_her_photographs_are_shown_small_and_no_others(client: Client, door, returned):
    theirs = make_submission(photos=(make_photo(),)).photos.get()
    for photo in Photo.objects.all():
        run_job(Job.objects.get(payload={"photo": photo.pk}).pk)
    mine = returned.photos.get()
    page = client.get(f"{door(returned)}revise/").content.decode()

    address = f"{door(returned)}photos/{mine.key}/"
    assert f'src="{address}"' in page
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")
    assert "no-store" in answer["Cache-Control"]
    assert client.get(f"{door(returned)}photos/{theirs.key}/").status_code == 404


def test_foreign_photographs_are_not_touched(client: Client, door, returned):
    theirs = make_submission(photos=(make_photo(caption="别人的"),)).photos.get()

    client.post(
        f"{door(returned)}revise/",
        changed(returned, picture_ids=[theirs.key.hex], picture_captions=["改"]),
    )

    theirs.refresh_from_db()
    assert theirs.caption == "别人的"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_piece_that_is_being_read_is_not_revised(
    client: Client, door, cast, method: str
):
    piece = make_submission(contact_email=EMAIL, photos=(make_photo(),))
    address = f"{door(piece)}revise/"

    if method == "get":
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (303, door(piece))
        return
    answer = client.post(address, changed(piece))
    assert answer.status_code == 422
    assert "does not wait for a change by you" in answer.content.decode()
    assert 'value="改过的标题"' in answer.content.decode()


def test_a_piece_is_taken_back_after_a_question(client: Client, door, cast):
    piece = make_submission(contact_email=EMAIL)
    address = f"{door(piece)}withdraw/"
    assert client.get(address).status_code == 200
    piece.refresh_from_db()
    assert piece.status == "received"

    answers = [client.post(address, {"reason": "已另发"}) for _ in range(2)]

    piece.refresh_from_db()
    assert [answer.url for answer in answers] == [door(piece)] * 2
    assert piece.status == "withdrawn"
    assert [(t.actor, t.note) for t in piece.transitions.all()] == [(None, "已另发")]
    assert "withdraw/" not in client.get(door(piece)).content.decode()


def test_a_piece_on_a_page_is_not_taken_back(client: Client, door):
    piece = make_submission(contact_email=EMAIL)
    Submission.objects.filter(pk=piece.pk).update(status="placed")
    address = f"{door(piece)}withdraw/"

    assert "Please call the desk at once" in client.get(address).content.decode()
    answer = client.post(address, {})

    assert answer.status_code == 409
    assert "Please call the desk" in answer.content.decode()
    piece.refresh_from_db()
    assert piece.status == "placed"
