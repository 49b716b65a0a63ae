"""Page items as IDML draws them: boxes in their places, and picture boxes."""

from __future__ import annotations

from press.exporters.idml.links import Link
from press.exporters.idml.xml import (
    NO_OBJECT_STYLE,
    NONE,
    Element,
    add,
    number,
    numbers,
    typed,
)
from press.makeup.grid import Box, PageGrid
from press.makeup.model import PictureFrame

LAYERS = {"upanels": "底纹", "upictures": "图片", "utext": "版面"}  # lowest first
PANEL_LAYER, PICTURE_LAYER, TEXT_LAYER = LAYERS
LINK_CLASS = "35906"  # what InDesign calls a link to a placed file


def item(
    parent: Element, tag: str, own: str, grid: PageGrid, box: Box, **attributes: str
) -> Element:
    """Add a page item whose path is its box; ``attributes`` come before its place."""
    x, y = box.x - grid.page_width / 2, box.y - grid.page_height / 2
    element = add(
        parent,
        tag,
        Self=own,
        **attributes,
        AppliedObjectStyle=NO_OBJECT_STYLE,
        ItemTransform=f"1 0 0 1 {numbers(x, y)}",
    )
    wide, high = box.width, box.height
    # InDesign's order: top left, bottom left, bottom right, top right.
    path(element, ((0, 0), (0, high), (wide, high), (wide, 0)), is_open=False)
    return element


def path(
    element: Element, points: tuple[tuple[float, float], ...], *, is_open: bool
) -> None:
    geometry = add(add(element, "Properties"), "PathGeometry")
    path = add(geometry, "GeometryPathType", PathOpen=str(is_open).lower())
    array = add(path, "PathPointArray")
    for point in points:
        at = numbers(*point)
        add(array, "PathPointType", Anchor=at, LeftDirection=at, RightDirection=at)


def picture_box(
    parent: Element, frame: PictureFrame, link: Link, grid: PageGrid, own: str
) -> None:
    """Add a picture box; the picture inside is moved so that the crop shows."""
    rectangle = item(
        parent,
        "Rectangle",
        own,
        grid,
        frame.box,
        ContentType="GraphicType",
        ItemLayer=PICTURE_LAYER,
        FillColor=NONE,
        StrokeColor=NONE,
        StrokeWeight="0",
    )
    across, down, x, y = link.transform(frame.box, frame.crop)
    actual = numbers(*(round(value) for value in link.dpi))
    effective = numbers(round(link.dpi[0] / across), round(link.dpi[1] / down))
    image = add(
        rectangle,
        "Image",
        Self=f"{own}i",
        Space="$ID/#Links_CMYK",
        ActualPpi=actual,
        EffectivePpi=effective,
        ImageRenderingIntent="UseColorSettings",
        ImageTypeName="$ID/TIFF",
        ItemTransform=f"{_scale(across)} 0 0 {_scale(down)} {numbers(x, y)}",
    )
    _image_details(image, link, own)


def _image_details(image: Element, link: Link, own: str) -> None:
    properties = add(image, "Properties")
    typed(properties, "Profile", "string", "$ID/Embedded")
    wide, high = (number(side) for side in link.native)
    add(properties, "GraphicBounds", Left="0", Top="0", Right=wide, Bottom=high)
    add(
        image,
        "Link",
        Self=f"{own}l",
        LinkResourceURI=link.uri,
        StoredState="Normal",
        LinkClassID=LINK_CLASS,
        LinkResourceModified="false",
        LinkObjectModified="false",
        ShowInUI="true",
        CanEmbed="true",
        CanUnembed="true",
        CanPackage="true",
        ImportPolicy="NoAutoImport",
        ExportPolicy="NoAutoExport",
    )


def _scale(value: float) -> str:
    return f"{value:.8f}".rstrip("0").rstrip(".")
