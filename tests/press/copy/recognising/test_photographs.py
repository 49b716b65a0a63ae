"""Captions and credits find their photographs."""

import pytest

from press.copy.recognising.model import Field, Material, Origin, PhotoMaterial
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain
from tests.press.copy.recognising.mails import (
    GROWN,
    OPENED,
    TITLE,
    body,
    document,
    guess,
    photos,
    words,
)


@pytest.mark.parametrize(
    "lines",
    [
        ("图1：开工现场。李华 摄", "图2：园区全景。"),
        ("图一：开工现场。（李华 摄）", "图二：园区全景。"),
        ("图①：开工现场。李华 摄", "图②：园区全景。"),
        ("图片1 开工现场。李华 摄", "图片2 园区全景。"),
        ("照片2：园区全景。", "照片1：开工现场。李华 摄"),
        ("（图1）开工现场。李华 摄", "（图2）园区全景。"),
        ("图2：园区全景。", "图1：开工现场。李华 摄"),
        ("图1：开工现场。李华 摄；图2：园区全景。",),
        ("图片说明：", "开工现场。李华 摄", "园区全景。"),
        ("图片说明：", "1.开工现场。李华 摄", "2.园区全景。"),
        ("图1", "开工现场。", "李华 摄", "图2", "园区全景。"),
        ("IMG_1.jpg：开工现场。李华 摄", "IMG_2.jpg：园区全景。"),
        ("开工现场。李华 摄（IMG_1.jpg）", "园区全景。（IMG_2.jpg）"),
        ("IMG_2 园区全景。", "IMG_1 开工现场。李华 摄"),
        ("▲开工现场。李华 摄", "▲园区全景。"),
    ],
)
def test_captions_in_lines_find_their_photographs(lines):
    story = recognise(
        Material(
            letter=plain(TITLE, OPENED, GROWN, *lines),
            photos=photos("IMG_1.jpg", "IMG_2.jpg"),
        )
    )

    assert [(c.rstrip("。"), who) for c, who in words(story)] == [
        ("开工现场", "李华 摄"),
        ("园区全景", ""),
    ]
    assert body(story) == [OPENED, GROWN]


def test_numbers_in_file_names_go_before_order():
    story = recognise(
        Material(
            letter=plain(TITLE, OPENED, "图1：开工现场。", "图2：园区全景。"),
            photos=photos("图2.jpg", "图1.jpg"),
        )
    )

    assert words(story) == [("园区全景。", ""), ("开工现场。", "")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("东岭工人正在调试减速机.jpg", ("东岭工人正在调试减速机", "")),
        (
            "图1 东岭工人正在调试减速机（李华 摄）.jpg",
            ("东岭工人正在调试减速机", "李华 摄"),
        ),
        ("IMG_20261120_091502.jpg", ("", "")),
        ("微信图片_20261120091502.jpg", ("", "")),
        ("mmexport1668765432101.jpg", ("", "")),
        ("DSC00042.JPG", ("", "")),
        ("image1.jpeg", ("", "")),
        ("屏幕截图 2026-11-20 开工现场工人们.png", ("", "")),
        (f"{TITLE}1.jpg", ("", "")),
    ],
)
def test_file_name_may_be_the_caption(name, found):
    story = recognise(
        Material(subject=TITLE, letter=plain(TITLE, OPENED), photos=photos(name))
    )

    assert words(story) == [found]


def test_caption_under_a_picture_of_the_document_is_lifted():
    parts = (TITLE, OPENED, "▲开工现场。", "李华 摄", GROWN)
    given = PhotoMaterial(
        "a", "image1.jpeg", document=0, after=2, caption="▲开工现场。"
    )
    bare = PhotoMaterial("a", "image1.jpeg", document=0, after=2)

    for photo in (given, bare):
        story = recognise(
            Material(documents=(document("a.docx", *parts),), photos=(photo,))
        )
        assert words(story) == [("开工现场。", "李华 摄")]
        assert body(story) == [OPENED, GROWN]


def test_caption_that_the_reader_took_out_is_used():
    photo = PhotoMaterial("a", "image1.jpeg", 0, 2, "图为开工现场。\n李华 摄")

    story = recognise(
        Material(documents=(document("a.docx", TITLE, OPENED, GROWN),), photos=(photo,))
    )

    assert words(story) == [("图为开工现场。", "李华 摄")]
    assert guess(story, Field.CAPTION).origin is Origin.UNDER_PICTURE


def test_captions_without_photographs_stay():
    lines = ("图1：开工现场。李华 摄", "图2：园区全景。")

    assert body(recognise(Material(letter=plain(TITLE, OPENED, *lines)))) == [
        OPENED,
        *lines,
    ]


def test_captions_in_the_covering_letter_are_used():
    story = recognise(
        Material(
            letter=plain(
                "老师好，稿件见附件。", "图1：开工现场。", "图2：园区全景。", "谢谢！"
            ),
            documents=(document("a.docx", TITLE, OPENED),),
            photos=photos("a.jpg", "b.jpg"),
        )
    )

    assert words(story) == [("开工现场。", ""), ("园区全景。", "")]
    assert story.letter.splitlines() == ["老师好，稿件见附件。", "谢谢！"]


def test_one_credit_is_for_all_pictures():
    story = recognise(
        Material(
            letter=plain(TITLE, OPENED, GROWN, "（图片由东岭经开区管委会提供）"),
            photos=photos("a.jpg", "b.jpg"),
        )
    )

    assert words(story) == [("", "图片由东岭经开区管委会提供")] * 2
    assert body(story) == [OPENED, GROWN]


def test_credit_after_the_last_sentence_is_cut_off():
    story = recognise(
        Material(letter=plain(TITLE, f"{OPENED}（李华 摄）"), photos=photos("a.jpg"))
    )

    assert (body(story), words(story)) == ([OPENED], [("", "李华 摄")])


def test_photo_news_has_its_caption_for_story():
    plainly = recognise(
        Material(letter=plain(OPENED, "李华 摄"), photos=photos("DSC_1.jpg"))
    )
    labelled = recognise(
        Material(
            subject="图片新闻：风机出海",
            letter=plain("编辑您好", f"{OPENED}李华 摄"),
            photos=photos("DSC_1.jpg"),
        )
    )

    assert (plainly.kind, plainly.headline, plainly.blocks) == ("photo_news", "", ())
    assert words(plainly) == [(OPENED, "李华 摄")]
    assert (labelled.kind, labelled.headline) == ("photo_news", "风机出海")
    assert words(labelled) == [(OPENED, "李华 摄")]
