"""Draw proofs of print from a frozen page: the page once, then each story's mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from issues.models import Snapshot
from issues.services.furniture import printed_date
from issues.services.pictures import house_profile, screen_pictures
from press.composing.page_heads import PageHead, head_layout
from press.composing.pdf import compose_pdf
from press.composing.png import render_png
from press.imaging.marking import PagePicture, mark_story
from press.makeup.areas import story_areas
from press.makeup.model import PageLayout
from press.makeup.serial import layout_from_json

HEIGHT = 1600  # pixels of the page itself; headlines and most body type can be read


def draw_proofs(
    snapshot: Snapshot, headlines: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield receipt number and JPEG for each story asked for, with its headline.

    Only the snapshot is read, so that the picture shows what was signed.
    """
    layout = layout_from_json(snapshot.content["layout"])
    grid = layout.grid
    width = round(HEIGHT * grid.page_width / grid.page_height)
    place = place_line(snapshot)
    heads = [PageHead(place, headline) for headline in headlines.values()]
    pdf = _composed(snapshot, layout, heads)
    page = PagePicture(render_png(pdf, 1, width), width / grid.page_width)
    for number, ref in enumerate(headlines, start=2):
        head = render_png(pdf, number, width)
        yield ref, mark_story(page, story_areas(layout, ref), head=head)


def place_line(snapshot: Snapshot) -> str:
    """Return the words over the page; Chinese, as printed, on every screen."""
    issue, content = snapshot.page.issue, snapshot.content
    page = f"第{content['number']:02d}版 {content['label']}".strip()
    said = (
        f"《{issue.supplement.name}》{issue.label}",
        printed_date(issue.cover_date),
        page,
    )
    return "　".join(said)


def _composed(
    snapshot: Snapshot, layout: PageLayout, heads: Iterable[PageHead]
) -> bytes:
    """Return one PDF: the page, then a strip for each story; fonts are read once."""
    strips = [head_layout(head, layout.grid) for head in heads]
    return compose_pdf(
        [layout, *strips],
        screen_pictures(layout),
        profile=house_profile(),
        title=str(snapshot.page),
    )
