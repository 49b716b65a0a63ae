"""The vocabularies: the list of tags, their other names, renaming and merging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F, Func, OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.tag_column import WholeChangeList
from submissions.admin.tag_filters import StandingFilter
from submissions.admin.tag_forms import ImportForm, MergeForm, RenameForm
from submissions.models import Submission, Tag, TagName
from submissions.services.tagging.keeping import (
    FIELDS,
    MAY_ADD,
    MAY_KEEP,
    add_tag,
    change_tag,
    merge_tags,
    note_names,
    refuse_circle,
    rename_tag,
    undo_merge,
)
from submissions.services.tagging.tables import export_tags, import_tags
from submissions.tag_enums import NameKind

NAMES_SHOWN = 3
LIST = "admin:submissions_tag_changelist"


class TagForm(ModelForm):
    """What a tag is; its name changes by renaming only."""

    class Meta:
        model = Tag
        fields = ("name", "vocabulary", "parent", "note", "is_retired")

    def clean_name(self) -> str:
        """Keep spaces out: they divide tags where they are typed."""
        name = "".join(self.cleaned_data["name"].split())
        if not name:
            raise ValidationError(gettext("Give the tag a name."))
        return name

    def clean_parent(self) -> Tag | None:
        """Refuse a tag that would be a part of itself."""
        parent: Tag | None = self.cleaned_data["parent"]
        if self.instance.pk:
            try:
                refuse_circle(self.instance, parent)
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return parent


class NamesInline(TabularInline):
    """Other names of a tag and words that lead to it, with their days."""

    model = TagName
    fields = ("name", "kind", "since", "until")
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.read")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MAY_KEEP)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MAY_KEEP)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MAY_KEEP)


def _total(of: str) -> Subquery:
    through: Any = Submission.tags.through
    rows = through.objects.filter(**{of: OuterRef("pk")}).order_by()
    count = Func(F("submission_id"), function="COUNT")
    return Subquery(rows.annotate(n=count).values("n"))


@admin.register(Tag)
class TagAdmin(ModelAdmin):
    form = TagForm
    list_display = ("name_shown", "vocabulary", "parent", "other_names", "pieces")
    list_display_links = ("name_shown",)
    list_filter = ("vocabulary", StandingFilter)
    list_filter_submit = False
    list_select_related = ("parent", "merged_into")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "names__name", "code")
    search_help_text = _("A name of the tag, an earlier one too, or its code.")
    autocomplete_fields = ("parent",)
    inlines = (NamesInline,)
    actions = ("export",)
    list_before_template = "desk/tag_tables.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        found = super().get_queryset(request).prefetch_related("names")
        return found.annotate(
            piece_total=_total("tag") + _total("tag__current"),
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Count once."""
        return WholeChangeList

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        add = ("name", "vocabulary", "parent", "note")
        kept = ("name", "ways", *FIELDS, "pieces", "source", "code")
        return add if obj is None else kept

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("name", "ways", "pieces", "source", "code") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (
            ("export/", self.export_all, "submissions_tag_export"),
            ("import/", self.import_table, "submissions_tag_import"),
            ("<int:pk>/rename/", self.rename, "submissions_tag_rename"),
            ("<int:pk>/merge/", self.merge, "submissions_tag_merge"),
            ("<int:pk>/unmerge/", self.unmerge, "submissions_tag_unmerge"),
        )
        own = [path(at, staff(answering(view)), name=name) for at, view, name in views]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_keep = policy.may(request.user, MAY_KEEP)
        return super().changelist_view(
            request, {**(extra_context or {}), "may_keep": may_keep}
        )

    def save_model(
        self, request: HttpRequest, obj: Tag, form: ModelForm, change: bool
    ) -> None:
        """Save through the service, which writes the ledger."""
        data = form.cleaned_data
        if change:
            fields = {name: data[name] for name in FIELDS if name in data}
            change_tag(
                tag=Tag.objects.get(pk=obj.pk), fields=fields, actor=person(request)
            )
            return
        fields = {name: data[name] for name in ("name", "vocabulary", "parent", "note")}
        obj.pk = add_tag(**fields, actor=person(request)).pk

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Save the names; a change of them is in the ledger."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            note_names(tag=Tag.objects.get(pk=form.instance.pk), actor=person(request))

    def rename(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a tag a new name from a day on."""
        tag = self._kept(request, pk)
        form = RenameForm(request.POST or None, initial={"name": tag.name})
        if request.method == "POST" and form.is_valid():
            try:
                rename_tag(tag=tag, actor=person(request), **form.cleaned_data)
            except Refused as refusal:
                form.add_error("name", str(refusal))
            else:
                said = gettext("The tag is called “%(name)s” now.") % {"name": tag.name}
                return self._done(request, tag, said)
        title = gettext("Rename “%(name)s”") % {"name": tag.name}
        lead = gettext(
            "The old name stays as another name until the day before. Pieces that"
            " bear the tag keep it."
        )
        return self._ask(request, form, title=title, lead=lead, back=tag)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a tag stand for another from now on."""
        tag = self._kept(request, pk)
        form = MergeForm(request.POST or None, tag=tag)
        if request.method == "POST" and form.is_valid():
            target = form.cleaned_data["into"]
            try:
                merge_tags(source=tag, target=target, actor=person(request))
            except Refused as refusal:
                form.add_error("into", str(refusal))
            else:
                names = {"one": tag.name, "other": target.stands_for.name}
                said = gettext("“%(one)s” is merged into “%(other)s”.") % names
                return self._done(request, tag, said)
        title = gettext("Merge “%(name)s” into another tag") % {"name": tag.name}
        lead = gettext(
            "Its pieces are found under the other tag from now on and keep what was"
            " chosen; its names become names of the other. This can be undone."
        )
        offered = Tag.objects.filter(merged_into=None).exclude(pk=pk)
        if tag.vocabulary != "other":
            offered = offered.filter(vocabulary=tag.vocabulary)
        return self._ask(
            request,
            form,
            title=title,
            lead=lead,
            back=tag,
            names=offered.values_list("name", flat=True),
        )

    def unmerge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a merged tag stand for itself again."""
        tag = self._kept(request, pk)
        form = forms.Form(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            try:
                undo_merge(tag=tag, actor=person(request))
            except Refused as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:submissions_tag_change", pk)
            said = gettext("“%(name)s” stands for itself again.") % {"name": tag.name}
            return self._done(request, tag, said)
        title = gettext("Undo the merging of “%(name)s”") % {"name": tag.name}
        lead = gettext("Its pieces are found under its own name again.")
        return self._ask(request, form, title=title, lead=lead, back=tag)

    def import_table(self, request: HttpRequest) -> HttpResponse:
        """Bring a table in, all of it or nothing."""
        policy.require(request.user, MAY_KEEP)
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                done = import_tags(
                    text=form.cleaned_data["table"], actor=person(request)
                )
            except Refused as refusal:
                form.add_error("table", str(refusal))
            else:
                said = gettext(
                    "%(added)d added, %(changed)d changed, %(same)d as before."
                )
                counts = {
                    "added": done.added,
                    "changed": done.changed,
                    "same": done.same,
                }
                return self._done(request, None, said % counts)
        title = gettext("Bring in a table of tags")
        lead = gettext(
            "A CSV file as the export gives it. Rows are known by their code, else by"
            " their name; tags that are not in it stay as they are."
        )
        return self._ask(request, form, title=title, lead=lead, back=None)

    def export_all(self, request: HttpRequest) -> HttpResponse:
        """Give all tags as a table."""
        policy.require(request.user, "submission.read")
        return _csv(export_tags())

    @admin.action(description=_("Export as a table (CSV)"))
    def export(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse:
        """Give the chosen tags as a table."""
        return _csv(export_tags(queryset))

    def get_actions(self, request: HttpRequest) -> Any:
        """Delete no tags in bulk: they are retired or merged."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "submission.read")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.read")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, MAY_ADD)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MAY_KEEP)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete what no piece bears and no list ships; else it is retired."""
        if obj is not None and (obj.code or obj.submissions.exists()):
            return False
        return policy.may(request.user, "desk.configure")

    @admin.display(description=_("name"), ordering="name")
    def name_shown(self, tag: Tag) -> str:
        said = ""
        if tag.merged_into:
            said = gettext("merged into %(name)s") % {"name": tag.merged_into.name}
        elif tag.is_retired:
            said = gettext("retired")
        return format_html(
            '<span class="gk-cell-title">{}</span><span class="gk-cell-ref">{}</span>',
            tag.name,
            said or tag.note,
        )

    @admin.display(description=_("other names"))
    def other_names(self, tag: Tag) -> str:
        names = [n.name for n in tag.names.all() if n.kind == NameKind.ALIAS]
        more = f" +{len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else ""
        return "、".join(names[:NAMES_SHOWN]) + more

    @admin.display(description=_("pieces"), ordering="piece_total")
    def pieces(self, tag: Tag) -> str:
        total = tag.piece_total  # type: ignore[attr-defined]
        if not total:
            return "0"
        listed = reverse("admin:submissions_submission_changelist")
        meant = tag.current_id or tag.pk
        return format_html(
            '<a class="gk-link" href="{}?tag={}">{}</a>', listed, meant, total
        )

    @admin.display(description=_("ways on"))
    def ways(self, tag: Tag) -> str:
        """Return links to renaming and merging, as far as they make sense."""
        wanted = [("rename", gettext("Rename…"))]
        wanted.append(
            ("unmerge", gettext("Undo the merging"))
            if tag.merged_into_id
            else ("merge", gettext("Merge into another…"))
        )
        links = (
            (reverse(f"admin:submissions_tag_{name}", args=(tag.pk,)), label)
            for name, label in wanted
        )
        return format_html_join(" · ", '<a class="gk-link" href="{}">{}</a>', links)

    def _kept(self, request: HttpRequest, pk: int) -> Tag:
        policy.require(request.user, MAY_KEEP)
        return get_object_or_404(Tag, pk=pk)

    def _done(self, request: HttpRequest, tag: Tag | None, said: str) -> HttpResponse:
        messages.success(request, said)
        if tag is None:
            return redirect(LIST)
        return redirect("admin:submissions_tag_change", tag.pk)

    def _ask(
        self,
        request: HttpRequest,
        form: forms.Form,
        *,
        back: Tag | None,
        **words: Any,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **words,
            "form": form,
            "back": reverse("admin:submissions_tag_change", args=(back.pk,))
            if back
            else reverse(LIST),
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "desk/tag_ask.html", context, status=status)


def _csv(text: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="tags.csv"'},
    )
