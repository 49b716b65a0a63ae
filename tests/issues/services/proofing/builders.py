"""Proofs at every stage; each is brought there by the services themselves."""

from desk.enums import StaffRole
from desk.models import User
from issues.models import Page, Proof
from issues.services.make_up import make_up_page
from issues.services.page_editing import set_again
from issues.services.proofing.deciding import close_proof, settle_mark
from issues.services.proofing.making import make_page_proof
from issues.services.proofing.marking import finish_reading
from submissions.models import Submission
from tests.desk.builders import make_user
from tests.issues.builders import Cast, made_page


def proofreader() -> User:
    return make_user(StaffRole.PROOFREADER)


def proved_page(cast: Cast, **given) -> tuple[Page, Proof]:
    """Return a made-up page and its first proof, which the cast's proofreader reads."""
    page = made_page(cast, **given)
    proof = make_page_proof(page=page, actor=cast.page_editor, reader=cast.proofreader)
    return page, proof


def first_story(page: Page) -> Submission:
    return page.placements.get(slot=1).submission


def read_and_close(proof: Proof, cast: Cast, reader: User | None = None) -> Proof:
    """Read a proof to its end and close its round, every open mark set right."""
    finish_reading(proof=proof, actor=reader or proof.reader or cast.proofreader)
    for mark in proof.marks.filter(state="open"):
        settle_mark(mark=mark, actor=cast.page_editor)
    return close_proof(proof=proof, actor=cast.page_editor)


def set_anew(page: Page, cast: Cast) -> Page:
    """Set a page with the words of now, in its blocks."""
    page.refresh_from_db()
    return set_again(page=page, actor=cast.page_editor)


def closed_rounds(page: Page, cast: Cast, *, upto: int = 3) -> list[Proof]:
    """Read and close the rounds of a page, each by another person."""
    rounds = []
    for _number in range(upto):
        reader = proofreader()
        proof = make_page_proof(page=page, actor=cast.page_editor, reader=reader)
        rounds.append(read_and_close(proof, cast))
    return rounds


__all__ = ["Cast", "made_page", "make_up_page"]
