"""What the buttons of the marking screen do; each says what was done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.admin.refusals import person
from desk.exceptions import Refused
from issues.admin.proof_making import require_valid
from issues.models import Proof, ProofMark
from issues.proof_forms import ReaderForm
from issues.services.proofing import deciding, making, marking, rules
from issues.services.proofing.reach import readers_for
from submissions.services.voiding import stages_in


def chosen(request: HttpRequest, proof: Proof) -> ProofMark:
    """Return the mark that a button names."""
    number = request.POST.get("number", "")
    marks = proof.marks.select_related("proof")
    return get_object_or_404(marks, number=int(number) if number.isdigit() else 0)


def _agreed(request: HttpRequest) -> frozenset[str]:
    return stages_in(request.POST.get("expected_voids", "").split())


def _take(request: HttpRequest, proof: Proof) -> str:
    mark = chosen(request, proof)
    deciding.take_mark(
        mark=mark, actor=person(request), expected_voids=_agreed(request)
    )
    return _("Mark %(number)d has become an edit.") % {"number": mark.number}


def _take_all(request: HttpRequest, proof: Proof) -> str:
    done = deciding.take_marks(
        proof=proof, actor=person(request), expected=_agreed(request)
    )
    taken = ngettext(
        "%(n)d mark has become an edit.",
        "%(n)d marks have become edits.",
        len(done.marks),
    ) % {"n": len(done.marks)}
    if not done.left:
        return taken
    left = ngettext(
        "%(n)d is left to be decided by hand.",
        "%(n)d are left to be decided by hand.",
        len(done.left),
    ) % {"n": len(done.left)}
    return f"{taken} {left}"


def _refuse(request: HttpRequest, proof: Proof) -> str:
    mark, reason = chosen(request, proof), request.POST.get("reason", "")
    deciding.refuse_mark(mark=mark, actor=person(request), reason=reason)
    return _("Mark %(number)d: the words stand as they are.") % {"number": mark.number}


def _done(request: HttpRequest, proof: Proof) -> str:
    mark, reason = chosen(request, proof), request.POST.get("reason", "")
    deciding.settle_mark(mark=mark, actor=person(request), reason=reason)
    return _("Mark %(number)d is set right.") % {"number": mark.number}


def _read(request: HttpRequest, proof: Proof) -> str:
    marking.finish_reading(proof=proof, actor=person(request))
    return _("The proof is read to its end.")


def _close(request: HttpRequest, proof: Proof) -> str:
    deciding.close_proof(proof=proof, actor=person(request))
    return _("The round is closed.")


def _void(request: HttpRequest, proof: Proof) -> str:
    reason = request.POST.get("reason", "")
    making.void_proof(proof=proof, actor=person(request), reason=reason)
    return _("The proof is void.")


def _assign(request: HttpRequest, proof: Proof) -> str:
    form = ReaderForm(
        request.POST, readers=readers_for(rules.chain_of(proof), proof.round)
    )
    require_valid(form)
    reader, due_at = form.cleaned_data["reader"], form.cleaned_data["due_at"]
    if reader is None:
        raise Refused(_("Choose who proofreads it."), code="reader_missing")
    making.assign_reader(
        proof=proof, actor=person(request), reader=reader, due_at=due_at
    )
    return _("%(name)s proofreads it.") % {"name": reader}


DEEDS: dict[str, Callable[[HttpRequest, Proof], str]] = {
    "take": _take,
    "take_all": _take_all,
    "refuse": _refuse,
    "done": _done,
    "read": _read,
    "close": _close,
    "void": _void,
    "assign": _assign,
}
