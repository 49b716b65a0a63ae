"""The public form in a real Chromium, as a correspondent uses it."""

import re
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, Route, expect

from submissions.models import Photo, Section, Submission
from tests.submissions.pieces import jpeg_bytes

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

全程代办。

## 服务零距离

办事**更省心**。"""
PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  data.setData('text/plain', plain);
  const paper = document.querySelector('[data-paper]');
  paper.focus();
  paper.dispatchEvent(new ClipboardEvent('paste',
    {clipboardData: data, bubbles: true, cancelable: true}));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def zh(sentence: str) -> str:
    """Return a sentence as the catalogue says it to a Chinese reader."""
    with override("zh-hans"):
        return gettext(sentence)


@pytest.fixture(autouse=True)
def sections(db):
    Section.objects.create(name="园区要闻", slug="news", usual_length=600)
    Section.objects.create(name="双招双引", slug="invest", usual_length=800, position=1)


@pytest.fixture
def form(page: Page, live_server) -> Page:
    """Open the form; a script error anywhere fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(live_server.url)
    expect(page.locator("[data-paper]")).to_be_visible()
    yield page
    assert errors == []


def fill(page: Page, **overrides: str) -> None:
    words = {
        "kicker": "滨河开发区",
        "headline": "项目建设跑出“加速度”",
        "byline": "通讯员 林晓",
        "contact_name": "林晓",
        "contact_unit": "滨河开发区宣传中心",
        "contact_phone": "0311-80000000",
        **overrides,
    }
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    page.locator("[data-paper]").click()
    page.keyboard.insert_text("本月，二期厂房封顶。")
    page.check("[name=consent]")


def choose(page: Page, *names: str, size: int = 0) -> None:
    files = [
        {
            "name": name,
            "mimeType": "image/jpeg",
            "buffer": jpeg_bytes(640, 480, colour).ljust(size, b"\0"),
        }
        for name, colour in zip(names, ("teal", "brown", "navy"), strict=False)
    ]
    page.set_input_files("[name=photos]", files)


def send(page: Page) -> None:
    page.click("[data-send]")


def receipt(page: Page) -> str:
    page.wait_for_url(re.compile(r"/status/.+/received/"))
    return page.locator("[data-ref]").inner_text()


def test_a_piece_with_photographs_gets_its_receipt(form: Page):
    fill(form)
    form.select_option("[name=section]", "invest")
    choose(form, "one.jpg", "two.jpg")
    rows = form.locator("[data-photo]")
    expect(rows.nth(1).locator("[data-said]")).to_have_text(zh("Arrived"))
    expect(rows.locator("img")).to_have_count(2)
    rows.nth(0).locator("[data-caption]").fill("工人在调试行车。")
    rows.nth(0).locator("[data-credit]").fill("林晓 摄")
    rows.nth(1).locator("[data-caption]").fill("厂区全景。")

    send(form)

    ref = receipt(form)
    piece = Submission.objects.get()
    assert ref == piece.ref
    assert piece.section.slug == "invest"
    assert list(
        Photo.objects.order_by("position").values_list("original_name", "caption")
    ) == [("one.jpg", "工人在调试行车。"), ("two.jpg", "厂区全景。")]
    assert form.evaluate("Object.keys(localStorage)") == []
    link = form.locator("[data-link]").input_value()
    assert re.fullmatch(r"https?://[^/]+/status/[\w-]{20,}/", link)
    form.get_by_role("link", name=zh("Open")).click()
    expect(form.locator("h1")).to_have_text(zh("Received"))
    expect(form.locator("[data-step=now]")).to_have_count(1)


def test_the_way_of_a_photograph_is_shown(form: Page):
    cdp = form.context.new_cdp_session(form)
    cdp.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": 400_000,
        },
    )

    choose(form, "large.jpg", size=800_000)

    progress = form.locator("[data-photo] progress")
    expect(progress).to_be_visible()
    expect(form.locator("[data-photo] [data-said]")).to_have_text(
        re.compile(zh("Sending up, {percent}").replace("{percent}", r"[2-9]\d%"))
    )
    assert 0.2 <= progress.evaluate("bar => bar.value") <= 1
    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
    expect(progress).to_be_hidden()


def test_sending_waits_for_photographs_on_their_way(form: Page):
    fill(form)
    held: list[Route] = []
    form.route("**/uploads/", lambda route: held.append(route))
    choose(form, "slow.jpg")
    expect(form.locator("[data-state=sending]")).to_have_count(1)
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("Photographs are still on their way; then it goes by itself.")
    )

    held[0].continue_()

    receipt(form)
    assert Photo.objects.get().original_name == "slow.jpg"


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


def test_an_error_loses_nothing(form: Page):
    fill(form, headline="")
    choose(form, "one.jpg")
    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
    form.fill("[data-photo] [data-caption]", "厂区全景。")

    send(form)

    expect(form.locator("[data-problems]")).to_be_focused()
    expect(form.locator("#field-headline .field-error")).to_have_text(
        zh("The piece needs a headline.")
    )
    expect(form.locator("[name=contact_name]")).to_have_value("林晓")
    expect(form.locator("[data-paper]")).to_have_text("本月，二期厂房封顶。")
    expect(form.locator("[data-photo] [data-caption]")).to_have_value("厂区全景。")
    expect(form.locator("[data-photo] img")).to_have_count(1)
    form.fill("[name=headline]", "补上标题")
    send(form)
    receipt(form)
    assert Photo.objects.get().caption == "厂区全景。"


def test_what_is_no_photograph_is_told_at_once(form: Page):
    form.set_input_files(
        "[name=photos]",
        {"name": "报道.jpg", "mimeType": "image/jpeg", "buffer": b"only words"},
    )

    expect(form.locator("[data-photo] [data-error]")).to_have_text(
        zh("This is no photograph, whatever its name says; choose the original file.")
    )
    fill(form)
    send(form)
    expect(form.locator("[data-say]")).to_have_text(
        zh("A photograph has not arrived: try again or take it out.")
    )
    form.get_by_role("button", name=zh("Take this photograph out")).click()
    send(form)
    receipt(form)


def test_f20_a_photograph_over_the_limit_never_leaves(form: Page, tmp_path: Path):
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.truncate(200 * 1024**2)
    sent: list[str] = []
    form.on("request", lambda request: sent.append(request.method))

    form.set_input_files("[name=photos]", large)

    expect(form.locator("[data-photo] [data-error]")).to_have_text(
        zh("This photograph is larger than %(size)d MB; send it smaller.")
        % {"size": 100}
    )
    assert "POST" not in sent


def test_a_broken_line_is_tried_again(form: Page):
    broken: list[Route] = []

    def once(route: Route) -> None:
        if broken:
            route.continue_()
        else:
            broken.append(route)
            route.abort()

    form.route("**/uploads/", once)

    choose(form, "one.jpg")

    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))


def test_f43_a_double_click_is_one_piece(form: Page):
    fill(form)

    form.locator("[data-send]").dblclick()

    receipt(form)
    assert Submission.objects.count() == 1


def test_a_reload_brings_the_draft_back(form: Page):
    fill(form, headline="没有寄出的标题")
    choose(form, "one.jpg")
    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
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
    send(form)
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


def test_after_the_receipt_the_form_is_empty_again(form: Page):
    fill(form)
    send(form)
    receipt(form)

    form.get_by_role("link", name=zh("Send another piece")).click()

    expect(form.locator("[name=headline]")).to_have_value("")
    expect(form.locator("[data-restored]")).to_be_hidden()


def test_enter_in_a_line_does_not_send(form: Page):
    form.fill("[name=headline]", "标题")
    form.press("[name=headline]", "Enter")

    expect(form.locator("[data-problems]")).to_have_count(0)
    assert form.locator("[name=headline]").input_value() == "标题"


@pytest.mark.parametrize("width", [320, 375, 768])
def test_nothing_is_wider_than_the_screen(form: Page, width: int):
    form.set_viewport_size({"width": width, "height": 720})
    fill(form, headline="长" * 100, contact_name="")
    choose(form, f"{'long' * 25}.jpg")
    form.evaluate(PASTE, ["", "https://example.org/" + "x" * 200])
    expect(form.locator("[data-photo] [data-said]")).to_have_text(zh("Arrived"))
    assert form.evaluate(SIDEWAYS) == 0
    send(form)
    expect(form.locator("[data-problems]")).to_be_visible()
    assert form.evaluate(SIDEWAYS) == 0
    form.fill("[name=contact_name]", "林晓")
    send(form)
    receipt(form)
    assert form.evaluate(SIDEWAYS) == 0


def test_f35_nothing_of_a_hostile_piece_is_executed(form: Page):
    payload = "<img src=x onerror=boom=1><script>boom=1</script>\"'>"
    fill(form, headline=payload, kicker=payload, contact_unit=payload, contact_name="")
    choose(form, "<img src=x onerror=boom=1>.jpg")
    form.evaluate(PASTE, [payload + "<p onclick=boom=1>文</p>", payload])
    send(form)
    expect(form.locator("[data-problems]")).to_be_visible()
    form.fill("[name=contact_name]", payload)
    send(form)
    receipt(form)

    assert form.evaluate("typeof boom") == "undefined"
    form.get_by_role("link", name=zh("Open")).click()
    expect(form.locator(".facts-headline")).to_have_text(payload)
    assert form.evaluate("typeof boom") == "undefined"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_form_works_without_script(page: Page, live_server):
    page.goto(live_server.url)
    page.fill("[name=headline]", "不用脚本")
    page.fill("[name=body]", "第一段。\n## 小标题\n第二段。")
    page.fill("[name=contact_name]", "林晓")
    page.fill("[name=contact_unit]", "个人")
    page.fill("[name=contact_phone]", "0311-80000000")
    page.check("[name=consent]")
    choose(page, "one.jpg")
    page.get_by_role("button", name=zh("Add them and write captions")).click()
    page.locator("[name=upload_captions]").first.fill("厂区全景。")

    page.get_by_role("button", name=zh("Send the piece")).last.click()

    receipt(page)
    piece = Submission.objects.get()
    assert [block["kind"] for block in piece.body] == [
        "paragraph",
        "subhead",
        "paragraph",
    ]
    assert Photo.objects.get().caption == "厂区全景。"
