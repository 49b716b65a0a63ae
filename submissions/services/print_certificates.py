"""The proof of print as a sheet for a unit's records: one page, PDF."""

from __future__ import annotations

from datetime import date

from django.core.cache import cache

from press.composing.certificates import (
    PICTURE,
    Certificate,
    certificate_layout,
    picture_size,
)
from press.composing.pdf import compose_pdf
from press.imaging.cmyk import to_press
from press.imaging.marking import picture_pixels
from press.imaging.profile import default_profile
from submissions.models import Publication
from submissions.services.mine import page_picture

KEPT = 24 * 3600  # seconds
# Printed words are Chinese whatever language the reader's screen speaks.
TITLE = "见报证明"
FOOT = "本证明由编辑部按签样存档的版面生成，不加盖印章；版面校验码{mark}。"
SAID = "上述稿件刊于{place}。下图为该版版面，红框内即该稿。"


def certificate_pdf(publication: Publication) -> bytes:
    """Return the sheet; made once, then kept a day."""
    key = f"print-certificate:{publication.page_picture.name}"
    known: bytes | None = cache.get(key)
    if known is None:
        known = _composed(publication)
        cache.set(key, known, KEPT)
    return known


def _composed(publication: Publication) -> bytes:
    jpeg, profile = page_picture(publication), default_profile()
    said = _certificate(publication, picture_pixels(jpeg))
    width, height = picture_size(said)
    picture = to_press(
        jpeg,
        picture_id=PICTURE,
        width_pt=width,
        height_pt=height,
        profile=profile,
        tiff=False,
    ).picture
    return compose_pdf(
        [certificate_layout(said)],
        {PICTURE: picture},
        profile=profile,
        title=f"{TITLE} {publication.submission.ref}",
    )


def _certificate(publication: Publication, size: tuple[int, int]) -> Certificate:
    page = f"第{publication.page_number:02d}版 {publication.page_label}".strip()
    issue = publication.issue_label
    if publication.supplement:
        issue = f"《{publication.supplement}》{issue}"
    day = _day(publication.cover_date)
    return Certificate(
        title=TITLE,
        facts=(
            ("标题", publication.headline_as_printed),
            ("署名", publication.byline_as_printed),
            ("刊期", issue),
            ("出版日期", day),
            ("版面", page),
            ("收稿编号", publication.submission.ref),
        ),
        statement=SAID.format(place=f"{day}{issue}{page}"),
        foot=FOOT.format(mark=_mark(publication)),
        size=size,
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _mark(publication: Publication) -> str:
    """Return the mark of the frozen page, as the picture's name bears it."""
    stem = str(publication.page_picture.name).rpartition("/")[2].partition(".")[0]
    return stem.rpartition("-")[2]
