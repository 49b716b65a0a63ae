"""RTF: Chinese bytes under any font, tables, pictures, notes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.model import BlockKind
from submissions.documents.model import DocumentOutcome
from submissions.documents.rtf.story import RtfStory
from submissions.documents.rtf.tokens import tokens
from submissions.problems import ProblemCode
from tests.submissions.documents.docx_files import photo

HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}"
    rb"{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset136 Ming;}}"
    rb"{\stylesheet{\s1 heading 1;}{\s2 \'b1\'ea\'cc\'e2 2;}{\s0 Normal;}}"
    rb"{\info{\author nobody}}{\*\generator Nothing;}"
)

CASES = {
    rb"\f1\'d6\'d0\'ce\'c4\par": "中文",
    rb"\f0\'d6\'d0\'ce\'c4\par": "中文",
    rb"\f2\'a4\'a4\'a4\'e5\par": "中文",
    "\\f1 直接".encode("gbk") + rb"\par": "直接",
    rb"\u20013?\u25991?\par": "中文",
    rb"\uc2\u20013\'d6\'d0\u25991\'ce\'c4\par": "中文",
    rb"\uc0\u20013\u-10179\u-8704 \par": "中😀",
    rb"{\upr{wrong}{\*\ud{\u20013?}}}\par": "中",
    rb"a\tab b\~c\_d\-e\emdash\ldblquote f\rdblquote\par": "a b c-de—“f”",
    rb"one\par two\line three\par": "one\ntwo\nthree",
    rb"{\header top}{\footer end}{\*\unknown x}text\par": "text",
    rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\par": "link",
    rb"\deleted gone\deleted0 stays{\v hidden}\par": "stays",
    rb"text{\footnote\pard note}more\par": "textmore",
    rb"{\*\bkmkstart a}{\*\bkmkend a}x\{y\}\\z\par": "x{y}\\z",
    rb"{\listtext\'31.\tab}item\par": "1. item",
    rb"kept}}}after\par": "kept",
    rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt box\par}}}text\par": "box\ntext",
}


@pytest.mark.parametrize("body", CASES)
def test_words(read, body):
    assert read(HEAD + body + b"}", "a.rtf").text == CASES[body]


def test_notes_stand_apart(read):
    body = rb"a{\footnote\pard{\chftn} one\par two}b{\footnote\ftnalt end}\par}"
    made = read(HEAD + body, "a.rtf")

    assert made.text == "ab"
    assert made.notes == ("one\ntwo", "end")
    assert [one.code for one in made.problems] == [ProblemCode.NOTES_APART]


def test_headings(read):
    made = read(HEAD + rb"\pard\s1 one\par\pard\s2 two\par\pard\s0 rest\par}", "a.rtf")

    assert [block.kind for block in made.blocks] == [
        BlockKind.SUBHEAD,
        BlockKind.SUBHEAD,
        BlockKind.PARAGRAPH,
    ]


def test_tables(read):
    rows = rb"\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\cell\cell\row"
    made = read(HEAD + rb"before\par" + rows + rb"\pard after\par}", "a.rtf")

    assert [(block.kind, block.text) for block in made.blocks] == [
        (BlockKind.PARAGRAPH, "before"),
        (BlockKind.TABLE, "a　b\nc　"),
        (BlockKind.PARAGRAPH, "after"),
    ]


@pytest.mark.parametrize("binary", [False, True])
def test_pictures(read, binary):
    content = photo()
    data = b"\\bin%d " % len(content) + content if binary else content.hex().encode()
    body = rb"\par before\par{\*\shppict{\pict\jpegblip " + data + rb"}}\par"
    once = rb"{\nonshppict{\pict\wmetafile8 0102}}after\par"

    made = read(HEAD + body + once + b"}", "a.rtf")

    assert [(one.width, one.after) for one in made.pictures] == [(64, 1)]
    assert made.pictures[0].path.read_bytes() == content
    assert made.problems == ()


def test_metafiles_are_left_out(read):
    made = read(HEAD + rb"{\pict\wmetafile8 0102}text\par}", "a.rtf")

    assert [one.code for one in made.problems] == [ProblemCode.PICTURE_LEFT_OUT]


def test_f25_groups_without_end(read):
    started = time.process_time()
    made = read(HEAD + b"{" * 500_000 + b"text", "a.rtf")

    assert time.process_time() - started < 5
    assert made.reason.code is ProblemCode.DAMAGED


@pytest.mark.parametrize("end", [rb"", rb"{{more", rb"\pard{\b more"])
def test_f25_a_text_that_breaks_off_is_shown(read, end):
    made = read(HEAD + rb"words\par " + end, "a.rtf")

    assert made.outcome is DocumentOutcome.QUARANTINED
    assert made.reason.code is ProblemCode.DAMAGED
    assert made.text.startswith("words")


WORDS = [
    *(b"{", b"}", b"\\par ", b"\\u20013?", b"\\'d6", b"\\'d0", b"\\*", b"\\pict", b"x"),
    *(
        b"\\cell ",
        b"\\row ",
        b"\\intbl",
        b"\\pard",
        b"\\trowd",
        b"\\footnote",
        b"\\bin3 ",
    ),
    *(b"\\f9999999999", b"\\uc-5", b"\\u-1", b"\\u55357?", b"\\", b"\\jpegblip", b"\0"),
    *(b"\\stylesheet", b"\\s1", b"\\fonttbl", b"\\fcharset134", b"\\ansicpg99999"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=300, deadline=None)
def test_f25_no_words_raise(words):
    RtfStory().read(tokens(b"{\\rtf1" + b"".join(words)))
