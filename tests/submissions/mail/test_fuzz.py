"""Good mails damaged at random: always read, never long."""

import random
import time

import pytest

from submissions.mail.fingerprint import content_fingerprint
from submissions.mail.parsing import parse_mail
from submissions.problems import ProblemCode
from tests.submissions.mail.programs import PROGRAMS, Letter

JUNK = (
    *(
        b"\x00",
        b"\r",
        b"\n",
        b"\r\n\r\n",
        b"--",
        b"=?",
        b"?=",
        b'"',
        b"<",
        b";",
        b"=",
        b"\xff",
    ),
    *(
        b"Content-Type: multipart/mixed\r\n",
        b"boundary=",
        b"\x1b$B",
        b"~{",
        b"&#",
        b"> ",
        b"%E4",
    ),
    *(
        b"Content-Transfer-Encoding: base64\r\n",
        b"charset=utf-16\r\n",
        b"begin 644 a\r\n",
    ),
)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return a mail with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(0, 200))
        what = chance.randrange(5)
        if what == 0 and at < len(data):
            data[at] = chance.randrange(256)
        elif what == 1:
            del data[at:end]
        elif what == 2:
            data[at:at] = data[at:end]
        elif what == 3:
            data[at:at] = chance.choice(JUNK)
        else:
            del data[max(at, 50) :]
    return bytes(data)


def check(program: str, rounds: int, seed: int) -> None:
    chance = random.Random(f"{program} {seed}")
    whole = PROGRAMS[program](Letter())
    for _ in range(rounds):
        raw = damaged(whole, chance)
        start = time.process_time()
        read = parse_mail(raw)
        content_fingerprint(raw)
        assert time.process_time() - start < 2
        # the guard behind the parser had nothing to do
        assert ProblemCode.DAMAGED not in {problem.code for problem in read.problems}


@pytest.mark.parametrize("program", PROGRAMS)
def test_f19_a_damaged_mail_is_read(program: str):
    check(program, rounds=60, seed=1)


@pytest.mark.acceptance
@pytest.mark.parametrize("program", PROGRAMS)
def test_f19_many_damaged_mails_are_read(program: str):
    check(program, rounds=5_000, seed=2)


def test_f19_the_guard_behind_the_parser_keeps_sender_and_subject(monkeypatch):
    monkeypatch.setattr("submissions.mail.parsing.gather", lambda part: 1 / 0)

    read = parse_mail(b"From: a@example.cn\r\nSubject: hello\r\n\r\nx")

    assert (read.sender_address, read.subject) == ("a@example.cn", "hello")
    assert [problem.code for problem in read.problems] == [ProblemCode.DAMAGED]
