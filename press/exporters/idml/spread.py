"""The page of a document: frames, pictures, rules and panels in their places.

A spread's origin is the middle of its page; frames are drawn from their own corner.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.exporters.idml.items import PANEL_LAYER, TEXT_LAYER, item, path, picture_box
from press.exporters.idml.links import Link
from press.exporters.idml.names import Names
from press.exporters.idml.resources import margins
from press.exporters.idml.spacing import first_baseline, roomy_box
from press.exporters.idml.xml import (
    NO_OBJECT_STYLE,
    NONE,
    Element,
    add,
    number,
    numbers,
    part,
    typed,
)
from press.makeup.grid import PageGrid
from press.makeup.model import Panel, RuleLine, TextFrame
from press.typesetting.model import Cmyk


def spread(names: Names, links: Mapping[str, Link]) -> Element:
    """Return the one spread of the document; what lies below comes first."""
    layout = names.layout
    root = part("Spread")
    element = add(
        root,
        "Spread",
        Self="uspread",
        PageCount="1",
        BindingLocation="0",
        ShowMasterItems="true",
        AllowPageShuffle="true",
        ItemTransform="1 0 0 1 0 0",
    )
    _page(element, layout.grid, "upage", str(layout.number), "umaster")
    for count, panel in enumerate(layout.panels, 1):
        _panel(element, panel, names, f"upanel{count}")
    for count, picture in enumerate(layout.pictures, 1):
        link = links[picture.picture]
        picture_box(element, picture, link, names.layout.grid, f"upicture{count}")
    for count, rule in enumerate(layout.rules, 1):
        _rule(element, rule, names, f"urule{count}")
    for frame in layout.frames:
        _text_frame(element, frame, names)
    return root


def master(grid: PageGrid) -> Element:
    root = part("MasterSpread")
    element = add(
        root,
        "MasterSpread",
        Self="umaster",
        Name="A-版心",
        NamePrefix="A",
        BaseName="版心",
        PageCount="1",
        ShowMasterItems="true",
        ItemTransform="1 0 0 1 0 0",
    )
    _page(element, grid, "umasterpage", "A", "n")
    return root


def _page(parent: Element, grid: PageGrid, own: str, name: str, applied: str) -> None:
    page = add(
        parent,
        "Page",
        Self=own,
        Name=name,
        AppliedMaster=applied,
        GeometricBounds=numbers(0, 0, grid.page_height, grid.page_width),
        ItemTransform=f"1 0 0 1 {numbers(-grid.page_width / 2, -grid.page_height / 2)}",
        MasterPageTransform="1 0 0 1 0 0",
        OverrideList="",
        TabOrder="",
        UseMasterGrid="true",
    )
    edges = []
    for column in range(grid.columns):
        left = grid.column_x(column) - grid.left
        edges += [left, left + grid.column_width]
    add(page, "MarginPreference", **margins(grid), ColumnsPositions=numbers(*edges))


def _text_frame(parent: Element, frame: TextFrame, names: Names) -> None:
    before, after = names.chain_of(frame)
    element = item(
        parent,
        "TextFrame",
        names.frame(frame.id),
        names.layout.grid,
        roomy_box(frame),
        ParentStory=names.story(frame.thread),
        PreviousTextFrame=before,
        NextTextFrame=after,
        ContentType="TextType",
        ItemLayer=TEXT_LAYER,
        FillColor=NONE,
        StrokeColor=NONE,
        StrokeWeight="0",
    )
    start = first_baseline(frame)
    how = {"FirstBaselineOffset": "EmBoxHeight"}
    if start is not None:
        how["FirstBaselineOffset"] = "FixedHeight"
        how["MinimumFirstBaselineOffset"] = number(start)
    preference = add(
        element,
        "TextFramePreference",
        TextColumnCount="1",
        VerticalJustification="TopAlign",
        **how,
        AutoSizingType="Off",
    )
    inset = add(add(preference, "Properties"), "InsetSpacing", type="list")
    for _ in range(4):
        typed(inset, "ListItem", "unit", "0")


def _panel(parent: Element, panel: Panel, names: Names, own: str) -> None:
    def swatch(colour: Cmyk | None) -> str:
        return names.colour(colour) if colour is not None else NONE

    item(
        parent,
        "Rectangle",
        own,
        names.layout.grid,
        panel.box,
        ContentType="Unassigned",
        ItemLayer=PANEL_LAYER,
        FillColor=swatch(panel.fill),
        StrokeColor=swatch(panel.stroke),
        StrokeWeight=number(panel.weight if panel.stroke is not None else 0),
        StrokeAlignment="CenterAlignment",
    )


def _rule(parent: Element, rule: RuleLine, names: Names, own: str) -> None:
    grid = names.layout.grid
    x, y = rule.x1 - grid.page_width / 2, rule.y1 - grid.page_height / 2
    line = add(
        parent,
        "GraphicLine",
        Self=own,
        ContentType="Unassigned",
        ItemLayer=TEXT_LAYER,
        FillColor=NONE,
        StrokeColor=names.colour(rule.colour),
        StrokeWeight=number(rule.weight),
        AppliedObjectStyle=NO_OBJECT_STYLE,
        ItemTransform=f"1 0 0 1 {numbers(x, y)}",
    )
    end = (rule.x2 - rule.x1, rule.y2 - rule.y1)
    path(line, ((0.0, 0.0), end), is_open=True)
