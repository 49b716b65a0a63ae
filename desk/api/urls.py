from rest_framework.routers import SimpleRouter

from desk.api.calendar import DayMarkViewSet
from desk.api.jobs import JobViewSet
from desk.api.letters import LetterTemplateViewSet, LetterViewSet

router = SimpleRouter()
router.register("jobs", JobViewSet, basename="job")
router.register("letters", LetterViewSet, basename="letter")
router.register("letter-templates", LetterTemplateViewSet, basename="letter-template")
router.register("days", DayMarkViewSet, basename="day")

urlpatterns = router.urls
