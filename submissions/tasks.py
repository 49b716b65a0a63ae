"""Celery's side: ticks that look for what is due."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from submissions.services.codes import sweep_codes
from submissions.services.drafts import sweep_drafts
from submissions.services.exclusive import watch_clocks
from submissions.services.mail.mailboxes import ensure_mailbox
from submissions.services.mail.polling import poll_due_mailboxes
from submissions.services.mail.settling import settle_given_up
from submissions.services.tagging.proposing import propose_missing
from submissions.services.upload_links import sweep_links
from submissions.services.uploads import sweep_uploads


@shared_task(name="submissions.poll_mailboxes", time_limit=900, ignore_result=True)
def poll_mailboxes(*_args: Any, **_options: Any) -> None:
    """Look into the mailboxes that are due, and after mails that were given up."""
    ensure_mailbox()
    settle_given_up()
    poll_due_mailboxes()


@shared_task(name="submissions.watch_clocks", time_limit=600, ignore_result=True)
def watch_exclusive_clocks(*_args: Any, **_options: Any) -> None:
    """Look after the pieces that are offered to us alone; twice a day does no harm."""
    watch_clocks()


@shared_task(name="submissions.sweep_uploads", time_limit=600, ignore_result=True)
def sweep_unsent(*_args: Any, **_options: Any) -> None:
    """Throw away what nobody went on with: unsent pieces, codes, links, files."""
    sweep_drafts()
    sweep_codes()
    sweep_links()
    sweep_uploads()


@shared_task(name="submissions.propose_tags", time_limit=300, ignore_result=True)
def propose_tags(*_args: Any, **_options: Any) -> None:
    """Propose tags for pieces that came before their vocabularies; mostly none."""
    propose_missing()
