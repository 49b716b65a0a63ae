"""A made-up page as an IDML document, one page a document, as page desks work."""

from press.exporters.idml.fonts import FontMap
from press.exporters.idml.links import Link
from press.exporters.idml.package import write_idml

__all__ = ["FontMap", "Link", "write_idml"]
