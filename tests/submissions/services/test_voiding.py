"""What a saved edit does to the signatures under a piece, and to its state."""

from dataclasses import replace

import pytest

from desk.services.ledger import entries_for, verify_ledger
from press.copy.changes.model import Change
from press.copy.model import Copy
from submissions.enums import Action, ReviewStage, Status, VoidCause
from submissions.exceptions import AlreadyRead, ReadsFall, WrongStatus
from submissions.services import signatures
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.invariants import INVARIANTS
from submissions.services.photos import add_photo
from submissions.services.workflow import available_actions, perform
from tests.submissions.builders import make_photo, make_submission, paragraphs

pytestmark = pytest.mark.django_db

TEXT = ("项目开工，进度很快。建设者干劲足。", "投资5亿元。市长王强出席。")


@pytest.fixture
def piece():
    return make_submission(headline="项目开工", blocks=paragraphs(*TEXT))


def do(piece, action, actor, note="理由"):
    return perform(submission=piece, action=action, actor=actor, note=note)


def accept(piece, cast):
    do(piece, Action.SIGN_FIRST_READ, cast.editor)
    return do(piece, Action.SIGN_SECOND_READ, cast.chief)


def save(piece, author, *texts, **words):
    copy = current_copy(piece)
    if texts:
        words["blocks"] = paragraphs(*texts)
    expects = words.pop("expected_voids", None)
    return save_copy(
        submission=piece,
        copy=replace(copy, **words),
        author=author,
        expected_number=piece.current_version.number,
        expected_voids=expects,
    )


def valid(piece):
    return {read.stage for read in signatures.valid_reads(piece)}


F, S = ReviewStage.FIRST, ReviewStage.SECOND
EDITS = [
    (("项目开工。进度很快。建设者干劲足。", TEXT[1]), {}, {F, S}, Status.ACCEPTED),
    (("项目开工，进度很快。", TEXT[1]), {}, {F, S}, Status.ACCEPTED),
    ((TEXT[0],), {}, {F, S}, Status.ACCEPTED),
    (("项目开工，进度较快。建设者干劲足。", TEXT[1]), {}, {F}, Status.SECOND_READ),
    ((TEXT[0], "投资50亿元。市长王强出席。"), {}, set(), Status.FIRST_READ),
    ((TEXT[0], "投资5亿元。市长王刚出席。"), {}, set(), Status.FIRST_READ),
    ((), {"headline": "项目竣工"}, set(), Status.FIRST_READ),
    ((), {"byline": "通讯员 林小", "credits": ()}, set(), Status.FIRST_READ),
]


@pytest.mark.parametrize(("texts", "words", "held", "status"), EDITS)
def test_an_accepted_piece_keeps_what_the_table_leaves(
    cast, piece, texts, words, held, status
):
    accept(piece, cast)

    save(piece, cast.editor, *texts, **words)

    piece.refresh_from_db()
    assert (valid(piece), piece.status) == (held, status)
    assert INVARIANTS["I10"]() == (True, "")
    assert verify_ledger() == []


def test_a_void_read_names_its_cause_and_the_ledger_too(cast, piece):
    accept(piece, cast)

    version = save(piece, cast.editor, TEXT[0], "投资50亿元。市长王强出席。")

    reads = piece.reviews.order_by("signed_at")
    assert [(r.void_cause, r.void_version, r.void_changes) for r in reads] == [
        (VoidCause.EDIT, version, ["numbers"])
    ] * 2
    told = {entry.verb: entry.data for entry in entries_for(piece)}
    assert told["submission.change_classed"]["changes"] == ["numbers"]
    assert [each["stage"] for each in told["submission.reads_voided"]["voided"]] == [
        *("first", "second"),
    ]
    assert told["submission.fall_back"] == {"from": "accepted", "to": "first_read"}
    assert "50" not in str(told["submission.change_classed"]["marks"])


def test_marks_are_listed_and_covered(cast, piece):
    accept(piece, cast)

    version = save(piece, cast.editor, TEXT[0].replace("，", "、"), TEXT[1])

    covers = [{"version": 2, "hash": version.copy_hash, "changes": ["marks"]}]
    assert [read.covers for read in piece.reviews.all()] == [covers, covers]
    told = entries_for(piece).filter(verb="submission.change_classed").get().data
    assert told["marks"] == [["，", "、"]]


def test_two_harmless_edits_do_not_add_up_to_a_graver_one(cast):
    piece = make_submission(blocks=paragraphs("他没有受贿，但是违纪。"))
    accept(piece, cast)
    save(piece, cast.editor, "他没有受贿。但是违纪。")
    piece.refresh_from_db()
    before = valid(piece)

    save(piece, cast.editor, "但是违纪。")

    piece.refresh_from_db()
    assert before == {F, S}
    assert (valid(piece), piece.status) == ({F}, Status.SECOND_READ)


def test_the_editor_is_asked_before_a_signature_falls(cast, piece):
    accept(piece, cast)

    with pytest.raises(ReadsFall, match="Second read") as asked:
        save(piece, cast.editor, headline="项目竣工", expected_voids=())

    judged = asked.value.judgement
    piece.refresh_from_db()
    assert judged.stages == {"first", "second"}
    assert [found.change for found in judged.findings] == [Change.HEADLINE]
    assert (piece.current_version.number, valid(piece)) == (1, {F, S})
    with pytest.raises(ReadsFall):
        save(piece, cast.editor, headline="项目竣工", expected_voids=("second",))
    save(piece, cast.editor, headline="项目竣工", expected_voids=("first", "second"))
    assert valid(piece) == set()


def test_nobody_changes_the_stage_she_reads(cast, piece):
    """The first reader stays the first reader, also when her signature fell."""
    do(piece, Action.SIGN_FIRST_READ, cast.chief)
    save(piece, cast.editor, headline="项目竣工")
    do(piece, Action.SIGN_FIRST_READ, cast.editor)

    with pytest.raises(AlreadyRead, match="First read"):
        do(piece, Action.SIGN_SECOND_READ, cast.chief)
    assert Action.SIGN_SECOND_READ not in available_actions(piece, cast.chief)
    assert do(piece, Action.SIGN_SECOND_READ, cast.head).status == Status.ACCEPTED


def test_a_copy_of_the_piece_is_the_same_piece(cast, piece):
    do(piece, Action.SIGN_FIRST_READ, cast.chief)
    again = make_submission(
        headline=piece.headline, byline=piece.byline, blocks=paragraphs(*TEXT)
    )
    do(again, Action.SIGN_FIRST_READ, cast.editor)

    with pytest.raises(AlreadyRead, match=f"“First read” of {piece.ref}"):
        do(again, Action.SIGN_SECOND_READ, cast.chief)
    assert Action.SIGN_SECOND_READ not in available_actions(again, cast.chief)


def test_words_typed_into_another_piece_are_the_same_piece(cast, piece):
    do(piece, Action.SIGN_FIRST_READ, cast.chief)
    other = make_submission()
    number = other.current_version.number
    save_copy(
        submission=other,
        copy=current_copy(piece),
        author=cast.editor,
        expected_number=number,
    )
    do(other, Action.SIGN_FIRST_READ, cast.editor)

    with pytest.raises(AlreadyRead):
        do(other, Action.SIGN_SECOND_READ, cast.chief)


def test_a_held_piece_resumes_where_its_read_is_missing(cast, piece):
    accept(piece, cast)
    do(piece, Action.HOLD, cast.editor)
    save(piece, cast.editor, headline="项目竣工")

    assert do(piece, Action.RESUME, cast.editor).status == Status.FIRST_READ


def test_a_new_photograph_was_read_by_nobody(cast, piece):
    accept(piece, cast)

    add_photo(submission=piece, incoming_photo=make_photo(), actor=cast.editor)

    piece.refresh_from_db()
    assert (valid(piece), piece.status) == (set(), Status.FIRST_READ)


def test_falling_back_is_no_act_of_anybody(cast, piece):
    accept(piece, cast)

    with pytest.raises(Exception, match="follows from a change of the words"):
        do(piece, Action.FALL_BACK, cast.head)
    assert Action.FALL_BACK not in available_actions(piece, cast.head)


def test_a_flagged_piece_is_signed_a_third_time_before_it_is_placed(cast, piece):
    accept(piece, cast)
    piece.flags = ["sensitive"]
    piece.save(update_fields=["flags"])

    with pytest.raises(AlreadyRead):
        do(piece, Action.SIGN_FINAL_READ, _as_head(cast.chief))
    assert signatures.missing_reads(piece) == (ReviewStage.FINAL,)
    do(piece, Action.SIGN_FINAL_READ, cast.head)
    assert signatures.missing_reads(piece) == ()
    with pytest.raises(WrongStatus, match="lacks no such signature"):
        do(piece, Action.SIGN_FINAL_READ, _as_head(cast.other))


def _as_head(user):
    """Give a person every duty: a change of role."""
    user.is_superuser = True
    user.save()
    return user


def test_the_invariant_finds_a_signature_under_other_words(cast, piece):
    accept(piece, cast)
    version = piece.current_version
    changed = replace(Copy(), headline="别的")
    from submissions.services.copy import version_fields

    type(version).objects.filter(pk=version.pk).update(**version_fields(changed))

    held, detail = INVARIANTS["I10"]()
    assert not held
    assert piece.ref in detail
