"""Model fields that the whole newsroom shares."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _current() -> MultiFernet:
    return _cipher(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Keep personal data encrypted at rest, with a key outside the database.

    It cannot be searched or sorted by; show it masked (``desk.services.personal``).
    """

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return value
        return _current().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, *_: Any) -> Any:
        if value in (None, ""):
            return value
        return _current().decrypt(value.encode()).decode()
