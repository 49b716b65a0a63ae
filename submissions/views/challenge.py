"""The form's challenge: proof of work instead of pictures to be clicked."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from submissions.services.captcha import new_challenge


@never_cache
@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    """Give a new challenge; nothing is kept of it."""
    return JsonResponse(new_challenge())
