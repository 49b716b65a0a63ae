from django.urls import path
from rest_framework.routers import SimpleRouter

from issues.api.booking import BookedPieceViewSet
from issues.api.calendar import CalendarView
from issues.api.exports import ExportViewSet
from issues.api.formats import PageFormatViewSet
from issues.api.issue_runs import IssueRunViewSet
from issues.api.issues import IssueViewSet, SupplementViewSet
from issues.api.measuring import MeasureView
from issues.api.morning import MorningView
from issues.api.pages import PageViewSet, PlacementViewSet
from issues.api.past_issues import PastIssueViewSet
from issues.api.proofing import ProofViewSet
from issues.api.publications import PublicationViewSet
from issues.api.stories import PlannedStoryViewSet
from issues.api.unread import UnreadPlacementsView

router = SimpleRouter()
router.register("supplements", SupplementViewSet, basename="supplement")
router.register("issues", IssueViewSet, basename="issue")
router.register("issue-runs", IssueRunViewSet, basename="issue-run")
router.register("planned-stories", PlannedStoryViewSet, basename="planned-story")
router.register("past-issues", PastIssueViewSet, basename="past-issue")
router.register("pages", PageViewSet, basename="page")
router.register("formats", PageFormatViewSet, basename="page-format")
router.register("booked-pieces", BookedPieceViewSet, basename="booked-piece")
router.register("proofs", ProofViewSet, basename="proof")
router.register("placements", PlacementViewSet, basename="placement")
router.register("exports", ExportViewSet, basename="export")
router.register("publications", PublicationViewSet, basename="publication")

urlpatterns = [
    path("placements/unread/", UnreadPlacementsView.as_view(), name="unread"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("morning/", MorningView.as_view(), name="morning"),
    path("measure/", MeasureView.as_view(), name="measure"),
    *router.urls,
]
