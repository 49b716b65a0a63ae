"""The people and the things that the access matrix is asked about.

Every word that came from outside is markup: no screen may speak it.
"""

import uuid
from datetime import timedelta

from django.utils import timezone

from desk.enums import StaffRole
from desk.models import Job
from desk.services.jobs import run_job
from issues.models import Export
from issues.services.exporting import request_export
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from submissions.enums import Relation
from submissions.incoming import IncomingPhoto
from submissions.mail_enums import Outcome
from submissions.models import SeenBefore, UploadLink
from submissions.services.addresses import Profile, confirm_address, save_profile
from submissions.services.tokens import status_token
from tests import (
    access_board,
    access_contacts,
    access_formats,
    access_planning,
    access_proofs,
    access_talk,
)
from tests.access_sign_in import signed_in
from tests.access_tags import tags_of
from tests.desk.builders import make_enclosure, make_job, make_letter, make_user
from tests.issues.builders import Cast, accepted, make_issue
from tests.submissions.builders import make_photo_file, make_submission
from tests.submissions.mail_builders import (
    make_author_message,
    make_large_file,
    make_mail,
    make_mailbox,
    make_part,
    make_proposal,
)

PHONE = "0311-87654321"
NOTE = "<script>alert('note')</script>"
NAME = "<img src=x onerror=alert(1)>.jpg"


def make_people():
    """Return a person for each column; anonymous is nobody."""
    roles = {role.value: make_user(role) for role in StaffRole}
    return {
        "anonymous": None,
        "no role": make_user(),
        **roles,
        "superuser": make_user(is_superuser=True),
    }


def make_world():
    """Make a page, a package, a piece with a photograph, and everybody's records."""
    cast = Cast()
    photo = IncomingPhoto(NAME, make_photo_file(), NOTE, NOTE)
    words = {"contact_name": NOTE, "contact_unit": NOTE, "note_to_desk": NOTE}
    piece = make_submission(
        **words, contact_phone=PHONE, headline=NOTE, byline=NOTE, photos=(photo,)
    )
    run_job(make_check(piece).pk)
    placed = accepted(cast, contact_phone=PHONE, headline=NOTE, **words)
    page = make_issue().pages.get()
    placement = place_submission(page=page, submission=placed, actor=cast.editor)
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    export = request_export(issue=page.issue, actor=cast.duty)
    run_job(export.job_id)
    picture = piece.photos.get()
    return {
        "piece": piece.pk,
        "ref": piece.ref,
        "token": status_token(piece.ref),
        "photo": picture.pk,
        "key": picture.key,
        "key_hex": picture.key.hex,
        "kind": picture.renditions.first().kind,
        "issue": page.issue_id,
        "page": page.pk,
        "revision": page.makeup_revision,
        "placement": placement.pk,
        "export": Export.objects.get().pk,
        "job": make_job().pk,
        **letter_of(piece),
        "link": link_of(piece).pk,
        "address": address_of().pk,
        "nobody": uuid.uuid4(),
        "unit": "app_label=submissions&model_name=correspondent&field_name=unit",
        "person": cast.editor.pk,
        **signed_in(cast.editor),
        **mail_of(piece),
        **tags_of(piece, NOTE),
        **access_talk.talk_of(piece, NOTE, cast.editor),
        **access_planning.planning_of(page.issue, NOTE),
        **access_board.runs_of(page.issue),
        **access_formats.formats_of(page, NOTE),
        **access_proofs.proofs_of(page, cast),
        **seen_of(piece, placed),
        **access_contacts.contacts_of(piece, NOTE, PHONE, cast.editor, cast.chief),
    }


def link_of(piece):
    """Make a link under which the author may still send files."""
    soon = timezone.now() + timedelta(days=1)
    return UploadLink.objects.create(
        submission=piece, token_hash="0" * 64, asks_for=NOTE, expires_at=soon
    )


def seen_of(earlier, later):
    """Note that a piece shares its words with an earlier one."""
    row = SeenBefore.objects.create(
        piece=later, earlier=earlier, relation=Relation.OTHERS, share=0.9
    )
    return {"seen": row.pk, "later_ref": later.ref}


def address_of():
    """Make an author's address with what she keeps."""
    address = confirm_address("linxiao@example.org")
    profile = Profile(name=NOTE[:60], unit=NOTE, approved_by=NOTE, phone=PHONE)
    save_profile(address=address, profile=profile)
    return address


def mail_of(piece):
    """Make the mail that a piece came by, with guesses, and what its author wrote."""
    # Nothing answers at this port, so a test of the connection ends at once.
    mailbox = make_mailbox(host="127.0.0.1", port=1)
    names = {"subject": NOTE, "sender_name": NOTE, "detail": NOTE}
    outcome = Outcome.ACCEPTED
    mail = make_mail(
        b"Subject: x\r\n\r\nx",
        mailbox=mailbox,
        submission=piece,
        outcome=outcome,
        **names,
    )
    part = make_part(mail, b"bytes", name=NAME, within=NOTE, reason=NOTE, format="jpeg")
    link = make_large_file(mail, name=NAME)
    phone = {"field": "contact_phone", "value": PHONE, "evidence": NOTE + PHONE}
    make_proposal(piece, **phone)
    guess = make_proposal(piece, value=NOTE, evidence=NOTE)
    message = make_author_message(piece, text=NOTE)
    return {
        "mailbox": mailbox.pk,
        "mail": mail.key,
        "mail_id": mail.pk,
        "part": part.pk,
        "large": link.pk,
        "guess": guess.pk,
        "message": message.pk,
    }


def letter_of(piece):
    """Make a letter about a piece, with an enclosure whose name came from outside."""
    letter = make_letter(
        subject=NOTE,
        body=NOTE,
        error=NOTE,
        object_type="submissions.submission",
        object_id=str(piece.pk),
    )
    enclosure = make_enclosure(letter, name=NAME)
    soon = timezone.localdate() + timedelta(days=5)
    return {"letter": letter.pk, "enclosure": enclosure.pk, "soon": soon.isoformat()}


def make_check(piece):
    return Job.objects.get(payload={"photo": piece.photos.get().pk})
