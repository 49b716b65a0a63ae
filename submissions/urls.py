"""Addresses of the public pages."""

from django.urls import path

try:  # until services.receiving is there
    from submissions.views.status import received, status
    from submissions.views.submit import submit
    from submissions.views.uploads import upload
except ModuleNotFoundError:
    urlpatterns = []
else:
    urlpatterns = [
        path("", submit, name="submit"),
        path("uploads/", upload, name="upload"),
        path("status/<str:token>/", status, name="status"),
        path("status/<str:token>/received/", received, name="received"),
    ]

app_name = "submissions"
