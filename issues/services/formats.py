"""Page formats: check them, keep them, copy them.

A format that changes takes its made-up pages with it: they must be made up again.  A
signed page and a released issue keep the layout they were signed with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import IssueStatus, PageStatus
from issues.models import Page, PageGrid
from issues.services.booking import is_inside, room_on
from issues.services.format_words import grid_sentence, style_sentence
from issues.services.page_changes import changing
from press.makeup.grid import PageGrid as PressGrid
from press.makeup.grid_checks import check_grid
from press.typesetting.sheet_changes import faults_of
from press.typesetting.sheets import HOUSE

MEASURES = (
    *("trim_width", "trim_height", "columns", "column_chars", "gap_chars", "lines"),
    *("body_size", "leading"),
)
MADE_OF = (*MEASURES, "styles")
FIELDS = ("name", "slug", *MADE_OF)
MOST_NAMES = 100


class FormatWrong(Refused):
    """A format that does not add up; ``sentences`` says each fault on its own."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(sentences), code="format_wrong")
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class SavedFormat:
    """A format as it is kept now, and the pages that it made old."""

    grid: PageGrid
    reopened: tuple[Page, ...]


def format_faults(grid: PageGrid) -> tuple[str, ...]:
    """Return all that is wrong with a format, in sentences; it need not be saved."""
    press = _bare(grid)
    wrong = [grid_sentence(problem) for problem in check_grid(press)]
    sheet = HOUSE.on(press.body_size, max(press.leading, press.body_size))
    changes = grid.styles if isinstance(grid.styles, dict) else {"": ""}
    wrong += [style_sentence(problem) for problem in faults_of(changes, sheet)]
    return tuple(dict.fromkeys(wrong))


def _bare(grid: PageGrid) -> PressGrid:
    """Return the grid without its styles, which may be wrong."""
    return PressGrid(
        grid.slug,
        float(grid.trim_width),
        float(grid.trim_height),
        grid.columns,
        grid.column_chars,
        grid.gap_chars,
        grid.lines,
        float(grid.body_size),
        float(grid.leading),
    )


@transaction.atomic
def save_format(
    *, grid: PageGrid | None = None, values: Mapping[str, Any], actor: User
) -> SavedFormat:
    """Keep a format, new or changed, if it adds up."""
    policy.require(actor, "desk.configure")
    if grid is not None:
        grid = PageGrid.objects.select_for_update().get(pk=grid.pk)
    held = grid or PageGrid()
    before = _made_of(held)
    for name, value in values.items():
        if name not in FIELDS:
            raise Refused(
                _("A format has no “%(name)s”.") % {"name": name}, code="field_unknown"
            )
        setattr(held, name, value)
    _require_clean(held)
    held.save()
    reopened: tuple[Page, ...] = ()
    if grid is not None and _made_of(held) != before:
        _require_bookings_inside(held)
        reopened = tuple(_reopen(page) for page in made_pages_of(held))
    record(
        obj=held,
        verb="format.saved",
        actor=actor,
        data={**_made_of(held), "reopened": [page.pk for page in reopened]},
    )
    return SavedFormat(held, reopened)


@transaction.atomic
def copy_format(*, grid: PageGrid, actor: User) -> PageGrid:
    """Keep a copy of a format under a name of its own, to be changed."""
    policy.require(actor, "desk.configure")
    name, slug = _free_names(grid)
    copy = PageGrid(name=name, slug=slug)
    for field in MADE_OF:
        setattr(copy, field, getattr(grid, field))
    copy.save()
    record(obj=copy, verb="format.copied", actor=actor, data={"of": grid.slug})
    return copy


def made_pages_of(grid: PageGrid) -> list[Page]:
    """Return the pages that a change of the format would make old."""
    pages = Page.objects.without_layout().filter(grid=grid, status=PageStatus.MADE_UP)
    open_ones = pages.exclude(issue__status=IssueStatus.RELEASED)
    found = open_ones.select_related("issue__supplement")
    return list(found.order_by("issue__cover_date", "number"))


def signed_pages_of(grid: PageGrid) -> int:
    """Count the pages that keep the layout they were signed with."""
    return Page.objects.filter(grid=grid, status=PageStatus.SIGNED).count()


def _require_bookings_inside(grid: PageGrid) -> None:
    """Refuse a grid on which a booked piece would stand outside of the page."""
    pages = Page.objects.without_layout().filter(grid=grid, fixed_pieces__isnull=False)
    pages = pages.exclude(issue__status=IssueStatus.RELEASED)
    pages = pages.exclude(status=PageStatus.SIGNED).distinct()
    wrong = [
        _("“%(piece)s” on %(page)s would stand outside of the page; move it first.")
        % {"piece": piece, "page": page}
        for page in pages.select_related("issue__supplement", "grid")
        for piece in page.fixed_pieces.all()
        if not is_inside(piece, room_on(page))
    ]
    if wrong:
        raise FormatWrong(wrong)


def _reopen(page: Page) -> Page:
    with changing(page):
        pass
    return page


def _made_of(grid: PageGrid) -> dict[str, Any]:
    return {name: _plain(getattr(grid, name)) for name in MADE_OF}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal | float) else value


def _require_clean(grid: PageGrid) -> None:
    try:
        grid.full_clean(validate_constraints=False)
    except ValidationError as error:
        sentences = [str(said) for said in error.messages]
        raise FormatWrong(sentences) from error
    wrong = format_faults(grid)
    if wrong:
        raise FormatWrong(wrong)


def _free_names(grid: PageGrid) -> tuple[str, str]:
    taken = set(PageGrid.objects.values_list("name", flat=True))
    slugs = set(PageGrid.objects.values_list("slug", flat=True))
    for number in range(2, MOST_NAMES):
        name, slug = f"{grid.name[:34]} {number}", f"{grid.slug[:34]}-{number}"
        if name not in taken and slug not in slugs:
            return name, slug
    raise Refused(_("There are too many copies of this format; rename some first."))
