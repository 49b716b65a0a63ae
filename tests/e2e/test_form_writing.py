"""Writing, pasting and losing nothing, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Photo
from tests.e2e.form_steps import (
    PASTE,
    choose,
    expect_arrived,
    fill,
    receipt,
    send_all_the_same,
    zh,
)

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal{font-size:10.5pt}</style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:21.0pt'><span lang=EN-US>　　</span>走进<b>北辰
产业园</b>，
二期厂房已经封顶。<o:p></o:p></p>
<p class=MsoNormal><b><span style='font-family:黑体'>建设按下快进键
</span></b><o:p></o:p></p>
<p class=MsoNormal style='color:red'>新签约项目<i>二十六个</i>。<script>boom=1</script>
<img src=x onerror="boom=2"></p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>1.&nbsp;</span>全程代办。</p>
<h2>服务零距离</h2><p>办事<span style="font-weight:700">更省心</span>。</p>
<!--EndFragment--></body></html>"""
WORD_TEXT = """走进**北辰产业园**，二期厂房已经封顶。

## 建设按下快进键

新签约项目二十六个。

1. 全程代办。

## 服务零距离

办事**更省心**。"""


def test_word_keeps_paragraphs_subheads_and_bold_only(form: Page):
    form.evaluate(PASTE, [WORD, "plain"])

    assert form.locator("[name=body]").input_value() == WORD_TEXT
    expect(form.locator("[data-paper] h3")).to_have_text(
        ["建设按下快进键", "服务零距离"]
    )
    expect(form.locator("[data-paper] b")).to_have_text(["北辰产业园", "更省心"])
    expect(form.locator("[data-paste-note]")).to_be_visible()
    assert form.evaluate("typeof boom") == "undefined"
    assert form.locator("[data-paper] :is(script,img,style,span,font,i)").count() == 0


def test_plain_text_is_pasted_line_by_line(form: Page):
    form.evaluate(PASTE, ["", "第一段。\r\n\r\n第二段。<b>不是粗体</b>"])

    assert form.locator("[name=body]").input_value() == (
        "第一段。\n\n第二段。<b>不是粗体</b>"
    )


def test_the_toolbar_makes_subheads_and_bold(form: Page):
    paper = form.locator("[data-paper]")
    paper.click()
    form.keyboard.insert_text("抓项目")
    form.get_by_role("button", name=zh("Subhead")).click()
    form.keyboard.press("Enter")
    form.keyboard.insert_text("今年开工")
    form.keyboard.press("Shift+Home")
    form.get_by_role("button", name=zh("Bold")).click()

    assert form.locator("[name=body]").input_value() == "## 抓项目\n\n**今年开工**"


def test_characters_are_counted_against_the_section_s_length(form: Page):
    form.select_option("[name=section]", "news")
    form.evaluate(PASTE, ["", "开发区 12 项，\n　　投产。"])

    expect(form.locator("[data-count]").first).to_have_text("10")
    expect(form.locator("[data-usual]")).to_have_text(
        zh("usual in this section: {count}").replace("{count}", "600")
    )
    expect(form.locator("[data-track]")).to_be_visible()


def test_a_reload_brings_the_draft_back(form: Page):
    fill(form, headline="没有寄出的标题")
    choose(form, "one.jpg")
    expect_arrived(form, 1)
    form.fill("[data-photo] [data-caption]", "厂区全景。")
    key = form.locator("[name=key]").input_value()
    expect(form.locator("[data-saved]")).not_to_be_empty()

    form.reload()

    expect(form.locator("[data-restored]")).to_be_visible()
    expect(form.locator("[name=headline]")).to_have_value("没有寄出的标题")
    expect(form.locator("[data-paper]")).to_have_text("本月，二期厂房封顶。")
    expect(form.locator("[data-photo] [data-caption]")).to_have_value("厂区全景。")
    expect(form.locator("[data-photo] img")).to_have_count(1)
    assert form.locator("[name=key]").input_value() == key
    assert not form.locator("[name=consent]").is_checked()
    form.check("[name=consent]")
    send_all_the_same(form)
    receipt(form)
    assert Photo.objects.count() == 1


def test_a_draft_can_be_thrown_away(form: Page):
    form.fill("[name=headline]", "写着玩")
    form.reload()
    expect(form.locator("[name=headline]")).to_have_value("写着玩")

    form.get_by_role("button", name=zh("Throw it away and start over")).click()

    expect(form.locator("[name=headline]")).to_have_value("")
    expect(form.locator("[data-restored]")).to_be_hidden()
    assert form.evaluate("Object.keys(localStorage)") == []


def test_enter_in_a_line_does_not_send(form: Page):
    form.fill("[name=headline]", "标题")
    form.press("[name=headline]", "Enter")

    expect(form.locator("[data-problems]")).to_have_count(0)
    assert form.locator("[name=headline]").input_value() == "标题"
