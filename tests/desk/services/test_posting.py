"""Letters against a small scripted mail server, spoken to over a real socket."""

import socketserver
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from desk.enums import LetterState
from desk.models import Letter
from desk.services.posting import send_letters
from tests.desk.builders import make_letter

pytestmark = pytest.mark.django_db


class MailServer(socketserver.ThreadingTCPServer):
    """Answer each command with the scripted line; None hangs up."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, **answers):
        self.answers = {
            "EHLO": "250 ok",
            "MAIL": "250 ok",
            "RCPT": "250 ok",
            "DATA": "250 taken",
            "QUIT": "221 bye",
            **answers,
        }
        self.taken = []
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            answer = self.server.answers.get(line[:4].upper(), "500 what")
            if line.upper() == "DATA":
                self.say("354 go on")
                self.server.taken.append(self.text())
            if answer is None:
                return
            self.say(answer)

    def text(self):
        return b"".join(iter(self.rfile.readline, b".\r\n")).decode()


@pytest.fixture
def server(settings):
    """Start a mail server; a test may change its answers."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()


def state_of(letter):
    letter.refresh_from_db()
    return letter.state, letter.attempts


def test_a_letter_leaves_once_with_the_headers_of_a_machine(settings):
    settings.SITE_URL = "https://desk.example"
    letter = make_letter(unique_key="receipt:1")

    assert [send_letters(), send_letters()] == [1, 0]

    (message,) = mail.outbox
    assert state_of(letter) == (LetterState.SENT, 1)
    assert (message.to, message.cc, message.bcc) == ([letter.recipient], [], [])
    headers = message.message()
    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["X-Guidekit-Loop"] == "https://desk.example"
    assert headers["Message-ID"].endswith("@localhost>")


def test_a_letter_is_taken_by_a_real_server(server):
    letter = make_letter()

    assert send_letters() == 1

    assert state_of(letter) == (LetterState.SENT, 1)
    assert len(server.taken) == 1
    assert f"To: {letter.recipient}" in server.taken[0]


def test_a_letter_that_is_not_due_stays(settings):
    make_letter(due_at=timezone.now() + timedelta(minutes=1))

    assert send_letters() == 0


def test_f18_without_a_server_letters_wait_and_one_attempt_is_made(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    letters = [make_letter(), make_letter()]

    assert send_letters() == 0

    assert [state_of(letter) for letter in letters] == [
        (LetterState.QUEUED, 1),
        (LetterState.QUEUED, 0),
    ]
    wait = letters[0].due_at - timezone.now()
    assert timedelta(seconds=50) < wait <= timedelta(seconds=60)
    assert "ConnectionRefusedError" in letters[0].error


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 later", LetterState.QUEUED), ("550 never", LetterState.FAILED)],
)
def test_f18_a_refusal_for_now_is_tried_again_and_one_for_ever_is_not(
    server, command, answer, state
):
    server.answers[command] = answer
    letter = make_letter()

    assert send_letters() == 0

    assert state_of(letter) == (state, 1)
    assert answer in letter.error


def test_f18_a_server_that_hangs_up_over_the_text_leaves_no_second_letter(server):
    server.answers["DATA"] = None
    letter = make_letter()

    assert [send_letters(), send_letters()] == [0, 0]

    assert state_of(letter) == (LetterState.FAILED, 1)
    assert len(server.taken) == 1


def test_f18_after_a_day_of_refusals_a_letter_is_flagged(server):
    server.answers["MAIL"] = "451 later"
    letter = make_letter()
    written = timezone.now() - timedelta(hours=23, minutes=59, seconds=30)
    Letter.objects.update(created_at=written, attempts=8)

    send_letters()

    assert state_of(letter) == (LetterState.FAILED, 9)


def test_f18_pauses_grow_and_fit_into_a_day(server):
    server.answers["MAIL"] = "451 later"
    letter = make_letter()
    minutes = []

    for _ in range(8):
        Letter.objects.update(due_at=timezone.now())
        send_letters()
        letter.refresh_from_db()
        minutes.append(round((letter.due_at - timezone.now()).total_seconds() / 60))

    assert minutes == [1, 5, 15, 60, 180, 360, 360, 360]


def test_a_letter_whose_sender_died_is_not_sent_again():
    now = timezone.now()
    dead = make_letter(
        state=LetterState.SENDING, lease_until=now - timedelta(seconds=1)
    )
    alive = make_letter(
        state=LetterState.SENDING, lease_until=now + timedelta(minutes=1)
    )

    assert send_letters() == 0

    assert state_of(dead) == (LetterState.FAILED, 0)
    assert dead.error != ""
    assert state_of(alive) == (LetterState.SENDING, 0)


@pytest.mark.django_db(transaction=True)
def test_f42_many_senders_send_each_letter_once(server):
    letters = {make_letter().recipient for _ in range(12)}
    gate = threading.Barrier(4)

    def send():
        try:
            gate.wait()
            send_letters()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    recipients = [
        line.removeprefix("To: ")
        for text in server.taken
        for line in text.splitlines()
        if line.startswith("To: ")
    ]
    assert sorted(recipients) == sorted(letters)
    assert Letter.objects.filter(state=LetterState.SENT, attempts=1).count() == 12
