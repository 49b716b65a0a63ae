"""The form's challenge, solved by a program; letters, read as an author reads them."""

import re

from django.test import Client

from desk.models import Letter
from guidekit.demo.challenge import solve

CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def solution(client: Client) -> str:
    """Ask for a challenge and return what the form carries back."""
    return solve(client.get("/challenge/").json())


def letter_to(email: str) -> Letter:
    """Return the newest letter to an address."""
    return Letter.objects.filter(recipient=email).latest("pk")


def code_in(letter: Letter) -> str:
    """Return the code that a letter tells."""
    return CODE.search(letter.body)[1]


def link_in(letter: Letter) -> str:
    """Return the path of the address that a letter tells."""
    return LINK.search(letter.body)[1]


def signed_in(client: Client, email: str = "linxiao@example.org") -> Client:
    """Sign an author in by a code."""
    page = client.post("/sign-in/", {"email": email}).url
    answer = client.post(page, {"code": code_in(letter_to(email))})
    assert answer.status_code == 303, answer.content.decode()
    return client
