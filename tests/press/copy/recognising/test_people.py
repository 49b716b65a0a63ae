"""Bylines and author cards in whole mails."""

from press.copy.recognising.model import Field, Material, Origin
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain
from tests.press.copy.recognising.mails import GROWN, OPENED, TITLE, body, guess


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
