import io
import subprocess

import docx

from press.exporters.docx import story_docx
from tests.needs import needs_office
from tests.press.exporters.issues import SIGNED, make_copy, make_issue, make_story
from tests.press.pages import PARAGRAPHS

PAGE = make_issue().pages[0]


def test_paragraphs_carry_the_desks_style_names():
    document = docx.Document(io.BytesIO(story_docx(PAGE, PAGE.stories[0], SIGNED)))

    assert [(p.style.name, p.text) for p in document.paragraphs] == [
        ("引题", "全民阅读"),
        ("主题", "河畔新图书馆今日开门迎客"),
        ("副题", "首月夜间开放至十点"),
        ("署名", "本报通讯员 周明远"),
        ("正文", f"本报讯(通讯员周明远){PARAGRAPHS[0]}"),
        ("小标题", "三楼看河"),
        ("正文", "新馆共5层。"),
        ("图说", "读者在河畔图书馆三楼看书。\u3000许静 摄"),
    ]


def test_strong_runs_are_bold():
    document = docx.Document(io.BytesIO(story_docx(PAGE, PAGE.stories[0], SIGNED)))

    runs = document.paragraphs[6].runs
    assert [(run.text, run.bold) for run in runs] == [("新馆", True), ("共5层。", None)]


def test_same_story_gives_same_bytes():
    story = PAGE.stories[0]

    assert story_docx(PAGE, story, SIGNED) == story_docx(PAGE, story, SIGNED)


def test_f33_markup_and_control_characters_are_harmless():
    odd = make_story(copy=make_copy("</w:t><b>\x00\x1b&amp;"))

    document = docx.Document(io.BytesIO(story_docx(PAGE, odd, SIGNED)))

    assert document.paragraphs[1].text == "</w:t><b>&amp;"


@needs_office
def test_office_reads_the_document(tmp_path):
    (tmp_path / "a.docx").write_bytes(story_docx(PAGE, PAGE.stories[0], SIGNED))

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "a.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert text.splitlines()[1] == "河畔新图书馆今日开门迎客"
    assert PARAGRAPHS[0] in text
