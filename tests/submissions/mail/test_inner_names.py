"""Files inside attached mails are named, however deep the mails lie."""

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import file_part, mail, multipart, text_part

HEAD = b"Content-Type: message/rfc822\r\n\r\n"


def with_file(name: str, *more: bytes) -> bytes:
    """Return a mail of words and a file, and what else it is to hold."""
    parts = [text_part("words of " + name), file_part(name, b"a b"), *more]
    return mail(multipart("mixed", parts, boundary="of-" + name.partition(".")[0]))


def test_names_in_attached_mails_are_told():
    deep = with_file("deep.jpg")
    middle = with_file("middle.jpg", HEAD + deep)

    read = parse_mail(with_file("outer.jpg", HEAD + middle))

    assert [each.name for each in read.attachments if each.name_given] == ["outer.jpg"]
    assert read.names_within == ("middle.jpg", "deep.jpg")


def test_endless_mails_are_looked_into_only_so_deep():
    raw = with_file("end.jpg")
    for number in range(40):
        raw = with_file(f"n{number}.jpg", HEAD + raw)

    assert 1 < len(parse_mail(raw).names_within) < 40


def test_a_mail_without_mails_has_none():
    assert parse_mail(with_file("a.jpg")).names_within == ()
