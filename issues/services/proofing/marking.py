"""Mark a proof: a point, what is wrong, what is right; and say that it is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from issues.models import Proof, ProofMark, ProofSheet
from issues.proof_enums import MarkState, ProofState
from issues.services.proofing.frozen import (
    FrozenStory,
    lines_of,
    stories_of,
    what_is_at,
)
from issues.services.proofing.making import MARK, lock_proof, note, require_state
from press.copy.spots import Spot, find_words, text_of
from press.makeup.hitting import place_of

LONGEST = 2000  # characters of wrong and right
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where a mark stands: a point of a sheet, or a character of a story, or both.

    ``x`` and ``y`` are fractions of the sheet; ``story`` is a receipt number, ``part``
    and ``offset`` as ``press.copy.spots`` names a place.
    """

    sheet: int = 1
    x: float | None = None
    y: float | None = None
    story: str = ""
    part: str = ""
    offset: int | None = None


NOWHERE = MarkPlace()


def mark_proof(
    *,
    proof: Proof,
    actor: User,
    place: MarkPlace = NOWHERE,
    wrong: str = "",
    right: str = "",
    remark: str = "",
) -> ProofMark:
    """Add a mark; who marks a proof that nobody reads yet becomes its reader.

    Words that stand in the frozen text are found there, so that the mark can become an
    edit with one click; what is about the look of the page is only a note.
    """
    words = _checked(wrong, right, remark)
    with transaction.atomic():
        held = _held_by_reader(proof, actor)
        sheet = _sheet(held, place)
        story, spot = _located(held, sheet, place, words[0])
        x, y = _point(held, sheet, place, story, spot)
        mark = ProofMark.objects.create(
            proof=held,
            number=held.marks.count() + 1,  # marks are never deleted
            sheet=sheet.number if sheet else place.sheet,
            x=x,
            y=y,
            submission_id=story.submission if story else None,
            part=spot.part if spot else place.part[:80],
            offset=spot.offset if spot else None,
            wrong=words[0],
            right=words[1],
            note=words[2],
            made_by=actor,
            made_at=timezone.now(),
        )
        note(held, "proof.marked", actor, mark=mark.number)
    return mark


def change_mark(
    *, mark: ProofMark, actor: User, wrong: str, right: str, remark: str = ""
) -> ProofMark:
    """Let the reader put her mark right while nobody has decided about it."""
    words = _checked(wrong, right, remark)
    with transaction.atomic():
        held = _held_by_reader(mark.proof, actor)
        row = held.marks.select_for_update(of=("self",)).get(pk=mark.pk)
        if row.state != MarkState.OPEN:
            raise Refused(
                _("Mark %(number)d has been decided; make another.")
                % {"number": row.number},
                code="mark_decided",
            )
        if words[0] != row.wrong:
            place = MarkPlace(
                row.sheet, row.x, row.y, _ref_of(held, row), row.part, row.offset
            )
            story, spot = _located(held, None, place, words[0])
            row.submission_id = story.submission if story else None
            row.part = spot.part if spot else row.part
            row.offset = spot.offset if spot else None
        row.wrong, row.right, row.note = words
        row.save()
        note(held, "proof.mark_changed", actor, mark=row.number)
    mark.refresh_from_db()
    return mark


def finish_reading(*, proof: Proof, actor: User) -> Proof:
    """Say that a proof is read to its end; then its marks are decided."""
    with transaction.atomic():
        held = lock_proof(proof)
        if held.state == ProofState.READ and held.reader_id == actor.pk:
            return held
        held = _held_by_reader(proof, actor)
        held.state, held.read_at = ProofState.READ, timezone.now()
        held.save(update_fields=("state", "read_at"))
        note(held, "proof.read", actor, marks=held.marks.count())
    proof.refresh_from_db()
    return proof


def _held_by_reader(proof: Proof, actor: User) -> Proof:
    """Return the locked proof, with this person as its reader; refuse any other."""
    held = lock_proof(proof)
    policy.require(actor, MARK, held)
    require_state(held, ProofState.OPEN)
    if held.reader_id is None:
        held.reader = actor
        held.save(update_fields=("reader",))
        note(held, "proof.assigned", actor, reader=actor.pk)
    if held.reader_id != actor.pk:
        raise Refused(
            _("%(name)s proofreads this proof; tell her what you see.")
            % {"name": held.reader},
            code="not_the_reader",
        )
    return held


def _checked(wrong: str, right: str, remark: str) -> tuple[str, str, str]:
    words = wrong.strip("\r\n"), right.strip("\r\n"), remark.strip()
    if not any(words):
        raise Refused(
            _("Say what is wrong, what is right, or leave a note."), code="mark_empty"
        )
    if words[0] and words[0] == words[1]:
        raise Refused(
            _("Wrong and right are the same; change one of them."), code="mark_same"
        )
    if max(len(words[0]), len(words[1])) > LONGEST or len(words[2]) > LONGEST_NOTE:
        raise Refused(
            _("A mark has at most %(most)d characters; edit the piece itself.")
            % {"most": LONGEST},
            code="mark_long",
        )
    return words


def _sheet(proof: Proof, place: MarkPlace) -> ProofSheet | None:
    """Return the sheet a mark stands on; refuse one that is not there."""
    sheet = proof.sheets.filter(number=place.sheet).first()
    if sheet is None and place.x is not None:
        raise Refused(_("There is no such sheet; reload the page."), code="no_sheet")
    for value in (place.x, place.y):
        if value is not None and not 0 <= value <= 1:
            raise Refused(_("The point is not on the sheet."), code="off_sheet")
    if (place.x is None) != (place.y is None):
        raise Refused(_("The point is not on the sheet."), code="off_sheet")
    return sheet


def _located(
    proof: Proof, sheet: ProofSheet | None, place: MarkPlace, wrong: str
) -> tuple[FrozenStory | None, Spot | None]:
    """Return the story and the place of the words in it, as far as they are known."""
    ref, near = place.story, None
    if place.part and place.offset is not None:
        near = Spot(place.part, place.offset)
    elif sheet is not None and place.x is not None and place.y is not None:
        found = what_is_at(proof, sheet, place.x, place.y)
        if found is not None and ref in ("", found.story):
            ref, near = found.story, Spot(found.part, found.offset)
    stories = stories_of(proof)
    if not ref:
        return _only_one_with(stories, wrong)
    story = next((each for each in stories if each.ref == ref), None)
    if story is None:
        raise Refused(
            _("%(ref)s does not stand on this proof.") % {"ref": ref}, code="no_story"
        )
    return story, _spot(story, near, wrong)


def _spot(story: FrozenStory, near: Spot | None, wrong: str) -> Spot | None:
    text = text_of(story.copy, near.part) if near else ""
    if not wrong:
        return near if near and text and near.offset <= len(text) else None
    if near and text.startswith(wrong, near.offset):
        return near
    return find_words(story.copy, wrong, near)


def _only_one_with(
    stories: tuple[FrozenStory, ...], wrong: str
) -> tuple[FrozenStory | None, Spot | None]:
    """Return the one story in which the words stand, when they stand in one place."""
    found = [(each, find_words(each.copy, wrong)) for each in stories]
    sure = [(story, spot) for story, spot in found if spot is not None]
    return sure[0] if len(sure) == 1 else (None, None)


def _point(
    proof: Proof,
    sheet: ProofSheet | None,
    place: MarkPlace,
    story: FrozenStory | None,
    spot: Spot | None,
) -> tuple[float | None, float | None]:
    """Return the point of a mark; without a click, where its words stand."""
    if place.x is not None or sheet is None or story is None or spot is None:
        return place.x, place.y
    lines = lines_of(proof, sheet)
    box = place_of(lines, story.ref, spot.part, spot.offset)
    if box is None:
        return None, None
    return (
        min(1.0, max(0.0, (box.x + box.width / 2) / sheet.width)),
        min(1.0, max(0.0, (box.y + box.height / 2) / sheet.height)),
    )


def _ref_of(proof: Proof, mark: ProofMark) -> str:
    stories = stories_of(proof)
    found = (each.ref for each in stories if each.submission == mark.submission_id)
    return next(found, "")
