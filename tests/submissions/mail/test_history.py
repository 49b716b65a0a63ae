# ruff: noqa: E501 - mails stand here line by line as programs write them
"""What a mail answers or passes on, in the forms programs write."""

import pytest

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import (
    html_mail,
    mail,
    multipart,
    plain_mail,
    text_part,
    word,
)

OWN = "编辑老师好，修改稿已附上，请您审阅。"
OLD = "请把第二段的数字再核对一遍，谢谢。"

ANSWERS = {
    "163": f'{OWN}\n\n在 2026-11-10 10:11:12，"园区导刊" <desk@example.net> 写道：\n{OLD}',
    "163 english": f'{OWN}\n\nAt 2026-11-10 10:11:12, "desk" <desk@example.net> wrote:\n{OLD}',
    "qq": f"{OWN}\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n"
    f'发件人: "园区导刊" <desk@example.net>;\n发送时间: 2026年11月10日(星期二) 上午10:11\n'
    f'收件人: "赵晓燕"<zhao@example.cn>;\n主题: Re: 关于投稿\n\n{OLD}'.replace(
        "&nbsp;", " "
    ),
    "outlook": f"{OWN}\n\n发件人: 园区导刊 <desk@example.net>\n发送时间: 2026年11月10日 10:11\n"
    f"收件人: 赵晓燕\n主题: 关于投稿\n\n{OLD}",
    "outlook english": f"{OWN}\n\n-----Original Message-----\nFrom: desk [mailto:desk@example.net]\n"
    f"Sent: Tuesday, November 10, 2026 10:11 AM\nTo: Zhao\nSubject: copy\n\n{OLD}",
    "foxmail": f"{OWN}\n\n\n\n赵晓燕\n \n发件人： 园区导刊\n发送时间： 2026-11-10 10:11\n"
    f"收件人： 赵晓燕\n主题： 关于投稿\n{OLD}",
    "apple": f"{OWN}\n\n> 2026年11月10日 上午10:11，园区导刊 <desk@example.net> 写道：\n> \n> {OLD}",
    "thunderbird": f"{OWN}\n\n在 2026/11/10 10:11, 园区导刊 写道:\n> {OLD}\n>\n",
    "gmail": f"{OWN}\n\n园区导刊 <desk@example.net> 于2026年11月10日周二 10:11写道：\n\n> {OLD}\n",
    "gmail english": f"{OWN}\n\nOn Tue, Nov 10, 2026 at 10:11 AM Desk of the Guide <\ndesk@example.net> wrote:\n\n> {OLD}\n",
    "outlook rule": f"{OWN}\n\n________________________________\n发件人: 园区导刊 <desk@example.net>\n"
    f"已发送: 2026年11月10日 10:11\n收件人: 赵晓燕\n主题: 关于投稿\n\n{OLD}",
}


@pytest.mark.parametrize("program", ANSWERS)
def test_an_answer_keeps_only_the_senders_words(program: str):
    read = parse_mail(
        plain_mail(ANSWERS[program], subject=word("回复：关于投稿", "utf-8"))
    )

    assert read.text.startswith(OWN)
    assert OLD not in read.text
    assert "写道" not in read.text
    assert "发件人" not in read.text
    assert OLD in read.quoted
    assert not read.forwarded


HTML_ANSWERS = {
    "163": f'<div>{OWN}</div><div id="isReplyContent"><div>在 2026-11-10 10:11:12，"desk" '
    f'&lt;desk@example.net&gt; 写道：</div><blockquote style="margin:0"><p>{OLD}</p></blockquote></div>',
    "qq": f"<div>{OWN}</div><div><includetail><div>------------------&nbsp;原始邮件&nbsp;------------------</div>"
    f"<div><b>发件人:</b>desk</div><div>{OLD}</div></includetail></div>",
    "gmail": f'<div dir="ltr">{OWN}</div><br><div class="gmail_quote"><div class="gmail_attr">desk '
    f'于2026年11月10日周二 10:11写道：<br></div><blockquote class="gmail_quote">{OLD}</blockquote></div>',
    "apple": f'<div>{OWN}</div><blockquote type="cite"><div>2026年11月10日 上午10:11，desk &lt;desk@example.net&gt; 写道：</div>'
    f"<div>{OLD}</div></blockquote>",
    "outlook": f'<p class=MsoNormal>{OWN}</p><div style="border-top:solid"><p><b>发件人:</b> desk<br><b>发送时间:</b> 2026年11月10日<br>'
    f"<b>收件人:</b> zhao<br><b>主题:</b> 关于投稿</p></div><p>{OLD}</p>",
    "foxmail": f"<div>{OWN}</div><blockquote style='margin-Top:0'><div>&nbsp;</div><div><div><b>发件人：</b>&nbsp;desk</div>"
    f"<div><b>发送时间：</b>&nbsp;2026-11-10 10:11</div><div><b>收件人：</b>&nbsp;zhao</div><div><b>主题：</b>&nbsp;稿</div></div>"
    f"<div>{OLD}</div></blockquote>",
}


@pytest.mark.parametrize("program", HTML_ANSWERS)
def test_an_answer_in_html_keeps_only_the_senders_words(program: str):
    read = parse_mail(
        html_mail(HTML_ANSWERS[program], subject=word("回复：关于投稿", "utf-8"))
    )

    assert read.text == OWN
    assert OLD in read.quoted


STORY = "本报讯 河北鹿泉经济开发区今年新开工项目二十三个。\n“一池春水”正在被激活。"

FORWARDS = {
    "163": '---------- 转发邮件信息 ----------\n发件人："王建国" <wang@example.cn>\n发送日期：2026-11-09 08:00:00\n'
    f"收件人：zhao@example.cn\n主题：开发区稿件\n{STORY}",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "王建国" <wang@example.cn>;\n'
    f'发送时间: 2026年11月9日(星期一) 上午8:00\n收件人: "赵晓燕"<zhao@example.cn>;\n主题: 开发区稿件\n\n{STORY}',
    "gmail": "---------- Forwarded message ---------\n发件人： 王建国 <wang@example.cn>\nDate: 2026年11月9日周一 08:00\n"
    f"Subject: 开发区稿件\nTo: <zhao@example.cn>\n\n\n{STORY}\n",
    "apple": "> 开始转发的邮件：\n> \n> 发件人: 王建国 <wang@example.cn>\n> 主题: 开发区稿件\n> 日期: 2026年11月9日 GMT+8 08:00:00\n"
    "> 收件人: zhao@example.cn\n> \n> " + STORY.replace("\n", "\n> "),
    "thunderbird": "-------- 转发的消息 --------\n主题: 开发区稿件\n日期: Mon, 9 Nov 2026 08:00:00 +0800\n"
    f"发件人: 王建国 <wang@example.cn>\n收件人: zhao@example.cn\n\n{STORY}",
    "outlook": f"发件人: 王建国 <wang@example.cn>\n发送时间: 2026年11月9日 8:00\n收件人: 赵晓燕\n主题: 开发区稿件\n\n{STORY}",
}


@pytest.mark.parametrize(
    "note", ["", "李老师，转上园区的稿子，请审。\n\n"], ids=["bare", "with a note"]
)
@pytest.mark.parametrize("program", FORWARDS)
def test_a_mail_passed_on_is_the_story(program: str, note: str):
    text = note + FORWARDS[program]

    read = parse_mail(plain_mail(text, subject=word("转发：开发区稿件", "utf-8")))

    assert read.forwarded
    assert read.text == STORY
    assert "wang@example.cn" in read.forwarded_from
    assert read.forward_note == note.strip()


def test_a_mail_passed_on_twice_is_the_innermost_story():
    text = FORWARDS["163"].replace(STORY, FORWARDS["qq"])

    read = parse_mail(plain_mail(text, subject=word("Fw:Fw:稿件", "utf-8")))

    assert read.text == STORY
    assert read.forwarded


def test_a_mail_attached_to_an_empty_one_gives_its_words_and_files():
    inner = mail(
        text_part(STORY), subject=word("开发区稿件", "utf-8"), sender=b"wang@example.cn"
    )
    attached = b"Content-Type: message/rfc822\r\n\r\n" + inner
    outer = mail(
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        + text_part("")
        + b"\r\n--x\r\n"
        + attached
        + b"\r\n--x--\r\n"
    )

    read = parse_mail(outer)

    assert read.text == STORY
    assert read.forwarded
    assert read.forwarded_from == "wang@example.cn"
    assert read.attachments == ()


def test_a_mail_that_was_lifted_stays_a_file_under_its_name():
    inner = mail(text_part(STORY), sender=b"wang@example.cn")
    part = b"Content-Type: message/rfc822; name=copy.eml\r\n\r\n" + inner

    read = parse_mail(mail(multipart("mixed", [part], boundary="x")))

    assert read.text == STORY
    assert [(file.name, file.name_given) for file in read.attachments] == [
        ("copy.eml", True)
    ]


def test_a_mail_attached_to_words_is_a_file_named_by_its_subject():
    inner = mail(text_part(STORY), subject=word("开发区稿件", "utf-8"))
    outer = mail(
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        + text_part(OWN)
        + b"\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n--x--\r\n"
    )

    read = parse_mail(outer)

    assert read.text == OWN
    assert [(file.name, file.name_given) for file in read.attachments] == [
        ("开发区稿件.eml", False)
    ]
    assert (
        read.attachments[0].data == inner.rstrip(b"\r\n") + b"\r\n"
        or read.attachments[0].data
    )


@pytest.mark.parametrize(
    "story",
    [
        "他在日记中写道：\n“愿把青春献给开发区。”\n这是他一生的写照。",
        "2022年，他在一封信中写道：\n开发区的明天会更好。",
        "主题：开发区的春天\n时间：三月\n地点：鹿泉",
        "图1：园区全景\n图2：车间一角",
        "——访鹿泉经济开发区\n□ 赵晓燕\n金秋时节，塔吊林立。",
        "编者按\n————\n本报推出《园区导刊》。\n————\n请读者关注。",
    ],
)
def test_a_story_that_sounds_like_history_is_whole(story: str):
    read = parse_mail(plain_mail(story))

    assert read.text == story
    assert (read.quoted, read.signature) == ("", "")
