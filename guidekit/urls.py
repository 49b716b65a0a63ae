"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

from guidekit.health import healthz
from guidekit.own_card import card, card_png, card_svg

handler403 = "guidekit.missing.not_for_you"
handler404 = "guidekit.missing.nothing_here"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("guidekit.api_urls")),
    path("desk/card/", card, name="card"),
    path("desk/card.svg", card_svg, name="card_svg"),
    path("desk/card.png", card_png, name="card_png"),
    path("desk/", include("desk.urls")),
    path("desk/", include("issues.urls")),
    path("", include("submissions.urls")),
]
