"""The page of a correspondent: who she is, what she sent, what was written to her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from desk.services.personal import mask_phone
from submissions.models import (
    ConfirmedAddress,
    Correspondent,
    CorrespondentMerge,
    Submission,
)
from submissions.services.calls.tracking import calls_to
from submissions.services.directory.figures import years_of
from submissions.services.directory.keeping import MOST_WORDS, note_about
from submissions.services.directory.knowing import (
    KEEP,
    emails_of,
    gather_pieces,
    newcomers,
    people,
    take_in,
)
from submissions.services.directory.letters import letters_to
from submissions.services.directory.merging import merge_correspondents, undo_merge
from submissions.services.reach import pieces_for

if TYPE_CHECKING:
    from submissions.admin.correspondents import CorrespondentAdmin

PIECES_SHOWN = 50
OTHERS_SHOWN = 8
CALLS_SHOWN = 8
NEWCOMER = ("name", "email", "unit")


class CorrespondentPage:
    """The views of one correspondent; each act asks the policy through its service."""

    def __init__(self, model_admin: CorrespondentAdmin) -> None:
        """Stand in the site of the list."""
        self.site = model_admin.admin_site

    def show(self, request: HttpRequest, pk: int, status: int = 200) -> HttpResponse:
        """Show her page; one who was merged leads to who stands for her."""
        policy.require(request.user, "submission.read")
        rows = Correspondent.objects.select_related("unit__zone", "zone")
        found = get_object_or_404(rows, pk=pk)
        if found.merged_into_id is not None:
            return redirect(
                "admin:submissions_correspondent_change", found.merged_into_id
            )
        context = {
            **self.site.each_context(request),
            "title": found.name,
            "person": found,
            "may_keep": policy.may(request.user, KEEP),
            "may_phone": policy.may(request.user, "personal.open_all"),
            "phone": mask_phone(found.phone),
            "years": years_of([found.pk]),
            **_addresses(found),
            **_pieces(request, found),
            **_beside(request, found),
        }
        page = "desk/correspondent.html"
        return TemplateResponse(request, page, context, status=status)

    def note(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write a note about her."""
        if request.method != "POST":
            return NotThatWay(["POST"])
        found = get_object_or_404(people(), pk=pk)

        def act() -> str:
            text = request.POST.get("text", "")
            note_about(correspondent=found, text=text, actor=person(request))
            return _("The note is kept.")

        return self._do(request, pk, act)

    def gather(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give her the pieces that bear her name and address and are nobody's."""
        if request.method != "POST":
            return NotThatWay(["POST"])
        found = get_object_or_404(people(), pk=pk)

        def act() -> str:
            count = gather_pieces(correspondent=found, actor=person(request))
            said = ngettext(
                "%(n)d piece is hers now.", "%(n)d pieces are hers now.", count
            )
            return said % {"n": count}

        return self._do(request, pk, act)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Merge another row into this one."""
        if request.method != "POST":
            return NotThatWay(["POST"])
        found = get_object_or_404(people(), pk=pk)
        other = request.POST.get("other", "")

        def act() -> str:
            source = _meant(other.strip())
            merge_correspondents(source=source, target=found, actor=person(request))
            return _("Both are one now; it can be undone here.")

        return self._do(request, pk, act)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Part two people again."""
        if request.method != "POST":
            return NotThatWay(["POST"])
        merge = get_object_or_404(CorrespondentMerge, pk=pk)

        def act() -> str:
            undo_merge(merge=merge, actor=person(request))
            return _("They are two people again.")

        return self._do(request, merge.target_id, act)

    def newcomers(self, request: HttpRequest) -> HttpResponse:
        """Show who wrote and is in no directory; take one in."""
        policy.require(request.user, KEEP)
        if request.method == "POST":
            said = {each: request.POST.get(each, "") for each in NEWCOMER}
            try:
                row = take_in(**said, actor=person(request))
            except NotAllowed:
                raise
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                done = _("%(name)s is in the directory.") % {"name": row.name}
                messages.success(request, done)
            return redirect("admin:submissions_correspondent_newcomers")
        context = {
            **self.site.each_context(request),
            "title": _("Not in the directory yet"),
            "rows": newcomers(),
        }
        return TemplateResponse(request, "desk/newcomers.html", context)

    def _do(self, request: HttpRequest, pk: int, act: Any) -> HttpResponse:
        try:
            said = act()
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, pk, status=409)
        messages.success(request, said)
        return redirect("admin:submissions_correspondent_change", pk)


def _meant(other: str) -> Correspondent:
    """Return whom a number, an e-mail or a name means; refuse what is not one."""
    rows = people()
    if other.isdecimal():
        found = list(rows.filter(pk=int(other[:18])))
    else:
        named = Q(name=other) | Q(email__iexact=other)
        found = list(rows.filter(named)[:2]) if other else []
    if len(found) != 1:
        raise Refused(
            _("Name the other one by her e-mail; this means nobody, or several."),
            code="not_one",
        )
    return found[0]


def _addresses(found: Correspondent) -> dict[str, Any]:
    """Return her e-mails, and which of them she has proved."""
    emails = emails_of(found)
    rows = ConfirmedAddress.objects.filter(email__in=emails).defer("phone")
    proved = {row.email: row for row in rows}
    return {"addresses": [(email, proved.get(email)) for email in emails]}


def _pieces(request: HttpRequest, found: Correspondent) -> dict[str, Any]:
    """Return her pieces as far as the person at the desk works on them."""
    rows = pieces_for(request.user, Submission.objects.filter(correspondent=found))
    shown = rows.select_related("section", "publication").order_by("-received_at")
    pieces = list(shown.defer("body", "contact_phone")[: PIECES_SHOWN + 1])
    return {"pieces": pieces[:PIECES_SHOWN], "has_more": len(pieces) > PIECES_SHOWN}


def _beside(request: HttpRequest, found: Correspondent) -> dict[str, Any]:
    """Return letters, notes, mergings, and who else bears her name or address."""
    merges = found.taken_in.filter(undone_at=None)
    return {
        "letters": letters_to(found, person(request))
        if policy.may(request.user, "letter.read")
        else None,
        "notes": found.notes.select_related("author")
        if policy.may(request.user, KEEP)
        else None,
        "most_words": MOST_WORDS,
        "typed_note": request.POST.get("text", ""),
        "calls": calls_to(found, CALLS_SHOWN),
        "merges": merges.select_related("source", "merged_by"),
        "others": _namesakes(found),
    }


def _namesakes(found: Correspondent) -> list[Correspondent]:
    """Return who might be the same person: one name, or one address."""
    same = Q(name=found.name)
    if found.email:
        same |= Q(email__iexact=found.email)
    rows = people().filter(same).exclude(pk=found.pk).select_related("unit")
    return list(rows.defer("phone")[:OTHERS_SHOWN])
