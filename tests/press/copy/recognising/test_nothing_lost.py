"""Whatever is sent: no error, and every character comes out somewhere."""

import re
import signal
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.model import Block, BlockKind, Run
from press.copy.recognising.model import (
    Material,
    PhotoMaterial,
    Recognised,
    TextMaterial,
)
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.habits import plain
from tests.press.copy.recognising.stories import (
    CREDITS,
    DECKS,
    DEEDS,
    KICKERS,
    NAMES,
    SENTENCES,
    SHOWN,
    SUBHEADS,
)

ODD_LINES = (
    *(
        "编辑老师：您好！",
        "此致",
        "敬礼",
        "谢谢！",
        "（完）",
        "- 2 -",
        "图片说明：",
        "正文：",
    ),
    *(
        "附：照片3张",
        "2026年11月20日",
        "责任编辑：高原",
        "字数：1200字",
        "栏目：园区要闻",
    ),
    *(
        "【园区要闻】",
        "主题：",
        "引题：白石高新区",
        "图1：园区航拍图",
        "图2",
        "1. 园区航拍图",
    ),
    *(
        "DSC_1.JPG：园区航拍图",
        "□ 王小明",
        "通讯员 李华 文/图",
        "来源：东岭经开区管委会",
    ),
    *(
        "姓名：王小明",
        "电话：13900001234",
        "东岭经开区管委会",
        "身份证号：130102199001011234",
    ),
    *(
        "（东岭经开区管委会 王小明 13900001234）",
        "本报讯（通讯员李华）今天，",
        "▲园区航拍图",
    ),
    *(
        "王小明",
        "今天。 王小明",
        "……",
        "——",
        "：",
        "图",
        "（",
        "》",
        "a",
        "他笑了。（完）",
    ),
)
lines = st.one_of(
    st.sampled_from(ODD_LINES),
    st.sampled_from((*CREDITS, *DECKS, *DEEDS, *KICKERS, *SHOWN, *SUBHEADS, *NAMES)),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("".join),
    st.text(max_size=40),
    st.text("图一1①：（）()。，、 \u3000摄供—-+《》【】@姓名电话", max_size=20),
)
texts = st.lists(lines, max_size=12)
kinds = st.sampled_from([*BlockKind, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH])
blocks = st.lists(st.tuples(kinds, lines | st.text(max_size=10)), max_size=12).map(
    lambda parts: tuple(
        Block(f"b{at}", kind, (Run(text[:3]), Run(text[3:])))
        for at, (kind, text) in enumerate(parts)
    )
)
photos = st.lists(
    st.builds(
        PhotoMaterial,
        key=st.uuids().map(str),
        name=st.sampled_from(
            ("DSC_1.JPG", "图2.png", "园区航拍图李华摄.jpg", "", "a/../b")
        ),
        document=st.sampled_from((None, 0, 1, 7)),
        after=st.integers(-2, 14),
        caption=st.sampled_from(("", *SHOWN, "图1 园区航拍图\n李华 摄")),
    ),
    max_size=3,
)


def bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def said(story: Recognised) -> list[str]:
    """Return everything the recognised story shows."""
    shown = [story.kicker, story.headline, story.deck, story.byline, story.section]
    shown += [block.text for block in story.blocks]
    for photo in story.photos:
        shown += [photo.caption, photo.credit]
    for guess in story.guesses:
        shown += [*guess.evidence.split("\n"), guess.evidence, *guess.alternatives]
    return [bare(text) for text in (*shown, *story.letter.split("\n"))]


def is_kept(line: str, shown: list[str]) -> bool:
    """Tell whether a line came out whole, or in a body part and what was cut off it."""
    line = bare(line)
    if any(line in text for text in shown):
        return True
    rest = [line]
    for piece in sorted({text for text in shown if text}, key=len, reverse=True):
        rest = [part for old in rest for part in old.split(piece)]
    return not any(char.isalnum() for part in rest for char in part)


@settings(max_examples=150, deadline=None)
@given(texts, photos)
def test_every_character_of_a_mail_comes_out(written, attached):
    letter = plain(*written)

    story = recognise(Material(letter=letter, photos=tuple(attached)))

    shown = said(story)
    assert [b.text for b in letter if not is_kept(b.text, shown)] == []


@settings(max_examples=150, deadline=None)
@given(
    texts,
    blocks,
    photos,
    st.sampled_from(("稿件.docx", "图片说明.txt", "作者信息.doc")),
)
def test_every_character_of_a_document_comes_out(written, parts, attached, name):
    document = TextMaterial(name, parts)

    story = recognise(
        Material(letter=plain(*written), documents=(document,), photos=tuple(attached))
    )

    if story.document == 0:
        shown = said(story)
        lines = [line for b in parts for line in b.text.split("\n")]
        assert [line for line in lines if not is_kept(line, shown)] == []


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60) | lines,
    texts.map(lambda written: plain(*written)),
    st.text(max_size=60) | lines,
    st.text(max_size=20) | st.sampled_from(NAMES),
    st.lists(
        st.builds(
            TextMaterial,
            name=st.text(max_size=12) | st.sampled_from(("稿件.docx", "图片说明.txt")),
            blocks=blocks,
        ),
        max_size=3,
    ),
    photos,
)
def test_anything_is_recognised_without_error(
    subject, letter, signature, sender, documents, attached
):
    story = recognise(
        Material(
            subject=subject,
            letter=letter,
            signature=signature,
            sender_name=sender,
            documents=tuple(documents),
            photos=tuple(attached),
        )
    )

    assert [photo.key for photo in story.photos] == [photo.key for photo in attached]
    fields = {guess.field.value: guess.value for guess in reversed(story.guesses)}
    for name in ("kicker", "headline", "deck", "byline", "section", "contact_phone"):
        assert fields.get(name, "") == getattr(story, name)


@pytest.fixture
def no_more_than_a_minute() -> Iterator[None]:
    """End what computes for longer than any text may take, by a minute of this CPU."""

    def refuse(_number: int, _frame: object) -> None:
        raise AssertionError("it grows faster than the text")

    before = signal.signal(signal.SIGVTALRM, refuse)
    signal.setitimer(signal.ITIMER_VIRTUAL, 60)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("no_more_than_a_minute")
def test_time_grows_with_the_text_and_no_faster():
    """Linear it takes a second; with the square of the text it would take hours."""
    line = ["园区里一切都好，" * 40 + "。", "图1：园区航拍图", "（" * 60]
    text = plain(*line * 5000)
    odd = plain("1" * 200_000, "（" * 250_000, "张 " * 250_000)

    for letter in (text, odd):
        assert recognise(Material(subject="图" * 450_000, letter=letter)).blocks
