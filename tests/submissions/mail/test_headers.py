"""Subjects and senders: what was put in comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.mail.headers import (
    Address,
    decode_header_text,
    parse_address,
    parse_addresses,
)
from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import HEADER_FORMS, plain_mail, word

CHINESE = "石家庄开发区本报讯记者通讯员关于投稿春水《》，。：“”①年月日项目"
titles = st.lists(
    st.one_of(
        st.text(CHINESE, min_size=2, max_size=12),
        st.sampled_from(["2026", "abc", "GDP"]),
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
FORMS = [form for form in HEADER_FORMS if form not in ("raw", "in quotes")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
@settings(max_examples=25, deadline=None)
@given(title=titles)
def test_f32_a_subject_comes_out_as_it_went_in(form: str, charset: str, title: str):
    raw = plain_mail("x", subject=HEADER_FORMS[form](title, charset))

    assert parse_mail(raw).subject == title


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
@pytest.mark.parametrize(
    "title",
    ["河北：抓项目促投资", "开发区“一池春水”", "关于投稿", "GDP 增长 8%：园区之春"],
)
def test_f32_a_raw_subject_is_read(charset: str, title: str):
    raw = plain_mail("x", subject=title.encode(charset))

    assert parse_mail(raw).subject == title


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?gb2312?B?xOO6ww==?= =?gb2312?B?xOO6ww==?=", "你好你好"),
        (b"=?gb2312?B?xOO6ww==?= x =?utf-8?B?5L2g?=", "你好 x 你"),
        (b"=?GB2312?B?xOO6ww?=", "你好"),
        (b"=?gb2312?B?xOO6ww", "你好"),
        (b"Re:=?gb2312?B?xOO6ww==?=re", "Re:你好re"),
        (b"=?gb2312*zh-CN?Q?=C4=E3=BA=C3?=", "你好"),
        (b"=?utf-8?Q?what?=20is_it=3F?=", "what? is it?"),
        (b"=?utf-8?q?a b c?=", "a b c"),
        (b"=?x-nonsense?B?xOO6ww==?=", "你好"),
        (b"=?iso-8859-1?B?xOO6ww==?=", "你好"),
        (b"=?utf-8?B?xOO6ww==?=", "你好"),
        (b"=?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
        (b"=?utf-8?B?5L2g5aW9?= =?gb2312?B?xOO6ww==?=", "你好你好"),
        (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        (b"a =? b ?= c", "a =? b ?= c"),
        (b"one\r\n two\r\n\tthree", "one two three"),
        (b"one   two", "one   two"),
        ("引题　主题".encode(), "引题　主题"),
        (b"a\x00b\x07c", "abc"),
        ("photo\u202egpj".encode(), "photogpj"),
        (b"=?utf-8?Q?a=0D=0ABcc:_x@y?=", "a Bcc: x@y"),
        (b"", ""),
        ("已是文字 =?gb2312?B?xOO6ww==?=", "已是文字 你好"),
    ],
)
def test_f32_f37_header_text(raw: bytes | str, text: str):
    assert decode_header_text(raw) == text


SENDERS = [
    (b"a@b.cn", "", "a@b.cn"),
    (b"  <A@B.CN>", "", "A@b.cn"),
    (b'"=?gb2312?B?xOO6ww==?=" <a@b.cn>', "你好", "a@b.cn"),
    (b"=?utf-8?Q?Doe,_John?= <a@b.cn>", "Doe, John", "a@b.cn"),
    (b'"Doe, John" <a@b.cn>', "Doe, John", "a@b.cn"),
    (b"Doe, John <a@b.cn>", "Doe, John", "a@b.cn"),
    (b'"Joe \\"Q\\" Public" <a@b.cn>', 'Joe "Q" Public', "a@b.cn"),
    (b"a@b.cn (Zhao (x) Yan)", "", "a@b.cn"),
    (b"a@b.cn (Zhao Yan)", "Zhao Yan", "a@b.cn"),
    (b"Zhao a@b.cn", "Zhao", "a@b.cn"),
    (b'"Zhao" a@b.cn', "Zhao", "a@b.cn"),
    (b"Zhao [a@b.cn]", "Zhao", "a@b.cn"),
    (b"Zhao <a@b.cn", "Zhao", "a@b.cn"),
    (b"Zhao <a@b.cn> <note>", "Zhao", "a@b.cn"),
    (b'"x@y.cn" <a@b.cn>', "x@y.cn", "a@b.cn"),
    (b"x@y.cn <a@b.cn>", "x@y.cn", "a@b.cn"),
    (b'"a@b.cn" <>', "", "a@b.cn"),
    (b"Desk: a@b.cn, c@d.cn;", "", "a@b.cn"),
    (b"<@x.cn,@y.cn:a@b.cn>", "", "a@b.cn"),
    (b'"a b"@c.cn', "", '"a b"@c.cn'),
    (b"mailto:a@b.cn", "", "a@b.cn"),
    (b"Zhao(the \\) one) <a(home)@b.cn(host)>", "Zhao", "a@b.cn"),
    (b"Zhao <a@b(host).  cn>", "Zhao", "a@b.cn"),
    (b"a@[192.0.2.7]", "", "a@[192.0.2.7]"),
    (b"Zhao <a@[IPv6:2001:db8::7]>", "Zhao", "a@[ipv6:2001:db8::7]"),
    ("赵晓燕 <a@b.cn>".encode("gbk"), "赵晓燕", "a@b.cn"),
    ("赵晓燕 <赵@例子.中国>".encode(), "赵晓燕", "赵@例子.中国"),
    (word("赵晓燕 <a@b.cn>", "utf-8"), "赵晓燕", "a@b.cn"),
    (b"a @ b.cn", "", "a@b.cn"),
    (b"undisclosed-recipients:;", "", ""),
    (b"Mailer-Daemon", "Mailer-Daemon", ""),
    (b"", "", ""),
    (b"Zhao\r\n <a@b.cn>", "Zhao", "a@b.cn"),
    (b"'Zhao' <a@b.cn>", "Zhao", "a@b.cn"),
]


@pytest.mark.parametrize(("raw", "name", "address"), SENDERS)
def test_f32_a_sender_is_read(raw: bytes, name: str, address: str):
    found = parse_address(raw)

    assert found.address == address
    assert name in ("", found.name)


def test_a_list_gives_its_first_addresses():
    line = b", ".join(b"Name %d <u%d@b.cn>" % (n, n) for n in range(60))

    found = parse_addresses(line, most=50)

    assert len(found) == 50
    assert found[7] == Address("Name 7", "u7@b.cn")


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (b"From: a@b.cn\r\nFrom: c@d.cn\r\n", "a@b.cn"),
        (b"From: \r\nSender: s@b.cn\r\n", "s@b.cn"),
        (b"From  : a@b.cn\r\n", "a@b.cn"),
        (b" From: a@b.cn\r\nSubject: x\r\n", "a@b.cn"),
        (b'From: "Post" <>\r\nSender: s@b.cn\r\n', ""),
        (b"Return-Path: <r@b.cn>\r\nSubject: x\r\n", ""),
        (b"Subject: x\r\n    \r\nFrom: a@b.cn\r\n", "a@b.cn"),
        (b"Subject: x\r\n", ""),
    ],
)
def test_who_counts_as_the_sender(head: bytes, address: str):
    assert parse_mail(head + b"\r\nhi").sender_address == address


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (b"Tue, 10 Nov 2026 10:11:12 +0800", 2026),
        (b"Tue, 10 Nov 2026 10:11:12", 2026),
        (b"10 Nov 26 10:11 CST", 2026),
        (b"2026-11-10 10:11:12", 2026),
        (b"Thu, 01 Jan 1970 00:00:00 +0000", 1970),
        (b"Thu, 31 Dec 2099 23:59:59 +0800", 2099),
    ],
)
def test_f41_dates_are_read_leniently(date: bytes, year: int):
    moment = parse_mail(b"Date: " + date + b"\r\n\r\nx").sent_at

    assert moment is not None
    assert moment.tzinfo is not None
    assert moment.year == year


@pytest.mark.parametrize(
    "date", [b"", b"yesterday", b"Tue, 99 Nov 2026 99:99:99 +9999", b"1" * 5000]
)
def test_f41_no_date_is_no_date(date: bytes):
    assert parse_mail(b"Date: " + date + b"\r\n\r\nx").sent_at is None


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_f19_no_header_raises(raw: bytes):
    assert "\n" not in decode_header_text(raw)
    parse_addresses(raw)
