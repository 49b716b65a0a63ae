from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from desk.api.calendar import DayMarkViewSet
from desk.api.jobs import JobViewSet
from desk.api.letters import LetterTemplateViewSet, LetterViewSet
from desk.api.me import (
    FactorView,
    MeView,
    RecoveryCodesView,
    SessionsView,
    SessionView,
)
from desk.api.staff import LedgerViewSet, LocksViewSet, StaffViewSet

router = SimpleRouter()
router.register("jobs", JobViewSet, basename="job")
router.register("letters", LetterViewSet, basename="letter")
router.register("letter-templates", LetterTemplateViewSet, basename="letter-template")
router.register("days", DayMarkViewSet, basename="day")
router.register("staff", StaffViewSet, basename="staff")
router.register("locks", LocksViewSet, basename="lock")
router.register("ledger", LedgerViewSet, basename="ledger")

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", MeView.as_view(), name="me"),
    path("me/sessions/", SessionsView.as_view(), name="me-sessions"),
    path("me/sessions/<int:pk>/", SessionView.as_view(), name="me-session"),
    path("me/second-factor/", FactorView.as_view(), name="me-second-factor"),
    path(
        "me/second-factor/recovery-codes/",
        RecoveryCodesView.as_view(),
        name="me-recovery-codes",
    ),
    *router.urls,
]
