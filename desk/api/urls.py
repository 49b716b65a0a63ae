from rest_framework.routers import SimpleRouter

from desk.api.jobs import JobViewSet
from desk.api.letters import LetterTemplateViewSet, LetterViewSet

router = SimpleRouter()
router.register("jobs", JobViewSet, basename="job")
router.register("letters", LetterViewSet, basename="letter")
router.register("letter-templates", LetterTemplateViewSet, basename="letter-template")

urlpatterns = router.urls
