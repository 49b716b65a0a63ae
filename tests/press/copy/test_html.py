"""HTML comes in from anywhere and leaves as a small safe subset."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.html import blocks_from_html, blocks_to_html
from press.copy.model import Block, BlockKind, Run, RunStyle

STRONG, KAI = RunStyle.STRONG, RunStyle.KAI


def read(html: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks_from_html(html)]


def test_paragraphs_keep_their_emphasis():
    html = "<p>　　日前，<b>东岭<i>园区</i></b>与<em>某校</em>签约。</p>"

    assert blocks_from_html(html) == (
        Block(
            "b1",
            BlockKind.PARAGRAPH,
            (
                Run("日前，"),
                Run("东岭园区", STRONG),
                Run("与"),
                Run("某校", KAI),
                Run("签约。"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("一行字", [("paragraph", "一行字")]),
        ("<p>甲<br>乙</p>", [("paragraph", "甲"), ("paragraph", "乙")]),
        ("<div>甲<div>乙</div>丙</div>", [("paragraph", c) for c in "甲乙丙"]),
        (
            "<h2>优化<b>环境</b></h2><p>文。</p>",
            [("subhead", "优化环境"), ("paragraph", "文。")],
        ),
        ("<p><strong>优化环境</strong></p>", [("subhead", "优化环境")]),
        ("<p><strong>环境好。</strong></p>", [("paragraph", "环境好。")]),
        (
            '<p><span style="FONT-WEIGHT: bold">优化环境</span></p>',
            [("subhead", "优化环境")],
        ),
        ("<ul><li>甲</li><li>乙</li></ul>", [("list", "甲\n乙")]),
        (
            "<ol><li>甲<li><p>乙</p></ol>丁",
            [("list", "1.甲\n2.乙"), ("paragraph", "丁")],
        ),
        (
            "<table><tr><td>项目</td><td>亿元</td></tr><tr><td>甲</td><td></td></tr></table>",
            [("table", "项目　亿元\n甲　")],
        ),
        (
            "<table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>",
            [("paragraph", "第一段。"), ("paragraph", "第二段。")],
        ),
        ("<p>甲\n  乙 GDP\n up</p>", [("paragraph", "甲乙 GDP up")]),
        ("<p>&nbsp;&nbsp;　甲&nbsp; 乙　丙\u200b</p>", [("paragraph", "甲 乙　丙")]),
        ("<pre>甲\n乙</pre>", [("paragraph", "甲"), ("paragraph", "乙")]),
        ('<p class="verse">春风<br><br>又绿</p>', [("verse", "春风\n又绿")]),
        ('<p class="summary">提要</p>', [("summary", "提要")]),
        ("<p>1 &lt; 2 &amp;amp; 3</p>", [("paragraph", "1 < 2 &amp; 3")]),
    ],
)
def test_html_is_read(html, blocks):
    assert read(html) == blocks


def test_what_office_programs_add_is_dropped():
    html = """<html xmlns:o="urn:x"><head><title>稿件</title><style>p{color:red}</style>
    <!--[if gte mso 9]><xml><o:Pages>3</o:Pages></xml><![endif]--></head><body>
    <p class=MsoNormal style='mso-x:y'><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
    <xml><w:View>Normal</w:View></xml>
    <p class=MsoNormal><span style='font-family:宋体'>园区开工。<o:p></o:p></span></p>
    <script>alert(1)</script><!-- 注 --></body></html>"""

    assert read(html) == [("paragraph", "园区开工。")]


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>x</script></svg>",
        "<iframe srcdoc='<p>x'></iframe>",
        "<style><!--</style><script>x</script>-->",
        "<p " * 2000,
        "<!--" * 2000,
        "\ud800\x00",
    ],
)
def test_hostile_html_leaves_nothing(html):
    assert "x" not in blocks_to_html(blocks_from_html(html))
    assert "alert" not in blocks_to_html(blocks_from_html(html))


def test_deep_nesting_keeps_the_text():
    assert read("<div>" * 20_000 + "甲" + "</b>" * 50) == [("paragraph", "甲")]


def test_output_is_escaped():
    block = Block("b1", BlockKind.PARAGRAPH, (Run('<script>"&'), Run("<b>", STRONG)))

    assert blocks_to_html((block,)) == (
        "<p>&lt;script&gt;&quot;&amp;<strong>&lt;b&gt;</strong></p>"
    )


def test_every_kind_survives_the_round():
    runs = {
        BlockKind.LIST: (Run("甲\n乙"), Run("丙", STRONG)),
        BlockKind.VERSE: (Run("甲\n乙"),),
    }
    runs[BlockKind.TABLE] = (Run("甲　乙\n丙　"),)
    blocks = tuple(
        Block(f"b{n}", kind, runs.get(kind, (Run("东岭园区"),)))
        for n, kind in enumerate(BlockKind, 1)
    )

    assert blocks_from_html(blocks_to_html(blocks)) == blocks


TAGS = "p div b strong em span br ul ol li table tr td h3 pre script style o:p svg a"
BITS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS.split()]),
    st.sampled_from([f"</{tag}>" for tag in TAGS.split()]),
    st.sampled_from(
        ["<!--", "-->", "<![if x]>", '<p class="verse">', '<p class="summary">']
    ),
    st.sampled_from(["&lt;", "&nbsp;", "&#0;", "<", ">", '"', "\n", " ", "　", "\v"]),
    st.text("园区发展。GDP12", max_size=6),
)
HTML = st.lists(BITS, max_size=40).map("".join)
ALLOWED = re.compile(
    r'</?(?:p|h3|strong|em|ul|li|table|tr|td)>|<p class="[a-z-]+">|<br>'
)


@settings(max_examples=400, deadline=None)
@given(HTML | st.text())
def test_round_trip_is_idempotent_and_safe(html):
    blocks = blocks_from_html(html)

    again = blocks_to_html(blocks)

    assert "<" not in ALLOWED.sub("", again)
    assert blocks_from_html(again) == blocks
    assert all(block.text.strip() for block in blocks)
