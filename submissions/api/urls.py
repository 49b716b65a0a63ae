from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from submissions.api.photos import PhotoFileView, PhotoViewSet, SubmissionPhotosView
from submissions.api.submissions import SectionViewSet, SubmissionViewSet

router = SimpleRouter()
router.register("submissions", SubmissionViewSet, basename="submission")
router.register("sections", SectionViewSet, basename="section")

one_photo = PhotoViewSet.as_view({"get": "retrieve", "patch": "partial_update"})

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "submissions/<str:ref>/photos/",
        SubmissionPhotosView.as_view(),
        name="submission-photos",
    ),
    path("photos/<uuid:key>/", one_photo, name="photo-detail"),
    path("photos/<uuid:key>/<slug:kind>/", PhotoFileView.as_view(), name="photo-file"),
    *router.urls,
]
