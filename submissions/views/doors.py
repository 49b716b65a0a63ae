"""The two doors to a piece: its private link, and its author's own sign-in.

Behind both are the same pages.  A door that does not open says the same in every case:
no such piece, an old link, another person's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from submissions.models import ConfirmedAddress, Submission
from submissions.services.mine import piece_of
from submissions.services.status import piece_for_token
from submissions.views.private_pages import nothing_here, private_page
from submissions.views.visitor import for_authors


@dataclass(frozen=True, slots=True)
class Door:
    """A piece, the address of its page here, and its author when she is signed in."""

    piece: Submission
    address: str
    author: ConfirmedAddress | None = None

    @property
    def revise(self) -> str:
        """Return where it is revised."""
        return f"{self.address}revise/"

    @property
    def withdraw(self) -> str:
        """Return where it is taken back."""
        return f"{self.address}withdraw/"

    @property
    def questions(self) -> str:
        """Return where the questions of the desk are answered."""
        return f"{self.address}questions/"

    @property
    def picture(self) -> str:
        """Return where the picture of the printed page is, once the paper is out."""
        return f"{self.address}page/"

    @property
    def proof(self) -> str:
        """Return where the proof of print is fetched, for a unit's records."""
        return f"{self.address}proof.pdf"


PieceView = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]


def by_token(view: PieceView) -> View:
    """Open a piece's page to whoever has its private link."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        piece = piece_for_token(token)
        if piece is None:
            return nothing_here(request)
        address = reverse("submissions:status", args=[token])
        return view(request, Door(piece, address), **more)

    return private_page(answer)


def by_author(view: PieceView) -> View:
    """Open a piece's page to its author, signed in."""

    @wraps(view)
    def answer(
        request: HttpRequest, author: ConfirmedAddress, ref: str, **more: Any
    ) -> HttpResponse:
        piece = piece_of(author.email, ref)
        if piece is None:
            return nothing_here(request)
        address = reverse("submissions:my_piece", args=[ref])
        return view(request, Door(piece, address, author), **more)

    return private_page(for_authors(answer))
