"""What stands against a page's or an issue's sign-off, in one list of named conflicts.

Hard ones forbid the signature, the others are to be looked at before it is given.  The
list is made in a fixed number of queries, whatever the number of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.enums import IssueStatus, PageStatus
from issues.models import Issue, Page
from issues.services.finding_words import finding_sentence
from issues.services.folio_checks import folio_faults
from issues.services.freshness import changed_on
from issues.services.print_checks import headlines_repeated, photo_faults
from issues.services.proofing.counting import changes_on
from issues.services.proofing.progress import Progress, progress_of
from issues.services.proofing.rules import MOST_CHANGED, round_name
from submissions.enums import ReviewStage
from submissions.models import Review, Submission
from submissions.services.outside import open_clearances, waiting_sentence


class ConflictName(StrEnum):
    """Why a page or an issue should not be signed as it is."""

    NOT_MADE_UP = "not_made_up"
    WORDS_CHANGED = "words_changed"
    OVERSET = "overset"
    RULE_BROKEN = "rule_broken"
    UNREAD = "unread"
    OUT_FOR_CLEARANCE = "out_for_clearance"
    FOLIO_WRONG = "folio_wrong"
    CAPTION_MISSING = "caption_missing"
    CREDIT_MISSING = "credit_missing"
    PHOTO_COARSE = "photo_coarse"
    PHOTO_TWICE = "photo_twice"
    HEADLINE_REPEATED = "headline_repeated"
    ROUND_MISSING = "round_missing"
    MARKS_OPEN = "marks_open"
    CHANGED_SINCE_PROOF = "changed_since_proof"
    CHANGED_TOO_MUCH = "changed_too_much"
    PAGE_NUMBERS = "page_numbers"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict: its page and, where it is about one, its piece, by their ids."""

    name: ConflictName
    is_hard: bool
    sentence: str
    page: int | None = None
    page_number: int | None = None
    piece: int | None = None


def page_conflicts(page: Page) -> tuple[Conflict, ...]:
    """Return the conflicts of a page; those with its issue's other pages, too."""
    pages = list(page.issue.pages.without_layout().select_related("grid"))
    for each in pages:
        each.issue = page.issue
    return tuple(one for one in conflicts_of(pages) if one.page == page.pk)


def issue_conflicts(issue: Issue) -> tuple[Conflict, ...]:
    """Return the conflicts of all pages of an issue, and those of the issue itself."""
    pages = list(issue.pages.without_layout().order_by("number"))
    for page in pages:
        page.issue = issue
    return (*conflicts_of(pages), *_of_issue(issue, pages))


def conflicts_of(pages: Sequence[Page]) -> tuple[Conflict, ...]:
    """Return the conflicts of pages of one issue, hard ones of each page first."""
    made = [page for page in pages if page.status != PageStatus.OPEN]
    found: dict[int, list[Conflict]] = defaultdict(list)
    required = bool(pages) and pages[0].issue.supplement.proofs_required
    for one in (*_bare(pages, made), *_of_print(made), *_of_proofs(made, required)):
        found[one.page or 0].append(one)
    return tuple(
        one
        for page in pages
        for one in sorted(found[page.pk], key=lambda each: not each.is_hard)
    )


def _bare(pages: Sequence[Page], made: Sequence[Page]) -> Iterator[Conflict]:
    """Yield what make-up and the reads say."""
    for page in pages:
        if page.status == PageStatus.OPEN:
            said = _("Page %(number)d is not made up.") % {"number": page.number}
            yield _hard(ConflictName.NOT_MADE_UP, page, said)
    changed = changed_on(made)
    pieces = _pieces_on(made)
    unread, waiting = _unread(pieces), _clearances(pieces)
    for page in made:
        if changed[page.pk]:
            yield _hard(
                ConflictName.WORDS_CHANGED,
                page,
                _("Changed since the page was made up: %(refs)s.")
                % {"refs": _(", ").join(changed[page.pk])},
            )
        yield from _findings(page)
        for story in page.set_stories:
            pk = story["submission"]
            for said in unread.get(pk, ()):
                yield _hard(ConflictName.UNREAD, page, said, piece=pk)
            if pk in waiting:
                yield _hard(ConflictName.OUT_FOR_CLEARANCE, page, waiting[pk], piece=pk)


def _findings(page: Page) -> Iterator[Conflict]:
    if page.overset_lines:
        said = ngettext(
            "%(n)d line of text has no room.",
            "%(n)d lines of text have no room.",
            page.overset_lines,
        )
        yield _hard(ConflictName.OVERSET, page, said % {"n": page.overset_lines})
    for finding in page.findings:
        if finding["hard"] and finding["rule"] != "overset":
            yield _hard(ConflictName.RULE_BROKEN, page, finding_sentence(finding))
        elif finding["rule"] == "coarse":
            yield _soft(ConflictName.PHOTO_COARSE, page, finding_sentence(finding))


def _of_print(made: Sequence[Page]) -> Iterator[Conflict]:
    """Yield what would stand wrong in print."""
    folios = folio_faults(made)
    for page in made:
        for fault in folios[page.pk]:
            build = _hard if fault.is_hard else _soft
            yield build(ConflictName.FOLIO_WRONG, page, fault.sentence)
    by_pk = {page.pk: page for page in made}
    for photo in photo_faults(made):
        name = ConflictName(photo.name)
        yield _soft(name, by_pk[photo.page], photo.sentence, piece=photo.piece)
    for repeated in headlines_repeated(made):
        yield _soft(
            ConflictName.HEADLINE_REPEATED,
            by_pk[repeated.page],
            repeated.sentence,
            piece=repeated.piece,
        )


def _of_proofs(made: Sequence[Page], required: bool) -> Iterator[Conflict]:
    """Yield what the rounds of proofreading say; hard where the house requires them."""
    build = _hard if required else _soft
    progress, changes = progress_of(made), changes_on(made)
    for page in made:
        own = progress[page.pk]
        yield from (build(name, page, said) for name, said in _rounds(own))
        for story in changes[page.pk]:
            if story.is_over:
                yield _soft(
                    ConflictName.CHANGED_TOO_MUCH,
                    page,
                    _(
                        "%(ref)s: %(n)s of 1,000 characters were changed after make-up;"
                        " the house allows %(most)d."
                    )
                    % {"ref": story.ref, "n": story.per_thousand, "most": MOST_CHANGED},
                    piece=story.submission,
                )


def _rounds(own: Progress) -> Iterator[tuple[ConflictName, str]]:
    if own.missing:
        names = _(", ").join(map(round_name, own.missing))
        said = _("Not proofread: %(rounds)s.") % {"rounds": names}
        yield ConflictName.ROUND_MISSING, said
    if own.open_marks:
        said = ngettext(
            "%(n)d mark on a proof is not decided.",
            "%(n)d marks on a proof are not decided.",
            own.open_marks,
        )
        yield ConflictName.MARKS_OPEN, said % {"n": own.open_marks}
    if own.changed_since:
        said = _("The page is no longer the one that was proofread last.")
        yield ConflictName.CHANGED_SINCE_PROOF, said


def _of_issue(issue: Issue, pages: Sequence[Page]) -> Iterator[Conflict]:
    numbers = [page.number for page in pages]
    if numbers != list(range(1, len(pages) + 1)):
        yield Conflict(
            ConflictName.PAGE_NUMBERS,
            is_hard=False,
            sentence=_("The pages are numbered %(numbers)s; a number is left out.")
            % {"numbers": _(", ").join(map(str, numbers)) or "–"},
        )
    if issue.status == IssueStatus.RELEASED:
        return
    for page in pages:
        if page.status != PageStatus.SIGNED:
            said = _("Page %(number)d is not signed off.") % {"number": page.number}
            yield _hard(ConflictName.UNSIGNED, page, said)


def _pieces_on(pages: Iterable[Page]) -> list[Submission]:
    wanted = [story["submission"] for page in pages for story in page.set_stories]
    found = Submission.objects.filter(pk__in=wanted).defer("body", "contact_phone")
    return list(found.order_by("ref"))


def _unread(pieces: Sequence[Submission]) -> dict[int, list[str]]:
    """Return for each piece a sentence for every read of it that is missing."""
    held: dict[int, set[str]] = defaultdict(set)
    reads = Review.objects.filter(
        submission__in=pieces, void_at__isnull=True, on_page=False
    )
    for pk, stage in reads.values_list("submission_id", "stage"):
        held[pk].add(stage)
    return {
        piece.pk: [
            _("The “%(read)s” of %(ref)s is missing.")
            % {"read": stage.label, "ref": piece.ref}
            for stage in _wanted(piece)
            if stage not in held[piece.pk]
        ]
        for piece in pieces
    }


def _wanted(piece: Submission) -> tuple[ReviewStage, ...]:
    both = (ReviewStage.FIRST, ReviewStage.SECOND)
    return (*both, ReviewStage.FINAL) if piece.flags else both


def _clearances(pieces: Sequence[Submission]) -> dict[int, str]:
    found = open_clearances([piece.pk for piece in pieces])
    return {row.submission_id: waiting_sentence(row) for row in found}


def _hard(
    name: ConflictName, page: Page, said: str, piece: int | None = None
) -> Conflict:
    return Conflict(name, True, str(said), page.pk, page.number, piece)


def _soft(
    name: ConflictName, page: Page, said: str, piece: int | None = None
) -> Conflict:
    return Conflict(name, False, str(said), page.pk, page.number, piece)


def hard_sentences(conflicts: Iterable[Conflict]) -> list[str]:
    """Return what hard conflicts say, each once."""
    return list(dict.fromkeys(one.sentence for one in conflicts if one.is_hard))
