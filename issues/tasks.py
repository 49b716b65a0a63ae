"""Celery's side: a tick that asks for the letters of the morning."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from issues.services.morning import ask_for_morning as ask


@shared_task(name="issues.ask_for_morning", time_limit=60, ignore_result=True)
def ask_for_morning(*_args: Any, **_options: Any) -> None:
    """Ask for this morning's letters; many ticks a morning ask once."""
    ask()
