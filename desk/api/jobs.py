"""Jobs over the API: one's own, or all by duty."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from desk.api.refusals import answer_refusal
from desk.models import Job
from desk.policy import policy
from desk.serializers import JobSerializer
from desk.services.jobs import retry_job


class JobViewSet(ReadOnlyModelViewSet):
    """Look at jobs, newest first; try a failed one again."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    filterset_fields = ("kind", "state", "unique_key")

    def get_queryset(self) -> QuerySet[Job]:
        """Show one's own jobs; all of them to whom the policy lets see others'."""
        user: Any = self.request.user
        if policy.may(user, "job.read"):
            return Job.objects.all()
        return Job.objects.filter(created_by=user)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal

    @extend_schema(request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str | None = None) -> Response:
        """Queue a failed job again."""
        user: Any = request.user
        job = retry_job(job=self.get_object(), actor=user)
        return Response(self.get_serializer(job).data)
