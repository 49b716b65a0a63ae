"""What the folio of a page says: its 版名, its number in the daily, who made it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import PaidMark
from issues.models import Issue, Page
from issues.services.page_changes import changing, require_issue_open

PEOPLE = ("responsible_editor", "layout_artist", "proofreader")
WORDS = ("label", "daily_page", "telephone", "booked_by")
# A 版名 that only repeats the page number: 第01版, A05, 五版.
_NUMBER = re.compile(r"第?\s*[A-Za-z]?\s*[0-9０-９一二三四五六七八九十]+\s*[版页]?")
_DAILY_PAGE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,3}")


@transaction.atomic
def set_page_up(*, page: Page, values: Mapping[str, Any], actor: User) -> Page:
    """Set what the folio of a page says; the page must be made up again."""
    policy.require(actor, "issue.plan", page.issue)
    said = dict(values)
    unknown = set(said) - {*PEOPLE, *WORDS, "paid_mark"}
    if unknown:
        raise Refused(
            _("A page has no “%(name)s”.") % {"name": sorted(unknown)[0]},
            code="field_unknown",
        )
    for name in WORDS:
        if name in said:
            said[name] = " ".join(str(said[name]).split())
    _require_label(said.get("label", ""))
    _require_daily_page(said.get("daily_page", ""))
    with changing(page) as held:
        for name, value in said.items():
            setattr(held, name, value)
        _require_client(held)
        held.save(update_fields=tuple(said))
        record(obj=held, verb="page.set_up", actor=actor, data=_written(said))
    page.refresh_from_db(fields=tuple(said))
    return page


@transaction.atomic
def set_daily_serial(*, issue: Issue, number: int | None, actor: User) -> Issue:
    """Set the 总期号 of the daily; a made-up page one must be made up again."""
    policy.require(actor, "issue.plan", issue)
    held = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    require_issue_open(held)
    if number is not None and number < 1:
        raise Refused(_("The daily counts its issues from 1."), code="serial_wrong")
    held.daily_serial = number
    held.save(update_fields=("daily_serial",))
    for page in held.pages.without_layout().filter(number=1, status="made_up"):
        with changing(page):
            pass
    record(obj=held, verb="issue.numbers_set", actor=actor, data={"daily": number})
    issue.daily_serial = number
    return held


def _require_label(label: str) -> None:
    if label and _NUMBER.fullmatch(label):
        raise Refused(
            _(
                "“%(label)s” is a page number, not a page label. Write what the page is"
                " about, for example 要闻; its number stands beside it by itself."
            )
            % {"label": label},
            code="label_is_number",
        )


def _require_daily_page(number: str) -> None:
    if number and not _DAILY_PAGE.fullmatch(number):
        raise Refused(
            _(
                "“%(number)s” is no page number of a daily. Write letters and digits,"
                " for example A05."
            )
            % {"number": number},
            code="daily_page_wrong",
        )


def _require_client(page: Page) -> None:
    if page.paid_mark and page.paid_mark not in PaidMark.values:
        raise Refused(_("Mark a paid page with 广告 or 专版."), code="mark_unknown")
    if page.paid_mark and not page.booked_by:
        raise Refused(_("Say who has booked the paid page."), code="client_missing")
    if page.booked_by and not page.paid_mark:
        raise Refused(
            _("Who books a whole page pays for it; choose its mark, 广告 or 专版."),
            code="mark_missing",
        )


def _written(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the ledger keeps: names of people only as numbers, no telephone."""
    return {
        name: value.pk if isinstance(value, User) else value
        for name, value in said.items()
        if name != "telephone"
    }
