"""Parts of a screen that the browser asks for again: an ETag saves sending them."""

from __future__ import annotations

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

# The token against forged requests is masked anew each time; it says nothing new.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def live(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Answer 304 when the part is what the browser has."""
    if isinstance(answer, SimpleTemplateResponse):
        answer.render()
    digest = hashlib.sha256(TOKEN.sub(b"", answer.content)).hexdigest()
    etag = quote_etag(digest[:32])
    known: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if isinstance(known, HttpResponse):
        return known
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer
