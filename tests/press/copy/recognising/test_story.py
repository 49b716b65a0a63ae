"""Whole mails: kind, office lines, and where each guess was read."""

from press.copy.recognising.model import Field, Material, Origin
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain
from tests.press.copy.recognising.mails import GROWN, OPENED, TITLE, body, photos


def test_office_lines_and_end_marks_go_to_the_letter():
    story = recognise(
        Material(
            letter=plain(
                *(TITLE, OPENED, f"{GROWN}（完）", "- 1 -", "字数：120字"),
                *("责任编辑：高原", "审核：马立新　签发：高原", "附：照片3张"),
                *("2026年11月20日",),
            )
        )
    )

    assert body(story) == [OPENED, GROWN]
    assert story.letter.splitlines() == [
        *("- 1 -", "字数：120字", "责任编辑：高原", "审核：马立新　签发：高原"),
        *("附：照片3张", "2026年11月20日", "（完）"),
    ]


def test_notice_keeps_its_telephone_and_its_signature():
    lines = (
        "为办好专栏，现征集稿件，题材不限，文责自负。",
        "联系人：王小明 0311-80001234",
        "东岭经开区",
    )

    story = recognise(Material(subject="征稿启事", letter=plain("征稿启事", *lines)))

    assert (story.kind, story.headline, body(story)) == ("notice", "征稿启事", [*lines])
    assert story.contact_phone == "0311-80001234"


def test_editorial_needs_no_headline():
    story = recognise(Material(subject="投稿：发刊词", letter=plain(OPENED, GROWN)))

    assert (story.kind, story.headline, body(story)) == (
        *("editorial", ""),
        [OPENED, GROWN],
    )


def test_every_guess_says_where_it_was_read():
    story = recognise(
        Material(
            subject=TITLE,
            letter=plain(
                TITLE, "□ 王小明", OPENED, "图1：开工现场。李华 摄", "电话：13900001234"
            ),
            sender_name="王小明",
            photos=photos("a.jpg"),
        )
    )

    read = {one.field: (one.origin, one.evidence) for one in story.guesses}
    assert read == {
        Field.KIND: (Origin.FORM, ""),
        Field.HEADLINE: (Origin.FIRST_LINE, TITLE),
        Field.BYLINE: (Origin.BYLINE, "□ 王小明"),
        Field.CAPTION: (Origin.NUMBER, "图1：开工现场。李华 摄"),
        Field.CREDIT: (Origin.NUMBER, "图1：开工现场。李华 摄"),
        Field.CONTACT_NAME: (Origin.SENDER, "王小明"),
        Field.CONTACT_PHONE: (Origin.BODY, "电话：13900001234"),
    }
