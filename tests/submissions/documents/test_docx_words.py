"""The words of .docx files: each once, in order, and nothing that is not printed."""

import pytest

from press.copy.model import BlockKind, RunStyle
from submissions.documents.model import DocumentOutcome
from submissions.problems import ProblemCode
from tests.submissions.documents.docx_files import (
    bare,
    blip,
    document,
    docx_bytes,
    p,
    photo,
    r,
    rels,
    t,
)

FIELD = '<w:fldChar w:fldCharType="{}"/>'


def words(read, body, **options):
    made = read(docx_bytes(body, **options))
    assert made.outcome is DocumentOutcome.OK
    return made.text.split("\n")


CASES = {
    "plain": (p("一") + p("二"), ["一", "二"]),
    "indents are trimmed": (p("　　本报讯 昨天"), ["本报讯 昨天"]),
    "empty ones are dropped": (p() + p("　") + p("字"), ["字"]),
    "hyperlink": (
        f'<w:p><w:hyperlink r:id="x">{t("点")}</w:hyperlink>{t("我")}</w:p>',
        ["点我"],
    ),
    "content control": (
        f"<w:sdt><w:sdtPr><w:alias w:val='不要'/></w:sdtPr><w:sdtContent>{p('控件')}"
        f"</w:sdtContent></w:sdt>",
        ["控件"],
    ),
    "smart tag": (
        f"<w:p><w:smartTag>{t('石家庄')}</w:smartTag>{t('市')}</w:p>",
        ["石家庄市"],
    ),
    "insertions stay, deletions go": (
        f"<w:p>{t('一')}<w:ins>{t('二')}</w:ins><w:del>{r('<w:delText>三</w:delText>')}"
        f"{t('四')}</w:del></w:p>",
        ["一二"],
    ),
    "moved once": (
        f"<w:p><w:moveFrom>{t('移')}</w:moveFrom>{t('甲')}</w:p>"
        f"<w:p><w:moveTo>{t('移')}</w:moveTo></w:p>",
        ["甲", "移"],
    ),
    "old dress in a tracked change": (
        "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
        "<w:t>字</w:t></w:r></w:p>",
        ["字"],
    ),
    "deleted paragraph mark joins": (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + t("前") + "</w:p>" + p("后"),
        ["前后"],
    ),
    "field results": (
        f"<w:p>{r(FIELD.format('begin'))}{r('<w:instrText>PAGE</w:instrText>')}"
        f"{t('码')}{r(FIELD.format('separate'))}{t('7')}{r(FIELD.format('end'))}</w:p>",
        ["7"],
    ),
    "a field that never ends": (
        f"<w:p>{r(FIELD.format('begin'))}{t('code')}</w:p>{p('正文')}",
        ["正文"],
    ),
    "simple field": (
        f"<w:p><w:fldSimple w:instr='x'>{t('9')}</w:fldSimple></w:p>",
        ["9"],
    ),
    "marks": (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t>"
        "<w:softHyphen/><w:t>d</w:t><w:sym w:font='Wingdings' w:char='F06E'/>"
        "</w:r></w:p>",
        ["a b-cd■"],
    ),
    "tab stops are no tabs": (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
        + t("字")
        + "</w:p>",
        ["字"],
    ),
    "a break ends a line": (
        "<w:p>" + r("<w:t>一</w:t><w:br/><w:t>二</w:t>") + "</w:p>",
        ["一", "二"],
    ),
    "hidden": (p("藏", run="<w:vanish/>") + p("见"), ["见"]),
    "ruby": (
        f"<w:p><w:r><w:ruby><w:rt>{t('pin')}</w:rt>"
        f"<w:rubyBase>{t('拼')}</w:rubyBase></w:ruby></w:r></w:p>",
        ["拼"],
    ),
    "mathematics": ("<w:p><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>", ["x+y"]),
    "word art": (
        '<w:p><w:r><w:pict><v:textpath string="艺术字"/></w:pict></w:r></w:p>',
        ["艺术字"],
    ),
    "text box once": (
        "<w:p>"
        + t("正文")
        + r(
            "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"<w:txbxContent>{p('框内')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict>"
            "</mc:Fallback></mc:AlternateContent>"
        )
        + t("后文")
        + "</w:p>",
        ["正文后文", "框内"],
    ),
    "fallback when the choice is not drawn": (
        "<w:p>"
        + r(
            f"<mc:AlternateContent><mc:Choice Requires='cx1'>{p('甲')}</mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent>{p('乙')}</w:txbxContent></w:pict>"
            "</mc:Fallback></mc:AlternateContent>"
        )
        + "</w:p>",
        ["乙"],
    ),
    "sections and comments are no words": (
        "<w:p><w:commentRangeStart w:id='1'/>"
        + t("字")
        + "<w:r><w:commentReference/></w:r></w:p>"
        "<w:sectPr><w:headerReference r:id='rId1'/></w:sectPr>",
        ["字"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_words(read, case):
    body, expected = CASES[case]

    assert words(read, body) == expected


def with_notes(kind, *notes):
    """Return a part of notes, its separating rule first, as Word writes it."""
    rule = f'<w:{kind} w:type="separator">{p("——")}</w:{kind}>'
    inside = "".join(f"<w:{kind}>{note}</w:{kind}>" for note in notes)
    return {f"word/{kind}s.xml": bare(f"w:{kind}s", rule + inside)}


def test_notes_stand_apart_from_the_words(read):
    """A newspaper sets no notes; the editor learns of them and can take one over."""
    mark = r('<w:footnoteReference w:id="1"/>')
    body = f"<w:p>{t('正文')}{mark}{t('。')}</w:p>"
    parts = {
        **with_notes("footnote", p("据统计局") + p("二〇二四年"), p(" "), p("作者注")),
        **with_notes("endnote", p("尾注")),
    }

    made = read(docx_bytes(body, parts=parts))

    assert made.text == "正文。"
    assert made.notes == ("据统计局\n二〇二四年", "作者注", "尾注")
    assert (made.outcome, made.reason) == (DocumentOutcome.OK, None)
    assert [(one.code, one.detail) for one in made.problems] == [
        (ProblemCode.NOTES_APART, "[1] 据统计局 二〇二四年 [2] 作者注 [3] 尾注")
    ]


def test_of_many_long_notes_the_beginnings_are_told(read):
    notes = [p(f"{'长' * 50}{at}") for at in range(6)]

    made = read(docx_bytes(p("正文"), parts=with_notes("footnote", *notes)))

    assert len(made.notes) == 6
    assert made.notes[5] == "长" * 50 + "5"
    detail = made.problems[0].detail
    assert detail.startswith(f"[1] {'长' * 40}… [2] ")
    assert detail.endswith("长… … [6]")


def test_pictures_of_notes_come_after_the_words(read):
    parts = {
        **with_notes("footnote", f"<w:p>{blip()}</w:p>{p('图注')}"),
        "word/_rels/footnotes.xml.rels": rels(("rId9", "image", "media/a.jpg")),
        "word/media/a.jpg": photo(),
    }

    made = read(docx_bytes(p("一") + p("二"), parts=parts))

    assert [one.after for one in made.pictures] == [2]
    assert made.notes == ("图注",)


STYLES = bare(
    "w:styles",
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>',
)


def test_headings_and_bold_lines_are_subheads(read):
    body = (
        p("样式标题", properties='<w:pStyle w:val="a1"/>')
        + p("继承标题", properties='<w:pStyle w:val="a2"/>')
        + p("大纲标题", properties='<w:outlineLvl w:val="1"/>')
        + p("粗体小标题", run="<w:b/>")
        + p("粗体句子。", run='<w:rStyle w:val="s"/>')
        + p("不粗", run='<w:b w:val="0"/>')
    )

    made = read(docx_bytes(body, parts={"word/styles.xml": STYLES}))

    subhead, paragraph = BlockKind.SUBHEAD, BlockKind.PARAGRAPH
    assert [block.kind for block in made.blocks] == [subhead] * 4 + [paragraph] * 2
    assert [b.runs[0].style for b in made.blocks[4:]] == [
        RunStyle.STRONG,
        RunStyle.PLAIN,
    ]


def test_kai_is_a_style_only_where_it_differs(read):
    kai = '<w:rFonts w:eastAsia="楷体_GB2312"/>'
    some = read(docx_bytes(p("正文很长很长很长") + p("编者按", run=kai)))
    all_kai = read(docx_bytes(p("正文", run=kai) + p("正文", run=kai)))

    assert some.blocks[1].runs[0].style is RunStyle.KAI
    assert all_kai.blocks[0].runs[0].style is RunStyle.PLAIN


def level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def kind(name, inside):
    return f'<w:abstractNum w:abstractNumId="{name}">{inside}</w:abstractNum>'


def num(name, of, more=""):
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def lists(inside):
    return {"word/numbering.xml": bare("w:numbering", inside)}


def numbering(*levels):
    made = "".join(level(at, form, text) for at, (form, text) in enumerate(levels))
    return lists(kind(0, made) + num(1, 0))


def item(text, level=0, of=1):
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{of}"/>'
    return p(text, properties=f"<w:numPr>{place}</w:numPr>")


def test_computed_numbers(read):
    parts = numbering(("chineseCounting", "（%1）"), ("decimal", "%2."))
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1)

    lines = words(read, body, parts=parts)

    assert lines == ["（一）甲", "1.乙", "2.丙", "（二）丁", "1.戊"]


def test_lists_of_one_kind_count_on_unless_they_say_where_they_begin(read):
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    dress = (
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    )
    parts = lists(kind(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, dress))
    anew = lists(kind(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, start))
    body = item("甲") + item("乙", of=2) + item("丙", of=2) + item("丁")

    assert words(read, body, parts=parts) == ["1.甲", "B)乙", "C)丙", "4.丁"]
    assert words(read, body, parts=anew) == ["1.甲", "5.乙", "6.丙", "7.丁"]


def test_levels_begin_anew_only_where_they_should(read):
    levels = level(0, "bullet", "•") + level(1, "decimal", "%2.")
    levels += level(2, "decimal", "图%3", '<w:lvlRestart w:val="0"/>')
    body = "".join(
        item(text, at) for text, at in zip("甲乙丙丁戊己", (0, 1, 2) * 2, strict=True)
    )

    lines = words(read, body, parts=lists(kind(0, levels) + num(1, 0)))

    assert lines == ["甲", "1.乙", "图1丙", "丁", "1.戊", "图2己"]


def test_lists_of_a_style_and_numbers_in_figures(read):
    """Lawyers' numbers: 一、, then 1.1 and not 一.1."""
    levels = level(0, "chineseCounting", "%1、")
    levels += level(1, "decimal", "%1.%2", "<w:isLgl/>")
    style = '<w:styleLink w:val="公文"/>'
    link = '<w:numStyleLink w:val="公文"/>'
    parts = lists(kind(0, style + levels) + kind(1, link) + num(1, 1))

    assert words(read, item("甲") + item("乙", 1), parts=parts) == ["一、甲", "1.1乙"]


def test_bullets_are_one_list(read):
    made = read(
        docx_bytes(item("甲") + item("乙") + p("完"), parts=numbering(("bullet", "•")))
    )

    assert [(b.kind, b.text) for b in made.blocks] == [
        (BlockKind.LIST, "甲\n乙"),
        (BlockKind.PARAGRAPH, "完"),
    ]


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows):
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def test_tables_are_lines_of_cells(read):
    made = read(
        docx_bytes(table(row(p("一"), p("二")), row(p("三") + p("四"), p("五"))))
    )

    assert [(b.kind, b.text) for b in made.blocks] == [
        (BlockKind.TABLE, "一　二\n三 四　五")
    ]


def test_a_frame_of_one_cell_is_no_table(read):
    made = read(docx_bytes(table(row(p("一") + p("二")))))

    assert [(b.kind, b.text) for b in made.blocks] == [
        (BlockKind.PARAGRAPH, "一"),
        (BlockKind.PARAGRAPH, "二"),
    ]


def test_nested_tables_and_deleted_rows(read):
    gone = row(p("删"), p("删")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    inner = table(row(p("内一"), p("内二")))

    assert words(read, table(row(p("外"), inner), gone)) == ["外　内一 内二"]


def test_strict_office_files(read):
    body = docx_bytes(
        main=document(p("严格")).replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    )

    assert read(body).text == "严格"


def test_misnamed_parts_are_found(read):
    parts = {
        "_rels/.rels": rels(("rId1", "officeDocument", "/WORD\\Document2.xml")),
        "word\\document2.xml": document(p("别名")),
    }

    assert read(docx_bytes(p("原名"), parts=parts)).text == "别名"


def test_inserted_pages_are_words(read):
    body = p("前") + '<w:altChunk r:id="rId7"/>' + p("后")
    page = "<html><body><p>网页</p></body></html>"
    pointers = (("rId7", "aFChunk", "chunk.htm"),)

    lines = words(read, body, pointers=pointers, parts={"word/chunk.htm": page})

    assert lines == ["前", "网页", "后"]


def test_no_words_is_for_a_person(read):
    made = read(docx_bytes(p()))

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert [problem.code for problem in made.problems] == [ProblemCode.NO_WORDS]
