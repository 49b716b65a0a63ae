"""Caption and credit of one photograph, for whose duty the pictures are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from submissions.enums import ReviewStage
from submissions.models import Photo, Submission
from submissions.services.editing import EDITABLE_ON_DESK
from submissions.services.photos import EDIT
from submissions.services.words import change_photo_words

if TYPE_CHECKING:
    from submissions.admin.reading import ReadingRoom


def photo_words_context(
    request: HttpRequest, piece: Submission, *, can_edit: bool, has_reads: bool
) -> dict[str, Any]:
    """Return whether a person words the photographs alone, and what was refused."""
    is_open = not can_edit and piece.status in EDITABLE_ON_DESK
    match = request.resolver_match
    is_refused = match is not None and match.url_name == "submissions_photo_words"
    return {
        "may_word_photos": is_open and policy.may(request.user, EDIT, piece),
        "has_reads": has_reads,
        "typed_photo": match.kwargs["pk"] if match and is_refused else None,
        "typed_caption": request.POST.get("caption", ""),
        "typed_credit": request.POST.get("credit", ""),
    }


class WordsForm(forms.Form):
    """The words of one photograph."""

    caption = forms.CharField(required=False, max_length=2000)
    credit = forms.CharField(required=False, max_length=100)
    lets_fall = forms.BooleanField(required=False)


def change(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Save the words of a photograph as a new version of its piece.

    Where signatures would fall the room says so first; a second save agrees.
    """
    if request.method != "POST":
        return NotThatWay(["POST"])
    photo = get_object_or_404(Photo.objects.select_related("submission"), pk=pk)
    policy.require(request.user, "submission.read", photo.submission)
    form = WordsForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("A credit has up to 100 characters, a caption 2,000."))
        said = form.cleaned_data
        change_photo_words(
            photo=photo,
            actor=person(request),
            caption=said["caption"].strip(),
            credit=said["credit"].strip(),
            expected_voids=ReviewStage.values if said["lets_fall"] else (),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return room.show(request, str(photo.submission_id), status=409)
    messages.success(request, _("The words of the photograph are saved."))
    return redirect("admin:submissions_submission_change", photo.submission_id)
