"""The editor of the form: pasting, counting, keys and Pinyin, in a real Chromium."""

import random

import pytest
from playwright.sync_api import Page, expect

from press.copy.counting import characters
from press.copy.model import Copy
from submissions.body_text import blocks_from_body
from tests.e2e.form_steps import PASTE, zh
from tests.e2e.paste_samples import SAMPLES

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]

COUNT = """async (texts) => {
  const { countBody } = await import('/static/submissions/markup.js');
  return texts.map(countBody);
}"""
PIECES = (
    *(
        "开发区",
        "二期",
        "，",
        "。",
        "“",
        "”",
        "——",
        "……",
        "12",
        "GDP",
        "6.5%",
        "🚄",
        "👨‍👩‍👧",
    ),
    *(
        "**",
        "*",
        "## ",
        "##",
        "# ",
        "\u3000",
        " ",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u0301",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\x0b",
        "\u2028",
        "\x85",
        "\x00",
        "\t",
        "\u00ad",
        "\u202e",
        "㎡",
    ),
)
CLEAR = """() => {
  document.querySelector('[data-paper]').focus();
  document.execCommand('selectAll');
  document.execCommand('delete');
}"""


def test_pasted_words_come_out_clean(form: Page):
    for name, (html, plain, wanted) in SAMPLES.items():
        form.evaluate(CLEAR)

        form.evaluate(PASTE, [html, plain])

        assert form.locator("[name=body]").input_value() == wanted, name
        strange = ":is(script,img,style,span,font,i,section,table,a)"
        assert form.locator(f"[data-paper] {strange}").count() == 0
    assert form.evaluate("typeof boom") == "undefined"


def test_pictures_left_out_are_told(form: Page):
    note = form.locator("[data-paste-note]")
    form.evaluate(PASTE, [SAMPLES["WPS"][0], ""])
    expect(note).to_be_hidden()

    form.evaluate(PASTE, [SAMPLES["WeChat"][0], ""])

    expect(note).to_be_visible()


def test_the_browser_counts_as_the_desk_does(form: Page):
    chance = random.Random(4)
    texts = [
        "".join(chance.choices(PIECES, k=chance.randrange(40))) for _ in range(600)
    ]

    counts = form.evaluate(COUNT, texts)

    for text, count in zip(texts, counts, strict=True):
        assert count == characters(Copy(blocks=blocks_from_body(text))), repr(text)


def test_undo_brings_back_what_a_paste_replaced(form: Page):
    form.locator("[data-paper]").click()
    form.keyboard.insert_text("原来的一段。")
    form.keyboard.press("Control+a")
    form.evaluate(PASTE, ["<p>新的一段。</p><p>又一段。</p>", ""])
    body = form.locator("[name=body]")
    assert body.input_value() == "新的一段。\n\n又一段。"

    form.keyboard.press("Control+z")

    assert body.input_value() == "原来的一段。"
    form.keyboard.press("Control+Shift+z")
    assert body.input_value() == "新的一段。\n\n又一段。"


def test_keys_make_subheads_and_bold(form: Page):
    form.locator("[data-paper]").click()
    form.keyboard.insert_text("抓项目")
    form.keyboard.press("Control+Alt+2")
    body = form.locator("[name=body]")
    assert body.input_value() == "## 抓项目"
    subhead = form.get_by_role("button", name=zh("Subhead"))
    expect(subhead).to_have_attribute("aria-pressed", "true")

    form.keyboard.press("Control+Alt+0")
    form.keyboard.press("Shift+Home")
    form.keyboard.press("Control+b")

    assert body.input_value() == "**抓项目**"


def test_letters_of_pinyin_are_not_counted(form: Page):
    form.locator("[data-paper]").click()
    cdp = form.context.new_cdp_session(form)
    cdp.send(
        "Input.imeSetComposition",
        {"text": "kai'fa", "selectionStart": 6, "selectionEnd": 6},
    )
    expect(form.locator("[data-paper]")).to_contain_text("kai'fa")
    assert form.locator("[name=body]").input_value() == ""
    expect(form.locator("[data-count]").first).to_have_text("0")

    cdp.send("Input.insertText", {"text": "开发"})

    expect(form.locator("[data-count]").first).to_have_text("2")
    assert form.locator("[name=body]").input_value() == "开发"
