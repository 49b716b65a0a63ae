"""Rows of the desk, saved, valid and unremarkable."""

import hashlib
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from desk.enums import StaffRole
from desk.models import Job, Letter, LetterEnclosure, User
from desk.services.roles import ensure_roles

numbers = count(1)


def make_user(*roles: StaffRole, **overrides: Any) -> User:
    """Make a member of staff with these roles."""
    number = next(numbers)
    fields = {"username": f"staff{number}", "display_name": f"编辑{number}"}
    user = User.objects.create(**{**fields, "is_staff": True, **overrides})
    ensure_roles()
    user.groups.set(user.groups.model.objects.filter(name__in=roles))
    return user


def make_job(**overrides: Any) -> Job:
    """Make a queued self-test that is due and was never rung for."""
    fields = {
        "kind": "desk.selftest",
        "unique_key": f"job:{next(numbers)}",
        "payload": {"seconds": 0},
        "due_at": timezone.now(),
    }
    return Job.objects.create(**{**fields, **overrides})


def make_letter(**overrides: Any) -> Letter:
    """Make a letter that is due."""
    number = next(numbers)
    fields = {
        "unique_key": f"letter:{number}",
        "kind": "receipt",
        "recipient": f"reader{number}@example.com",
        "subject": "来稿收到",
        "body": "您的来稿已收到。",
        "due_at": timezone.now(),
    }
    return Letter.objects.create(**{**fields, **overrides})


def make_enclosure(
    letter: Letter,
    data: bytes = b"\xff\xd8page",
    name: str = "第2版.jpg",
    **fields: Any,
) -> LetterEnclosure:
    """Enclose a file with a letter."""
    digest = hashlib.sha256(data).hexdigest()
    row = LetterEnclosure(
        letter=letter,
        name=name,
        sha256=digest,
        **{"content_type": "image/jpeg", **fields},
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    return row
