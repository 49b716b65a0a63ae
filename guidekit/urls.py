"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

from guidekit.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("guidekit.api_urls")),
    path("desk/", include("desk.urls")),
    path("desk/", include("issues.urls")),
    path("", include("submissions.urls")),
]
