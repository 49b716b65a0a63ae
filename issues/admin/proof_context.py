"""What the screens of proofs show, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from desk.policy import policy
from issues.enums import IssueStatus, PageStatus
from issues.models import Issue, IssueSignOff, Page, Proof, ProofMark, ProofSheet
from issues.proof_enums import MarkOrigin, MarkState, ProofState
from issues.proof_forms import DeskProofForm, MarkForm, ReaderForm
from issues.services.conflicts import issue_conflicts, page_conflicts
from issues.services.issue_signing import valid_sign_off
from issues.services.proofing.counting import changes_after_make_up
from issues.services.proofing.deciding import DECIDE
from issues.services.proofing.frozen import FrozenStory, stories_of
from issues.services.proofing.making import MAKE, MARK
from issues.services.proofing.reach import readers_for, with_counts
from issues.services.proofing.rules import (
    MOST_CHANGED,
    chain_of,
    kind_of,
    next_round,
    proofs_of,
    round_name,
)
from issues.services.reopening import may_be_reopened
from press.copy.spots import text_of

AROUND = 12  # characters shown on each side of what is wrong
CUT = "…"
COMPARED_SIGN = "≠"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark as it is listed and drawn; ``cx`` and ``cy`` are points of its sheet."""

    mark: ProofMark
    title: str
    before: str
    after: str
    label: str
    cx: str = ""
    cy: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Tell whether a click can make an edit of it."""
        words = bool(self.mark.wrong or self.mark.right)
        return words and self.mark.offset is not None

    @property
    def is_open(self) -> bool:
        return self.mark.state == MarkState.OPEN


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet of a proof with the marks that stand on it."""

    sheet: ProofSheet
    address: str
    box: str
    marks: tuple[MarkRow, ...]


def page_proofing(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return what the make-up room shows of a page's rounds and conflicts."""
    chain = proofs_of(page)
    rows = list(with_counts(chain.select_related("reader")).order_by("made_at", "pk"))
    number = next_round(rows)
    readers = readers_for(chain, number)
    running = next((row for row in rows if row.is_running), None)
    open_issue = page.issue.status != IssueStatus.RELEASED
    may_make = policy.may(request.user, MAKE, page) and open_issue
    return {
        "proof_rows": rows,
        "running_proof": running,
        "next_label": f"{kind_of(page, number).label} · {round_name(number)}",
        "may_make_proof": may_make and page.status != PageStatus.OPEN and not running,
        "proof_form": ReaderForm(readers=readers, auto_id="proof-%s"),
        "desk_form": DeskProofForm(readers=readers, auto_id="desk-%s"),
        "late_changes": changes_after_make_up(page),
        "most_changed": MOST_CHANGED,
        "conflicts": page_conflicts(page),
    }


def issue_signing(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Return what the page of an issue shows of conflicts and its sign-off."""
    released = issue.status == IssueStatus.RELEASED
    may_sign = policy.may(request.user, "issue.release", issue)
    return {
        "conflicts": () if released else issue_conflicts(issue),
        "issue_sign_off": valid_sign_off(issue),
        "may_sign_issue": may_sign and issue.status == IssueStatus.SIGNED,
        "may_reopen": may_sign and may_be_reopened(issue),
        "last_sign_offs": IssueSignOff.objects.filter(
            issue=issue, void_at__isnull=False
        ).select_related("void_by")[:3],
    }


def proof_screen(
    request: HttpRequest, proof: Proof, form: MarkForm | None = None
) -> dict[str, Any]:
    """Return the template context of the marking screen."""
    stories = stories_of(proof)
    marks = list(
        proof.marks.select_related(
            "submission", "made_by", "decided_by", "version"
        ).order_by("number")
    )
    sheets = list(proof.sheets.order_by("number"))
    rows = _rows(marks, stories, sheets)
    reads = proof.state == ProofState.OPEN and policy.may(request.user, MARK, proof)
    hers = proof.reader_id in (None, request.user.pk)
    may_decide = policy.may(request.user, DECIDE, proof)
    return {
        "proof": proof,
        "page": proof.page,
        "issue": proof.page.issue if proof.page else None,
        "sheets": [_sheet(proof, sheet, rows) for sheet in sheets],
        "rows": rows,
        "stories": stories,
        "open_count": sum(row.is_open for row in rows),
        "may_mark": reads and hers,
        "mark_refusal": _mark_refusal(request, proof),
        "may_decide": may_decide and proof.state in (ProofState.OPEN, ProofState.READ),
        # An edit is an edit of the piece: the layout artist leaves it to an editor.
        "may_take": policy.may(request.user, "submission.edit"),
        "may_close": may_decide and proof.state == ProofState.READ,
        "may_assign": policy.may(request.user, MAKE)
        and proof.state in (ProofState.OPEN, ProofState.COMING),
        "may_void": policy.may(request.user, MAKE) and proof.is_running,
        "assign_form": ReaderForm(
            readers=readers_for(chain_of(proof), proof.round),
            initial={"reader": proof.reader_id, "due_at": proof.due_at},
            auto_id="assign-%s",
        ),
        "form": form or MarkForm(),
    }


def _mark_refusal(request: HttpRequest, proof: Proof) -> str | None:
    """Return why this person marks nothing here, in a sentence; None when she may."""
    if proof.state != ProofState.OPEN or proof.reader_id not in (
        None,
        request.user.pk,
    ):
        return None
    return policy.refusal(request.user, MARK, proof)


def _rows(
    marks: Sequence[ProofMark],
    stories: Sequence[FrozenStory],
    sheets: Sequence[ProofSheet],
) -> list[MarkRow]:
    known = {story.submission: story for story in stories}
    sizes = {sheet.number: (sheet.width, sheet.height) for sheet in sheets}
    return [_row(mark, known.get(mark.submission_id or 0), sizes) for mark in marks]


def _row(
    mark: ProofMark,
    story: FrozenStory | None,
    sizes: dict[int, tuple[float, float]],
) -> MarkRow:
    before = after = ""
    if story is not None and mark.offset is not None:
        text = text_of(story.copy, mark.part)
        end = mark.offset + len(mark.wrong)
        start = max(0, mark.offset - AROUND)
        before = (CUT if start else "") + text[start : mark.offset]
        after = text[end : end + AROUND] + (CUT if end + AROUND < len(text) else "")
    wide, high = sizes.get(mark.sheet, (0.0, 0.0))
    placed = mark.x is not None and mark.y is not None and wide
    return MarkRow(
        mark=mark,
        title=story.title if story else "",
        before=before,
        after=after,
        label=f"{_sign(mark)}{mark.number}",
        cx=f"{(mark.x or 0) * wide:.1f}" if placed else "",
        cy=f"{(mark.y or 0) * high:.1f}" if placed else "",
    )


def _sign(mark: ProofMark) -> str:
    """Return a proofreader's sign: the first character of a Chinese name."""
    if mark.origin == MarkOrigin.COMPARED:
        return COMPARED_SIGN
    name = str(mark.made_by or "")
    return name[0] if name and "\u4e00" <= name[0] <= "\u9fff" else ""


def _sheet(proof: Proof, sheet: ProofSheet, rows: Sequence[MarkRow]) -> SheetView:
    return SheetView(
        sheet=sheet,
        address=reverse("issues:proof-sheet-picture", args=(proof.key, sheet.number)),
        box=f"0 0 {sheet.width:.1f} {sheet.height:.1f}",
        marks=tuple(row for row in rows if row.mark.sheet == sheet.number and row.cx),
    )
