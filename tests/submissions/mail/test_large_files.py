# ruff: noqa: E501 - mails stand here line by line as programs write them
"""超大附件: listed with name, size and date, never followed, no part of the story."""

from datetime import date

import pytest

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import (
    html_mail,
    mail,
    multipart,
    plain_mail,
    text_part,
)

STORY = "本报讯 鹿泉经济开发区新开工项目二十三个。\n照片见超大附件，请查收。"
NETEASE = "http://mail.163.com/large-attachment-download/index.html?p=X-NETEASE-HUGE-ATTACHMENT&file=abc"
QQ = "http://mail.qq.com/cgi-bin/ftnExs_download?k=0f6a&t=exs_ftn_download&code=b1c2"
WX = "https://wx.mail.qq.com/ftn/download?func=3&key=6b&code=9d"

PLAIN = {
    "163": f"{STORY}\n\n从网易163邮箱发来的超大附件\n\n现场照片.zip (35.2M, 2026年12月10日 10:11 到期)\n下载：{NETEASE}\n",
    "163 link first": f"{STORY}\n\n从网易126邮箱发来的云附件\n{NETEASE}\n现场照片.zip\n35.2M 2026年12月10日 10:11 到期\n",
    "qq": f"{STORY}\n\n\n从QQ邮箱发来的超大附件\n\n现场照片.zip (35.2M, 2026年12月10日 10:11 到期)\n进入下载页面：{QQ}\n",
    "qq new": f"{STORY}\n\nQQ邮箱发来的超大附件\n现场照片.zip（35.2M，2026年12月10日 10:11到期）进入下载页面： {WX}",
    "one line": f"{STORY}\n现场照片.zip 35.2M 有效期至：2026-12-10 {NETEASE}",
}
HTML = {
    "163": f'''<p>本报讯 鹿泉经济开发区新开工项目二十三个。</p><p>照片见超大附件，请查收。</p>
<div id="divNeteaseBigAttach"><div><b>从网易163邮箱发来的超大附件</b></div><div>
<div><a href="{NETEASE}"><img src="x.png"></a></div>
<div><a href="{NETEASE}" download="{NETEASE}">现场照片.zip</a> <span>(35.2M, 2026年12月10日 10:11 到期)</span></div>
<div><a href="{NETEASE}">下载</a></div></div></div>''',
    "qq": f'''<div>本报讯 鹿泉经济开发区新开工项目二十三个。</div><div>照片见超大附件，请查收。</div>
<div class="bigattach"><p>从QQ邮箱发来的超大附件</p><p><a href="{QQ}">现场照片.zip</a> (35.2M, 2026年12月10日 10:11 到期)</p>
<p><a href="{QQ}">进入下载页面</a>：<a href="{QQ}">{QQ.replace("&", "&amp;")}</a></p></div>''',
    "table": f'''<p>本报讯 鹿泉经济开发区新开工项目二十三个。</p><p>照片见超大附件，请查收。</p>
<table><tr><td>云附件</td></tr><tr><td><a href="{WX}">现场照片.zip</a><div>35.2M · 2026年12月10日到期</div></td>
<td><a href="{WX}">下载</a></td></tr></table>''',
}


@pytest.mark.parametrize("form", PLAIN)
def test_a_large_file_is_read_out_of_plain_text(form: str):
    read = parse_mail(plain_mail(PLAIN[form]))

    check(read)


@pytest.mark.parametrize("form", HTML)
def test_a_large_file_is_read_out_of_html(form: str):
    read = parse_mail(html_mail(HTML[form]))

    check(read)


def check(read):
    assert read.text == STORY
    (file,) = read.large_files
    assert (file.name, file.size) == ("现场照片.zip", "35.2M")
    assert file.url.startswith("http")
    assert file.expires == date(2026, 12, 10)
    assert "2026" in file.expires_text
    assert read.signature == ""


def test_days_left_count_from_the_date_of_the_mail():
    text = f"稿件\n从QQ邮箱发来的超大附件\n照片.rar (120M，15天后过期)\n{QQ}"

    (file,) = parse_mail(plain_mail(text)).large_files

    assert file.expires == date(2026, 11, 25)


def test_two_files_are_two():
    text = (
        f"稿件\n从网易163邮箱发来的超大附件\n照片一.zip (35.2M, 2026年12月10日 10:11 到期)\n{NETEASE}1\n"
        f"照片二.zip (1.5G, 2026年12月11日 10:11 到期)\n{NETEASE}2\n"
    )

    read = parse_mail(plain_mail(text))

    assert [(f.name, f.size, f.expires) for f in read.large_files] == [
        ("照片一.zip", "35.2M", date(2026, 12, 10)),
        ("照片二.zip", "1.5G", date(2026, 12, 11)),
    ]
    assert read.text == "稿件"


def test_files_named_only_in_the_html_beside_a_plain_text_are_found():
    parts = [text_part(STORY), text_part(HTML["163"], kind="html")]

    read = parse_mail(mail(multipart("alternative", parts, boundary="x")))

    assert [file.name for file in read.large_files] == ["现场照片.zip"]
    assert read.text == STORY


def test_an_ordinary_link_stays_in_the_story():
    story = "详情见 http://www.example.cn/news/1.html\n文件 a.zip 大小 3M 见网盘。"

    read = parse_mail(plain_mail(story))

    assert (read.text, read.large_files) == (story, ())
