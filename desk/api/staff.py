"""Accounts, locks and the ledger over the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from desk.account_serializers import (
    EndedSerializer,
    LedgerEntrySerializer,
    MadeStaffSerializer,
    NewStaffSerializer,
    StaffChangeSerializer,
    StaffSerializer,
    TriesSerializer,
)
from desk.api.refusals import answer_refusal
from desk.ledger_words import OPENINGS
from desk.models import LedgerEntry, SignInTries, User
from desk.policy import policy
from desk.services import second_factor
from desk.services.locking import unlock
from desk.services.sessions import end_others
from desk.services.staff import change_staff, hire_staff


class DutyOnly:
    """Let in whose duty a verb is."""

    duty = "staff.manage"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask the policy before anything is looked up."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        policy.require(request.user, self.duty)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal


class StaffViewSet(DutyOnly, ReadOnlyModelViewSet[User]):
    """Accounts, by user name."""

    queryset = (
        User.objects.select_related("second_factor")
        .prefetch_related("groups")
        .order_by("username")
    )
    serializer_class = StaffSerializer
    parser_classes = (JSONParser,)
    filterset_fields = ("is_active", "groups__name")

    @extend_schema(request=NewStaffSerializer, responses={201: MadeStaffSerializer})
    def create(self, request: Request) -> Response:
        """Make an account; its first password is told only now."""
        asked = NewStaffSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actor: Any = request.user
        user, password = hire_staff(actor=actor, **asked.validated_data)
        told = {"account": self.get_queryset().get(pk=user.pk), "password": password}
        return Response(MadeStaffSerializer(told).data, status.HTTP_201_CREATED)

    @extend_schema(request=StaffChangeSerializer, responses=StaffSerializer)
    def partial_update(self, request: Request, pk: str | None = None) -> Response:
        """Change name, roles, or whether the account is in use."""
        asked = StaffChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actor: Any = request.user
        user = change_staff(user=self.get_object(), actor=actor, **asked.validated_data)
        return Response(StaffSerializer(self.get_queryset().get(pk=user.pk)).data)

    @extend_schema(request=None, responses=EndedSerializer)
    @action(detail=True, methods=["post"], url_path="end-sessions")
    def end_sessions(self, request: Request, pk: str | None = None) -> Response:
        """Sign somebody out in every browser."""
        user, actor = self._managed(request), request.user
        ended = end_others(user=user, keep="", actor=actor)  # type: ignore[arg-type]
        return Response(EndedSerializer({"ended": ended}).data)

    @extend_schema(request=None, responses=StaffSerializer)
    @action(detail=True, methods=["post"], url_path="reset-second-factor")
    def reset_second_factor(self, request: Request, pk: str | None = None) -> Response:
        """Take a lost telephone's factor off an account."""
        user, actor = self._managed(request), request.user
        second_factor.reset(user=user, actor=actor)  # type: ignore[arg-type]
        return Response(StaffSerializer(self.get_queryset().get(pk=user.pk)).data)

    def _managed(self, request: Request) -> User:
        user = self.get_object()
        policy.require(request.user, self.duty, user)
        return user


class LocksViewSet(
    DutyOnly,
    mixins.ListModelMixin,
    mixins.DestroyModelMixin,
    GenericViewSet[SignInTries],
):
    """Names and addresses from which wrong passwords came; deleting one unlocks it."""

    queryset = SignInTries.objects.all()
    serializer_class = TriesSerializer

    def perform_destroy(self, instance: SignInTries) -> None:
        """Let in again."""
        actor: Any = self.request.user
        unlock(tries=instance, actor=actor)


class LedgerFilter(django_filters.FilterSet):
    """Verb, actor, object, days; ``openings`` keeps who opened whose data."""

    since = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lt")
    openings = django_filters.BooleanFilter(method="of_openings", label="openings")

    class Meta:
        model = LedgerEntry
        fields = ("verb", "actor", "object_type", "object_id")

    def of_openings(self, found: QuerySet, _name: str, wanted: bool) -> QuerySet:
        """Keep the openings of personal data, or all else."""
        rows = {"verb__in": OPENINGS}
        return found.filter(**rows) if wanted else found.exclude(**rows)


class LedgerViewSet(DutyOnly, ReadOnlyModelViewSet[LedgerEntry]):
    """The ledger, newest first."""

    duty = "ledger.read"
    queryset = LedgerEntry.objects.select_related("actor").order_by("-pk")
    serializer_class = LedgerEntrySerializer
    filterset_class = LedgerFilter
