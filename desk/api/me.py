"""One's own account over the API: who I am, where I am signed in, my second factor."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.account_serializers import (
    CodeSerializer,
    EndedSerializer,
    FactorSerializer,
    MeSerializer,
    NewFactorSerializer,
    RecoveryCodesSerializer,
    SessionSerializer,
)
from desk.api.refusals import answer_refusal
from desk.models import StaffSession
from desk.services import second_factor
from desk.services.sessions import end_others, end_session, key_hash, sessions_of


class OwnView(APIView):
    """What everybody with an account may do about herself."""

    parser_classes = (JSONParser,)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal


class MeView(OwnView):
    """Who calls."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Return name, roles, sections and duties."""
        user: Any = request.user
        return Response(MeSerializer(user).data)


class SessionsView(OwnView):
    """The browsers in which the caller is signed in."""

    @extend_schema(responses=SessionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List them, the last used first."""
        user: Any = request.user
        context = {"here": key_hash(_key(request))}
        rows = SessionSerializer(sessions_of(user), many=True, context=context)
        return Response(rows.data)

    @extend_schema(operation_id="me_sessions_end_others", responses=EndedSerializer)
    def delete(self, request: Request) -> Response:
        """Sign out everywhere but here; a key to the API stays good."""
        user: Any = request.user
        ended = end_others(user=user, keep=_key(request), actor=user)
        return Response(EndedSerializer({"ended": ended}).data)


class SessionView(OwnView):
    """One of them."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Sign out there."""
        user: Any = request.user
        end_session(
            session=get_object_or_404(StaffSession, pk=pk, user=user), actor=user
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class FactorView(OwnView):
    """The caller's second factor at sign-in; keys to the API ask for none."""

    @extend_schema(responses=FactorSerializer)
    def get(self, request: Request) -> Response:
        """Tell whether it is set up."""
        user: Any = request.user
        return Response(FactorSerializer(user).data)

    @extend_schema(request=None, responses=NewFactorSerializer)
    def post(self, request: Request) -> Response:
        """Begin: a secret for the telephone, which counts once a code proves it."""
        user: Any = request.user
        factor = second_factor.begin(user)
        told = {
            "secret": factor.secret,
            "address": second_factor.address_for(factor),
        }
        return Response(NewFactorSerializer(told).data)

    @extend_schema(request=CodeSerializer, responses=RecoveryCodesSerializer)
    def put(self, request: Request) -> Response:
        """Prove it by its first code; the recovery codes are told only now."""
        user: Any = request.user
        codes = second_factor.confirm(user=user, code=_code(request))
        return Response(RecoveryCodesSerializer({"recovery_codes": codes}).data)

    @extend_schema(request=CodeSerializer, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Turn it off, by a code of now."""
        user: Any = request.user
        second_factor.turn_off(user=user, code=_code(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class RecoveryCodesView(OwnView):
    """The codes for the day on which the telephone is away."""

    @extend_schema(request=CodeSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: Request) -> Response:
        """Make new ones, by a code of now; the old ones open nothing any more."""
        user: Any = request.user
        codes = second_factor.renew_codes(user=user, code=_code(request))
        return Response(RecoveryCodesSerializer({"recovery_codes": codes}).data)


def _key(request: Request) -> str:
    return request.session.session_key or ""


def _code(request: Request) -> str:
    asked = CodeSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["code"])
