"""Mailboxes over the API: set up, tested, their old mail asked for."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from desk.serializers import JobSerializer
from submissions.api.access import MailboxKeepersOnly
from submissions.mailbox_serializers import (
    BacklogSerializer,
    MailboxSerializer,
    ProbeSerializer,
)
from submissions.models import Mailbox
from submissions.services.mail.backlog import (
    count_old,
    import_backlog,
    last_backlog_job,
)
from submissions.services.mail.mailboxes import (
    delete_mailbox,
    save_mailbox,
    test_mailbox,
)


class MailboxViewSet(
    MailboxKeepersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    GenericViewSet[Mailbox],
):
    """The mailboxes to which correspondents write."""

    queryset = Mailbox.objects.all()
    serializer_class = MailboxSerializer
    parser_classes = (JSONParser,)
    filterset_fields = ("is_active",)
    http_method_names = ("get", "post", "patch", "delete", "head", "options")

    def perform_create(self, serializer: BaseSerializer[Mailbox]) -> None:
        self._save(serializer, Mailbox())

    def perform_update(self, serializer: BaseSerializer[Mailbox]) -> None:
        self._save(serializer, self.get_object())

    def perform_destroy(self, instance: Mailbox) -> None:
        user: Any = self.request.user
        delete_mailbox(mailbox=instance, actor=user)

    def _save(self, serializer: BaseSerializer[Mailbox], mailbox: Mailbox) -> None:
        """Hand what was typed to the service; an empty code keeps the old one."""
        typed = dict(serializer.validated_data)
        code = typed.pop("code", "")
        for name, value in typed.items():
            setattr(mailbox, name, value)
        user: Any = self.request.user
        serializer.instance = save_mailbox(mailbox=mailbox, actor=user, new_code=code)

    @extend_schema(request=None, responses=ProbeSerializer)
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str | None = None) -> Response:
        """Go every step to a mail and say how each went; nothing is marked."""
        user: Any = request.user
        steps = test_mailbox(mailbox=self.get_object(), actor=user)
        found = {"ok": all(step.ok for step in steps), "steps": steps}
        return Response(ProbeSerializer(found).data)

    @extend_schema(responses=BacklogSerializer)
    @action(detail=True)
    def backlog(self, request: Request, pk: str | None = None) -> Response:
        """Ask the server how much mail was there before us and is not here yet."""
        user: Any = request.user
        mailbox = self.get_object()
        count = count_old(mailbox=mailbox, actor=user)
        found = {"count": count, "job": last_backlog_job(mailbox)}
        return Response(BacklogSerializer(found).data)

    @extend_schema(request=None, responses={202: JobSerializer})
    @backlog.mapping.post
    def take_backlog(self, request: Request, pk: str | None = None) -> Response:
        """Take in the mail that was there before us; nobody is written to."""
        user: Any = request.user
        job = import_backlog(mailbox=self.get_object(), actor=user)
        return Response(JobSerializer(job).data, status.HTTP_202_ACCEPTED)
