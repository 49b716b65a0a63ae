"""Addresses of the public pages."""

from django.urls import path

from submissions.views.challenge import challenge
from submissions.views.status import received, status
from submissions.views.submit import submit
from submissions.views.uploads import upload

app_name = "submissions"

urlpatterns = [
    path("", submit, name="submit"),
    path("challenge/", challenge, name="challenge"),
    path("uploads/", upload, name="upload"),
    path("status/<str:token>/", status, name="status"),
    path("status/<str:token>/received/", received, name="received"),
]
