"""Which of the texts that came is the story."""

from press.copy.recognising.model import Material
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain
from tests.press.copy.recognising.mails import (
    GROWN,
    OPENED,
    SCHOOL,
    TITLE,
    body,
    document,
    photos,
    words,
)


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
