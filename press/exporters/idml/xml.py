"""XML of a package, always built as elements: text of others is escaped by lxml."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

PACKAGING = "http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging"
DOM_VERSION = "15.0"
NONE = "Swatch/None"
NO_STYLE = "$ID/[No paragraph style]"
NO_CHARACTER_STYLE = "$ID/[No character style]"
NO_OBJECT_STYLE = "ObjectStyle/$ID/[None]"


def number(value: float) -> str:
    """Write a length as short as four decimals allow."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    return " ".join(number(value) for value in values)


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """Add a child element with attributes in the order given."""
    return etree.SubElement(parent, tag, dict(attributes))


def typed(parent: Element, tag: str, kind: str, text: str) -> Element:
    """Add a property element, which carries its value as text of a named type."""
    child = add(parent, tag, type=kind)
    child.text = text
    return child


def clean(text: str) -> str:
    """Leave out control characters, which XML cannot carry."""
    return "".join(c for c in text if c in "\t\n" or _is_xml_character(ord(c)))


def _is_xml_character(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF


def part(root: str) -> Element:
    """Return the root of a package part such as ``idPkg:Styles``."""
    tag = f"{{{PACKAGING}}}{root}"
    element = etree.Element(tag, nsmap={"idPkg": PACKAGING})
    element.set("DOMVersion", DOM_VERSION)
    return element


def pack(root: Element | etree._ElementTree) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
