"""Put a document's parts together: a zip in the order that readers expect.

Importers read ``designmap.xml`` from top to bottom: colours before styles, styles and
spreads before the stories that stand in them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from press.exporters.idml.fonts import FontMap
from press.exporters.idml.items import LAYERS, TEXT_LAYER
from press.exporters.idml.links import Link
from press.exporters.idml.names import Names
from press.exporters.idml.resources import fonts as font_part
from press.exporters.idml.resources import graphic, preferences, styles
from press.exporters.idml.spread import master, spread
from press.exporters.idml.stories import backing_story, story, tags
from press.exporters.idml.xml import (
    DOM_VERSION,
    PACKAGING,
    Element,
    add,
    number,
    pack,
    typed,
)
from press.exporters.zips import member
from press.makeup.model import PageLayout

MIMETYPE = b"application/vnd.adobe.indesign-idml-package"
AID = (
    'style="50" type="document" readerVersion="6.0" featureSet="257" '
    'product="15.0(155)"'
)
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
LAYER_COLOURS = ("LightBlue", "Red", "Green")


def write_idml(
    layout: PageLayout, links: Mapping[str, Link], *, fonts: FontMap | None = None
) -> bytes:
    """Return a page as an IDML document; ``links`` names each picture's file."""
    desk = fonts or FontMap()
    names = Names(layout)
    parts: dict[str, Element] = {
        "Resources/Graphic.xml": graphic(names),
        "Resources/Fonts.xml": font_part(desk),
        "Resources/Styles.xml": styles(names, desk),
        "Resources/Preferences.xml": preferences(layout.grid),
        "XML/Tags.xml": tags(),
        "MasterSpreads/MasterSpread_umaster.xml": master(layout.grid),
        "Spreads/Spread_uspread.xml": spread(names, links),
        "XML/BackingStory.xml": backing_story(),
    }
    for thread in names.threads():
        own = names.story(thread.id)
        parts[f"Stories/Story_{own}.xml"] = story(thread, names)
    return _zip(_design_map(names, list(parts)), parts)


def _zip(design_map: bytes, parts: Mapping[str, Element]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(member("mimetype", stored=True), MIMETYPE)
        package.writestr(member("designmap.xml"), design_map)
        package.writestr(member("META-INF/container.xml"), _container())
        for name, root in parts.items():
            package.writestr(member(name), pack(root))
    return out.getvalue()


def _container() -> bytes:
    root = etree.Element(f"{{{CONTAINER}}}container", nsmap={None: CONTAINER})  # type: ignore[dict-item]  # lxml: the default namespace
    root.set("version", "1.0")
    files = add(root, f"{{{CONTAINER}}}rootfiles")
    add(
        files,
        f"{{{CONTAINER}}}rootfile",
        **{"full-path": "designmap.xml", "media-type": "text/xml"},
    )
    return pack(root)


def _design_map(names: Names, sources: list[str]) -> bytes:
    root = etree.Element("Document", nsmap={"idPkg": PACKAGING})
    stories = [names.story(thread.id) for thread in names.threads()]
    root.set("DOMVersion", DOM_VERSION)
    root.set("Self", "d")
    root.set("StoryList", " ".join([*stories, "ubacking"]))
    root.set("ZeroPoint", "0 0")
    root.set("ActiveLayer", TEXT_LAYER)
    _language(root)
    early = [s for s in sources if s.startswith("Resources/") or s == "XML/Tags.xml"]
    pages = [s for s in sources if s.startswith(("MasterSpreads/", "Spreads/"))]
    late = [s for s in sources if s not in early and s not in pages]
    for source in early:
        _reference(root, source)
    _layers(root)
    for source in pages:
        _reference(root, source)
    _section(root, names.layout.number)
    for source in late:
        _reference(root, source)
    root.addprevious(etree.ProcessingInstruction("aid", AID))
    return pack(root.getroottree())


def _reference(root: Element, source: str) -> None:
    """Add ``idPkg:Story src="Stories/Story_….xml"`` and its like."""
    kind = source.rsplit("/", 1)[1].removesuffix(".xml").split("_")[0]
    add(root, f"{{{PACKAGING}}}{kind}", src=source)


def _language(root: Element) -> None:
    add(
        root,
        "Language",
        Self="Language/$ID/Chinese%3a Simplified",
        Name="$ID/Chinese: Simplified",
        SingleQuotes="‘’",
        DoubleQuotes="“”",
        PrimaryLanguageName="$ID/Chinese",
        SublanguageName="$ID/Simplified",
        Id="2052",
        HyphenationVendor="$ID/",
        SpellingVendor="$ID/",
    )


def _layers(root: Element) -> None:
    """Add the layers, from the lowest to the highest."""
    for (own, name), colour in zip(LAYERS.items(), LAYER_COLOURS, strict=True):
        layer = add(
            root,
            "Layer",
            Self=own,
            Name=name,
            Visible="true",
            Locked="false",
            IgnoreWrap="false",
            ShowGuides="true",
            LockGuides="false",
            UI="true",
            Expendable="true",
            Printable="true",
        )
        typed(add(layer, "Properties"), "LayerColor", "enumeration", colour)


def _section(root: Element, page: int) -> None:
    add(
        root,
        "Section",
        Self="usection",
        Length="1",
        PageStart="upage",
        PageNumberStart=number(page),
        ContinueNumbering="false",
        Name="",
        SectionPrefix="",
    )
