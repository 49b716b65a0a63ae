"""The first start: publication, sections, page grids, staff, and a sample issue.

Every step looks first whether its work is already there, so that a start that was
interrupted is finished by the next one.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from desk.enums import StaffRole
from desk.services.roles import ensure_roles
from desk.services.staff import create_staff
from guidekit.copyfile import read_copy
from guidekit.sample_issue import prepare_sample
from issues.models import PageGrid, Supplement
from press.makeup.grid import PRESETS
from press.makeup.grid import PageGrid as PressGrid
from submissions.models import Section
from submissions.services.tagging.loading import load_vocabularies

logger = logging.getLogger(__name__)

SECTIONS = (
    ("园区要闻", "park-news", 600),
    ("招商一线", "investment", 400),
    ("产业集群", "clusters", 900),
    ("企业故事", "company-stories", 1200),
    ("双招双引", "talent-and-investment", 400),
    ("特色产业集群", "special-clusters", 1000),
    ("园镜头", "pictures", 150),
)
GRID_NAMES = {
    "broadsheet": "对开（390 × 545 毫米）",
    "broadsheet-8": "对开（八栏，390 × 550 毫米）",
    "tabloid-6": "四开（六栏，275 × 390 毫米）",
    "tabloid": "四开（275 × 390 毫米）",
}
STAFF = (
    ("editor", "陈编辑", (StaffRole.EDITOR, StaffRole.PAGE_EDITOR)),
    ("chief", "李主任", (StaffRole.SECTION_CHIEF,)),
    ("duty", "王值班", (StaffRole.DUTY_EDITOR,)),
    ("admin", "系统管理", (StaffRole.EDITOR_IN_CHIEF,)),
)


def accounts_file() -> Path:
    """Return where the passwords of the first accounts are kept, mode 600."""
    return Path(settings.GUIDEKIT_HOME) / "accounts.txt"


def prepare_publication() -> Supplement:
    """Create the supplement, its sections and the page grids where missing."""
    page = read_copy()
    supplement, _ = Supplement.objects.get_or_create(
        name=page.supplement,
        defaults={
            "paper": page.paper,
            "motto": "看园区 · 读产业",
            "contact": "\n".join(page.contact),
        },
    )
    for position, (name, slug, usual_length) in enumerate(SECTIONS, start=1):
        Section.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "position": position, "usual_length": usual_length},
        )
    for slug, grid in PRESETS.items():
        PageGrid.objects.get_or_create(slug=slug, defaults=_grid_fields(slug, grid))
    return supplement


def _grid_fields(slug: str, grid: PressGrid) -> dict[str, object]:
    names = ("trim_width", "trim_height", "columns", "column_chars", "gap_chars")
    fields = {name: getattr(grid, name) for name in (*names, "lines")}
    return {
        **fields,
        "name": GRID_NAMES[slug],
        "body_size": grid.body_size,
        "leading": grid.leading,
    }


def prepare_staff() -> list[tuple[str, str]]:
    """Create the first accounts; return user names with their new passwords."""
    ensure_roles()
    users = get_user_model().objects
    made = []
    for username, display_name, roles in STAFF:
        if users.filter(username=username).exists():
            continue
        user, password = create_staff(
            username=username, display_name=display_name, roles=roles
        )
        if username == "admin":
            users.filter(pk=user.pk).update(is_superuser=True)
        made.append((username, password))
    _keep_passwords(made)
    return made


def _keep_passwords(made: list[tuple[str, str]]) -> None:
    if not made:
        return
    path = accounts_file()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.writelines(f"{username}\t{password}\n" for username, password in made)


def prepare_first_start(*, sample: bool) -> list[tuple[str, str]]:
    """Make an empty home usable; return the accounts that were made."""
    supplement = prepare_publication()
    load_vocabularies()
    made = prepare_staff()
    if sample:
        prepare_sample(supplement=supplement)
    return made
