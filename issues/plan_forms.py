"""Forms of the month clock and of planned stories."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.models import User
from issues.enums import AWAITED, MilestoneKind, StoryState
from issues.models import Issue, PlannedStory
from issues.services.clock import MOST_DAYS, Step
from issues.services.stories import MOST_LENGTH, MOST_PHOTOS
from submissions.models import Correspondent, Section, Unit

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MilestoneForm(forms.Form):
    """To when a step of an issue is moved; nothing lets it follow the clock."""

    at = forms.DateTimeField(label=_("Moment"), widget=MOMENT, required=False)


class ClockForm(forms.Form):
    """The steps of the month clock: for each the days before press day, and a time."""

    def __init__(
        self, *args: Any, steps: dict[MilestoneKind, Step], **kwargs: Any
    ) -> None:
        """Offer two fields a step, as they stand."""
        super().__init__(*args, **kwargs)
        for kind in MilestoneKind:
            step = steps[kind]
            self.fields[f"{kind.value}_days"] = forms.IntegerField(
                label=_("Working days before press day"),
                min_value=0,
                max_value=MOST_DAYS,
                initial=step.days_before,
            )
            self.fields[f"{kind.value}_at"] = forms.TimeField(
                label=_("Time"),
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                initial=step.at,
            )

    def rows(self) -> list[tuple[MilestoneKind, Any, Any]]:
        """Return each step with its two fields, for the template."""
        return [
            (kind, self[f"{kind.value}_days"], self[f"{kind.value}_at"])
            for kind in MilestoneKind
        ]

    def steps(self) -> dict[MilestoneKind, Step]:
        """Return what was typed."""
        typed: dict[str, Any] = self.cleaned_data
        return {
            kind: Step(
                typed[f"{kind.value}_days"], _whole_minute(typed[f"{kind.value}_at"])
            )
            for kind in MilestoneKind
        }


def _whole_minute(at: time) -> time:
    return at.replace(second=0, microsecond=0)


class QuickStoryForm(forms.Form):
    """The least that makes a planned story; the rest is said on its own page."""

    title = forms.CharField(label=_("Title"), max_length=80)
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.all(), required=False
    )
    length = forms.IntegerField(
        label=_("Characters"), min_value=0, max_value=MOST_LENGTH, required=False
    )
    responsible = forms.ModelChoiceField(
        label=_("Responsible editor"), queryset=User.objects.none(), required=False
    )
    due_at = forms.DateTimeField(label=_("Until"), widget=MOMENT, required=False)
    issue = forms.ModelChoiceField(
        label=_("For the issue"), queryset=Issue.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self)["responsible"].queryset = editors()
        _choices(self)["issue"].queryset = Issue.objects.in_the_making()

    def said(self) -> dict[str, Any]:
        """Return what was typed, as the services take it."""
        data = self.cleaned_data
        return {**data, "length": data["length"] or 0}


class StoryForm(QuickStoryForm):
    """All that is said of a planned story before its copy comes."""

    brief = forms.CharField(
        label=pgettext_lazy("planned story", "Brief"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("What it is about, whom to ask, what must not be missing."),
    )
    photos = forms.IntegerField(
        label=_("Photographs wanted"),
        min_value=0,
        max_value=MOST_PHOTOS,
        required=False,
    )
    correspondent = forms.ModelChoiceField(
        label=_("Asked of"), queryset=Correspondent.objects.all(), required=False
    )
    unit = forms.ModelChoiceField(
        label=_("Asked of the unit"), queryset=Unit.objects.all(), required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=StoryState)
    field_order = (
        *("title", "brief", "section", "length", "photos", "issue", "due_at"),
        *("responsible", "correspondent", "unit", "state"),
    )

    def __init__(
        self, *args: Any, story: PlannedStory | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        is_in = story is not None and story.submission_id is not None
        allowed = [StoryState.IN] if is_in else [*AWAITED, StoryState.DROPPED]
        choices = [(state.value, state.label) for state in allowed]
        _choices(self)["state"].choices = choices
        if story is not None and story.issue_id:
            stands = Issue.objects.filter(pk=story.issue_id)
            _choices(self)["issue"].queryset = Issue.objects.in_the_making() | stands

    def said(self) -> dict[str, Any]:
        return {**super().said(), "photos": self.cleaned_data["photos"] or 0}


def editors() -> QuerySet[User]:
    """Return the staff among whom a story may find its editor."""
    return User.objects.filter(is_active=True, is_staff=True).order_by(
        "display_name", "username"
    )


def _choices(form: forms.Form) -> dict[str, Any]:
    return form.fields
