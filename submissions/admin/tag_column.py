"""The column of tags in the list of pieces, read with the rows: no query of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import (
    CharField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.views import ChangeList

from submissions.models import Submission, TagProposal
from submissions.services.tagging.deciding import SHORT
from submissions.tag_enums import TagState

SHOWN = 4  # tags of a piece; the rest is a number
BETWEEN = "\x1f"  # tags; within one the id comes before the first colon


class Joined(Func):
    """All values of a group in one text; both databases know it by another name."""

    function = "GROUP_CONCAT"
    template = f"%(function)s(%(expressions)s, '{BETWEEN}')"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Call it as PostgreSQL does."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


def with_tags(pieces: QuerySet[Submission]) -> QuerySet[Submission]:
    """Read with each piece the tags it bears and the names of what is proposed."""
    borne = Submission.tags.through.objects.filter(submission=OuterRef("pk"))
    named = Concat(
        Cast(Coalesce("tag__current_id", "tag_id"), CharField()),
        Value(":"),
        Coalesce("tag__current__name", "tag__name"),
        output_field=CharField(),
    )
    proposed = TagProposal.objects.filter(
        submission=OuterRef("pk"), state=TagState.OPEN
    )
    name = Coalesce("tag__name", "section__name")
    return pieces.annotate(
        tags_borne=_joined(borne, named), tags_open=_joined(proposed, name)
    )


def _joined(rows: QuerySet[Any], value: Any) -> Subquery:
    found = rows.order_by().annotate(said=value).values(group=F("submission_id"))
    return Subquery(found.values(all=Joined("said")))


class WholeChangeList(ChangeList):
    """A list that counts once: unfiltered, what is found is all there is.

    Which rows stand on its page is asked first, of the index alone; far back in a
    hundred thousand pieces their words would be read to be passed over.
    """

    def get_results(self, request: HttpRequest) -> None:
        """Find the rows; say no total twice."""
        super().get_results(request)
        page: QuerySet[Submission] = getattr(self, "result_list")  # noqa: B009  untyped
        keys = list(page.values_list("pk", flat=True))
        self.result_list = self.queryset.filter(pk__in=keys)
        if not (self.query or self.has_active_filters):
            self.full_result_count = self.result_count


def tags_column(*, may_decide: bool) -> Callable[[Submission], SafeString]:
    """Return the column of the list for somebody who may decide, or only look."""

    @admin.display(description=gettext_lazy("tags"))
    def tags_shown(piece: Submission) -> SafeString:
        return tags_cell(piece, may_decide=may_decide)

    return tags_shown


def tags_cell(piece: Any, *, may_decide: bool) -> SafeString:
    """Return a piece's tags, each a filter of the list, and what is proposed.

    A short piece has a button that accepts all. It stands in the list's own form, so
    it works without a script.
    """
    borne = list(dict.fromkeys(filter(None, (piece.tags_borne or "").split(BETWEEN))))
    listed = reverse("admin:submissions_submission_changelist")
    cell = format_html_join(
        " ",
        '<a class="gk-tag" lang="zh-Hans" href="{}?tag={}">{}</a>',
        (
            (listed, each.partition(":")[0], each.partition(":")[2])
            for each in borne[:SHOWN]
        ),
    )
    if len(borne) > SHOWN:
        cell += format_html(' <span class="gk-muted">+{}</span>', len(borne) - SHOWN)
    named = filter(None, (piece.tags_open or "").split(BETWEEN))
    proposed = list(dict.fromkeys(named))  # a section may be called as a tag is
    if proposed:
        said = _("proposed: %(tags)s") % {"tags": "、".join(proposed)}
        cell += format_html('<span class="gk-cell-ref gk-tag-open">{}</span>', said)
    if proposed and may_decide and piece.char_count <= SHORT:
        cell += format_html(
            '<button class="gk-button gk-small gk-tag-all" formmethod="post"'
            ' formaction="{}" aria-label="{}">✓ {}</button>',
            reverse("admin:submissions_tags_accept", args=(piece.pk,)),
            _("Accept the proposed tags of %(ref)s") % {"ref": piece.ref},
            _("Accept"),
        )
    return format_html('<div class="gk-tag-cell">{}</div>', cell)
