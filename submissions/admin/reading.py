"""The reading room: a piece, its words, its reads, and what may be done to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.forms import CopyForm, tag_names_of
from submissions.admin.presence import presence_context
from submissions.admin.room_context import conflict_context, room_context
from submissions.admin.room_voids import voids_context
from submissions.enums import Action
from submissions.models import Submission, Version
from submissions.services.desk_edit import save_from_desk
from submissions.services.editing import EditConflict, ReadsFall
from submissions.services.workflow import perform

if TYPE_CHECKING:
    from submissions.admin.piece import SubmissionAdmin


class ReadingRoom:
    """The views of one piece; each asks the policy through its service."""

    def __init__(self, model_admin: SubmissionAdmin) -> None:
        """Stand in the site of the list."""
        self.site = model_admin.admin_site

    def show(
        self,
        request: HttpRequest,
        object_id: str,
        form: CopyForm | None = None,
        conflict: Version | None = None,
        falls: ReadsFall | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Show a piece; with a bound form when its save was refused."""
        piece = self._piece(request, int(object_id) if object_id.isdigit() else 0)
        context = {
            **self.site.each_context(request),
            **room_context(request, piece, form),
            **conflict_context(piece, form, conflict),
            **voids_context(form, falls),
            **presence_context(request, piece),
            "title": piece.title,
        }
        return TemplateResponse(request, "desk/room.html", context, status=status)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one action of the workflow, asked by a button of the room or a list."""
        piece = self._piece(request, pk)
        if request.method == "POST" and not self._perform(request, piece):
            # The room once more, with the opinion that was typed.
            return self.show(request, str(pk), status=409)
        return self._back(pk)

    def _perform(self, request: HttpRequest, piece: Submission) -> bool:
        """Do an action; tell whether it was done."""
        name, note = request.POST.get("action", ""), request.POST.get("note", "")
        number = request.POST.get("expected_version", "")
        try:
            if name not in Action.values:
                raise Refused(_("This action does not exist. Please reload the page."))
            perform(
                submission=piece,
                action=Action(name),
                actor=person(request),
                note=note.strip(),
                expected_version=int(number) if number.isdigit() else None,
                until=_day(request.POST.get("until", "")),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        done = _("%(action)s: done.") % {"action": Action(name).label}
        messages.success(request, done)
        return True

    def save(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the words and the filing of a piece as the editor left them."""
        piece = self._piece(request, pk)
        if request.method != "POST":
            return self._back(pk)
        form = CopyForm(request.POST, photos=tuple(piece.photos.all()))
        if not form.is_valid():
            return self.show(request, str(pk), form, status=422)
        try:
            version = save_from_desk(
                submission=piece,
                actor=person(request),
                words=form.cleaned_data,
                photo_words=form.photo_words(),
                tags=form.tag_names(tag_names_of(piece)),
            )
        except EditConflict as conflict:
            return self.show(request, str(pk), form, conflict.version, status=409)
        except ReadsFall as fall:
            return self.show(request, str(pk), form, falls=fall, status=409)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, str(pk), form, status=409)
        said = _("Saved as version %(number)d.") % {"number": version.number}
        messages.success(request, said)
        return self._back(pk)

    def _piece(self, request: HttpRequest, pk: int) -> Submission:
        piece = get_object_or_404(
            Submission.objects.select_related(
                "section",
                "claimed_by",
                "current_version__author",
                "correspondent",
                "duplicate_of",
            ),
            pk=pk,
        )
        policy.require(request.user, "submission.read", piece)
        return piece

    def _back(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(
            reverse("admin:submissions_submission_change", args=(pk,))
        )


def _day(typed: str) -> date | None:
    """Return a day; None where none was typed, as the section's usual one then is."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Refused(_("This is no day. Choose one from the calendar.")) from None
