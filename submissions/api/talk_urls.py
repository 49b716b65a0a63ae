"""Addresses of what is said about a piece, and of dividing it."""

from django.urls import URLPattern, path

from submissions.api.dividing import AppendView, GroupView, SplitView
from submissions.api.talking import (
    NotesView,
    OutsideAnswerView,
    OutsidePageView,
    OutsideView,
    QuestionsView,
    QuestionView,
)

PIECE = "submissions/<str:ref>/"

urlpatterns: list[URLPattern] = [
    path("submissions/group/", GroupView.as_view(), name="submissions-group"),
    path(f"{PIECE}notes/", NotesView.as_view(), name="submission-notes"),
    path(f"{PIECE}questions/", QuestionsView.as_view(), name="submission-questions"),
    path(
        f"{PIECE}questions/<int:pk>/",
        QuestionView.as_view(),
        name="submission-question",
    ),
    path(f"{PIECE}outside/", OutsideView.as_view(), name="submission-outside"),
    path(
        f"{PIECE}outside/<int:pk>/",
        OutsideAnswerView.as_view(),
        name="submission-outside-answer",
    ),
    path(
        f"{PIECE}outside/<int:pk>/page/",
        OutsidePageView.as_view(),
        name="submission-outside-page",
    ),
    path(f"{PIECE}split/", SplitView.as_view(), name="submission-split"),
    path(f"{PIECE}append/", AppendView.as_view(), name="submission-append"),
]
