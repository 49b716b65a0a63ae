"""The sheets of a proof as pictures for the screen and as a PDF for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from desk.jobs import GiveUp
from issues.models import Proof, ProofSheet, Snapshot
from issues.proof_enums import ProofKind, ProofSource
from issues.services.artworks import verified_artwork
from issues.services.pictures import (
    SCREEN_PPI,
    house_profile,
    photos_of,
    screen_pictures,
)
from issues.services.proofing.frozen import layout_of_snapshot, layout_on, stories_of
from press.composing.galleys import headed
from press.composing.model import PressPicture
from press.composing.pdf import compose_pdf
from press.composing.png import render_png
from press.composing.proof_sheets import SheetHead, page_sheet
from press.imaging.cmyk import to_press
from press.makeup.model import PageLayout, Panel, PictureFrame
from press.makeup.serial import layout_to_json
from press.typesetting.model import Cmyk

# A page 390 mm wide has then 140 pixels an inch: body type is read at full size.
PAGE_PIXELS, GALLEY_PIXELS = 2160, 1400
GONE = Cmyk(0, 0, 0, 20)  # where an artwork stood whose file is no longer kept
# Printed words are Chinese whatever language the editor's screen speaks.
KINDS = {ProofKind.GALLEY: "小样", ProofKind.PAGE: "大样", ProofKind.PRESS: "清样"}
ROUNDS = {1: "一校", 2: "二校", 3: "三校"}
SIGNED = "校毕签名：____________　　日期：____________　　改动 ______ 处"


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet as it is kept: its picture, its size in points, a galley's layout."""

    png: bytes
    width: float
    height: float
    layout: dict[str, Any] | None = None


def draw_page(snapshot: Snapshot) -> DrawnSheet:
    """Draw a frozen page."""
    layout, pictures = _shown(snapshot)
    pdf = _composed([layout], pictures, title=str(snapshot))
    grid = layout.grid
    png = render_png(pdf, 1, PAGE_PIXELS)
    return DrawnSheet(png, grid.page_width, grid.page_height)


def draw_galley(sheets: Sequence[PageLayout], *, title: str) -> list[DrawnSheet]:
    """Draw the sheets of a story."""
    pdf = _composed(sheets, {}, title=title)
    return [
        DrawnSheet(
            render_png(pdf, number, GALLEY_PIXELS),
            sheet.grid.page_width,
            sheet.grid.page_height,
            layout_to_json(sheet),
        )
        for number, sheet in enumerate(sheets, start=1)
    ]


def keep_sheets(proof: Proof, sheets: Sequence[DrawnSheet]) -> None:
    """Keep the pictures of a proof."""
    for number, drawn in enumerate(sheets, start=1):
        sheet = ProofSheet(
            proof=proof,
            number=number,
            width=drawn.width,
            height=drawn.height,
            layout=drawn.layout,
        )
        sheet.picture.save("sheet.png", ContentFile(drawn.png), save=False)
        sheet.save()


def proof_pdf(proof: Proof) -> bytes:
    """Return a proof as it is printed: with room for marks, or as it was sent to us."""
    if proof.source == ProofSource.DESK:
        with proof.file.open("rb") as file:
            return bytes(file.read())
    head = sheet_head(proof)
    if proof.snapshot is None:
        galley = [layout_on(proof, sheet) for sheet in proof.sheets.all()]
        return _composed(headed(galley, head), {}, title=str(proof))
    layout, pictures = _shown(proof.snapshot)
    return _composed([page_sheet(layout, head)], pictures, title=str(proof))


def sheet_head(proof: Proof) -> SheetHead:
    """Return what a proof says of itself on paper."""
    again = f"（第{proof.printing}次印）" if proof.printing > 1 else ""
    what = f"{KINDS[ProofKind(proof.kind)]}·{ROUNDS[proof.round]}{again}"
    made = timezone.localtime(proof.made_at)
    reader = str(proof.reader) if proof.reader else "________"
    facts = (
        f"印出 {made:%Y}年{made.month}月{made.day}日 {made:%H:%M}",
        f"校对 {reader}",
        f"文本 {proof.text_hash[:12]}",
    )
    return SheetHead(f"{what}　{_subject(proof)}", "　".join(facts), SIGNED)


def _subject(proof: Proof) -> str:
    if proof.page is None:
        (story,) = stories_of(proof)
        return f"{story.ref}　{story.title}"
    issue = proof.page.issue
    page = f"第{proof.page.number:02d}版 {proof.page.label}".strip()
    return f"《{issue.supplement.name}》{issue.label}　{page}"


def _shown(snapshot: Snapshot) -> tuple[PageLayout, dict[str, PressPicture]]:
    """Return a frozen page and its pictures; one no longer kept is a grey box."""
    layout = layout_of_snapshot(snapshot.pk, snapshot.hash)
    photos = photos_of(layout)
    own = tuple(each for each in layout.pictures if each.picture in photos)
    pictures = screen_pictures(replace(layout, pictures=own))
    files = {each["id"]: each for each in snapshot.content.get("artworks", ())}
    gone: list[Panel] = []
    for frame in layout.pictures:
        if frame.picture in photos:
            continue
        artwork = _artwork(files.get(frame.picture), frame)
        if artwork is None:
            gone.append(Panel(frame.box, fill=GONE))
        else:
            pictures[frame.picture] = artwork
    kept = tuple(each for each in layout.pictures if each.picture in pictures)
    return replace(layout, pictures=kept, panels=(*layout.panels, *gone)), pictures


def _artwork(known: dict[str, Any] | None, frame: PictureFrame) -> PressPicture | None:
    if known is None:
        return None
    try:
        data = verified_artwork(known["file"], known["sha256"], known["original_name"])
    except GiveUp:
        return None
    return to_press(
        data,
        picture_id=frame.picture,
        width_pt=frame.box.width,
        height_pt=frame.box.height,
        profile=house_profile(),
        crop=frame.crop,
        target_ppi=SCREEN_PPI,
        allow_damaged=True,
        tiff=False,
    ).picture


def _composed(
    layouts: Sequence[PageLayout], pictures: dict[str, PressPicture], *, title: str
) -> bytes:
    return compose_pdf(layouts, pictures, profile=house_profile(), title=title)
