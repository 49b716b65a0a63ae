"""Word files that mean harm: nothing is fetched, nothing swells."""

import time

import pytest

from submissions.documents.limits import MAX_ELEMENTS
from submissions.documents.model import DocumentOutcome
from submissions.documents.word import xml_events
from submissions.problems import ProblemCode
from tests.submissions.documents.docx_files import (
    blip,
    document,
    docx_bytes,
    p,
    rels,
    t,
)
from tests.submissions.documents.zip_files import Entry, make_zip

LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">]>'
)
FILE_READ = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OUTSIDE = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/evil.dtd">'


def with_grammar(grammar, entity="&a;"):
    text = document(p("前") + f"<w:p>{t(entity)}</w:p>")
    return text.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{grammar}')


@pytest.mark.parametrize("grammar", [LAUGHS, FILE_READ, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_f24_a_grammar_of_its_own_is_refused(read, grammar, encoding):
    main = with_grammar(grammar).encode(encoding)

    made = read(docx_bytes(main=main))

    assert made.outcome is DocumentOutcome.REJECTED
    assert made.reason.code is ProblemCode.DTD
    assert made.text == ""


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
)
def test_f24_a_grammar_in_a_side_part_too(read, part):
    made = read(docx_bytes(p("字"), parts={part: f"{LAUGHS}<w>&d;</w>"}))

    assert made.outcome is DocumentOutcome.REJECTED
    assert made.reason.code is ProblemCode.DTD


def test_f24_pictures_and_templates_outside_are_only_told(read):
    pointers = (("rId9", "image", "http://127.0.0.1:9/a.jpg", "outside"),)
    settings = rels(
        ("rId1", "attachedTemplate", "http://127.0.0.1:9/evil.dotm", "outside")
    )
    parts = {"word/_rels/settings.xml.rels": settings}
    linked = blip().replace("r:embed", "r:link")

    made = read(
        docx_bytes(f"<w:p>{linked}</w:p>{p('字')}", pointers=pointers, parts=parts)
    )

    assert (made.outcome, made.text, made.pictures) == (DocumentOutcome.OK, "字", ())
    assert [problem.code for problem in made.problems] == [ProblemCode.EXTERNAL]


def test_ordinary_links_are_no_problem(read):
    pointers = (("rId9", "hyperlink", "http://example.org", "outside"),)

    assert read(docx_bytes(p("字"), pointers=pointers)).problems == ()


@pytest.mark.parametrize(
    "target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"]
)
def test_f24_a_picture_that_points_to_a_file(read, target):
    made = read(
        docx_bytes(
            f"<w:p>{blip()}</w:p>{p('字')}", pointers=(("rId9", "image", target),)
        )
    )

    assert (made.text, made.pictures) == ("字", ())


def test_macros_are_told(read):
    made = read(docx_bytes(p("字"), parts={"word/vbaProject.bin": b"x"}), name="a.docm")

    assert made.outcome is DocumentOutcome.OK
    assert [problem.code for problem in made.problems] == [ProblemCode.MACROS]


def test_f21_words_that_swell(read):
    content = docx_bytes(main=document(p("字") + "<w:p/>" * 10_000_000))
    started = time.process_time()

    made = read(content)

    assert time.process_time() - started < 5
    assert made.outcome is DocumentOutcome.REJECTED
    assert made.reason.code is ProblemCode.BOMB


def test_f21_elements_beyond_the_limit(read, monkeypatch):
    monkeypatch.setattr(xml_events, "MAX_ELEMENTS", 100)

    made = read(docx_bytes(p("前") + "<w:p/>" * 100 + p("后")))

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert (made.reason.code, made.text) == (ProblemCode.TOO_LARGE, "前")


@pytest.mark.acceptance
def test_f21_elements_without_end(read):
    noise = "".join(
        f"<w:p><w:pPr><w:x w:v='{n * 7919 % 99991}'/></w:pPr></w:p>"
        for n in range(MAX_ELEMENTS // 3 + 1)
    )
    content = docx_bytes(main=document(p("前") + noise))
    started = time.process_time()

    made = read(content)

    assert time.process_time() - started < 15
    assert made.outcome is DocumentOutcome.QUARANTINED
    assert (made.reason.code, made.text) == (ProblemCode.TOO_LARGE, "前")


def test_f25_nesting_without_end(read):
    deep = "<w:sdt><w:sdtContent>" * 20_000

    made = read(docx_bytes(main=document(p("前") + deep)[:-30]))

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert made.text == "前"


def test_f25_words_that_break_off_are_shown(read):
    main = document(p("第一段") + p("第二段") + p("第三段"))
    cut = main[: main.index("第三") + 1]

    made = read(docx_bytes(main=cut))

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert made.reason.code is ProblemCode.DAMAGED
    assert made.text == "第一段\n第二段\n第"


def test_f25_a_container_that_breaks_off_is_searched(read):
    whole = docx_bytes(p("还在"))

    made = read(whole[: whole.index(b"PK\x01\x02") + 20])

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert made.reason.code is ProblemCode.DAMAGED
    assert made.text == "还在"


def test_f23_a_locked_docx(read):
    content = make_zip(
        Entry(b"[Content_Types].xml", b"wordprocessingml.document.main+xml"),
        Entry(b"word/document.xml", b"x", flags=1),
    )

    made = read(content)

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert made.reason.code is ProblemCode.ENCRYPTED
