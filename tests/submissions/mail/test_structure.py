# ruff: noqa: E501 - mails stand here line by line as programs write them
"""Mails built wrongly: every word and file that is there is found."""

import pytest

from submissions.mail.parsing import parse_mail
from submissions.problems import ProblemCode
from tests.submissions.mail.making import (
    PNG,
    base64_lines,
    file_part,
    mail,
    multipart,
    plain_mail,
    text_part,
)

TEXT = "本报讯 鹿泉经济开发区新开工项目二十三个。"
PARTS = [text_part(TEXT), file_part("现场.jpg", PNG, kind="image/jpeg")]
WHOLE = mail(multipart("mixed", PARTS, boundary="xyz"))


def names(raw: bytes) -> list[str]:
    return [file.name for file in parse_mail(raw).attachments]


def codes(raw: bytes) -> list[ProblemCode]:
    return [problem.code for problem in parse_mail(raw).problems]


ODD = {
    "whole": WHOLE,
    "line feeds": WHOLE.replace(b"\r\n", b"\n"),
    "carriage returns": WHOLE.replace(b"\r\n", b"\r"),
    "doubled returns": WHOLE.replace(b"\r\n", b"\r\r\n"),
    "no boundary named": WHOLE.replace(b';\r\n\tboundary="xyz"', b""),
    "wrong boundary": WHOLE.replace(b'boundary="xyz"', b'boundary="other"'),
    "boundary in no quotes": WHOLE.replace(b'"xyz"', b"xyz"),
    "boundary in upper case": WHOLE.replace(b"boundary=", b"BOUNDARY="),
    "spaces after boundary": WHOLE.replace(b"--xyz\r\n", b"--xyz  \r\n"),
    "no semicolon": WHOLE.replace(b"mixed;", b"mixed"),
    "no type at all": WHOLE.replace(
        b'Content-Type: multipart/mixed;\r\n\tboundary="xyz"\r\n', b""
    ),
    "mailbox line": b"From a@b.c Tue Nov 10 10:11:12 2026\r\n" + WHOLE,
    "quoted mailbox line": b">From a@b.c Tue Nov 10 10:11:12 2026\r\n" + WHOLE,
    "byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "blank lines first": b"\r\n\r\n" + WHOLE,
    "garbage first": b"* 1 FETCH (RFC822 {1234}\r\n" + WHOLE,
    "garbage between": WHOLE.replace(
        b"MIME-Version", b"what is this line\r\nMIME-Version"
    ),
    "blank after the name": WHOLE.replace(b"Subject:", b"Subject :"),
    "utf-16": WHOLE.decode("latin-1").encode("utf-16"),
    "nul bytes": WHOLE.replace(b"MIME-Version", b"X-\x00: \x00\x00\r\nMIME-Version"),
    "preamble and epilogue": WHOLE.replace(
        b"--xyz\r\n", b"This is MIME.\r\n--xyz\r\n", 1
    )
    + b"end",
    "parts after the end": WHOLE.replace(b"--xyz--", b"--xyz--\r\n--xyz--"),
}


@pytest.mark.parametrize("oddity", ODD)
def test_f32_an_odd_mail_keeps_its_words_and_files(oddity: str):
    read = parse_mail(ODD[oddity])

    assert read.text == TEXT
    assert [(file.name, file.data) for file in read.attachments] == [("现场.jpg", PNG)]
    assert (read.subject, read.sender_address) == ("hello", "a@example.cn")


def test_f32_a_missing_end_boundary_is_noted():
    cut = WHOLE[: WHOLE.rindex(b"--xyz--")]

    read = parse_mail(cut)

    assert read.text == TEXT
    assert [file.data for file in read.attachments] == [PNG]
    assert codes(cut) == [ProblemCode.CUT_SHORT]


def test_f32_an_inner_end_that_is_missing_costs_the_outer_nothing():
    inner = multipart("alternative", [text_part(TEXT)], boundary="in")
    whole = mail(
        multipart(
            "mixed", [inner.replace(b"--in--\r\n", b""), PARTS[1]], boundary="out"
        )
    )

    read = parse_mail(whole)

    assert (read.text, names(whole)) == (TEXT, ["现场.jpg"])


def test_f32_one_boundary_for_outer_and_inner_still_gives_every_part():
    inner = multipart("alternative", [text_part(TEXT)], boundary="same")
    whole = mail(multipart("mixed", [inner, PARTS[1]], boundary="same"))

    assert parse_mail(whole).text == TEXT
    assert names(whole) == ["现场.jpg"]


def test_f32_no_blank_line_before_the_body():
    raw = b"From: a@example.cn\r\nSubject: hello\r\nThis is a text without a header name.\r\nMore."

    read = parse_mail(raw)

    assert (read.subject, read.text) == (
        "hello",
        "This is a text without a header name.\nMore.",
    )


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", b"\x00", b"\xff\xfe", b"no mail at all", b":"]
)
def test_f19_nearly_nothing_is_read_as_nothing(raw: bytes):
    assert parse_mail(raw).attachments == ()


def test_plain_goes_before_html_and_neither_is_a_file():
    parts = [text_part(TEXT), text_part(f"<p>{TEXT}</p>", kind="html")]
    raw = mail(multipart("alternative", parts, boundary="x"))

    read = parse_mail(raw)

    assert (read.text, read.attachments) == (TEXT, ())


@pytest.mark.parametrize(
    "stub",
    [
        "",
        "  \r\n",
        "Please use an HTML viewer to see this mail.",
        "您的邮件客户端不支持HTML格式，请更换。",
    ],
)
def test_html_is_read_where_the_plain_form_says_nothing(stub: str):
    story = "<p>" + TEXT * 5 + "</p>"
    parts = [text_part(stub), text_part(story, kind="html")]

    read = parse_mail(mail(multipart("alternative", parts, boundary="x")))

    assert read.text == TEXT * 5


def test_a_named_text_is_a_file():
    parts = [
        text_part("见附件"),
        file_part("稿件.txt", TEXT.encode(), kind="text/plain"),
    ]

    read = parse_mail(mail(multipart("mixed", parts, boundary="x")))

    assert read.text == "见附件"
    assert [(file.name, file.data.decode()) for file in read.attachments] == [
        ("稿件.txt", TEXT)
    ]


def test_pictures_in_the_text_are_files_with_their_id():
    picture = file_part(
        "image001.png",
        PNG,
        kind="image/png",
        disposition=b"filename=image001.png",
        extra="Content-ID: <image001.png@01DA>\r\n",
    ).replace(b"attachment", b"inline")
    page = text_part(f'<p>{TEXT}</p><img src="cid:image001.png@01DA">', kind="html")

    read = parse_mail(mail(multipart("related", [page, picture], boundary="x")))

    (file,) = read.attachments
    assert (file.name, file.inline, file.content_id) == (
        "image001.png",
        True,
        "image001.png@01DA",
    )
    assert file.data == PNG
    assert read.text == TEXT


def test_pictures_written_into_the_html_are_files():
    page = (
        f'<p>{TEXT}</p><img src="data:image/png;base64,{base64_lines(PNG).decode()}">'
    )

    (file,) = parse_mail(mail(text_part(page, kind="html"))).attachments

    assert (file.content_type, file.data) == ("image/png", PNG)


def test_a_mac_file_is_one_file():
    fork = file_part("现场.jpg", b"fork", kind="application/applefile")
    double = multipart("appledouble", [fork, PARTS[1]], boundary="in")

    assert names(mail(multipart("mixed", [PARTS[0], double], boundary="out"))) == [
        "现场.jpg"
    ]


def test_every_mail_of_a_digest_is_a_file():
    inner = [b"\r\nSubject: one\r\n\r\nfirst", b"\r\nSubject: two\r\n\r\nsecond"]
    digest = multipart("digest", inner, boundary="in")

    raw = mail(
        multipart("mixed", [text_part("digest of today"), digest], boundary="out")
    )

    assert names(raw) == ["one.eml", "two.eml"]


def test_a_named_mail_of_no_bytes_is_still_named():
    part = b"Content-Type: message/rfc822; name=Mailbox\r\n\r\n"

    assert names(mail(multipart("mixed", [text_part("x"), part], boundary="y"))) == [
        "Mailbox"
    ]


def test_a_mail_quoted_in_a_text_is_not_taken_apart():
    quoted = multipart("mixed", [text_part("inside"), PARTS[1]], boundary="in")
    copy = b"------ This is a copy. ------\r\nFrom: c@d.cn\r\n" + quoted
    text = b"Hi.\r\n\r\n" + copy

    read = parse_mail(b"From: a@b.cn\r\nSubject: x\r\n\r\n" + text)

    assert read.attachments == ()
    assert read.text.startswith("Hi.")


def test_a_mail_encoded_in_base64_is_read():
    inner = mail(text_part(TEXT), subject=b"inside")
    part = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"

    read = parse_mail(
        mail(multipart("mixed", [part + base64_lines(inner)], boundary="x"))
    )

    assert (read.text, read.forwarded) == (TEXT, True)


def test_a_pointer_to_a_body_elsewhere_is_not_followed():
    part = b'Content-Type: message/external-body; access-type=URL; URL="http://x.y/"; name=a.ps\r\n\r\nContent-Type: image/gif\r\n'

    assert names(mail(multipart("mixed", [text_part("x"), part], boundary="x"))) == [
        "a.ps"
    ]


def test_signed_mail_keeps_words_and_signature():
    part = file_part("smime.p7s", b"sig", kind="application/pkcs7-signature")
    raw = mail(multipart("signed", [text_part(TEXT), part], boundary="x"))

    assert (parse_mail(raw).text, names(raw)) == (TEXT, ["smime.p7s"])


def test_an_invitation_beside_the_text_is_a_file():
    calendar = b"Content-Type: text/calendar; charset=utf-8; name=meeting.ics\r\n\r\nBEGIN:VCALENDAR"
    raw = mail(multipart("alternative", [text_part(TEXT), calendar], boundary="x"))

    assert (parse_mail(raw).text, names(raw)) == (TEXT, ["meeting.ics"])


def test_a_file_written_into_the_text_is_taken_out():
    text = "稿件见下。\nbegin 644 photo.gif\n#0V%T\n`\nend\n完。\n"

    read = parse_mail(plain_mail(text))

    assert read.text == "稿件见下。\n完。"
    assert [(file.name, file.data) for file in read.attachments] == [
        ("photo.gif", b"Cat")
    ]


def test_a_yenc_file_is_taken_out():
    data = bytes((byte + 42) % 256 for byte in b"hello photo")
    body = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\nsee\r\n"
    body += (
        b"=ybegin line=128 size=11 name=a b.jpg\r\n"
        + data
        + b"\r\n=yend size=11\r\nend\r\n"
    )

    read = parse_mail(mail(body))

    assert read.text == "see\nend"
    assert [(file.name, file.data) for file in read.attachments] == [
        ("a b.jpg", b"hello photo")
    ]


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", b"aGVsbG8gd29ybGQ", "hello world"),
        ("base64", b"aGVs!!bG8g\r\n d29y*bGQ=\r\n", "hello world"),
        (
            "BASE64 ",
            b"aGVsbG8gd29ybGQ=\r\n_____\r\nfooter of a list\r\n",
            "hello world",
        ),
        ("base-64", b"aGVsbG8gd29ybGQ=", "hello world"),
        ("quoted-printable", b"hello =\r\nworld", "hello world"),
        ("quoted-printable", b"hello =  \r\nworld", "hello world"),
        ("quoted-printable", b"hello=20wor=6cd", "hello world"),
        ("quoted-printable", b"hello world =ZZ 50%=", "hello world =ZZ 50%"),
        ("x-unknown", b"hello world", "hello world"),
        ("7bit;", b"hello world", "hello world"),
        ('"8bit"', b"hello world", "hello world"),
        (
            "x-uuencode",
            b"begin 644 x\r\n+:&5L;&\\@=V]R;&0\r\n`\r\nend\r\n",
            "hello world",
        ),
    ],
)
def test_f32_a_broken_transfer_encoding_gives_what_it_can(
    encoding: str, body: bytes, text: str
):
    head = f"Content-Type: text/plain\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"

    assert parse_mail(mail(head.encode() + body)).text == text


def test_f32_a_header_cut_in_two_by_blank_lines_is_one():
    raw = b"Message-ID: <1@b.c>\r\n\r\n   \r\n" + WHOLE

    read = parse_mail(raw)

    assert (read.subject, read.text) == ("hello", TEXT)


def test_a_location_that_is_a_file_name_names_the_file():
    part = file_part("", PNG, kind="image/png", disposition=b"x=y")
    part = part.replace(
        b"Content-Disp", b"Content-Location: photo25.png\r\nContent-Disp"
    )

    assert names(mail(multipart("mixed", [PARTS[0], part], boundary="x"))) == [
        "photo25.png"
    ]
