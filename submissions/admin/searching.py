"""The search page of the desk, and the searches that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.search_forms import SearchForm
from submissions.services.searching import (
    Found,
    forget_search,
    keep_search,
    saved_for,
    search,
)

if TYPE_CHECKING:
    from submissions.admin.piece import SubmissionAdmin


class SearchRoom:
    """The views of the search; each asks the policy through its service."""

    def __init__(self, model_admin: SubmissionAdmin) -> None:
        """Stand in the site of the list."""
        self.site = model_admin.admin_site

    def show(self, request: HttpRequest) -> HttpResponse:
        """Show what is found, or the page to ask from."""
        actor = person(request)
        policy.require(actor, "submission.read")
        form = SearchForm(request.GET)
        found, refusal = _found(form, actor)
        asked = request.GET.copy()
        asked.pop("page", None)
        context = {
            **self.site.each_context(request),
            "title": _("Search"),
            "form": form,
            "found": found,
            "refusal": refusal,
            "asked": asked.urlencode(),
            "has_asked": any(value for _name, value in asked.items()),
            "saved": [_shown(one, actor, asked) for one in saved_for(actor)],
        }
        status = 200 if form.is_valid() and not refusal else 422
        return TemplateResponse(request, "desk/search.html", context, status=status)

    def keep(self, request: HttpRequest) -> HttpResponse:
        """Keep the search that is shown, under a name."""
        policy.require(person(request), "submission.read")
        wishes = {
            name: request.POST.getlist(name)
            for name in SearchForm.base_fields
            if name != "page" and any(request.POST.getlist(name))
        }
        try:
            kept = keep_search(
                name=request.POST.get("name", ""),
                wishes=wishes,
                is_shared="is_shared" in request.POST,
                actor=person(request),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("“%(name)s” is kept.") % {"name": kept.name}
            messages.success(request, said)
        return _to_page(wishes)

    def forget(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Throw a kept search away."""
        actor = person(request)
        saved = get_object_or_404(saved_for(actor), pk=pk)
        forget_search(saved=saved, actor=actor)
        said = _("“%(name)s” is thrown away.") % {"name": saved.name}
        messages.success(request, said)
        return _to_page({})

    def views(self) -> tuple[tuple[str, Any, str], ...]:
        """Return the addresses below the list of pieces."""
        return (
            ("search/", self.show, "submissions_search"),
            ("search/keep/", require_POST(self.keep), "submissions_search_keep"),
            (
                "search/<int:pk>/forget/",
                require_POST(self.forget),
                "submissions_search_forget",
            ),
        )


def _found(form: SearchForm, actor: Any) -> tuple[Found | None, str]:
    """Return what is found, or why nothing can be; nothing asked finds nothing."""
    if not form.is_valid() or not (form.is_narrowed or form.cleaned_data["q"].strip()):
        return None, ""
    try:
        return search(wishes=form.wishes(), actor=actor), ""
    except Refused as refusal:
        return None, str(refusal)


def _shown(saved: Any, actor: Any, asked: QueryDict) -> dict[str, Any]:
    words = _query(saved.wishes)
    return {
        "saved": saved,
        "address": f"{reverse('admin:submissions_search')}?{words.urlencode()}",
        "is_mine": saved.owner_id == actor.pk,
        "is_here": _same(words, asked),
    }


def _same(one: QueryDict, other: QueryDict) -> bool:
    def said(query: QueryDict) -> dict[str, list[str]]:
        return {name: sorted(filter(None, values)) for name, values in query.lists()}

    return {k: v for k, v in said(one).items() if v} == {
        k: v for k, v in said(other).items() if v
    }


def _query(wishes: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in wishes.items():
        query.setlist(name, values)
    return query


def _to_page(wishes: dict[str, list[str]]) -> HttpResponseRedirect:
    address = reverse("admin:submissions_search")
    return HttpResponseRedirect(f"{address}?{_query(wishes).urlencode()}")
