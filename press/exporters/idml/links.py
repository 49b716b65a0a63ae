"""Pictures as the document links them: files in ``Links/`` beside it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from press.composing.model import WHOLE, Crop
from press.makeup.grid import Box

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Link:
    """A linked file: size, resolution, and the part of the original that it holds."""

    file_name: str
    width: int
    height: int
    dpi: tuple[float, float] = (300.0, 300.0)
    crop: Crop = WHOLE

    @property
    def uri(self) -> str:
        return f"file:Links/{quote(self.file_name)}"

    @property
    def native(self) -> tuple[float, float]:
        """Return the file's own size in points: its pixels at its resolution."""
        across = self.width / self.dpi[0] * POINTS_PER_INCH
        return across, self.height / self.dpi[1] * POINTS_PER_INCH

    def transform(self, box: Box, shown: Crop) -> tuple[float, float, float, float]:
        """Return scales and offsets that make ``shown`` fill the box, in points."""
        wide = box.width / (shown[2] - shown[0])
        high = box.height / (shown[3] - shown[1])
        held = self.crop
        across, down = self.native
        return (
            (held[2] - held[0]) * wide / across,
            (held[3] - held[1]) * high / down,
            (held[0] - shown[0]) * wide,
            (held[1] - shown[1]) * high,
        )
