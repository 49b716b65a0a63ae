"""Which text is the copy: the mail's own, a document, and what the others are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from press.copy.recognising.captions import caption_line, is_caption_header
from press.copy.recognising.cards import read_card
from press.copy.recognising.letters import is_closing, is_slip
from press.copy.recognising.model import Material
from press.copy.recognising.peeled import Peeled
from press.copy.recognising.peeling import peel, peel_captions, put_back_body
from press.copy.recognising.photo_names import photo_stem
from press.copy.recognising.sheet import MOST_ASIDES, likeness, squeezed
from press.copy.recognising.subject import SubjectReading, read_subject

SHORTEST_STORY = 40  # characters of body
SHORTEST_HEADED = 12  # characters of body under a headline
SHORTEST_OTHER = 60
SHORTEST_LETTER_STORY = 120  # characters of a mail's own text beside a document
MOST_NAMES = 100  # photographs whose names are looked for in lines
SAME = 0.6  # of the sentences of the shorter text, for two texts to be one

_CAPTIONS_NAME = re.compile(
    r"图片?(?:文字)?说明|照片(?:文字)?说明|图说|图注|图片文字|配图|照片介绍|图片介绍|图片名称|照片名单|文字说明|caption",
    re.IGNORECASE,
)
_FORM_NAME = re.compile(
    r"作者(?:信息|简介|资料|登记)|个人(?:信息|简介)|联系方式|联系人|投稿(?:表|登记|信息)|稿件?登记|审核|审批|签发|审稿|送审|发稿单|审签|盖章|承诺|授权|协议|稿费|银行|说明函|介绍信|三审"
)
_FORM_WORDS = re.compile(
    r"盖章|签字|审核意见|审批意见|签发人?|分管领导|审签|承诺书|审核人|单位意见|公章|授权书|版权"
)
_SENTENCE = re.compile(r"[。！？!?；;\n]")
_WORDS = re.compile(r"[。！？…”]")


@dataclass(slots=True)
class Choice:
    """The texts as they were taken apart and put to use, by number; None: the mail."""

    texts: dict[int | None, Peeled]
    main: int | None
    others: tuple[int, ...] = ()
    captions: tuple[int, ...] = ()
    forms: tuple[int, ...] = ()
    unused: tuple[int, ...] = ()
    same: bool = False  # the mail's own text is the chosen document's
    roles: dict[int, str] = field(default_factory=dict)


def choose(material: Material, subject: SubjectReading) -> Choice:
    """Take all texts apart and tell which is the story."""
    texts: dict[int | None, Peeled] = {}
    roles: dict[int, str] = {}
    for number in range(len(material.documents)):
        roles[number], texts[number] = _document(number, material, subject)
    texts[None] = peel(
        material.letter,
        subject=subject.headline,
        sections=material.sections,
        stems=photo_stems(material),
    )
    stories = [number for number, role in roles.items() if role == "story"]
    main = _main(material, texts, stories, subject)
    if main is None:
        put_back_body(texts[None])
    return _sorted_out(material, texts, roles, main)


def photo_stems(material: Material) -> tuple[str, ...]:
    return tuple(photo_stem(photo.name) for photo in material.photos[:MOST_NAMES])


def _document(
    number: int, material: Material, subject: SubjectReading
) -> tuple[str, Peeled]:
    name, blocks = material.documents[number].name, material.documents[number].blocks
    lines = [block.text for block in blocks]
    if _is_captions(name, lines):
        return "captions", peel_captions(blocks, stems=photo_stems(material))
    title = read_subject(name, material.sections).headline
    wanted = subject.headline
    if title and likeness(title, wanted) < SAME:
        wanted = _named_in(title, lines) or wanted
    peeled = peel(
        blocks,
        subject=wanted,
        sections=material.sections,
        stems=photo_stems(material),
        pictures=[photo for photo in material.photos if photo.document == number],
    )
    if _is_form(name, lines, peeled):
        return "form", peeled
    shortest = SHORTEST_HEADED if peeled.stack else SHORTEST_STORY
    if peeled.body_length >= shortest:
        return "story", peeled
    if not peeled.body_length and peeled.captions:
        return "captions", peeled
    return ("form" if peeled.cards else "slip"), peeled


def _named_in(title: str, lines: list[str]) -> str:
    """Return the title of a file where it stands in its first lines."""
    return title if any(likeness(title, line) >= SAME for line in lines[:8]) else ""


def _is_captions(name: str, lines: list[str]) -> bool:
    said = [line for line in lines[:MOST_ASIDES] if line.strip()]
    if not said or any(len(line) > 400 for line in said[:200]):
        return False
    if _CAPTIONS_NAME.search(name):
        return True
    marked = [line for line in said if _speaks(line)]
    rest = [
        line
        for line in said
        if line not in marked
        and not (is_closing(line) or is_slip(line) or read_card(line))
    ]
    return bool(marked) and len(rest) <= (1 if len(marked) > 1 else 0)


def _speaks(line: str) -> bool:
    return is_caption_header(line) or caption_line(line) is not None


def _is_form(name: str, lines: list[str], peeled: Peeled) -> bool:
    if _FORM_NAME.search(name) and len("".join(lines)) < 1500:
        return True
    text = "\n".join(lines[:60])
    words = {match[0] for match in _FORM_WORDS.finditer(text[:3000])}
    return len(words) >= 2 and peeled.body_length < 400


# The main text


def _main(
    material: Material,
    texts: dict[int | None, Peeled],
    stories: list[int],
    subject: SubjectReading,
) -> int | None:
    if not stories:
        return None
    best = max(stories, key=lambda number: _rank(material, texts, number, subject))
    mail = texts[None]
    own = mail.body_length
    if own < SHORTEST_LETTER_STORY and not (own >= SHORTEST_STORY and mail.stack):
        return best
    if is_same(mail, texts[best]):
        return best if texts[best].body_length >= own else None
    if own >= SHORTEST_LETTER_STORY and _agrees(mail, subject) > _agrees(
        texts[best], subject
    ):
        return None
    return best


def _rank(
    material: Material,
    texts: dict[int | None, Peeled],
    number: int,
    subject: SubjectReading,
) -> tuple[bool, int, int]:
    name = read_subject(material.documents[number].name).headline
    agrees = max(_agrees(texts[number], subject), likeness(name, subject.headline))
    return agrees >= SAME, texts[number].body_length, -number


def _agrees(text: Peeled, subject: SubjectReading) -> float:
    if not subject.headline:
        return 0.0
    whole = "".join(text.stack)
    return max(likeness(line, subject.headline) for line in (*text.stack, whole))


def is_same(one: Peeled, other: Peeled) -> bool:
    """Tell whether two texts hold the same story."""
    few, many = sorted((_sentences(one), _sentences(other)), key=len)
    return bool(few) and len(few & many) / len(few) >= SAME


def _sentences(text: Peeled) -> set[str]:
    lines = "\n".join(line.text for line in text.sheet.unclaimed())
    parts = (squeezed(part) for part in _SENTENCE.split(lines))
    return {part for part in parts if len(part) >= 6}


def _sorted_out(
    material: Material,
    texts: dict[int | None, Peeled],
    roles: dict[int, str],
    main: int | None,
) -> Choice:
    kept = texts[main]
    others, unused = [], []
    for number, role in roles.items():
        if number == main or role in ("captions", "form"):
            continue
        text = texts[number]
        own = text.body_length >= SHORTEST_OTHER and bool(text.stack)
        if role == "story" and own and not is_same(text, kept):
            others.append(number)
        else:
            unused.append(number)
    return Choice(
        texts=texts,
        main=main,
        others=tuple(others),
        captions=tuple(n for n, role in roles.items() if role == "captions"),
        forms=tuple(n for n, role in roles.items() if role == "form"),
        unused=tuple(unused),
        same=main is not None and is_same(texts[None], kept),
    )
