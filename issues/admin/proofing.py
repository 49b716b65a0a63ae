"""Proofs on screen: the list, the marking screen, and what its buttons do."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.admin.proof_context import proof_screen
from issues.admin.proof_deeds import DEEDS, chosen
from issues.admin.proof_making import (
    SCREEN,
    bring_for_page,
    make_for_page,
    make_for_piece,
)
from issues.models import Proof, ProofMark
from issues.proof_enums import ProofState
from issues.proof_forms import MarkForm
from issues.services.proofing import marking
from issues.services.proofing.reach import (
    proofs_for,
    require_seen,
    with_counts,
)
from submissions.admin.room_voids import judgement_context
from submissions.exceptions import ReadsFall

STATE_LABELS = {
    ProofState.COMING: "info",
    ProofState.OPEN: "warning",
    ProofState.READ: "info",
    ProofState.CLOSED: "success",
    ProofState.VOID: "danger",
}


@admin.register(Proof)
class ProofAdmin(ModelAdmin):
    """All proofs; one opens its marking screen."""

    list_display = ("what", "label_shown", "state_shown", "reader", "due_at", "marks")
    list_filter = ("state", "kind")
    ordering = ("-made_at",)
    empty_hint = gettext_lazy("A proof is made in the make-up room of its page.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proof]:
        return with_counts(proofs_for(request.user)).order_by("-made_at", "-pk")

    @admin.display(description=gettext_lazy("page or story"))
    def what(self, proof: Proof) -> str:
        return str(proof.page or proof.submission)

    @admin.display(description=gettext_lazy("round"), ordering="round")
    def label_shown(self, proof: Proof) -> str:
        return proof.label

    @display(description=gettext_lazy("state"), ordering="state", label=STATE_LABELS)
    def state_shown(self, proof: Proof) -> tuple[str, str]:
        return proof.state, proof.get_state_display()

    @admin.display(description=gettext_lazy("marks"))
    def marks(self, proof: Proof) -> str:
        total, left = proof.mark_total, proof.mark_open  # type: ignore[attr-defined]
        if not left:
            return str(total)
        return _("%(total)d, %(open)d open") % {"total": total, "open": left}

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("page/<int:pk>/make/", make_for_page, "issues_proof_make"),
            ("page/<int:pk>/desk/", bring_for_page, "issues_proof_bring"),
            ("piece/<int:pk>/make/", make_for_piece, "issues_proof_galley"),
            ("<int:pk>/act/", self.act, "issues_proof_act"),
        )
        own = [
            path(route, staff(answering(view)), name=name)
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return self.show(request, answering(_proof)(request, object_id))

    def show(
        self,
        request: HttpRequest,
        proof: Proof,
        form: MarkForm | None = None,
        *,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        """Show the marking screen, perhaps with what was typed."""
        context = {
            **self.admin_site.each_context(request),
            **proof_screen(request, proof, form),
            "title": str(proof),
            **more,
        }
        return TemplateResponse(request, "desk/proof.html", context, status=status)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what a button of the screen asks, and come back."""
        proof = _proof(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        name = request.POST.get("action", "")
        if name in ("mark", "change"):
            return self._mark(request, proof, name)
        deed = DEEDS.get(name)
        if deed is None:
            return redirect(SCREEN, pk)
        try:
            messages.success(request, deed(request, proof))
        except ReadsFall as fall:
            return self._ask(request, proof, fall)
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, _proof(request, pk), status=409)
        return redirect(SCREEN, pk)

    def _mark(self, request: HttpRequest, proof: Proof, name: str) -> HttpResponse:
        """Add or change a mark; what was typed stays when it is refused."""
        form = MarkForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The mark is not whole; look at its fields."))
            return self.show(request, proof, form, status=422)
        try:
            if name == "mark":
                made = marking.mark_proof(
                    proof=proof,
                    actor=person(request),
                    place=form.place(),
                    **form.words(),
                )
            else:
                made = marking.change_mark(
                    mark=chosen(request, proof), actor=person(request), **form.words()
                )
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show(request, proof, form, status=409)
        return _to_mark(proof, made)

    def _ask(self, request: HttpRequest, proof: Proof, fall: ReadsFall) -> HttpResponse:
        """Show which signatures would fall; the button below agrees to that."""
        return self.show(
            request,
            proof,
            status=409,
            voids=judgement_context(fall.judgement),
            voids_stages=" ".join(sorted(fall.judgement.stages)),
            asked=request.POST.get("action"),
            asked_number=request.POST.get("number", ""),
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "issue.view")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.view")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.view")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _proof(request: HttpRequest, pk: int | str) -> Proof:
    number = int(pk) if str(pk).isdigit() else 0
    proof = get_object_or_404(proofs_for(request.user), pk=number)
    require_seen(request.user, proof)
    return proof


def _to_mark(proof: Proof, mark: ProofMark) -> HttpResponse:
    answer = redirect(SCREEN, proof.pk)
    answer["Location"] += f"#mark-{mark.number}"
    return answer
