"""A Word file fills the form: every word in its place, each photograph with its own."""

import json
import os
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from desk.exceptions import Refused
from desk.models import Job
from desk.services.jobs import enqueue, run_job
from guidekit.copyfile import CopyItem, PhotoWords, read_copy
from press.copy.model import BlockKind
from submissions.body_text import blocks_from_body
from submissions.enums import UploadPurpose, UploadState
from submissions.models import Upload
from submissions.services.reading_words import story_in
from submissions.services.uploads.arriving import LOOK
from tests.needs import needs_office
from tests.submissions.documents import docx_files as docx
from tests.submissions.documents.test_docx_words import with_notes
from tests.submissions.documents.test_ole_kinds import ole_bytes
from tests.submissions.documents.zip_files import Entry, make_zip
from tests.submissions.mail_habits import (
    AUTHOR,
    PHONE,
    UNIT,
    gbk_zip,
    photograph,
    word_file,
)
from tests.submissions.word_files import (
    CARD,
    packed,
    plain_text,
    read,
    saved_as_old_word,
    send_up,
    typed_in_word,
    work,
)

pytestmark = pytest.mark.django_db

SHARED = os.environ.get("GUIDEKIT_SHARED", "")
PAGE = Path(SHARED) / "pages/000.json" if SHARED else None
ITEMS = read_copy(PAGE if PAGE and PAGE.exists() else None).items
LONGEST = max(ITEMS, key=lambda item: item.length)

STORY = CopyItem(
    kind="feature",
    kicker="云州开发区",
    headline="项目建设跑出“加速度”",
    deck="——前十月新签约项目二十六个",
    byline="通讯员 林晓",
    body=(
        ("paragraph", "本月，云州开发区二期厂房封顶，比计划提前四十天。"),
        ("subhead", "服务更近"),
        ("paragraph", "“从拿地到开工只用四十天。”企业负责人说，明年三月投产。"),
    ),
    photos=(
        PhotoWords("工人在二期厂房里调试生产线。", "林晓 摄"),
        PhotoWords("十一月十日，首批设备运抵园区。", "陈宁 摄"),
        PhotoWords("服务专员在企业现场办公。", "周航 摄"),
    ),
)


def photographs():
    """Return the photographs sent up, in order."""
    return Upload.objects.filter(purpose=UploadPurpose.PHOTO).order_by("position")


def written(item: CopyItem) -> dict[str, object]:
    return {
        "kind": item.kind,
        "stack": (item.kicker, item.headline, item.deck, item.byline),
        "body": item.body,
    }


def shown(story: dict) -> dict[str, object]:
    blocks = blocks_from_body(story["body"])
    return {
        "kind": story["kind"],
        "stack": tuple(story[n] for n in ("kicker", "headline", "deck", "byline")),
        "body": tuple((block.kind.value, block.text) for block in blocks),
    }


def words_of(story: dict) -> tuple[tuple[str, str], ...]:
    rows = {row.key.hex: row for row in photographs()}
    return tuple((rows[i].caption, rows[i].credit) for i in story["photos"])


def photo_words(item: CopyItem) -> tuple[tuple[str, str], ...]:
    return tuple((photo.caption, photo.credit) for photo in item.photos)


def test_three_photographs_with_their_captions_and_the_story() -> None:
    form = uuid4()
    upload = read(typed_in_word(STORY)[1], form=form)

    assert (upload.state, upload.reason, upload.format) == ("ready", "", "docx")
    story = story_in(upload)
    assert shown(story) == written(STORY)
    assert words_of(story) == photo_words(STORY)
    assert story["contact_name"] == AUTHOR
    assert story["contact_unit"] == UNIT
    assert story["contact_phone"] == PHONE
    assert story["notes"] == []
    rows = list(photographs())
    assert [row.key.hex for row in rows] == story["photos"]
    assert {(row.form_key, row.found_in_id) for row in rows} == {(form, upload.pk)}
    assert {row.state for row in rows} == {UploadState.CHECKING}
    work()
    assert {row.state for row in photographs()} == {UploadState.READY}


HABITS = (typed_in_word, packed, plain_text)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.headline or item.kind)
def test_a_page_in_files(item: CopyItem, habit) -> None:
    name, data = habit(item)

    upload = read(data, name)

    if habit is plain_text and not item.body:
        return  # a caption without its photograph says nothing
    assert upload.state == UploadState.READY, upload.reason
    story = story_in(upload)
    assert shown(story) == written(item)
    if habit is not plain_text:
        assert words_of(story) == photo_words(item)
        assert story["contact_phone"] == PHONE


@needs_office
def test_an_old_word_file() -> None:
    name, data = saved_as_old_word(LONGEST)

    story = story_in(read(data, name))

    assert shown(story) == written(LONGEST)
    assert words_of(story) == photo_words(LONGEST)


def test_it_is_encrypted_at_rest() -> None:
    read(typed_in_word(STORY)[1])

    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM submissions_upload")
        stored = "".join(str(row[0]) for row in cursor.fetchall())
    assert stored
    assert PHONE not in stored
    assert "加速度" not in stored


def test_read_twice_it_is_read_once() -> None:
    upload = read(typed_in_word(STORY)[1])
    first, keys = upload.story, set(photographs().values_list("key", flat=True))
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.CHECKING, story="")
    Job.objects.all().delete()
    job = enqueue(kind=LOOK, unique_key="again", payload={"upload": upload.key.hex})

    run_job(job.pk)
    run_job(job.pk)

    upload.refresh_from_db()
    assert set(photographs().values_list("key", flat=True)) == keys
    assert json.loads(upload.story) == json.loads(first)


@pytest.mark.parametrize("payload", [{}, {"upload": "x"}, {"upload": uuid4().hex}])
def test_a_file_that_is_gone_is_no_failure(payload) -> None:
    job = enqueue(kind=LOOK, unique_key="gone", payload=payload)

    assert run_job(job.pk).result == {"outcome": "gone"}


def test_line_feeds_in_a_paragraph_are_lines_of_the_form() -> None:
    lines = docx.r("<w:t>第一行说一件事。</w:t><w:br/><w:t>第二行说另一件事。</w:t>")
    body = docx.p("云州开发区项目开工") + f"<w:p>{lines}</w:p>"

    story = story_in(read(docx.docx_bytes(body)))

    assert "⏎" not in story["body"]
    texts = [block.text for block in blocks_from_body(story["body"])]
    assert texts[-2:] == ["第一行说一件事。", "第二行说另一件事。"]


def test_an_address_on_the_card_is_the_authors() -> None:
    data = word_file(STORY, card=f"{CARD} 邮箱：linxiao@dongling.example")

    assert story_in(read(data))["contact_email"] == "linxiao@dongling.example"


def test_footnotes_are_counted() -> None:
    mark = docx.r('<w:footnoteReference w:id="1"/>')
    data = docx.docx_bytes(
        docx.p("云州项目开工") + f"<w:p>{docx.t('本月开工。')}{mark}</w:p>",
        parts=with_notes("footnote", docx.p("据统计局"), docx.p(" "), docx.p("作者注")),
    )

    assert "2 footnotes are not in the text." in story_in(read(data))["notes"]


REFUSALS = {
    "empty.docx": (b"\0" * 3, "no Word file"),
    "scan.pdf": (b"%PDF-1.7\n", "PDF"),
    "photo.docx": (photograph(size=(64, 48)), "photographs"),
    "broken.docx": (word_file(STORY)[:900], "damaged"),
    "none.docx": (docx.docx_bytes(docx.p("")), "no words"),
    "a.zip": (make_zip(Entry(b"a/../../etc/x", b"x")), "Word file itself"),
    "setup.docx": (b"MZ" + b"\0" * 600, "."),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_not_read_is_told_in_a_sentence(name: str) -> None:
    data, words = REFUSALS[name]
    try:
        upload = read(data, name)
    except Refused as refusal:
        reason = str(refusal)  # told by the first bytes
    else:
        assert upload.state == UploadState.REFUSED
        assert story_in(upload) is None
        reason = upload.reason
    assert words in reason
    assert reason.endswith((".", "?"))


def test_a_password_is_told() -> None:
    upload = read(ole_bytes("EncryptedPackage"), "locked.docx")

    assert upload.state == UploadState.REFUSED
    assert "password" in upload.reason


def test_what_is_left_out_of_an_archive_is_told() -> None:
    files = {"稿件.docx": word_file(STORY), "安装.exe": b"MZ" + b"\0" * 900}

    story = story_in(read(gbk_zip(files), "稿件.zip"))

    assert story["headline"] == STORY.headline
    (note,) = (note for note in story["notes"] if "安装.exe" in note)
    assert "program" in note


def test_only_photographs_are_taken_over_without_a_word() -> None:
    story = story_in(
        read(gbk_zip({"a.jpg": photograph(), "b.jpg": photograph()}), "x.zip")
    )

    assert len(story["photos"]) == 2
    assert any("No text" in note for note in story["notes"])


def test_more_photographs_than_a_form_takes_are_told() -> None:
    many = {f"{n:02d}.jpg": photograph(size=(900 + n, 600)) for n in range(23)}

    story = story_in(read(gbk_zip({"稿件.docx": word_file(STORY), **many}), "稿件.zip"))

    assert len(story["photos"]) == 20
    assert any("23" in note for note in story["notes"])


def test_a_file_may_be_sent_for_the_same_form_again() -> None:
    form = uuid4()
    read(typed_in_word(STORY)[1], form=form)

    again = read(typed_in_word(STORY)[1], form=form)

    assert again.state == UploadState.READY
    assert len(story_in(again)["photos"]) == 3


def test_bold_subheads_are_marked_as_the_form_marks_them() -> None:
    story = story_in(read(word_file(STORY)))

    assert "## 服务更近" in story["body"]
    kinds = [block.kind for block in blocks_from_body(story["body"])]
    assert kinds.count(BlockKind.SUBHEAD) == 1


def test_while_it_is_read_nothing_is_told() -> None:
    assert story_in(send_up(word_file(STORY))) is None
