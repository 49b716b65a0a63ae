"""Compose pages: layouts and print-ready pictures in, a PDF/X-4 out.

Lines were broken once, by our breaker, and every character has its place: nothing is
measured again here.  The order of the content stream is the reading order.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from press.composing.drawing import KNOCKOUT, OVERPRINT, Canvas
from press.composing.faces import FontSource
from press.composing.fontset import FontSet
from press.composing.model import PressPicture, PrintProfile
from press.composing.pdfx import EPOCH, finish
from press.makeup.model import PageLayout
from press.typesetting.fonts import path_for

PDF_VERSION = "1.6"  # what PDF/X-4 is built on


class MissingPictureError(LookupError):
    """A layout shows a picture that was not handed over."""


def compose_pdf(
    layouts: Sequence[PageLayout],
    pictures: Mapping[str, PressPicture],
    *,
    profile: PrintProfile,
    title: str,
    fonts: FontSource = path_for,
    stamp: datetime = EPOCH,
) -> bytes:
    """Return a PDF/X-4 of the pages; the same input gives the same bytes."""
    pdf = pikepdf.Pdf.new()
    composer = _Composer(pdf, FontSet(fonts), pictures)
    contents = [composer.add_page(layout) for layout in layouts]
    composer.embed_fonts()
    key = hashlib.sha256(title.encode() + b"".join(contents)).digest()
    finish(pdf, profile=profile, title=title, stamp=stamp, key=key)
    return _save(pdf)


class _Composer:
    """Pages of one document, which share fonts and pictures."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        fonts: FontSet,
        pictures: Mapping[str, PressPicture],
    ) -> None:
        self._pdf = pdf
        self._fonts = fonts
        self._pictures = pictures
        self._images: dict[str, pikepdf.Object] = {}
        self._font_resources = pdf.make_indirect(Dictionary())
        self._states = pdf.make_indirect(_graphics_states())

    def add_page(self, layout: PageLayout) -> bytes:
        width, height = layout.grid.page_width, layout.grid.page_height
        canvas = Canvas(height, self._fonts)
        images = self._draw(layout, canvas)
        content = canvas.content()
        box = Array([0, 0, round(width, 3), round(height, 3)])
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            TrimBox=box,
            BleedBox=box,
            Resources=Dictionary(
                Font=self._font_resources, ExtGState=self._states, XObject=images
            ),
            Contents=self._pdf.make_indirect(Stream(self._pdf, content)),
        )
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))
        return content

    def embed_fonts(self) -> None:
        for resource, font in self._fonts.embed(self._pdf).items():
            self._font_resources[f"/{resource}"] = font

    def _draw(self, layout: PageLayout, canvas: Canvas) -> Dictionary:
        images = Dictionary()
        for panel in layout.panels:
            canvas.panel(panel)
        for number, frame in enumerate(layout.pictures, 1):
            resource = f"P{number}"
            images[f"/{resource}"] = self._image(frame.picture)
            canvas.picture(frame, self._pictures[frame.picture], resource)
        for rule in layout.rules:
            canvas.rule(rule)
        for text_frame in layout.frames:
            canvas.lines(text_frame.lines)
        return images

    def _image(self, picture: str) -> pikepdf.Object:
        if picture not in self._pictures:
            message = f"The layout shows picture {picture}, which was not handed over."
            raise MissingPictureError(message)
        if picture not in self._images:
            self._images[picture] = _image_object(self._pdf, self._pictures[picture])
        return self._images[picture]


def _graphics_states() -> Dictionary:
    def state(overprint: bool) -> Dictionary:
        # OPM 1: an ink of which nothing is asked leaves what lies below as it is.
        return Dictionary(Type=Name.ExtGState, OP=overprint, op=overprint, OPM=1)

    return Dictionary({f"/{OVERPRINT}": state(True), f"/{KNOCKOUT}": state(False)})


def _image_object(pdf: pikepdf.Pdf, picture: PressPicture) -> pikepdf.Object:
    image = Stream(pdf, picture.data)
    image.Type = Name.XObject
    image.Subtype = Name.Image
    image.Width = picture.width
    image.Height = picture.height
    image.BitsPerComponent = 8
    image.ColorSpace = Name.DeviceCMYK
    image.Filter = Name(f"/{picture.encoding}")
    if picture.inverted:
        image.Decode = Array([1, 0] * 4)
    return pdf.make_indirect(image)


def _save(pdf: pikepdf.Pdf) -> bytes:
    """Write the file: metadata stays readable, the id comes from the content."""
    out = io.BytesIO()
    pdf.save(
        out,
        min_version=PDF_VERSION,
        force_version=PDF_VERSION,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return out.getvalue()
