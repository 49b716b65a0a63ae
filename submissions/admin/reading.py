"""The reading room: a piece, its words, its reads, and what may be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.policy import policy
from desk.services.personal import mask_phone, open_personal
from press.copy.html import blocks_from_html
from press.copy.serial import from_json
from submissions.admin.forms import CopyForm
from submissions.admin.room_context import room_context
from submissions.enums import Action
from submissions.models import Photo, Submission, Version
from submissions.services.desk_edit import save_from_desk
from submissions.services.editing import EditConflict
from submissions.services.photos import open_original
from submissions.services.workflow import perform

if TYPE_CHECKING:
    from submissions.admin.piece import SubmissionAdmin


class ReadingRoom:
    """The views of one piece; each asks the policy through its service."""

    def __init__(self, model_admin: SubmissionAdmin) -> None:
        self.site = model_admin.admin_site
        self.opts = model_admin.opts

    def show(
        self,
        request: HttpRequest,
        object_id: str,
        form: CopyForm | None = None,
        conflict: Version | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Show a piece; with a bound form when its save was refused."""
        piece = self._piece(request, int(object_id) if object_id.isdigit() else 0)
        context = {
            **self.site.each_context(request),
            **room_context(request, piece, form),
            "opts": self.opts,
            "title": piece.title,
            "conflict": conflict,
        }
        return TemplateResponse(request, "desk/room.html", context, status=status)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one action of the workflow, asked by a button of the room."""
        piece = self._piece(request, pk)
        if request.method == "POST":
            self._perform(request, piece)
        return self._back(pk)

    def _perform(self, request: HttpRequest, piece: Submission) -> None:
        name, note = request.POST.get("action", ""), request.POST.get("note", "")
        number = request.POST.get("expected_version", "")
        try:
            if name not in Action.values:
                raise Refused(_("This action does not exist. Please reload the page."))
            perform(
                submission=piece,
                action=Action(name),
                actor=request.user,
                note=note.strip(),
                expected_version=int(number) if number.isdigit() else None,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            done = _("%(action)s: done.") % {"action": Action(name).label}
            messages.success(request, done)

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
                actor=request.user,
                words=form.cleaned_data,
                blocks=blocks_from_html(form.cleaned_data["body"]),
                photo_words=form.photo_words(),
                tags=form.tag_names(),
            )
        except EditConflict as conflict:
            messages.error(request, str(conflict))
            return self.show(request, str(pk), form, conflict.version, status=409)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, str(pk), form, status=409)
        said = _("Saved as version %(number)d.") % {"number": version.number}
        messages.success(request, said)
        return self._back(pk)

    def version(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show an earlier version of the words."""
        piece = self._piece(request, pk)
        version = get_object_or_404(piece.versions, number=number)
        context = {
            **self.site.each_context(request),
            "opts": self.opts,
            "title": f"{piece.ref} · {version.number}",
            "piece": piece,
            "version": version,
            "copy": from_json(version.copy),
        }
        return TemplateResponse(request, "desk/version.html", context)

    def phone(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Open the author's telephone number; this is recorded in the ledger."""
        piece = self._piece(request, pk)
        if request.method != "POST":
            return JsonResponse({"phone": mask_phone(piece.contact_phone)})
        try:
            opened = open_personal(obj=piece, field="contact_phone", actor=request.user)
        except Refused as refusal:
            return JsonResponse({"detail": str(refusal)}, status=403)
        return JsonResponse({"phone": opened})

    def photo(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Serve a rendition to staff, or the original as a download."""
        policy.require(request.user, "submission.read")
        photo = get_object_or_404(Photo.objects.select_related("submission"), pk=pk)
        if kind == "original":
            file = open_original(photo=photo, actor=request.user)
            response = FileResponse(
                file,
                as_attachment=True,
                filename=photo.original_name,
                content_type="application/octet-stream",
            )
        else:
            rendition = get_object_or_404(photo.renditions, kind=kind)
            response = FileResponse(rendition.file.open(), content_type="image/jpeg")
            response["Cache-Control"] = "private, max-age=86400"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _piece(self, request: HttpRequest, pk: int) -> Submission:
        piece = get_object_or_404(
            Submission.objects.select_related(
                "section", "claimed_by", "current_version", "correspondent"
            ),
            pk=pk,
        )
        policy.require(request.user, "submission.read", piece)
        return piece

    def _back(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(
            reverse("admin:submissions_submission_change", args=(pk,))
        )
