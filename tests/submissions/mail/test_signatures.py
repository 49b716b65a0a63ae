# ruff: noqa: E501 - mails stand here line by line as programs write them
"""Signatures are cut off and kept; an author's card stays."""

import pytest

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import html_mail, plain_mail

STORY = "本报讯 鹿泉经济开发区新开工项目二十三个。\n“一池春水”正在被激活。"
SIGNED = {
    "marked": "-- \n赵晓燕\n鹿泉经济开发区管委会",
    "marked without space": "--\n赵晓燕\n电话：0311-82000000",
    "iphone": "发自我的iPhone",
    "iphone english": "Sent from my iPhone",
    "huawei": "发自我的华为手机",
    "master": "发自 网易邮箱大师",
    "master old": "| |\n赵晓燕\n|\n|\nzhao@163.com\n|\n签名由网易邮箱大师定制",
    "qq": "------------------\n赵晓燕",
    "card after rule": "————————————\n赵晓燕\n鹿泉经济开发区党政办公室\n13800000000",
    "outlook": "获取 Outlook for iOS",
    "qq phone": "来自QQ邮箱手机版",
    "windows": "从 Windows 版邮件发送",
    "promotion": "【网易自营|30天无忧退货】仅售同款价1/4！MUJI制造商“2017秋冬舒适家居拖鞋系列”限时仅34.9元>>",
}


@pytest.mark.parametrize("form", SIGNED)
def test_a_signature_is_cut_off_and_kept(form: str):
    read = parse_mail(plain_mail(f"{STORY}\n\n{SIGNED[form]}\n"))

    assert read.text == STORY
    assert SIGNED[form].splitlines()[-1] in read.signature


CARDS = {
    "name and phone": "赵晓燕 13800000000",
    "lines": "作者：赵晓燕\n单位：鹿泉经济开发区党政办公室\n电话：0311-82000000",
    "brackets": "（作者单位：鹿泉经济开发区管委会）",
    "byline": "通讯员 赵晓燕 王建国",
}


@pytest.mark.parametrize("card", CARDS)
def test_the_authors_card_stays(card: str):
    read = parse_mail(plain_mail(f"{STORY}\n\n{CARDS[card]}"))

    assert read.text == f"{STORY}\n{CARDS[card]}"
    assert read.signature == ""


HTML = {
    "163": '<div id="spnEditorSign"><p>赵晓燕</p></div>',
    "qq": "<sign signid='1'><div>赵晓燕</div></sign>",
    "foxmail": "<div class='FoxSign'><span>赵晓燕</span></div>",
    "apple": "<div id='AppleMailSignature'>发自我的 iPhone 赵晓燕</div>",
    "gmail": "<div class='gmail_signature'>赵晓燕</div>",
    "thunderbird": "<div class='moz-signature'>-- <br>赵晓燕</div>",
}


@pytest.mark.parametrize("form", HTML)
def test_a_signature_in_html_is_cut_off_and_kept(form: str):
    story = "".join(f"<p>{line}</p>" for line in STORY.splitlines())

    read = parse_mail(html_mail(story + HTML[form]))

    assert read.text == STORY
    assert "赵晓燕" in read.signature


def test_words_inside_a_signature_are_kept_when_there_are_no_others():
    read = parse_mail(html_mail("<div class='gmail_signature'><p>稿件在此。</p></div>"))

    assert read.text == "稿件在此。"


def test_a_class_that_only_sounds_like_a_signature_is_none():
    read = parse_mail(
        html_mail("<div class='design-assign'><p>设计稿。</p></div><p>完。</p>")
    )

    assert read.text == "设计稿。\n完。"
