"""Author cards in lines, in one line and in brackets."""

import pytest

from press.copy.recognising.cards import (
    Card,
    read_card,
)
from press.copy.recognising.telephones import find_phones, without_secrets


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("姓名：王小明", Card("王小明", labelled=True)),
        ("姓  名：张 艳", Card("张艳", labelled=True)),
        ("通讯员：王小明", Card("王小明", labelled=True)),
        ("投稿人 王小明", Card("王小明", labelled=True)),
        ("工作单位：东岭经开区管委会", Card(unit="东岭经开区管委会", labelled=True)),
        ("联系电话：１３９００００１２３４", Card(phone="13900001234", labelled=True)),
        ("手机 139-0000-1234", Card(phone="13900001234", labelled=True)),
        ("Tel: 0311-80001234", Card(phone="0311-80001234", labelled=True)),
        ("电话：（0311）80001234", Card(phone="0311-80001234", labelled=True)),
        ("电话：80001234", Card(phone="80001234", labelled=True)),
        ("邮编：050000", Card(personal=True, labelled=True)),
        ("通讯地址：云州市和平路1号", Card(personal=True, labelled=True)),
        (
            "开户行：云州银行 卡号：6222020000001234567",
            Card(personal=True, labelled=True),
        ),
        (
            "单位：东岭经开区　电话：139 0000 1234",
            Card(unit="东岭经开区", phone="13900001234", labelled=True),
        ),
        (
            "联系人：王小明（13900001234）",
            Card("王小明", phone="13900001234", labelled=True),
        ),
        (
            "（东岭经开区管委会宣传部 王小明 13900001234）",
            Card("王小明", "东岭经开区管委会宣传部", "13900001234"),
        ),
        (
            "王小明，东岭经开区，电话：0311-80001234",
            Card("王小明", "东岭经开区", "0311-80001234", labelled=True),
        ),
        ("东岭经开区王小明 13900001234", Card("王小明", "东岭经开区", "13900001234")),
        ("13900001234", Card(phone="13900001234")),
        ("130102199001011234", Card(personal=True)),
    ],
)
def test_card_is_read(text, card):
    assert read_card(text) == card


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话：0311-80001234",
        "作者单位位于云州，今年以来表现良好。",
        "电话里，客户连声说“谢谢”。",
        "手机产业集群年产值突破300亿元",
        "单位能耗同比下降5%。",
        "他拨通了13900001234，电话那头没有人。",
        "地址选在东岭。",
        "",
    ],
)
def test_sentence_is_no_card(text):
    assert read_card(text) is None


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("139 0000 1234", ["13900001234"]),
        ("1 3 9 0 0 0 0 1 2 3 4", ["13900001234"]),
        ("+86 13900001234", ["13900001234"]),
        ("0311—80001234 13900001234", ["0311-80001234", "13900001234"]),
        ("010-80001234转801", ["010-80001234-801"]),
        ("130102199001011234", []),
        ("6222 0200 0000 1234 567", []),
        ("总投资1380000万元", []),
    ],
)
def test_telephones_are_found(text, phones):
    assert find_phones(text) == phones


def test_identity_and_bank_numbers_are_not_shown():
    said = "王小明 130102199001011234，卡号6222 0200 0000 1234 567，电话13900001234"

    assert without_secrets(said) == "王小明 …，卡号…，电话13900001234"
