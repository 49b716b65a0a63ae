"""The author card: name, unit and telephone, in lines, in one line, in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.copy.recognising.people import (
    is_person,
    is_unit,
    joined_names,
    may_be_person,
    split_unit,
)
from press.copy.recognising.telephones import (
    find_phones,
    has_secret,
    narrowed,
    without_phones,
)

LONGEST_CARD = 160  # characters of a line of a card

_NAME_LABELS = (
    *(
        "作者姓名",
        "联系人姓名",
        "投稿人姓名",
        "真实姓名",
        "姓名",
        "作者",
        "通讯员",
        "联系人",
    ),
    *(
        "投稿人",
        "投稿者",
        "供稿人",
        "撰稿人",
        "报送人",
        "发件人",
        "拍摄者",
        "笔名",
        "署名",
    ),
)
_UNIT_LABELS = (
    *(
        "工作单位",
        "供稿单位",
        "作者单位",
        "所在单位",
        "报送单位",
        "投稿单位",
        "单位名称",
    ),
    *("通联单位", "选送单位", "单位"),
)
_PHONE_LABELS = (
    *("联系电话", "联系方式", "联系手机", "手机号码", "手机号", "电话号码", "办公电话"),
    *("移动电话", "固定电话", "作者电话", "电话", "手机", "座机", "传真"),
    *("tel", "phone", "mobile", "mob", "mp"),
)
_PERSONAL_LABELS = (
    *(
        "通讯地址",
        "通信地址",
        "联系地址",
        "单位地址",
        "邮寄地址",
        "详细地址",
        "家庭住址",
        "地址",
    ),
    *(
        "住址",
        "邮政编码",
        "邮编",
        "身份证号码",
        "身份证号",
        "身份证",
        "证件号码",
        "证件号",
    ),
    *(
        "银行卡号",
        "银行卡",
        "银行账号",
        "银行帐号",
        "银行账户",
        "卡号",
        "开户行",
        "开户银行",
    ),
    *(
        "开户名",
        "户名",
        "账号",
        "帐号",
        "账户",
        "收款人",
        "微信号",
        "微信",
        "qq号",
        "qq",
    ),
    *(
        "电子邮箱",
        "电子邮件",
        "联系邮箱",
        "邮箱",
        "e-mail",
        "email",
        "职务",
        "职称",
        "性别",
    ),
    *(
        "民族",
        "出生年月",
        "学历",
        "稿费",
        "稿酬",
        "作者简介",
        "作者信息",
        "联系信息",
        "个人信息",
    ),
)
_KINDS = {
    **dict.fromkeys(_PERSONAL_LABELS, "personal"),
    **dict.fromkeys(_UNIT_LABELS, "unit"),
    **dict.fromkeys(_PHONE_LABELS, "phone"),
    **dict.fromkeys(_NAME_LABELS, "name"),
}


def _spaced(label: str) -> str:
    return r"[ \u3000]*".join(map(re.escape, label))


_WORDS = "|".join(_spaced(label) for label in sorted(_KINDS, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?<![\u3400-\u9fffA-Za-z])(?P<label>{_WORDS})(?:及|和|/)?(?P<more>{_WORDS})?"
    r"(?:[（(][^）)]{0,10}[）)])?[ \u3000]*(?P<colon>[：:]|(?=[ \u3000]|\d|[（(]?\d))",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}")
_SPLIT = re.compile(r"[\s\u3000，,、；;|/／:：()（）【】\[\]。.]+")


@dataclass(frozen=True, slots=True)
class Card:
    """What a line of a card says; ``labelled`` when a label said what it is."""

    name: str = ""
    unit: str = ""
    phone: str = ""
    personal: bool = False
    labelled: bool = False


def read_card(text: str) -> Card | None:
    """Read a line of an author card; None when it is no such line."""
    if len(text) > LONGEST_CARD:
        return None
    bare = narrowed(text).strip(" ()[]【】\t,，。；;")
    labels = list(_LABEL.finditer(bare))
    if labels and _leads(bare, labels[0]):
        return _labelled(bare, labels)
    if find_phones(bare) or has_secret(bare):
        return _run_together(bare)
    return None


def _leads(text: str, label: re.Match[str]) -> bool:
    """Tell whether what stands before the first label is nothing but a name or unit."""
    before = text[: label.start()]
    return not before or _parts(without_phones(before)) is not None


def _labelled(text: str, labels: list[re.Match[str]]) -> Card | None:
    card: dict[str, str] = {}
    personal = False
    before = text[: labels[0].start()]
    head = _parts(without_phones(before)) or Card()
    phones = find_phones(before)
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        kind = _kind(label["label"])
        value = text[label.end() : end].strip(" \t,，、；;。|")
        if kind != "personal" and not label["colon"] and not _fits(kind, value):
            return None
        if not _take(card, label["label"], value):
            return None
        personal |= kind == "personal"
    return Card(
        name=card.get("name") or head.name,
        unit=card.get("unit") or head.unit,
        phone=card.get("phone") or next(iter(phones), ""),
        personal=personal,
        labelled=True,
    )


def _kind(label: str) -> str:
    return _KINDS[re.sub(r"[ \u3000]", "", label).lower()]


def _fits(kind: str, value: str) -> bool:
    """Tell whether a value needs no colon before it to be one."""
    if kind == "phone":
        return bool(find_phones(value, local=True))
    words = joined_names(value.split())
    tests = {"name": is_person, "unit": is_unit}
    return bool(words) and tests[kind](words[0])


def _take_person(card: dict[str, str], label: str, value: str) -> bool:
    """Take name and unit out of 作者简介：张三，东岭经开区管委会干部."""
    if label.endswith(("简介", "信息")):
        for word in _words(value):
            if is_person(word):
                card.setdefault("name", word)
            elif is_unit(word):
                card.setdefault("unit", word)
    return True


def _take(card: dict[str, str], label: str, value: str) -> bool:
    """Put a value in its place; False when the line is a sentence after all."""
    kind = _kind(label)
    phones = find_phones(value, local=kind == "phone")
    if phones:
        card.setdefault("phone", phones[0])
    if kind == "personal":
        return _take_person(card, label, value)
    if len(value) > 60 or "。" in value or "”" in value:
        return False
    if kind == "name":
        return _take_names(card, value)
    if kind == "unit" and value:
        card.setdefault("unit", _worded(value))
    if kind == "phone" and not phones:
        return not value or _take_people(card, value)
    if kind == "phone":
        _take_people(card, value)
    return True


def _take_names(card: dict[str, str], value: str) -> bool:
    words = _words(value)
    names = [word for word in words if may_be_person(word)]
    if words and not names and not _take_people(card, value):
        return False
    if names:
        card.setdefault("name", names[0])
        units = [word for word in words if is_unit(word) and word not in names]
        if units:
            card.setdefault("unit", units[0])
    return True


def _take_people(card: dict[str, str], value: str) -> bool:
    parts = _parts(value)
    if parts is None:
        return False
    for field in ("name", "unit"):
        if getattr(parts, field):
            card.setdefault(field, getattr(parts, field))
    return True


def _run_together(text: str) -> Card | None:
    """Read 鹿泉经开区宣传部 张三 13800000000: nothing but name, unit and number."""
    phones = find_phones(text)
    parts = _parts(_MAIL.sub(" ", without_phones(text)))
    if parts is None:
        return None
    return Card(
        name=parts.name,
        unit=parts.unit,
        phone=phones[0] if phones else "",
        personal=has_secret(text),
    )


def _parts(text: str) -> Card | None:
    """Read words that are names and units and nothing else."""
    name = unit = ""
    for word in _words(text):
        joined_unit, joined_name = split_unit(word)
        if is_person(word):
            name = name or word
        elif joined_name:
            unit, name = unit or joined_unit, name or joined_name
        elif is_unit(word):
            unit = unit + word if len(unit + word) <= 30 else unit
        elif word not in ("通讯员", "作者", "记者", "特约通讯员", "电话", "联系人"):
            return None
    return Card(name=name, unit=unit)


def _words(text: str) -> list[str]:
    return joined_names([word for word in _SPLIT.split(text) if word])


def _worded(value: str) -> str:
    """Return a unit without the telephone that follows it."""
    return without_phones(value).strip(" ,，、；;。")
