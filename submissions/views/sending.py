"""From a checked form to the desk: at once, or by way of a code to her e-mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.enums import CodePurpose, Source
from submissions.forms import SubmissionForm
from submissions.incoming import Incoming
from submissions.models import MailedCode, Submission
from submissions.photo_rows import PhotoRow, PhotoRows
from submissions.services import drafts
from submissions.services.addresses import keep_for_next_time
from submissions.services.captcha import AlreadySpentError, captcha_is_on, find_work
from submissions.services.codes import is_good, mail_code, plain_email
from submissions.services.deliveries import delivery_key
from submissions.services.receiving import receive_submission
from submissions.services.status_links import token_of
from submissions.services.uploads import discard_uploads
from submissions.services.waiting_pieces import keep_piece
from submissions.views.form_page import back
from submissions.views.limits import refuse_many_codes
from submissions.views.stamped_pages import clearance_of
from submissions.views.visitor import author_of

FREE_TEXT = ("kicker", "headline", "deck", "byline")
CONTACT = ("contact_name", "contact_unit", "contact_email", "contact_phone")
SAME_CODE = timedelta(minutes=1)  # a second press of the button asks for no second code
NOT_KEPT = ("csrfmiddlewaretoken", "altcha", "website", "photos", "uploads")


def to_receipt(piece: Submission, *, again: bool) -> HttpResponse:
    """Lead to the receipt, so that loading it again sends nothing."""
    address = reverse("submissions:received", args=[token_of(piece)])
    return HttpResponseRedirect(f"{address}?again" if again else address, status=303)


def is_known(request: HttpRequest) -> bool:
    """Tell whether a piece goes to the desk at once, with no work done for it."""
    return not captcha_is_on() or author_of(request) is not None


def send_worked(
    request: HttpRequest, form: SubmissionForm, rows: PhotoRows, key: UUID
) -> HttpResponse:
    """Hand a stranger's piece over for her browser's work; else ask for a code."""
    work = find_work(form.cleaned_data["altcha"], used_for=key)
    if work is None:
        return ask_for_code(request, form, rows, key)
    try:
        return deliver(request, form, rows, key, first=work.spend)
    except AlreadySpentError:
        return ask_for_code(request, form, rows, key)


def deliver(
    request: HttpRequest,
    form: SubmissionForm,
    rows: PhotoRows,
    key: UUID,
    *,
    first: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Hand a checked piece to the desk and lead to its receipt.

    ``first`` belongs to the same writing: the piece is there when it did not fail.
    """
    piece = incoming(request, form, rows.rows, key)
    received = receive_submission(incoming=piece, first=first)
    finish(key)
    author = author_of(request)
    if author is not None:
        keep_for_next_time(address=author, piece=received.submission)
    return to_receipt(received.submission, again=not received.created)


def finish(key: UUID) -> None:
    """Throw away what waited for a form whose piece is here."""
    discard_uploads(key)
    drafts.finish(key)


def ask_for_code(
    request: HttpRequest, form: SubmissionForm, rows: PhotoRows, key: UUID
) -> HttpResponse:
    """Keep the piece and mail a code; the page that asks for it comes next."""
    email = form.cleaned_data["contact_email"]
    if not email:
        sentence = _(
            "Your browser could not show that a person is sending. Give your e-mail:"
            " we send a code to it, and with the code the piece goes to the desk."
        )
        return back(
            request, form, rows, sentence=sentence, status=422, field="contact_email"
        )
    keep_piece(key=key, written=drafts.Written(typed_words(form), rows.kept()))
    try:
        mailed = _waiting(email, key) or send_code(request, email, key)
    except Refused as refusal:
        return back(request, form, rows, sentence=str(refusal), status=429)
    return to_code_page(mailed)


def send_code(request: HttpRequest, email: str, key: UUID) -> MailedCode:
    """Mail a code for the piece of a form; refuse more than an hour's measure."""
    refuse_many_codes(request)
    return mail_code(
        email=email,
        purpose=CodePurpose.SEND_PIECE,
        form_key=key,
        link=lambda secret: link_to("submissions:confirm_link", secret),
    )


def to_code_page(mailed: MailedCode) -> HttpResponse:
    """Lead to the page that asks for the code."""
    address = reverse("submissions:confirm", args=[mailed.handle])
    return HttpResponseRedirect(address, status=303)


def link_to(name: str, secret: str) -> str:
    """Return an address for a letter: on the configured site, never the asked host."""
    return f"{settings.SITE_URL}{reverse(name, args=[secret])}"


def typed_words(form: SubmissionForm) -> dict[str, str]:
    """Return what was typed, by field."""
    names = (name for name in form.fields if name not in NOT_KEPT)
    return {name: form.data.get(name, "") for name in names}


def _waiting(email: str, key: UUID) -> MailedCode | None:
    """Return the code that this form asked for a moment ago."""
    mailed = MailedCode.objects.filter(
        form_key=key,
        email=plain_email(email),
        created_at__gt=timezone.now() - SAME_CODE,
    ).first()
    return mailed if mailed is not None and is_good(mailed) else None


def incoming(
    request: HttpRequest, form: SubmissionForm, rows: list[PhotoRow], key: UUID
) -> Incoming:
    """Turn the checked form into the one shape that every door hands over."""
    data = form.cleaned_data
    return Incoming(
        source=Source.FORM,
        key=delivery_key(key),
        kind=data["kind"],
        blocks=form.blocks,
        section_slug=data["section"].slug if data["section"] else "",
        consent=data["consent"],
        note_to_desk=data["note_to_desk"],
        is_exclusive=data["is_exclusive"],
        exclusive_until=data["exclusive_until"],
        clearance=clearance_of(data, key=key, author=author_of(request)),
        photos=tuple(row.incoming() for row in rows),
        **{name: data[name] for name in (*FREE_TEXT, *CONTACT)},
    )
