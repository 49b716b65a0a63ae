"""Whole mails, one habit or trap each."""

import pytest

from press.copy.recognising.model import (
    Field,
    Guess,
    Material,
    Origin,
    PhotoMaterial,
    Recognised,
    TextMaterial,
)
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain, written

OPENED = (
    "东岭经开区今年以来抓项目、优环境、促发展，六个重点项目陆续开工，"
    "园区面貌一新，企业信心更足。"
)
GROWN = (
    "据介绍，该园区累计引进企业二百余家，带动就业一万三千余人，"
    "成为全市经济增长的重要引擎。"
)
SCHOOL = (
    "每周三晚上七点，临江高新区人才中心座无虚席，工程师们轮流登台，"
    "把多年积累的经验讲给一线工人听。"
)
TITLE = "东岭经开区六个重点项目集中开工"


def photos(*names: str) -> tuple[PhotoMaterial, ...]:
    return tuple(PhotoMaterial(f"p{n}", name) for n, name in enumerate(names, 1))


def document(name: str, *lines: str) -> TextMaterial:
    return TextMaterial(name, written([("paragraph", line) for line in lines]))


def body(story: Recognised) -> list[str]:
    return [block.text for block in story.blocks]


def words(story: Recognised) -> list[tuple[str, str]]:
    return [(photo.caption, photo.credit) for photo in story.photos]


def guess(story: Recognised, field: Field) -> Guess:
    return next(guess for guess in story.guesses if guess.field is field)


# Which text


def test_document_wins_over_the_same_text_in_the_mail():
    story = recognise(
        Material(
            subject=TITLE,
            letter=plain("老师好", TITLE, OPENED, GROWN),
            documents=(document("a.docx", TITLE, OPENED, GROWN),),
        )
    )

    assert (story.document, story.letter, body(story)) == (0, "老师好", [OPENED, GROWN])


def test_longer_mail_wins_over_the_same_text_in_a_document():
    story = recognise(
        Material(
            letter=plain(TITLE, OPENED, GROWN, SCHOOL),
            documents=(document("a.docx", TITLE, OPENED, GROWN),),
        )
    )

    assert (story.document, story.others) == (None, ())
    assert body(story) == [OPENED, GROWN, SCHOOL]


def test_second_story_is_offered_and_the_subject_chooses():
    long = document("b.docx", "临江办起工程师夜校", SCHOOL, SCHOOL, SCHOOL)
    short = document("a.docx", TITLE, OPENED, GROWN)

    by_subject = recognise(Material(subject=TITLE, documents=(long, short)))
    by_length = recognise(Material(subject="稿件两篇", documents=(short, long)))

    assert (by_subject.document, by_subject.others) == (1, (0,))
    assert (by_length.document, by_length.others) == (1, (0,))


def test_same_story_in_two_files_is_one():
    story = recognise(
        Material(
            documents=(
                document("a.docx", TITLE, OPENED, GROWN),
                document("a.pdf.txt", TITLE, OPENED, GROWN),
            )
        )
    )

    assert (story.document, story.others) == (0, ())


def test_list_of_captions_is_no_story():
    story = recognise(
        Material(
            subject=TITLE,
            documents=(
                document("图片说明.docx", "1.开工现场。王小明摄", "2.园区全景。李华摄"),
                document("稿件.docx", TITLE, OPENED, GROWN),
            ),
            photos=photos("1.jpg", "2.jpg"),
        )
    )

    assert (story.document, story.others) == (1, ())
    assert words(story) == [("开工现场。", "王小明摄"), ("园区全景。", "李华摄")]


def test_stamped_form_gives_the_card_and_no_story():
    form = document(
        "稿件审核表.docx",
        *(
            "新闻稿件审核单",
            f"稿件名称：{TITLE}",
            "供稿人：王小明",
            "联系电话：13900001234",
        ),
        *("单位意见（盖章）：同意", "分管领导签字："),
    )

    story = recognise(
        Material(subject=TITLE, letter=plain(TITLE, OPENED, GROWN), documents=(form,))
    )

    assert (story.document, story.others) == (None, ())
    assert (story.contact_name, story.contact_phone) == ("王小明", "13900001234")
    assert body(story) == [OPENED, GROWN]


def test_mail_with_text_and_photos_alone():
    story = recognise(
        Material(
            subject=f"{TITLE}（图文）",
            letter=plain(TITLE, f"{OPENED}", GROWN, "图为项目现场。李华 摄"),
            photos=photos("mmexport1.jpg"),
        )
    )

    assert body(story) == [OPENED, GROWN]
    assert words(story) == [("图为项目现场。", "李华 摄")]


def test_covering_letter_introduces_its_writer():
    letter = plain(
        "王编辑：",
        "您好！我是东岭经开区管委会的通讯员李小明，现投一篇稿件，望采用。电话13900001234。",
        "祝工作顺利！",
    )

    story = recognise(
        Material(letter=letter, documents=(document("a.docx", TITLE, OPENED),))
    )

    assert (story.contact_name, story.contact_unit, story.contact_phone) == (
        *("李小明", "东岭经开区管委会"),
        "13900001234",
    )
    assert story.letter.splitlines() == [block.text for block in letter]


def test_nothing_sent_is_nothing_recognised():
    story = recognise(Material())

    assert (story.headline, story.blocks, story.letter) == ("", (), "")


# The stack


@pytest.mark.parametrize(
    ("lines", "stack"),
    [
        ([TITLE], ("", TITLE, "")),
        ([TITLE, "——园区建设见闻"], ("", TITLE, "——园区建设见闻")),
        (["东岭经开区", "六个项目集中开工"], ("东岭经开区", "六个项目集中开工", "")),
        (
            ["东岭经开区：", "六个项目集中开工"],
            ("东岭经开区：", "六个项目集中开工", ""),
        ),
        (
            ["抓投资 上项目 比创新 促发展", TITLE],
            ("抓投资 上项目 比创新 促发展", TITLE, ""),
        ),
        (
            ["谱写新时代高质量发展篇章", "东岭经开区主营业务收入突破1000亿元"],
            ("谱写新时代高质量发展篇章", "东岭经开区主营业务收入突破1000亿元", ""),
        ),
        (
            ["坚持党建引领聚合力", "推动园区发展开新局"],
            ("", "坚持党建引领聚合力 推动园区发展开新局", ""),
        ),
        (
            ["引题：东岭经开区", "主题：六个项目集中开工", "副题：总投资一百亿元"],
            ("东岭经开区", "六个项目集中开工", "总投资一百亿元"),
        ),
        (["标题：六个项目集中开工"], ("", "六个项目集中开工", "")),
        (
            ["标题：", "六个项目集中开工", "——园区见闻"],
            ("", "六个项目集中开工", "——园区见闻"),
        ),
        (["强健产业筋骨　优化发展环境"], ("", "强健产业筋骨　优化发展环境", "")),
        ([TITLE, TITLE], ("", TITLE, "")),
        ([f"《{TITLE}》"], ("", TITLE, "")),
        (["何以三年翻一番？"], ("", "何以三年翻一番？", "")),
        (["青岛高新区:服务见效快"], ("", "青岛高新区:服务见效快", "")),
    ],
)
def test_stack_is_read_by_form(lines, stack):
    story = recognise(Material(letter=plain(*lines, OPENED, GROWN)))

    assert (story.kicker, story.headline, story.deck) == stack
    assert body(story) == [OPENED, GROWN]


def test_subject_tells_kicker_headline_and_deck_apart():
    lines = ("一条河的两岸", TITLE, "总投资一百二十亿元")

    story = recognise(Material(subject=TITLE, letter=plain(*lines, OPENED)))

    assert (story.kicker, story.headline, story.deck) == lines


def test_subject_joins_a_headline_of_two_lines():
    story = recognise(
        Material(
            subject="投稿：坚持党建引领聚合力 推动园区发展开新局",
            letter=plain("坚持党建引领聚合力", "推动园区发展开新局", OPENED),
        )
    )

    assert story.headline == "坚持党建引领聚合力 推动园区发展开新局"


def test_place_above_the_text_is_the_kicker_of_the_subject():
    story = recognise(
        Material(subject="六个重点项目集中开工", letter=plain("东岭经开区", OPENED))
    )

    assert (story.kicker, story.headline) == ("东岭经开区", "六个重点项目集中开工")


def test_first_subhead_of_a_document_is_its_headline():
    parts = [
        *(("subhead", TITLE), ("paragraph", OPENED), ("subhead", "抓项目")),
        ("paragraph", GROWN),
    ]

    story = recognise(Material(documents=(TextMaterial("a.docx", written(parts)),)))

    assert story.headline == TITLE
    assert [(b.kind.value, b.text) for b in story.blocks] == parts[1:]


def test_headline_of_the_text_is_preferred_and_the_subject_kept():
    found = guess(
        recognise(Material(subject="东岭传来好消息", letter=plain(TITLE, OPENED))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin) == (TITLE, Origin.FIRST_LINE)
    assert (found.alternatives, found.unsure) == (("东岭传来好消息",), True)


def test_headline_only_in_the_subject():
    found = guess(
        recognise(Material(subject=f"投稿：{TITLE}", letter=plain(OPENED))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin, found.unsure) == (TITLE, Origin.SUBJECT, False)


def test_headline_in_the_name_of_the_file():
    found = guess(
        recognise(Material(documents=(document(f"{TITLE}（定稿）.docx", OPENED),))),
        Field.HEADLINE,
    )

    assert (found.value, found.origin) == (TITLE, Origin.FILE_NAME)


def test_working_headline_is_marked():
    found = guess(recognise(Material(letter=plain(OPENED))), Field.HEADLINE)

    assert (found.value, found.origin, found.unsure) == (
        *("东岭经开区今年以来抓项目、优环境、促发展", Origin.BODY),
        True,
    )


def test_section_label_is_read_and_taken_off():
    boxed = recognise(Material(letter=plain("【园区要闻】", TITLE, OPENED)))
    named = recognise(Material(letter=plain(TITLE, "栏目：双招双引", OPENED)))
    known = recognise(
        Material(letter=plain(TITLE, "产业集群", OPENED), sections=("产业集群",))
    )

    assert [story.section for story in (boxed, named, known)] == [
        *("园区要闻", "双招双引"),
        "产业集群",
    ]
    assert all(body(story) == [OPENED] for story in (boxed, named, known))


# People


def test_byline_of_a_dateline_stays_in_the_text():
    text = f"本报讯（通讯员王小明）{OPENED}"

    story = recognise(Material(letter=plain(TITLE, text)))

    assert (story.byline, body(story)) == ("通讯员王小明", [text])


def test_printed_byline_goes_before_the_dateline():
    text = f"本报讯（通讯员王小明）{OPENED}"

    found = guess(
        recognise(Material(letter=plain(TITLE, "□ 李华", text))), Field.BYLINE
    )

    assert (found.value, found.alternatives) == ("□ 李华", ("通讯员王小明",))


def test_author_of_the_card_is_no_byline_but_can_be_one():
    story = recognise(
        Material(letter=plain(TITLE, OPENED, "姓名：王小明", "电话：13900001234"))
    )

    assert (story.byline, story.contact_name) == ("", "王小明")
    assert guess(story, Field.BYLINE).alternatives == ("王小明",)


def test_last_paragraph_keeps_a_quotation_and_a_name():
    ending = f"{GROWN}“我还想多带几个徒弟。”王小明说完，又走向车间"

    assert body(recognise(Material(letter=plain(TITLE, OPENED, ending)))) == [
        OPENED,
        ending,
    ]


def test_display_name_is_the_last_resort():
    person = recognise(Material(letter=plain(TITLE, OPENED), sender_name="王小明"))
    unit = recognise(
        Material(letter=plain(TITLE, "□ 李华", OPENED), sender_name="东岭经开区宣传部")
    )
    nickname = recognise(
        Material(letter=plain(TITLE, "□ 李华", OPENED), sender_name="静水流深")
    )

    assert (person.contact_name, guess(person, Field.CONTACT_NAME).origin) == (
        "王小明",
        Origin.SENDER,
    )
    assert (unit.contact_name, unit.contact_unit) == ("李华", "东岭经开区宣传部")
    assert guess(nickname, Field.CONTACT_NAME).alternatives == ("静水流深",)


def test_personal_numbers_go_to_the_letter_and_are_not_shown():
    secrets = "王小明 13900001234 身份证130102199001011234 卡号6222020000001234567"

    story = recognise(Material(letter=plain(TITLE, OPENED, secrets)))

    assert (body(story), story.letter) == ([OPENED], secrets)
    shown = "".join(
        f"{one.value}{one.evidence}{one.alternatives}" for one in story.guesses
    )
    assert "130102199001011234" not in shown
    assert "6222020000001234567" not in shown


# Photographs


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


# The rest


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
