"""The description of the API, made once a process and language.

To make it takes most of a second of processor time, and everybody may ask for it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator


class KeptSchemaGenerator(SchemaGenerator):
    """Describe the API; what everybody may see is the same for all who ask."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        """Return the description in the language in use."""
        if not public:
            return super().get_schema(request, public)
        return _described(get_language())


@cache
def _described(_language: str | None) -> Any:
    return SchemaGenerator().get_schema(public=True)
