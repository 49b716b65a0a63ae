"""Correspondents' habits: the same story, sent in the ways people really send it.

Each habit turns a piece (``guidekit.copyfile.CopyItem``) into what the readers of mail
and documents make of such a mail: texts in blocks, photographs in order.
"""

from __future__ import annotations

from collections.abc import Callable

from guidekit.copyfile import CopyItem, PhotoWords
from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind
from press.copy.plain import blocks_from_plain
from press.copy.recognising.model import Material, PhotoMaterial, TextMaterial
from press.copy.runs import plain_runs

UNIT = "东岭经济开发区管委会"
AUTHOR = "沈知秋"
PHONE = "13900001234"
INDENT = "　　"
LABELS = {
    "editorial": "发刊词",
    "photo_news": "图片新闻",
}

Habit = Callable[[CopyItem], Material]


def plain(*lines: str) -> tuple[Block, ...]:
    """Read lines as the mail and the text reader do."""
    return blocks_from_plain("\n".join(lines))


def written(parts: list[tuple[str, str]]) -> tuple[Block, ...]:
    """Give blocks with their kinds, as the reader of Word files does."""
    return number_blocks((BlockKind(kind), plain_runs(text)) for kind, text in parts)


def title(item: CopyItem) -> str:
    """Return what such a piece has for a subject."""
    return item.headline or LABELS.get(item.kind, "")


def byline_lines(item: CopyItem) -> list[str]:
    """Return the byline, unless the text itself begins with it."""
    head = item.body[0][1][:80] if item.body else ""
    stands = item.byline and item.byline in head
    return [item.byline] if item.byline and not stands else []


def head_lines(item: CopyItem) -> list[str]:
    stack = [item.kicker, item.headline, item.deck]
    return [line for line in stack if line] + byline_lines(item)


def body_lines(item: CopyItem, indent: str = INDENT) -> list[str]:
    """Return the body as it is typed into a mail: nothing marks a subhead."""
    return [
        text if kind == "subhead" else f"{indent}{text}" for kind, text in item.body
    ]


def card_lines() -> list[str]:
    return [f"作者：{AUTHOR}", f"单位：{UNIT}", f"联系电话：{PHONE}"]


def attached(item: CopyItem, name: str) -> tuple[PhotoMaterial, ...]:
    return tuple(
        PhotoMaterial(key=f"p{number}", name=name.format(number))
        for number, _ in enumerate(item.photos, 1)
    )


def worded(photo: PhotoWords, form: str = "{caption}（{credit}）") -> str:
    if not photo.credit:
        return photo.caption
    return form.format(caption=photo.caption, credit=photo.credit)


def numbered(item: CopyItem, form: str = "{caption}（{credit}）") -> list[str]:
    return [
        f"图{number}：{worded(photo, form)}"
        for number, photo in enumerate(item.photos, 1)
    ]


def habit_body_only(item: CopyItem) -> Material:
    """Type all into the mail: headline, text, captions, name and telephone."""
    return Material(
        subject=title(item),
        letter=plain(
            *head_lines(item), *body_lines(item), *numbered(item), *card_lines()
        ),
        sender_name="秋水长天",
        photos=attached(item, "微信图片_2026112009150{}.jpg"),
    )


def habit_cover_letter_and_docx(item: CopyItem) -> Material:
    """Write a covering letter; the story is a Word file with bold headings."""
    stack = [("subhead", line) for line in (item.kicker, item.headline) if line]
    rest = [("paragraph", line) for line in (item.deck, *byline_lines(item)) if line]
    named = f"《{item.headline}》" if item.headline else "一篇"
    return Material(
        subject=f"投稿：{title(item)}",
        letter=plain(
            f"编辑老师：您好！附件是我单位的稿件{named}，请审阅。",
            *numbered(item, "{caption}{credit}"),
            f"联系人：{AUTHOR}，{UNIT}，电话：{PHONE}",
            "此致",
            "敬礼！",
        ),
        documents=(
            TextMaterial(f"{title(item)}.docx", written([*stack, *rest, *item.body])),
        ),
        sender_name=AUTHOR,
        photos=attached(item, "IMG_20261120_09150{}.jpg"),
    )


def habit_wps_document_with_pictures(item: CopyItem) -> Material:
    """Send a WPS file with the pictures in it, and nothing in the mail."""
    head = [("paragraph", line) for line in head_lines(item)]
    sign = [("paragraph", f"（{UNIT} {AUTHOR} {PHONE}）")]
    before = len(head) + min(1, len(item.body))
    captions = [
        ("paragraph", worded(photo, "{caption} {credit}")) for photo in item.photos
    ]
    parts = [*head, *item.body[:1], *captions, *item.body[1:], *sign]
    return Material(
        subject=LABELS.get(item.kind, "稿件"),
        documents=(TextMaterial(f"{title(item)}.wps", written(parts)),),
        sender_name="dongling_xcb",
        photos=tuple(
            PhotoMaterial(
                key=f"p{number}",
                name=f"image{number}.jpeg",
                document=0,
                after=before + number - 1,
                caption=text,
            )
            for number, (_, text) in enumerate(captions, 1)
        ),
    )


def habit_subject_with_tags(item: CopyItem) -> Material:
    """Put headline, author and section into the subject, the text alone below."""
    section = f"【{item.section}】" if item.section else ""
    author = f"（{UNIT} {AUTHOR}）" if item.headline else ""
    with_photos = "（附图）" if item.photos else ""
    said = ["新闻照片已附上，请查收。"] if item.photos else []
    return Material(
        subject=f"【投稿】{section}{title(item)}{item.deck}{author}{with_photos}",
        letter=plain(
            *([item.kicker] if item.kicker else []),
            *byline_lines(item),
            *body_lines(item, "    "),
            *[worded(photo, "{caption}\n{credit}") for photo in item.photos],
            *said,
        ),
        signature=f"{UNIT}\n{AUTHOR}\n手机：{PHONE}",
        sender_name=UNIT,
        photos=attached(item, "DSC_004{}.JPG"),
    )


def habit_forwarded(item: CopyItem) -> Material:
    """Pass a mail on: greetings, the text, who signs, a date."""
    return Material(
        subject=f"Fw: 转发：回复：{title(item)}.docx",
        letter=plain(
            "尊敬的编辑老师：",
            f"{INDENT}您好！现将我区新闻稿件发给您，请予以采用，谢谢！",
            "———————",
            *head_lines(item),
            *body_lines(item),
            "（完）",
            *([] if not item.photos else ["图片说明："]),
            *[
                f"{number}. {worded(photo, '{caption}（{credit}）')}"
                for number, photo in enumerate(item.photos, 1)
            ],
            "审核：高原  签发：马立新",
            UNIT,
            "2026年11月20日",
        ),
        sender_name=f"{UNIT}-{AUTHOR}",
        photos=attached(item, "mmexport166876543210{}.jpg"),
    )


def habit_text_attachment_with_photo_list(item: CopyItem) -> Material:
    """Attach a text file, a second one with the captions, and numbered pictures."""
    documents = [
        TextMaterial(
            f"{title(item)}（修改稿）.txt",
            plain(*head_lines(item), *body_lines(item), "", *card_lines()),
        )
    ]
    if item.photos:
        listed = [
            f"{number}.jpg：{worded(photo, '{caption}{credit}')}"
            for number, photo in enumerate(item.photos, 1)
        ]
        documents.append(TextMaterial("图片说明.txt", plain(*listed)))
    return Material(
        subject=f"{UNIT}投稿——{title(item)}",
        letter=plain("老师好，稿件和照片见附件，请查收。谢谢！"),
        documents=tuple(documents),
        sender_name=AUTHOR,
        photos=attached(item, "{}.jpg"),
    )


def habit_labelled_form(item: CopyItem) -> Material:
    """Fill a form: every part has its label."""
    labelled = [
        f"{label}：{text}"
        for label, text in (
            ("引题", item.kicker),
            ("主题", item.headline),
            ("副题", item.deck),
        )
        if text
    ]
    return Material(
        subject=f"《园区导刊》投稿：{title(item)}",
        letter=plain(
            "编辑您好：",
            *([f"栏目：{item.section}"] if item.section else []),
            *labelled,
            *byline_lines(item),
            "正文：",
            *body_lines(item, ""),
            "附：照片" if item.photos else "",
            *numbered(item, "{caption} {credit}"),
            f"姓  名：{AUTHOR}　　工作单位：{UNIT}",
            "手机号码：139 0000 1234　　邮编：050000",
            "银行卡号：6222 0200 0000 1234 567",
        ),
        sender_name="",
        photos=attached(item, "图{}.png"),
    )


def habit_body_and_same_document(item: CopyItem) -> Material:
    """Paste the text into the mail and attach it as well."""
    captions = [f"▲{worded(photo, '{caption}（{credit}）')}" for photo in item.photos]
    stack = [("paragraph", line) for line in head_lines(item)]
    return Material(
        subject=f"{title(item)} 20261120",
        letter=plain(
            "编辑老师，您好！稿件正文如下，附件里也有一份，请查收。",
            *head_lines(item),
            *body_lines(item),
        ),
        documents=(
            TextMaterial(
                f"{title(item)}(1).docx",
                written([*stack, *item.body, *(("paragraph", c) for c in captions)]),
            ),
        ),
        signature=f"{AUTHOR}  {UNIT}  {PHONE}",
        sender_name=AUTHOR,
        photos=attached(item, "P{}001.jpg"),
    )


HABITS: tuple[Habit, ...] = (
    habit_body_only,
    habit_cover_letter_and_docx,
    habit_wps_document_with_pictures,
    habit_subject_with_tags,
    habit_forwarded,
    habit_text_attachment_with_photo_list,
    habit_labelled_form,
    habit_body_and_same_document,
)
