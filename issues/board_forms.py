"""Forms of the flatplan: one a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from issues.models import Page
from submissions.models import Section


class PagePlanForm(forms.Form):
    """What a page is called and whose stories it takes."""

    label = forms.CharField(label=_("page label"), max_length=40, required=False)
    sections = forms.ModelMultipleChoiceField(
        Section.objects.none(),
        label=_("sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        page: Page,
        choices: Sequence[tuple[int, str]],
    ) -> None:
        """Offer every section, as read once for all pages."""
        super().__init__(
            data,
            prefix=f"page-{page.number}",
            initial={
                "label": page.label,
                "sections": [section.pk for section in page.sections.all()],
            },
        )
        self.page = page
        field: Any = self.fields["sections"]
        field.queryset = Section.objects.all()
        field.choices = choices


def flatplan_forms(
    pages: Sequence[Page], data: QueryDict | None = None
) -> list[PagePlanForm]:
    """Return a form for each page."""
    choices = [(section.pk, section.name) for section in Section.objects.all()]
    return [PagePlanForm(data, page=page, choices=choices) for page in pages]
