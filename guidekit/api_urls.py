"""The API, one prefix an app, and its description."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api-schema"),
        name="api-docs",
    ),
    path(
        "docs/redoc/",
        SpectacularRedocView.as_view(
            url_name="api-schema", template_name="api/redoc.html"
        ),
        name="api-redoc",
    ),
]
urlpatterns += [
    path("", include(f"{app}.api.urls"))
    for app in ("desk", "submissions", "issues")
    if find_spec(f"{app}.api") and find_spec(f"{app}.api.urls")
]
