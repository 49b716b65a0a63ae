"""The parts of a package that frames and stories refer to: colours, fonts, styles."""

from __future__ import annotations

from press.exporters.idml.fonts import FontMap
from press.exporters.idml.names import Names
from press.exporters.idml.xml import (
    NO_CHARACTER_STYLE,
    NO_STYLE,
    Element,
    add,
    number,
    numbers,
    part,
    typed,
)
from press.makeup.grid import PageGrid
from press.typesetting.model import Align, Cmyk, Face, TextStyle

JUSTIFICATION = {
    Align.JUSTIFY: "LeftJustified",
    Align.LEFT: "LeftAlign",
    Align.CENTRE: "CenterAlign",
    Align.RIGHT: "RightAlign",
}
# Chinese setting, as InDesign's CJK composer names it.
CHINESE = {
    "AppliedLanguage": "$ID/Chinese: Simplified",
    "Composer": "HL Composer J",
    "KinsokuType": "KinsokuPushInFirst",
    "KinsokuHangType": "None",
    "BunriKinshi": "true",
    "CharacterAlignment": "AlignEmCenter",
    "Hyphenation": "false",
    "LeadingModel": "LeadingModelAkiBelow",
}
FIXED_COLOURS = {"Paper": Cmyk(0, 0, 0, 0), "Registration": Cmyk(100, 100, 100, 100)}
EMPTY_GROUPS = (
    ("RootCellStyleGroup", "ucells", "CellStyle", ("$ID/[None]",)),
    ("RootTableStyleGroup", "utables", "TableStyle", ("$ID/[No table style]",)),
    (
        "RootObjectStyleGroup",
        "uobjects",
        "ObjectStyle",
        ("$ID/[None]", "$ID/[Normal Graphics Frame]", "$ID/[Normal Text Frame]"),
    ),
)


def graphic(names: Names) -> Element:
    """Return the swatches: every colour of the page, as process inks."""
    root = part("Graphic")
    for name, colour in {**names.colours, **FIXED_COLOURS}.items():
        fixed = name in ("Black", "Paper", "Registration")
        add(
            root,
            "Color",
            Self=f"Color/{name}",
            Model="Registration" if name == "Registration" else "Process",
            Space="CMYK",
            ColorValue=numbers(colour.c, colour.m, colour.y, colour.k),
            Name=name,
            ColorEditable=str(not fixed).lower(),
            ColorRemovable=str(not fixed).lower(),
        )
    add(
        root,
        "Swatch",
        Self="Swatch/None",
        Name="None",
        ColorEditable="false",
        ColorRemovable="false",
    )
    add(root, "StrokeStyle", Self="StrokeStyle/$ID/Solid", Name="$ID/Solid")
    return root


def fonts(desk: FontMap) -> Element:
    root = part("Fonts")
    families: dict[str, Element] = {}
    for font in desk.wanted():
        family = families.get(font.family)
        if family is None:
            name = f"ufamily{len(families) + 1}"
            family = add(root, "FontFamily", Self=name, Name=font.family)
            families[font.family] = family
        add(
            family,
            "Font",
            Self=f"{family.get('Self')}Fontn{font.name}",
            FontFamily=font.family,
            Name=font.name,
            PostScriptName=font.postscript,
            Status="Installed",
            FontStyleName=font.style,
            FontType="OpenTypeCID",
            WritingScript="1",
        )
    return root


def styles(names: Names, desk: FontMap) -> Element:
    root = part("Styles")
    _character_styles(root, names, desk)
    group = add(root, "RootParagraphStyleGroup", Self="uparagraphs")
    base = TextStyle(NO_STYLE, Face.SONG, 9, 14, Align.LEFT)
    _paragraph_style(group, NO_STYLE, base, names, desk)
    normal = "$ID/NormalParagraphStyle"
    plain = add(group, "ParagraphStyle", Self=f"ParagraphStyle/{normal}", Name=normal)
    typed(add(plain, "Properties"), "BasedOn", "string", NO_STYLE)
    for name, style in names.styles.items():
        _paragraph_style(group, name, style, names, desk)
    for tag, own, kind, members in EMPTY_GROUPS:
        holder = add(root, tag, Self=own)
        for member in members:
            add(holder, kind, Self=f"{kind}/{member}", Name=member)
    return root


def _character_styles(root: Element, names: Names, desk: FontMap) -> None:
    group = add(root, "RootCharacterStyleGroup", Self="ucharacters")
    none = f"CharacterStyle/{NO_CHARACTER_STYLE}"
    add(group, "CharacterStyle", Self=none, Name=NO_CHARACTER_STYLE)
    for name, face in names.character_styles().items():
        font = desk.font(face)
        own = f"CharacterStyle/{name}"
        style = add(group, "CharacterStyle", Self=own, Name=name, FontStyle=font.style)
        properties = add(style, "Properties")
        typed(properties, "BasedOn", "string", NO_CHARACTER_STYLE)
        typed(properties, "AppliedFont", "string", font.family)


def _paragraph_style(
    group: Element, name: str, style: TextStyle, names: Names, desk: FontMap
) -> None:
    font = desk.font(style.face)
    inset = style.inset_em * style.size
    element = add(
        group,
        "ParagraphStyle",
        Self=f"ParagraphStyle/{name}",
        Name=name,
        **CHINESE,
        FontStyle=font.style,
        PointSize=number(style.size),
        FillColor=names.colour(style.colour),
        OverprintFill="true" if style.colour == Cmyk(0, 0, 0, 100) else "false",
        Justification=JUSTIFICATION[style.align],
        FirstLineIndent=number(style.indent_em * style.size),
        LeftIndent=number(inset),
        RightIndent=number(inset),
    )
    properties = add(element, "Properties")
    if name != NO_STYLE:
        typed(properties, "BasedOn", "string", NO_STYLE)
    typed(properties, "Leading", "unit", number(style.leading))
    typed(properties, "AppliedFont", "string", font.family)
    typed(properties, "KinsokuSet", "enumeration", "SimplifiedChineseKinsoku")
    typed(properties, "Mojikumi", "enumeration", "SimpChineseDefault")


def margins(grid: PageGrid) -> dict[str, str]:
    """Return the type area and its columns, as margins of the page."""
    right = grid.page_width - grid.left - grid.type_width
    bottom = grid.page_height - grid.top - grid.type_height
    return {
        "ColumnCount": str(grid.columns),
        "ColumnGutter": number(grid.column_gap),
        "Top": number(grid.top),
        "Bottom": number(bottom),
        "Left": number(grid.left),
        "Right": number(right),
        "ColumnDirection": "Horizontal",
    }


def preferences(grid: PageGrid) -> Element:
    root = part("Preferences")
    add(
        root,
        "DocumentPreference",
        PageHeight=number(grid.page_height),
        PageWidth=number(grid.page_width),
        PagesPerDocument="1",
        FacingPages="false",
        DocumentBleedTopOffset="0",
        DocumentBleedBottomOffset="0",
        DocumentBleedInsideOrLeftOffset="0",
        DocumentBleedOutsideOrRightOffset="0",
        DocumentBleedUniformSize="true",
        PageBinding="LeftToRight",
        ColumnGuideLocked="true",
    )
    add(root, "MarginPreference", **margins(grid))
    add(
        root,
        "ViewPreference",
        HorizontalMeasurementUnits="Millimeters",
        VerticalMeasurementUnits="Millimeters",
        RulerOrigin="PageOrigin",
        PointsPerInch="72",
    )
    add(
        root,
        "GridPreference",
        BaselineStart=number(grid.top),
        BaselineDivision=number(grid.leading),
        BaselineGridShown="false",
    )
    story_preference(root)
    add(root, "TextWrapPreference", TextWrapMode="None")
    return root


def story_preference(parent: Element) -> None:
    add(
        parent,
        "StoryPreference",
        OpticalMarginAlignment="false",
        FrameType="TextFrameType",
        StoryOrientation="Horizontal",
        StoryDirection="LeftToRightDirection",
    )
